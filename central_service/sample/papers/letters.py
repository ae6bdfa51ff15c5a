"""Letters of proof on plain paper: a heading, a few sentences, date and seal.

One page serves guardianship (M07), village and homes (M13, M18, M19), work (M25), merit (M30) and school (M40,
M41); the facts are in the sentences, written by whoever plans the sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import Sheet
from central_service.sample.papers.stamps import RED, Stamp
from central_service.sample.papers.stationery import BOND, OFFICE, RECYCLED, Stock
from central_service.sample.papers.text import Face


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Paper):
    """A letter of proof; without ``seal`` the issuer forgot the stamp."""

    size: ClassVar[tuple[int, int]] = (1000, 1300)
    stocks: ClassVar[tuple[Stock, ...]] = (BOND, OFFICE, RECYCLED)

    title: str
    """For example 指定监护证明, 单位住房证明, 军人子女教育优待资格证明信."""
    body: str
    """Paragraphs separated by line breaks, without indent."""
    issuer: str
    date: str
    addressee: str = ""
    """For example 灵山县教育局：."""
    number: str = ""
    """文号, printed under the heading."""
    letterhead: str = ""
    """Red head of an office's paper; a red rule is drawn under it."""
    seal: str = ""
    """Text of the seal, usually the issuer's name."""
    contact: str = ""
    """Line at the foot, for example 联系人：… 电话：…."""

    @classmethod
    def form(cls, form: Form) -> None:
        form.blank("letterhead", (80, 70), (840, 84), Type(52.0, ink=RED, align="centre", weight=0.9))
        form.blank("title", (80, 196), (840, 80), Type(48.0, align="centre", weight=0.75))
        form.blank("number", (80, 282), (840, 40), Type(23.0, align="centre"))
        form.blank("contact", (96, 1186), (700, 44), Type(22.0))

    def finish(self, sheet: Sheet) -> None:
        if self.letterhead:
            sheet.line((80, 168), (920, 168), RED, 3.4)
        top = 384.0
        if self.addressee:
            sheet.text(96, top, self.addressee, 28, room=808)
            top += 58
        indented = "\n".join(f"　　{part}" for part in self.body.split("\n"))
        foot = sheet.paragraph((96, top), 808, indented, 28, pitch=2.05)
        top = max(foot + 60, 830)
        sheet.text(894, top, self.issuer, 27, align="right", room=600)
        sheet.text(894, top + 58, self.date, 27, align="right")
        if self.seal:
            sheet.stamp(Stamp(self.seal, width=196), 744, top + 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeritCertificate(Paper):
    """A certificate on card: merit, talent, or the like (M30)."""

    size: ClassVar[tuple[int, int]] = (1414, 1000)
    stocks: ClassVar[tuple[Stock, ...]] = (Stock((253, 248, 232), (246, 226, 190), pitch=18, swing=12),)

    title: str
    """For example 高层次人才认定证书."""
    holder: str
    body: str
    number: str
    issuer: str
    date: str
    valid: str = ""

    @classmethod
    def form(cls, form: Form) -> None:
        form.ornament(40, (190, 52, 48), depth=34)
        form.blank("title", (160, 126), (1094, 110), Type(76.0, ink=RED, align="centre", weight=1.2))
        form.blank("number", (180, 790), (600, 44), Type(26.0, Face.SANS))
        form.blank("valid", (180, 836), (600, 44), Type(26.0))

    def finish(self, sheet: Sheet) -> None:
        sheet.text(190, 330, self.holder, 42, room=700)
        sheet.paragraph((190, 420), 1034, f"　　{self.body}", 36, pitch=2.0)
        sheet.text(1224, 700, self.issuer, 34, align="right", room=640)
        sheet.text(1224, 764, self.date, 32, align="right")
        sheet.stamp(Stamp(self.issuer, width=210), 1040, 716)
