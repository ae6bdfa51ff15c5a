"""小学毕业证书 (M40): proof of primary school for pupils who come from outside the county."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.figure import draw_portrait
from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import Sheet
from central_service.sample.papers.stamps import RED, Stamp
from central_service.sample.papers.stationery import Stock
from central_service.sample.papers.text import Face


@dataclass(frozen=True, slots=True, kw_only=True)
class GraduationCertificate(Paper):
    """The certificate with the pupil's picture, roll number and the school's seal."""

    size: ClassVar[tuple[int, int]] = (1400, 960)
    stocks: ClassVar[tuple[Stock, ...]] = (
        Stock((252, 247, 236), (240, 222, 204), pitch=20, swing=11),
        Stock((246, 248, 240), (222, 232, 212), pitch=20, swing=11),
    )

    name: str
    sex: str
    birth: str
    """2014年3月14日."""
    period: str
    """2020年9月至2026年7月."""
    roll_no: str
    """学籍号."""
    number: str
    school: str
    head: str
    """The headteacher, who signs."""
    issued: str

    @classmethod
    def form(cls, form: Form) -> None:
        form.ornament(38, (176, 60, 52), depth=30)
        form.text(720, 140, "毕业证书", 72, ink=RED, align="centre", weight=1.6, tracking=20)
        typed = Type(33.0)
        lines = (
            "　　学生 {name:6} 性别 {sex:2}，{birth:8} 生，",
            "{period:12} 在本校修完小学规定",
            "课程，成绩合格，准予毕业。",
            "　　学籍号：{roll_no:14}",
        )
        for row, words in enumerate(lines):
            form.sentence(430, 270 + row * 84, words, 32, kind=typed)
        form.text(430, 640, "校长（签章）", 30)
        form.text(830, 640, "学校（公章）", 30)
        form.blank("issued", (830, 776), (400, 56), Type(32.0))
        form.blank("number", (96, 796), (320, 44), Type(22.0, Face.SANS))

    def values(self) -> dict[str, str]:
        names = ("name", "sex", "birth", "period", "roll_no", "issued")
        return {name: str(getattr(self, name)) for name in names} | {"number": f"证书编号 {self.number}"}

    def finish(self, sheet: Sheet) -> None:
        draw_portrait(sheet, (120, 250), (240, 330), who=self.name, female=self.sex == "女")
        sheet.sign(620, 636, self.head, 54)
        sheet.stamp(Stamp(self.school, width=200), 1040, 706)
        sheet.stamp(Stamp(self.school, "学籍专用", width=130), 356, 566)
