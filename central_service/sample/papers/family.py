"""出生医学证明 (M06, M44): who the child's parents are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stamps import Stamp
from central_service.sample.papers.stationery import LILAC, MINT, Stock
from central_service.sample.papers.text import Colour, Face

_VIOLET: Colour = (112, 92, 146)


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthCertificate(Paper):
    """The certificate's main page; without ``hospital`` the seal is missing, without a parent the row is empty."""

    size: ClassVar[tuple[int, int]] = (1000, 1240)
    stocks: ClassVar[tuple[Stock, ...]] = (LILAC, Stock(MINT.tint, MINT.waves))

    number: str
    child: str
    sex: str
    born: str
    """Date and time of birth."""
    place: str
    weeks: str = "39"
    weight: str = "3200"
    mother: str = ""
    mother_id: str = ""
    mother_ethnic: str = ""
    father: str = ""
    father_id: str = ""
    father_ethnic: str = ""
    address: str = ""
    hospital: str = ""
    issued: str = ""

    @classmethod
    def form(cls, form: Form) -> None:
        form.ornament(36, _VIOLET)
        form.title(122, "出生医学证明", 54, tracking=14, ink=_VIOLET)
        form.text(500, 178, "BIRTH CERTIFICATE", 22, face=Face.SANS, ink=_VIOLET, align="centre", tracking=2)
        form.table(
            (90, 216),
            (150, 300, 150, 220),
            (
                (64, ("新生儿姓名", "{child}", "性　　别", "{sex}")),
                (64, ("出生时间", ("{born}", 3))),
                (64, ("出生孕周", "{weeks}", "出生体重", "{weight}")),
                (64, ("出生地点", ("{place}", 3))),
                (64, ("医疗机构", ("{hospital}", 3))),
                (64, ("母亲姓名", "{mother}", "民　　族", "{mother_ethnic}")),
                (64, ("公民身份号码", ("{mother_id}", 3))),
                (64, ("父亲姓名", "{father}", "民　　族", "{father_ethnic}")),
                (64, ("公民身份号码", ("{father_id}", 3))),
                (76, ("住　　址", ("{address}", 3))),
            ),
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(26.0),
            rule=_VIOLET,
        )
        form.sentence(
            100, 920, "出生证编号：{number:12}", 26, kind=Type(28.0, Face.SANS), rule=False, ink=LABEL
        )
        form.text(540, 990, "签发机构（章）", 24, ink=LABEL)
        form.sentence(540, 1130, "签发日期　{issued:9}", 24, kind=Type(26.0), rule=False, ink=LABEL)

    def values(self) -> dict[str, str]:
        texts = {
            name: str(getattr(self, name))
            for name in (
                "number",
                "child",
                "sex",
                "born",
                "place",
                "mother",
                "mother_id",
                "mother_ethnic",
                "father",
                "father_id",
                "father_ethnic",
                "address",
                "hospital",
                "issued",
            )
        }
        return texts | {
            "weeks": self.weeks and f"{self.weeks} 周",
            "weight": self.weight and f"{self.weight} 克",
        }

    def finish(self, sheet: Sheet) -> None:
        if self.hospital:
            sheet.stamp(Stamp(self.hospital, "出生医学证明", width=200), 700, 1064)
