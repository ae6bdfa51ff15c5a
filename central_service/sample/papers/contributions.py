"""What working people pay: social insurance (M23) and taxes (M24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stamps import Outline, Stamp
from central_service.sample.papers.stationery import LICENCE, OFFICE, Stock
from central_service.sample.papers.text import Face


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuranceRecord(Paper):
    """社会保险个人参保缴费证明: a table of months with a verification code."""

    stocks: ClassVar[tuple[Stock, ...]] = (OFFICE,)

    name: str
    id_no: str
    place: str
    """参保地."""
    unit: str
    months: tuple[str, ...]
    """Paid months as 2026.01, at most sixteen are listed."""
    total: str
    """累计缴费月数 as printed."""
    base: str
    code: str
    """验证码; empty: cut off by the guardian."""
    agency: str
    printed: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.title(100, "社会保险个人参保缴费证明", 42, tracking=2)
        form.table(
            (70, 156),
            (150, 280, 150, 280),
            (
                (54, ("姓　　名", "{name}", "证件号码", "{id_no}")),
                (54, ("参 保 地", "{place}", "累计月数", "{total}")),
                (54, ("参保单位", ("{unit}", 3))),
            ),
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(24.0),
        )
        head = ("费款所属期", "险　　种", "缴费基数", "个人缴费", "到账情况")
        rows = [(40.0, tuple(f"{{r{row}c{column}}}" for column in range(5))) for row in range(16)]
        form.table(
            (70, 338),
            (172, 232, 152, 152, 152),
            [(46.0, head), *rows],
            label=Type(21.0, ink=LABEL, align="centre"),
            value=Type(21.0, align="centre"),
        )
        form.sentence(70, 1070, "验证码：{code:14}", 24, kind=Type(26.0, Face.SANS), rule=False)
        form.text(70, 1114, "可在人社服务平台凭验证码核对，有效期三个月。", 20, ink=LABEL)
        form.text(560, 1200, "经办机构（章）", 23, ink=LABEL)
        form.sentence(560, 1330, "打印日期：{printed:10}", 22, kind=Type(22.0), rule=False)

    def values(self) -> dict[str, str]:
        cells: dict[str, str] = {}
        for row in range(16):
            paid = row < len(self.months)
            month = self.months[row] if paid else ""
            texts = (month, "企业职工养老保险", self.base, _share(self.base), "已到账") if paid else ("",) * 5
            cells |= {f"r{row}c{column}": text for column, text in enumerate(texts)}
        return cells | {
            "name": self.name,
            "id_no": self.id_no,
            "place": self.place,
            "unit": self.unit,
            "total": self.total,
            "code": self.code,
            "printed": self.printed,
        }

    def finish(self, sheet: Sheet) -> None:
        if self.code:
            sheet.square_code((818, 1048), 112, self.code)
        sheet.stamp(Stamp(self.agency, "社保业务", width=190), 800, 1258)


def _share(base: str) -> str:
    """The worker's part of the pension contribution, eight per cent of the base."""
    return f"{int(base) * 8 / 100:.2f}" if base.isdecimal() else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxCertificate(Paper):
    """税收完税证明 of one person for a period."""

    size: ClassVar[tuple[int, int]] = (1000, 720)
    stocks: ClassVar[tuple[Stock, ...]] = (LICENCE, OFFICE)

    number: str
    payer: str
    payer_id: str
    rows: tuple[tuple[str, str, str], ...]
    """At most four of tax, period and amount."""
    total: str
    office: str
    issued: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.title(60, "税收完税证明", 40, tracking=8)
        form.sentence(620, 108, "No. {number:13}", 21, kind=Type(21.0, Face.SANS), rule=False, ink=LABEL)
        form.table(
            (56, 134),
            (170, 270, 170, 278),
            ((56, ("纳税人名称", "{payer}", "纳税人识别号", "{payer_id}")),),
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(23.0),
        )
        rows = [(54.0, tuple(f"{{r{row}c{column}}}" for column in range(3))) for row in range(4)]
        form.table(
            (56, 190),
            (300, 338, 250),
            [(50.0, ("税　　种", "税款所属时期", "实缴金额（元）")), *rows],
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(23.0, align="centre"),
        )
        form.table(
            (56, 456),
            (300, 588),
            ((56, ("金额合计（元）", "{total}")),),
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(24.0),
        )
        form.text(560, 560, "税务机关（盖章）", 22, ink=LABEL)
        form.sentence(56, 640, "填发日期：{issued:10}", 22, kind=Type(22.0), rule=False, ink=LABEL)

    def values(self) -> dict[str, str]:
        cells = {
            f"r{row}c{column}": text
            for row in range(4)
            for column, text in enumerate(self.rows[row] if row < len(self.rows) else ("", "", ""))
        }
        return cells | {
            "number": self.number,
            "payer": self.payer,
            "payer_id": self.payer_id,
            "total": self.total,
            "issued": self.issued,
        }

    def finish(self, sheet: Sheet) -> None:
        sheet.stamp(Stamp(self.office, "征税专用章", Outline.OVAL, 220), 720, 600)
