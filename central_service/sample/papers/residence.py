"""居住证 (M20): both sides, with the yearly endorsements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.card import BLUE, LONG, RULE, labelled
from central_service.sample.papers.figure import draw_portrait
from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import Sheet
from central_service.sample.papers.stamps import Stamp
from central_service.sample.papers.stationery import JADE, SKY, Stock
from central_service.sample.papers.text import Face


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceCardFront(Paper):
    """居住证正面: holder, residence address and ID number."""

    size: ClassVar[tuple[int, int]] = (1000, 631)
    stocks: ClassVar[tuple[Stock, ...]] = (JADE, SKY)
    corner: ClassVar[float] = 36.0

    name: str
    sex: str
    ethnic: str
    birth: str
    address: str
    """居住地住址."""
    home_address: str
    """户籍地址."""
    id_no: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.text(56, 66, "广西壮族自治区居住证", 40, face=Face.BOLD)
        for row, (label, name) in enumerate((("姓　名", "name"), ("性　别", "sex"), ("出　生", "birth"))):
            labelled(form, 56, 146 + row * 62, label, name, 470)
        labelled(form, 330, 208, "民　族", "ethnic", 190)
        form.text(56, 348, "居住地址", 25, face=Face.SANS, ink=BLUE)
        form.blank("address", (178, 316), (480, 84), LONG)
        form.text(56, 450, "户籍地址", 25, face=Face.SANS, ink=BLUE)
        form.blank("home_address", (178, 408), (480, 84), LONG)
        form.text(56, 556, "公民身份号码", 27, face=Face.SANS, ink=BLUE)
        form.blank("id_no", (250, 528), (560, 56), Type(42.0, Face.SANS))

    def finish(self, sheet: Sheet) -> None:
        draw_portrait(sheet, (690, 112), (252, 330), who=self.name, female=self.sex == "女")


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One 签注: made on, valid until, by which authority; dates as printed (2026.05.12)."""

    on: str
    until: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceCardBack(Paper):
    """居住证背面: issuer, date and the record of yearly endorsements (at most three)."""

    size: ClassVar[tuple[int, int]] = (1000, 631)
    stocks: ClassVar[tuple[Stock, ...]] = (SKY, JADE)
    corner: ClassVar[float] = 36.0

    issuer: str
    issued: str
    endorsements: tuple[Endorsement, ...]
    serial: str = ""

    @classmethod
    def form(cls, form: Form) -> None:
        form.text(52, 72, "广西壮族自治区居住证", 40, face=Face.BOLD)
        form.text(52, 148, "签发机关", 25, face=Face.SANS, ink=BLUE)
        form.blank("issuer", (166, 122), (420, 52), Type(30.0, Face.SANS))
        form.text(606, 148, "签发日期", 25, face=Face.SANS, ink=BLUE)
        form.blank("issued", (720, 122), (230, 52), Type(30.0, Face.SANS))
        form.text(52, 214, "签注记录", 25, face=Face.SANS, ink=BLUE)
        label = Type(25.0, Face.SANS, BLUE)
        rows = [(66.0, (f"{{on{row}}}", f"{{until{row}}}", f"{{by{row}}}")) for row in range(3)]
        form.table(
            (52, 244),
            (230, 240, 426),
            [(58.0, ("签注日期", "有效期至", "签注机关")), *rows],
            label=label,
            value=Type(29.0, Face.SANS),
            rule=RULE,
        )
        form.text(
            52,
            540,
            "持证人应当在居住每满一年之日前一个月内，到居住地派出所办理签注手续。",
            21,
            face=Face.SANS,
            ink=BLUE,
        )
        form.blank("serial", (52, 566), (500, 36), Type(22.0, Face.SANS))

    def values(self) -> dict[str, str]:
        cells = {
            "issuer": self.issuer,
            "issued": self.issued,
            "serial": self.serial and f"证件编号　{self.serial}",
        }
        for row in range(3):
            entry = self.endorsements[row] if row < len(self.endorsements) else Endorsement("", "", "")
            cells |= {f"on{row}": entry.on, f"until{row}": entry.until, f"by{row}": entry.by}
        return cells

    def finish(self, sheet: Sheet) -> None:
        for row, entry in enumerate(self.endorsements[:3]):
            sheet.stamp(Stamp(entry.by, width=104), 800 + 92 * (row % 2), 336 + row * 66)
