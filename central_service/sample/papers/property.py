"""Papers of owned homes: title (M10), older title (M11), sale contract and invoice (M12), homestead approval (M13)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stamps import Stamp
from central_service.sample.papers.stationery import BOND, CERTIFICATE, OFFICE, PEARL, ROSE, Stock
from central_service.sample.papers.text import Colour, Face

_GOLD: Colour = (216, 178, 96)
_BROWN: Colour = (150, 96, 80)
_CELL_LABEL = Type(24.0, ink=LABEL, align="centre")
_CELL = Type(26.0)
_WITHOUT_SHARED = 0.82
"""Share of a flat's area that lies inside its walls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleCover(Paper):
    """封面 of the title: red, without a fact."""

    size: ClassVar[tuple[int, int]] = (1000, 1360)
    stocks: ClassVar[tuple[Stock, ...]] = (
        Stock((142, 34, 36), (150, 40, 42), pitch=7, swing=3, grain=3.0, spine=26),
    )

    @classmethod
    def form(cls, form: Form) -> None:
        form.box((70, 70), (860, 1220), _GOLD, thick=3)
        form.box((86, 86), (828, 1188), _GOLD, thick=1.4)
        form.text(500, 470, "不动产权证书", 104, ink=_GOLD, align="centre", weight=2, tracking=16)
        form.line((300, 590), (700, 590), _GOLD, 2.4)
        form.text(500, 1130, "不动产登记机构制发", 34, ink=_GOLD, align="centre", tracking=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleFacts(Paper):
    """信息页: certificate number on top, the facts, remarks and the seal of the registry."""

    size: ClassVar[tuple[int, int]] = (1000, 1360)
    stocks: ClassVar[tuple[Stock, ...]] = (CERTIFICATE,)

    number: str
    """桂（2023）灵山县不动产权第0001234号."""
    owner: str
    """Several owners separated by 、."""
    shared: str
    """单独所有, 共同共有, or shares."""
    address: str
    unit_no: str
    right_kind: str
    use: str
    area: str
    term: str
    registered: str
    registry: str
    serial: str = ""
    """Printed number D45…, not the certificate number."""
    remarks: str = ""

    @classmethod
    def form(cls, form: Form) -> None:
        form.blank("number", (80, 52), (840, 60), Type(34.0, align="right"))
        form.table(
            (80, 124),
            (206, 634),
            (
                (70, ("权　利　人", "{owner}")),
                (64, ("共 有 情 况", "{shared}")),
                (96, ("坐　　　落", "{address}")),
                (64, ("不动产单元号", "{unit_no}")),
                (64, ("权 利 类 型", "{right_kind}")),
                (64, ("权 利 性 质", "{nature}")),
                (64, ("用　　　途", "{use}")),
                (64, ("面　　　积", "{area}")),
                (64, ("使 用 期 限", "{term}")),
                (250, ("附　　　记", "{remarks}")),
            ),
            label=_CELL_LABEL,
            value=_CELL,
            rule=_BROWN,
        )
        form.text(560, 1052, "登记机构（章）", 25, ink=LABEL)
        form.blank("registered", (560, 1150), (340, 50), Type(28.0))
        form.blank("serial", (80, 1262), (500, 36), Type(20.0, Face.SANS, LABEL))

    def values(self) -> dict[str, str]:
        return {
            "number": self.number,
            "owner": self.owner,
            "shared": self.shared,
            "address": self.address,
            "unit_no": self.unit_no,
            "right_kind": self.right_kind,
            "nature": "出让 / 市场化商品房",
            "use": self.use,
            "area": self.area,
            "term": self.term,
            "remarks": self.remarks,
            "registered": self.registered,
            "serial": self.serial and f"编号 NO.{self.serial}",
        }

    def finish(self, sheet: Sheet) -> None:
        sheet.square_code((96, 1046), 150, self.number)
        if self.registry:
            sheet.stamp(Stamp(self.registry, "不动产登记", width=200), 700, 1120)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePlan(Paper):
    """附图页: a floor plan with the unit number."""

    size: ClassVar[tuple[int, int]] = (1000, 1360)
    stocks: ClassVar[tuple[Stock, ...]] = (PEARL,)

    unit_no: str
    address: str
    area: str
    registry: str
    drawn: str
    """Date of the survey."""

    @classmethod
    def form(cls, form: Form) -> None:
        form.title(74, "房产分户图", 40, tracking=10)
        form.table(
            (80, 126),
            (170, 250, 170, 250),
            (
                (62, ("不动产单元号", ("{unit_no}", 3))),
                (74, ("坐　　落", ("{address}", 3))),
                (58, ("建筑面积", "{area}", "测绘日期", "{drawn}")),
            ),
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(24.0),
        )
        form.box((80, 340), (840, 840), LABEL, thick=2)
        form.text(868, 400, "北", 26, align="centre")
        form.shape([(868, 420), (852, 470), (868, 458), (884, 470)], LABEL)
        form.text(96, 1206, "单位：米　　比例尺 1:100", 21, ink=LABEL)

    def finish(self, sheet: Sheet) -> None:
        left, top, width, height = 210.0, 450.0, 560.0, 600.0
        split, row = width * sheet.rng.uniform(0.42, 0.56), height * sheet.rng.uniform(0.4, 0.52)
        rooms = (
            ("客　厅", left, top + row, split, height - row),
            ("卧　室", left, top, split, row),
            ("卧　室", left + split, top, width - split, row * 0.9),
            ("厨　房", left + split, top + row * 0.9, width - split, (height - row * 0.9) * 0.46),
            (
                "卫生间",
                left + split,
                top + row * 0.9 + (height - row * 0.9) * 0.46,
                width - split,
                (height - row * 0.9) * 0.54,
            ),
        )
        figure = re.match(r"[\d.]+", self.area)
        inside = float(figure[0]) * _WITHOUT_SHARED if figure else 80.0
        for name, x, y, across, down in rooms:
            sheet.box((x, y), (across, down), (60, 60, 60), thick=4)
            sheet.text(x + across / 2, y + down / 2 - 14, name, 25, align="centre")
            sheet.text(
                x + across / 2,
                y + down / 2 + 22,
                f"{inside * across * down / (width * height):.2f}㎡",
                21,
                align="centre",
                ink=LABEL,
            )
        sheet.box((left, top + height), (split * 0.8, 70), (60, 60, 60), thick=2.5)
        sheet.text(left + split * 0.4, top + height + 35, "阳　台", 22, align="centre")
        sheet.text(left + width / 2, top - 26, f"{inside**0.5 * 0.97:.2f}", 21, align="centre", ink=LABEL)
        sheet.stamp(Stamp(self.registry, "测绘专用", width=170), 780, 1230)


@dataclass(frozen=True, slots=True, kw_only=True)
class OldTitle(Paper):
    """房屋所有权证 of before 2015."""

    size: ClassVar[tuple[int, int]] = (1000, 1300)
    stocks: ClassVar[tuple[Stock, ...]] = (ROSE, CERTIFICATE)

    number: str
    """灵房权证灵城字第00012345号."""
    owner: str
    shared: str
    address: str
    registered: str
    nature: str
    use: str
    floors: str
    area: str
    issuer: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.ornament(38, _BROWN)
        form.title(126, "房屋所有权证", 50, tracking=14)
        form.blank("number", (110, 168), (780, 54), Type(30.0, align="centre"))
        form.table(
            (96, 244),
            (200, 240, 168, 200),
            (
                (74, ("房屋所有权人", ("{owner}", 3))),
                (64, ("共有情况", ("{shared}", 3))),
                (104, ("房屋坐落", ("{address}", 3))),
                (64, ("登记时间", ("{registered}", 3))),
                (64, ("房屋性质", "{nature}", "规划用途", "{use}")),
                (64, ("总 层 数", "{floors}", "建筑面积", "{area}")),
                (200, ("附　　记", ("", 3))),
            ),
            label=_CELL_LABEL,
            value=_CELL,
            rule=_BROWN,
        )
        form.text(480, 990, "填发单位（盖章）", 25, ink=LABEL)
        form.text(110, 1180, "本证是房屋所有权的合法凭证，不得涂改。", 22, ink=LABEL)

    def finish(self, sheet: Sheet) -> None:
        sheet.stamp(Stamp(self.issuer, "房屋登记", width=200), 700, 1030)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class HomesteadApproval(Paper):
    """农村宅基地批准书: user, place and size of a rural house plot."""

    size: ClassVar[tuple[int, int]] = (1000, 1300)
    stocks: ClassVar[tuple[Stock, ...]] = (CERTIFICATE, PEARL)

    number: str
    user: str
    address: str
    area: str
    built: str
    use: str
    valid: str
    issuer: str
    issued: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.ornament(38, _BROWN)
        form.title(130, "农村宅基地批准书", 48, tracking=8)
        form.blank("number", (110, 176), (780, 50), Type(26.0, align="centre"))
        form.paragraph(
            (110, 274),
            780,
            "　　根据有关法律法规的规定，本项农村村民宅基地用地业经批准，特发此书。请严格按照批准内容使用。",
            25,
        )
        form.table(
            (96, 390),
            (220, 588),
            (
                (70, ("户主姓名", "{user}")),
                (64, ("批准用地面积", "{area}")),
                (64, ("房基占地面积", "{built}")),
                (64, ("土地用途", "{use}")),
                (100, ("土地坐落", "{address}")),
                (64, ("批准书有效期", "{valid}")),
            ),
            label=_CELL_LABEL,
            value=_CELL,
            rule=_BROWN,
        )
        form.text(520, 930, "填发机关（章）", 25, ink=LABEL)
        form.blank("issued", (520, 1060), (360, 50), Type(27.0))

    def finish(self, sheet: Sheet) -> None:
        sheet.stamp(Stamp(self.issuer, width=200), 680, 1010)
