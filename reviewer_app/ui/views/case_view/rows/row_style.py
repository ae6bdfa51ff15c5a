"""Where things stand in a row of the form column, and what a state looks like."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from reviewer_app.ui.viewmodels.form_row import Row, RowState
from reviewer_app.ui.views.components.finding import Finding, paint_finding
from reviewer_app.ui.views.components.keycap import keycap_size, paint_keycap
from reviewer_app.ui.views.fonts import Weight, make_font
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.text import draw_text, plain, text_width, wrap_text
from reviewer_app.ui.views.theme import look

LEFT = 16
LABEL = 40
VALUE = 124
RIGHT = 17
"""From the right edge of the rows to that of the text; the scroll bar stands beyond."""
LINE = 22
ROW = 32

FINDINGS: dict[RowState, Finding] = {
    RowState.VERIFIED: Finding.AUTO,
    RowState.CONFIRMED: Finding.MANUAL,
    RowState.OPEN: Finding.OPEN,
    RowState.DOUBT: Finding.DOUBT,
    RowState.UNFIT: Finding.BAD,
    RowState.DECLARED: Finding.NONE,
}


def font(size: int, weight: Weight = Weight.REGULAR) -> QFont:
    """:meth:`Look.font`, made once for each size on screen: rows ask for fonts hundreds of times a case."""
    return _font(look().px(size), weight)


@lru_cache(maxsize=32)
def _font(pixels: int, weight: Weight) -> QFont:
    return make_font(pixels, weight)


def lines_of(text: str, size: int, weight: Weight, width: float) -> Sequence[str]:
    """Wrapped lines of a text in a row, measured once for each width."""
    return _lines(text, look().px(size), weight, round(width))


@lru_cache(maxsize=4096)
def _lines(text: str, pixels: int, weight: Weight, width: int) -> tuple[str, ...]:
    worn = _font(pixels, weight)
    if "\n" not in text and text_width(text, worn) <= width:
        return (plain(text),)
    return tuple(wrap_text(text, worn, width))


class RowStyle(Protocol):
    """Measures and paints one kind of row. Lengths are logical pixels, already scaled."""

    def height(self, row: Row, width: int, focused: bool) -> int:
        """Height of the row in a column of ``width``."""
        ...

    def paint(self, painter: QPainter, rect: QRectF, row: Row, focused: bool, last: bool) -> None:
        """Draw the row; its ground is painted already. ``last``: a section follows, which brings its own line."""
        ...


def right_edge(rect: QRectF) -> float:
    """Where text ends."""
    return rect.right() - look().px(RIGHT)


def state_ink(state: RowState) -> QColor:
    """Colour of words about a state."""
    c = look().colours
    return {RowState.DOUBT: c.warn, RowState.UNFIT: c.stop}.get(state, c.ink3)


def paint_state(painter: QPainter, rect: QRectF, state: RowState, line: float = ROW) -> None:
    """The icon of a state in the first ``line`` design pixels of a row."""
    finding = FINDINGS.get(state)
    if finding is not None:
        px = look().px
        paint_finding(painter, QPointF(rect.left() + px(LEFT) + px(8), rect.top() + px(line) / 2), finding)


def paint_rule_below(painter: QPainter, rect: QRectF) -> None:
    """The hairline under a row."""
    left, right = rect.left() + look().px(LABEL), right_edge(rect)
    draw_hline(painter, left, right, rect.bottom() - 1, look().colours.line)


def paint_keys(painter: QPainter, left_middle: QPointF, keys: list[tuple[str, str]]) -> float:
    """Keycaps with what they do, from left to right; returns where the next would stand."""
    px, c = look().px, look().colours
    worn = font(13)
    x = left_middle.x()
    for key, words in keys:
        x += paint_keycap(painter, QPointF(x, left_middle.y()), key) + px(6)
        height = keycap_size(key).height()
        box = QRectF(x, left_middle.y() - height / 2, text_width(words, worn) + 1, height)
        x += draw_text(painter, box, words, worn, c.ink2) + px(18)
    return x
