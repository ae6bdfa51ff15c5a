"""The household booklet (户口簿): cover, address page and the pages of its members (materials M01-M05)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.form import Form, Type
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import BLACK, LABEL, Sheet
from central_service.sample.papers.stamps import Outline, Stamp
from central_service.sample.papers.stationery import CREAM, MINT, PEACH, PEARL, Stock

_RULE = (96, 112, 100)
_LABEL = Type(25.0, ink=LABEL, align="centre")
_VALUE = Type(27.0, ink=BLACK)
_GOLD = (214, 176, 92)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletCover(Paper):
    """The cover: tells nothing, and is a classic wrong upload."""

    size: ClassVar[tuple[int, int]] = (1000, 720)
    stocks: ClassVar[tuple[Stock, ...]] = (
        Stock((112, 46, 40), (120, 52, 45), pitch=7, swing=3, grain=3.2, spine=30),
    )

    @classmethod
    def form(cls, form: Form) -> None:
        form.box((60, 60), (880, 600), _GOLD, thick=3)
        form.text(500, 250, "居民户口簿", 84, ink=_GOLD, align="centre", weight=2, tracking=26)
        form.line((330, 330), (670, 330), _GOLD, 2)
        form.text(500, 540, "户口登记机关制发", 30, ink=_GOLD, align="centre", tracking=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdPage(Paper):
    """首页（地址页）: household kind, number, head, address and the seals of the issuer (M01)."""

    size: ClassVar[tuple[int, int]] = (1000, 720)
    stocks: ClassVar[tuple[Stock, ...]] = (CREAM, PEARL, PEACH)

    head: str
    number: str
    address: str
    issued: str
    """Printed date, for example 2016年06月02日."""
    station: str
    """Text of the local seal, for example 灵山县公安局灵城派出所."""
    authority: str = "广西壮族自治区公安厅"
    kind: str = "家庭户"

    @classmethod
    def form(cls, form: Form) -> None:
        form.title(74, "居民户口簿", 46, tracking=14)
        form.table(
            (62, 122),
            (150, 300, 166, 260),
            (
                (66, ("户　　别", "{kind}", "户主姓名", "{head}")),
                (66, ("户　　号", ("{number}", 3))),
                (134, ("住　　址", ("{address}", 3))),
            ),
            label=_LABEL,
            value=_VALUE,
            rule=_RULE,
        )
        form.text(262, 440, "省级公安机关户口专用章", 22, ink=LABEL, align="centre")
        form.text(700, 440, "户口登记机关户口专用章", 22, ink=LABEL, align="centre")
        form.sentence(560, 640, "签发日期　{issued:9}", 25, kind=Type(27.0), rule=False, ink=LABEL)

    def finish(self, sheet: Sheet) -> None:
        if self.authority:
            sheet.stamp(Stamp(self.authority, "户口专用", width=178), 262, 536)
        if self.station:
            sheet.stamp(Stamp(self.station, "户口专用", width=178), 700, 526)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage(Paper):
    """常住人口登记卡 of one member: head (M02), pupil (M03), guardian (M04, M05)."""

    size: ClassVar[tuple[int, int]] = (1000, 760)
    stocks: ClassVar[tuple[Stock, ...]] = (PEACH, PEARL, MINT, CREAM)

    name: str
    relation: str
    """户主, or the relation to the head as printed: 子, 长女, 孙子 ..."""
    sex: str
    birth: str
    id_no: str
    ethnic: str
    registered: str
    """登记日期 at the foot."""
    station: str
    birthplace: str = ""
    native_place: str = ""
    former_name: str = ""
    other_address: str = ""
    education: str = ""
    marriage: str = ""
    military: str = ""
    employer: str = ""
    occupation: str = ""
    moved_to_county: str = ""
    """何时由何地迁来本市（县）."""
    moved_here: str = ""
    """何时由何地迁来本址."""
    cancelled: str = ""
    """Text of a cancelling seal such as 迁出 or 注销; the page is then void."""

    @classmethod
    def form(cls, form: Form) -> None:
        form.title(56, "常住人口登记卡", 38, tracking=6)
        form.table(
            (50, 96),
            (160, 310, 180, 254),
            (
                (51, ("姓　　名", "{name}", "户主或与户主关系", "{relation}")),
                (51, ("曾 用 名", "{former_name}", "性　　别", "{sex}")),
                (51, ("出 生 地", "{birthplace}", "民　　族", "{ethnic}")),
                (51, ("籍　　贯", "{native_place}", "出生日期", "{birth}")),
                (51, ("其他住址", ("{other_address}", 3))),
                (51, ("公民身份号码", "{id_no}", "文化程度", "{education}")),
                (51, ("婚姻状况", "{marriage}", "兵役状况", "{military}")),
                (51, ("服务处所", "{employer}", "职　　业", "{occupation}")),
            ),
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(25.0),
            rule=_RULE,
        )
        form.table(
            (50, 504),
            (300, 604),
            (
                (54, ("何时由何地迁来本市（县）", "{moved_to_county}")),
                (54, ("何时由何地迁来本址", "{moved_here}")),
            ),
            label=Type(22.0, ink=LABEL, align="centre"),
            value=Type(23.0),
            rule=_RULE,
        )
        form.text(60, 654, "承办人签章", 22, ink=LABEL)
        form.sentence(560, 662, "登记日期　{registered:9}", 23, kind=Type(25.0), rule=False, ink=LABEL)

    def finish(self, sheet: Sheet) -> None:
        if self.station:
            sheet.stamp(Stamp(self.station, "户口专用", width=162), 330, 650)
        if self.cancelled:
            sheet.stamp(Stamp(self.cancelled, outline=Outline.OBLONG, width=250), 640, 250)
