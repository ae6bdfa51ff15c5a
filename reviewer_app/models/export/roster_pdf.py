"""The admission list on paper: masked for posting, full for internal use, the same bytes for the same list.

Posted lists carry 报名号, masked name and school only: no ID number, address, phone or birth date (after
教财厅函〔2017〕28号). A missing glyph stops the export and names the person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from reviewer_app.models.domain.case import AdmitMode, Category
from reviewer_app.models.domain.masking import mask_name
from reviewer_app.models.domain.roster import Edition, Roster, RosterRow
from reviewer_app.models.export.paper_fonts import BOLD, PaperFonts
from reviewer_app.models.export.sheet import (
    FAINT,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Column,
    Pen,
    Row,
    RuledTable,
)

_FIRST_TOP = PAGE_HEIGHT - 122
_NEXT_TOP = PAGE_HEIGHT - 74
_BOTTOM = 62.0


class RosterExportError(Exception):
    """The list cannot be printed as it stands; the message names the person and the cause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPaper:
    """How a list is printed."""

    edition: Edition
    printed_at: datetime
    """Local time; the date under the list."""
    printed_by: str
    """Person who exports; printed on the internal edition alone."""


def render_roster(roster: Roster, paper: RosterPaper, fonts_dir: Path) -> bytes:
    """PDF bytes of the list, A4 upright.

    :raises RosterExportError: when a name holds a character without a glyph.
    """
    fonts = PaperFonts(fonts_dir)
    _check_names(roster, fonts)
    columns, cells = _layout(roster, paper.edition)
    target = BytesIO()
    canvas = Canvas(target, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="zh-CN")
    canvas.setTitle(roster.title)
    canvas.setAuthor(roster.office_name)
    canvas.setSubject("录取名单")
    pen = Pen(canvas, fonts)
    table = RuledTable(pen, columns)
    rows = [table.row([str(number), *cells(row)]) for number, row in enumerate(roster.rows, start=1)]
    pages = _paginate(rows)
    for index, page in enumerate(pages):
        top = _FIRST_TOP if index == 0 else _NEXT_TOP
        _head(pen, roster, paper, first=index == 0)
        bottom = table.draw(top, page)
        if not rows:
            pen.text(PAGE_WIDTH / 2, bottom - 26, "暂无录取人员", size=10.5, align="center", ink=FAINT)
        if index == len(pages) - 1:
            _signature(pen, roster, paper, bottom)
        _foot(pen, paper, index + 1, len(pages))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _check_names(roster: Roster, fonts: PaperFonts) -> None:
    for row in roster.rows:
        missing = fonts.missing(row.name)
        if missing:
            characters = "、".join(f"{c}（U+{ord(c):04X}）" for c in missing)
            raise RosterExportError(
                f"“{row.name}”（{row.number}）姓名中的 {characters} 没有可打印的字形。"
                "已停止导出，名单没有改动。"
            )


Cells = Callable[[RosterRow], list[str]]


def _layout(roster: Roster, edition: Edition) -> tuple[list[Column], Cells]:
    """Columns, and the cells of a row after its running number."""
    if edition is Edition.POSTED:
        return _POSTED, lambda row: [row.number, mask_name(row.name), row.school_name]
    if roster.school_name is None:
        return _COUNTY, lambda row: [*_person(row), row.school_name, *_classed(row)]
    return _SCHOOL, lambda row: [*_person(row), *_classed(row), row.guardian, row.phone]


_POSTED = [Column("序号", 9), Column("报名号", 25), Column("姓名", 22), Column("录取学校", 44, "left")]
_PERSON = [
    Column("序号", 6),
    Column("姓名", 13, "left"),
    Column("性别", 6),
    Column("出生日期", 11.5),
    Column("证件号", 20),
]
_CLASSED = [Column("类别", 11), Column("录取方式", 11)]
_SCHOOL = [*_PERSON, *_CLASSED, Column("监护人", 10.5), Column("联系电话", 13)]
_COUNTY = [*_PERSON, Column("录取学校", 22, "left"), *_CLASSED]


def _person(row: RosterRow) -> list[str]:
    return [row.name, row.sex, row.birth, row.id_no]


def _classed(row: RosterRow) -> list[str]:
    return [_CATEGORIES[row.category], _MODES[row.mode]]


_CATEGORIES = {
    Category.LOCAL: "本地户籍",
    Category.HOME_OWNER: "购房定居",
    Category.MIGRANT: "随迁子女",
    Category.ENTITLED: "优抚对象",
}
_MODES = {
    AdmitMode.CATCHMENT: "学区录取",
    AdmitMode.PLACED: "统筹安排",
    AdmitMode.ENTITLED: "优抚安排",
    AdmitMode.PRIVATE_DIRECT: "民办录取",
    AdmitMode.PRIVATE_LOTTERY: "民办随机",
    AdmitMode.SPECIAL: "特教安置",
    AdmitMode.DEFERRED: "缓学",
}


def _head(pen: Pen, roster: Roster, paper: RosterPaper, *, first: bool) -> None:
    middle = PAGE_WIDTH / 2
    right = PAGE_WIDTH - MARGIN
    if not first:
        pen.text(MARGIN, PAGE_HEIGHT - 60, f"{roster.title}（续）", size=9.5, ink=FAINT)
        return
    lines, size = pen.fitted(roster.title, right - MARGIN, 17.0, BOLD)
    for number, line in enumerate(lines):
        pen.text(middle, PAGE_HEIGHT - 80 - number * size * 1.2, line, size=size, font=BOLD, align="center")
    pen.text(MARGIN, PAGE_HEIGHT - 112, _counts(roster), size=9.5)
    pen.text(right, PAGE_HEIGHT - 112, _EDITIONS[paper.edition], size=9.5, align="right")


_EDITIONS = {Edition.POSTED: "公示版", Edition.INTERNAL: "内部使用 · 注意保密"}


def _counts(roster: Roster) -> str:
    admitted = f"录取 {len(roster.rows)} 人"
    return admitted if roster.plan is None else f"学位 {roster.plan} 个    {admitted}"


def _signature(pen: Pen, roster: Roster, paper: RosterPaper, bottom: float) -> None:
    right = PAGE_WIDTH - MARGIN
    at = paper.printed_at
    pen.text(right, bottom - 36, roster.office_name, size=11, align="right")
    pen.text(right, bottom - 54, f"{at.year}年{at.month}月{at.day}日", size=11, align="right")


def _foot(pen: Pen, paper: RosterPaper, page: int, pages: int) -> None:
    pen.text(PAGE_WIDTH / 2, 36, f"第 {page} 页 共 {pages} 页", size=9, align="center", ink=FAINT)
    if paper.edition is Edition.INTERNAL:
        printed = f"{paper.printed_by} {paper.printed_at:%Y-%m-%d %H:%M} 导出"
        pen.text(MARGIN, 36, printed, size=8, ink=FAINT)


def _paginate(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """Cut rows into pages so that the signature never stands on a page without a row."""
    pages: list[Sequence[Row]] = []
    rest: Sequence[Row] = rows
    while True:
        room = (_NEXT_TOP if pages else _FIRST_TOP) - RuledTable.head_height - _BOTTOM
        if sum(row.height for row in rest) <= room - _SIGNATURE:
            return [*pages, rest]
        taken = _that_fit(rest[:-1], room) or 1
        pages.append(rest[:taken])
        rest = rest[taken:]


def _that_fit(rows: Sequence[Row], room: float) -> int:
    for count, row in enumerate(rows):
        room -= row.height
        if room < 0:
            return count
    return len(rows)


_SIGNATURE = 66.0
