"""Papers of pupils without a mainland household (M43): permit card and passport."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.card import BLUE, LONG, RULE, labelled
from central_service.sample.papers.figure import draw_portrait
from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import Sheet
from central_service.sample.papers.stationery import JADE, LILAC, SKY, Stock
from central_service.sample.papers.text import Face


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitCard(Paper):
    """A card of a pupil from Hong Kong, Macao, Taiwan or abroad: residence permit or travel permit."""

    size: ClassVar[tuple[int, int]] = (1000, 631)
    stocks: ClassVar[tuple[Stock, ...]] = (LILAC, SKY)
    corner: ClassVar[float] = 36.0

    title: str
    """For example 港澳居民居住证, 台湾居民居住证, 港澳居民来往内地通行证."""
    name: str
    sex: str
    birth: str
    number: str
    valid: str
    """For example 2024.03.01-2029.03.01."""
    issuer: str
    address: str = ""

    @classmethod
    def form(cls, form: Form) -> None:
        form.blank("title", (56, 38), (640, 60), Type(40.0, Face.BOLD))
        for row, (label, name, room) in enumerate(
            (("姓　名", "name", 480), ("性　别", "sex", 120), ("出　生", "birth", 440))
        ):
            labelled(form, 56, 146 + row * 62, label, name, room)
        form.text(56, 348, "住　　址", 25, face=Face.SANS, ink=BLUE)
        form.blank("address", (178, 312), (480, 76), LONG)
        labelled(form, 56, 428, "签发机关", "issuer", 480, LONG)
        labelled(form, 56, 484, "有效期限", "valid", 480, LONG)
        form.text(56, 562, "证件号码", 27, face=Face.SANS, ink=BLUE)
        form.blank("number", (200, 534), (600, 56), Type(42.0, Face.SANS))

    def finish(self, sheet: Sheet) -> None:
        draw_portrait(sheet, (690, 112), (252, 330), who=self.name, female=self.sex == "女")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassportPage(Paper):
    """The data page of a foreign passport, in Latin letters."""

    size: ClassVar[tuple[int, int]] = (1000, 704)
    stocks: ClassVar[tuple[Stock, ...]] = (LILAC, JADE)
    corner: ClassVar[float] = 18.0

    surname: str
    given_names: str
    country: str
    """Three letters as in the number line; the sample's own country is UTO."""
    nationality: str
    number: str
    birth: str
    """For example 14 MAR 2020."""
    sex: str
    """F or M."""
    expires: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.text(60, 52, "PASSPORT", 38, face=Face.BOLD)
        rows = (
            ("Surname", "surname", 350, 112),
            ("Given names", "given_names", 350, 186),
            ("Nationality", "nationality", 350, 260),
            ("Date of birth", "birth", 350, 334),
            ("Sex", "sex", 720, 334),
            ("Date of expiry", "expires", 350, 408),
            ("Passport No.", "number", 720, 112),
            ("Code", "country", 720, 260),
        )
        for label, name, x, y in rows:
            form.text(x, y, label, 19, face=Face.SANS, ink=BLUE)
            form.blank(name, (x, y + 10), (240 if x > 600 else 360, 44), Type(29.0, Face.SANS))
        form.line((40, 508), (960, 508), RULE)

    def finish(self, sheet: Sheet) -> None:
        draw_portrait(sheet, (60, 104), (252, 330), who=self.surname, female=self.sex == "F")
        names = f"P<{self.country}{self.surname}<<{self.given_names}".upper().replace(" ", "<")
        for row, letters in enumerate((names, f"{self.number}<{self.country}")):
            for place, letter in enumerate(letters[:44].ljust(44, "<")):
                sheet.text(62 + place * 20.3, 560 + row * 54, letter, 27, face=Face.SANS, align="centre")
