"""A home that is bought and not yet entered in the register: sale contract and invoice (M12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stamps import Stamp
from central_service.sample.papers.stationery import BOND, OFFICE, Stock
from central_service.sample.papers.text import Colour, Face


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleContract(Paper):
    """商品房买卖合同首页: parties, home, price and date of handing over; printed by the filing system."""

    stocks: ClassVar[tuple[Stock, ...]] = (BOND, OFFICE)

    number: str
    seller: str
    buyer: str
    buyer_id: str
    project: str
    address: str
    area: str
    price: str
    handover: str

    @classmethod
    def form(cls, form: Form) -> None:
        typed = Type(25.0)
        form.text(900, 76, "合同编号", 20, ink=LABEL, align="right")
        form.blank("number", (480, 90), (420, 36), Type(22.0, Face.SANS, align="right"))
        form.title(172, "商品房买卖合同（预售）", 46, tracking=4)
        form.page(
            268,
            (
                "出卖人：{seller:26}",
                "买受人：{buyer:12}",
                "公民身份号码：{buyer_id:14}",
                "",
                "#第一条　项目与房屋",
                "　　买受人购买的房屋位于以下项目，为住宅：",
                "　　项目名称：{project:22}",
                "　　房屋坐落：{address:26}",
                "　　预测建筑面积 {area:6} 平方米，按套计价。",
                "",
                "#第二条　价款",
                "　　总价款为人民币 {price:10} 元，买受人以按揭方式付款。",
                "",
                "#第三条　交付时间",
                "　　出卖人应当在 {handover:9} 前向买受人交付该房屋。",
                "　　交付时应当具备供水、供电和道路通行条件。",
                "",
                "#第四条　备案",
                "　　本合同经网上签约系统登记备案后生效。",
            ),
            kind=typed,
            pitch=52,
        )
        form.page_number(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleContractFiling(Paper):
    """商品房买卖合同签章、备案页: signatures, the seller's seal and the filing seal with its number."""

    stocks: ClassVar[tuple[Stock, ...]] = (BOND, OFFICE)

    filing_no: str
    """Empty: not filed, and the page bears no filing seal."""
    seller: str
    buyer: str
    signed: str
    authority: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.page(
            130,
            (
                "#第五条　违约责任",
                "　　逾期付款或者逾期交付的，按日支付已付价款万分之一的违约金。",
                "",
                "#第六条　争议解决",
                "　　协商不成的，向房屋所在地人民法院起诉。",
                "",
                "#第七条　其他",
                "　　本合同一式四份，双方各执一份，备案机关和贷款银行各存一份。",
                "　　（以下为签章处）",
            ),
        )
        form.text(96, 640, "出卖人（盖章）：", 25)
        form.text(540, 640, "买受人（签名）：", 25)
        form.text(96, 850, "签订日期：", 25)
        form.blank("signed", (230, 824), (300, 52), Type(27.0))
        form.box((96, 960), (808, 270), LABEL)
        form.text(120, 1000, "备案机关意见", 24, ink=LABEL)
        form.text(120, 1072, "合同备案号：", 25)
        form.blank("filing_no", (270, 1046), (400, 52), Type(27.0, Face.SANS))
        form.page_number(2, 2)

    def finish(self, sheet: Sheet) -> None:
        sheet.stamp(Stamp(self.seller, "合同专用章", width=200), 250, 716)
        sheet.sign(590, 716, self.buyer, 50)
        if self.filing_no:
            sheet.text(120, 1140, "准予备案。", 25)
            sheet.stamp(Stamp(self.authority, "备案专用章", width=190), 760, 1100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice(Paper):
    """购房发票: an electronic invoice for the sale of a home."""

    size: ClassVar[tuple[int, int]] = (1000, 640)
    stocks: ClassVar[tuple[Stock, ...]] = (Stock((253, 252, 248)),)

    number: str
    date: str
    buyer: str
    buyer_id: str
    seller: str
    seller_code: str
    item: str
    address: str
    amount: str
    amount_words: str
    drawer: str = "韦小兰"

    @classmethod
    def form(cls, form: Form) -> None:
        brown: Colour = (142, 84, 52)
        label, value = Type(20.0, ink=brown, align="centre"), Type(21.0)
        form.text(400, 62, "电子发票（普通发票）", 36, ink=brown, align="centre")
        form.line((210, 92), (590, 92), brown, 2)
        form.sentence(640, 106, "开票日期：{date:9}", 20, kind=Type(20.0), rule=False, ink=brown)
        form.sentence(640, 62, "号　　码：{number:12}", 19, kind=Type(19.0, Face.SANS), rule=False, ink=brown)
        form.table(
            (40, 140),
            (120, 340, 120, 340),
            (
                (58, ("购买方", "{buyer}", "销售方", "{seller}")),
                (54, ("证件号码", "{buyer_id}", "信用代码", "{seller_code}")),
            ),
            label=label,
            value=value,
            rule=brown,
        )
        form.table(
            (40, 252),
            (300, 380, 240),
            ((46, ("项目名称", "房屋坐落", "金额（元）")), (110, ("{item}", "{address}", "{amount}"))),
            label=label,
            value=value,
            rule=brown,
        )
        form.table(
            (40, 408),
            (230, 690),
            ((56, ("价税合计（大写）", "{amount_words}")),),
            label=label,
            value=value,
            rule=brown,
        )
        form.table(
            (40, 464), (120, 800), ((70, ("备　注", "不动产销售；本票为样本。")),), label=label, rule=brown
        )
        form.sentence(60, 566, "开票人：{drawer:6}", 20, kind=Type(20.0), rule=False, ink=brown)

    def finish(self, sheet: Sheet) -> None:
        sheet.square_code((44, 28), 96, self.number)
