"""Rented homes: lease with its signatures (M17) and public rental housing (M16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stamps import Outline, Stamp
from central_service.sample.papers.stationery import BOND, OFFICE, RECYCLED, Stock
from central_service.sample.papers.text import Face


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease(Paper):
    """房屋租赁合同第1页: parties, home, term and rent, filled in by hand."""

    stocks: ClassVar[tuple[Stock, ...]] = (BOND, RECYCLED, OFFICE)

    number: str
    lessor: str
    lessor_id: str
    tenant: str
    tenant_id: str
    address: str
    area: str
    starts: str
    """As written: 2025年9月1日."""
    ends: str
    rent: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.title(128, "房 屋 租 赁 合 同", 46)
        form.sentence(560, 204, "合同编号：{number:12}", 22)
        form.page(
            282,
            (
                "出租方（甲方）：{lessor:10}",
                "公民身份号码：{lessor_id:16}",
                "承租方（乙方）：{tenant:10}",
                "公民身份号码：{tenant_id:16}",
                "　　甲乙双方就房屋租赁事宜，经协商一致，订立本合同。",
                "#第一条　房屋情况",
                "　　甲方将下列房屋出租给乙方居住使用，房屋坐落：",
                "　　{address:29}",
                "　　建筑面积约 {area:5} 平方米，水电和门窗完好。",
                "#第二条　租赁期限",
                "　　自 {starts:9} 起至 {ends:9} 止。",
                "#第三条　租金和押金",
                "　　月租金人民币 {rent:8} 元，每月五日前支付。",
                "　　押金为一个月租金，退租时无欠费、无损坏的如数退还。",
                "#第四条　房屋用途",
                "　　仅供乙方及共同居住的家庭成员居住，不得转租。",
                "#第五条　费用",
                "　　租赁期内的水、电、燃气和物业服务费由乙方承担。",
                "#第六条　维修",
                "　　房屋自然损坏由甲方负责维修，人为损坏由乙方负责。",
            ),
        )
        form.page_number(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseSignatures(Paper):
    """房屋租赁合同第2页: signatures, date and the seal of the lease register; empty ones are left out."""

    stocks: ClassVar[tuple[Stock, ...]] = (BOND, RECYCLED, OFFICE)

    lessor: str
    tenant: str
    signed: str
    register: str = ""
    """Text of the seal of the register; empty: the lease was not registered."""
    register_no: str = ""
    lessor_phone: str = ""
    tenant_phone: str = ""

    @classmethod
    def form(cls, form: Form) -> None:
        form.page(
            126,
            (
                "#第七条　合同解除",
                "　　一方需要提前解除合同的，应当提前一个月告知对方。",
                "　　乙方拖欠租金超过一个月的，甲方可以解除合同。",
                "",
                "#第八条　违约责任",
                "　　违约方按一个月租金向对方支付违约金。",
                "",
                "#第九条　其他",
                "　　本合同一式三份，甲乙双方和登记机构各执一份，",
                "　　自双方签字之日起生效。",
            ),
        )
        form.text(96, 700, "甲方（签名）：", 26)
        form.text(540, 700, "乙方（签名）：", 26)
        form.sentence(96, 790, "电话：{lessor_phone:11}", 24)
        form.sentence(540, 790, "电话：{tenant_phone:11}", 24)
        form.sentence(96, 872, "签订日期：{signed:10}", 24)
        form.box((96, 950), (808, 270), LABEL)
        form.text(120, 992, "登记备案", 24, ink=LABEL)
        form.page_number(2, 2)

    def finish(self, sheet: Sheet) -> None:
        for x, name in ((276, self.lessor), (720, self.tenant)):
            if name:
                right = sheet.sign(x, 696, name, 52)
                sheet.stamp(Stamp("", outline=Outline.FINGER, width=44), right - 16, 704)
        if self.register:
            sheet.text(120, 1064, "经审核，准予登记备案。", 25)
            sheet.text(120, 1122, f"备案编号：{self.register_no}", 25, room=440)
            sheet.stamp(Stamp(self.register, "租赁备案", width=190), 760, 1084)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRental(Paper):
    """公共租赁住房租赁合同: one page with parties, home, term and seals."""

    stocks: ClassVar[tuple[Stock, ...]] = (OFFICE, BOND)

    number: str
    landlord: str
    tenant: str
    tenant_id: str
    address: str
    area: str
    starts: str
    ends: str
    rent: str
    signed: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.title(118, "公共租赁住房租赁合同", 46, tracking=2)
        form.blank("number", (480, 166), (420, 40), Type(22.0, Face.SANS, align="right"))
        form.page(
            250,
            (
                "出租单位（甲方）：{landlord:22}",
                "承租人（乙方）：{tenant:10}",
                "公民身份号码：{tenant_id:15}",
                "",
                "#一、房屋",
                "　　甲方将下列公共租赁住房出租给乙方家庭居住：",
                "　　{address:29}",
                "　　建筑面积 {area:6} 平方米。",
                "#二、期限",
                "　　自 {starts:9} 起至 {ends:9} 止。",
                "#三、租金",
                "　　每月租金 {rent:7} 元，按季度缴纳。",
                "#四、双方义务",
                "　　乙方不得转租、转借或者改变用途；不再符合条件的应当退出。",
            ),
            kind=Type(25.0),
        )
        form.text(96, 980, "甲方（盖章）：", 25)
        form.text(560, 980, "乙方（签名）：", 25)
        form.sentence(560, 1110, "{signed:10}", 25, kind=Type(25.0), rule=False)
        form.page_number(1, 1)

    def finish(self, sheet: Sheet) -> None:
        sheet.stamp(Stamp(self.landlord, "租赁专用", width=200), 270, 1070)
        if self.tenant:
            sheet.sign(736, 976, self.tenant, 50)
