"""What guardians upload by mistake: a snapshot of the child, the plate on the door, a picture of a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from central_service.sample.papers.figure import draw_portrait
from central_service.sample.papers.form import Form
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.sheet import LABEL, Sheet
from central_service.sample.papers.stationery import Stock
from central_service.sample.papers.text import Colour, Face

_PLATE: Colour = (32, 74, 148)
_WHITE: Colour = (248, 248, 246)
_GREEN: Colour = (24, 148, 98)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Paper):
    """A drawn child in front of a wall: no document at all."""

    size: ClassVar[tuple[int, int]] = (960, 1280)
    stocks: ClassVar[tuple[Stock, ...]] = (
        Stock((190, 214, 206), grain=3.0),
        Stock((222, 206, 184), grain=3.0),
    )
    fills_frame: ClassVar[bool] = True

    who: str
    """Any text; decides hair and clothes."""
    female: bool = False

    def finish(self, sheet: Sheet) -> None:
        wall = self.stocks[self.tone % len(self.stocks)].tint
        sheet.box((0, 1010), (960, 270), None, (158, 128, 96))
        for x in (90, 330, 690):
            sheet.box((x, 90), (150, 210), _WHITE, (wall[0] - 30, wall[1] - 18, wall[2] - 12), thick=10)
        draw_portrait(sheet, (130, 330), (700, 950), who=self.who, female=self.female, backdrop=wall)
        sheet.mark(ink=LABEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPlate(Paper):
    """A blue house number plate on a wall."""

    size: ClassVar[tuple[int, int]] = (1280, 960)
    stocks: ClassVar[tuple[Stock, ...]] = (
        Stock((206, 198, 184), (198, 188, 172), pitch=90, swing=0, grain=5.0),
    )
    fills_frame: ClassVar[bool] = True

    road: str
    number: str

    def finish(self, sheet: Sheet) -> None:
        sheet.box((232, 262), (840, 440), None, (150, 142, 130))
        sheet.box((220, 250), (840, 440), _WHITE, _PLATE, thick=12)
        for x, y in ((262, 292), (1018, 292), (262, 648), (1018, 648)):
            sheet.disc((x, y), (12, 12), (190, 190, 184))
        sheet.text(640, 370, self.road, 92, face=Face.BOLD, ink=_WHITE, align="centre", room=740)
        sheet.text(640, 548, self.number, 170, face=Face.BOLD, ink=_WHITE, align="centre", room=740)
        sheet.mark(ink=LABEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screenshot(Paper):
    """A telephone's screen with a list of documents instead of a document; send it with :func:`scan` as PNG."""

    size: ClassVar[tuple[int, int]] = (1080, 2160)
    stocks: ClassVar[tuple[Stock, ...]] = (Stock((244, 245, 247), grain=0.0),)
    fills_frame: ClassVar[bool] = True

    title: str = "电子证照"
    rows: tuple[tuple[str, str], ...] = (
        ("居民户口簿", "已领取"),
        ("居住证", "未领取"),
        ("社会保障卡", "已领取"),
        ("不动产权证书", "未查询到"),
    )
    clock: str = "20:36"

    @classmethod
    def form(cls, form: Form) -> None:
        form.box((0, 0), (1080, 250), None, _GREEN)
        form.box((0, 1990), (1080, 170), None, _WHITE)
        for place, words in enumerate(("首页", "办事", "证照", "我的")):
            x = 135 + place * 270
            form.disc((x, 2040), (24, 24), _GREEN if place == 2 else (196, 200, 204))
            form.text(x, 2094, words, 32, face=Face.SANS, ink=_GREEN if place == 2 else LABEL, align="centre")

    def finish(self, sheet: Sheet) -> None:
        sheet.text(60, 48, self.clock, 40, face=Face.BOLD, ink=_WHITE)
        sheet.text(1020, 48, "5G　86%", 34, face=Face.SANS, ink=_WHITE, align="right")
        sheet.text(540, 170, self.title, 52, face=Face.BOLD, ink=_WHITE, align="centre")
        for row, (name, state) in enumerate(self.rows):
            top = 300 + row * 300
            sheet.box((48, top), (984, 260), None, _WHITE)
            sheet.box((88, top + 60), (140, 140), None, (222, 238, 230))
            sheet.text(158, top + 130, name[:1], 72, face=Face.BOLD, ink=_GREEN, align="centre")
            sheet.text(270, top + 100, name, 50, face=Face.BOLD)
            sheet.text(270, top + 176, state, 40, face=Face.SANS, ink=LABEL)
            sheet.text(990, top + 130, "›", 64, face=Face.SANS, ink=LABEL, align="right")
