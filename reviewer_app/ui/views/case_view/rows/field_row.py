"""A field: state, label, value, who says so; a finding in full beneath it; the keys when it has the focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from reviewer_app.ui.viewmodels.form_row import Row, RowState
from reviewer_app.ui.views.case_view.rows.row_style import (
    LABEL,
    LINE,
    RIGHT,
    ROW,
    VALUE,
    font,
    lines_of,
    paint_keys,
    paint_rule_below,
    paint_state,
    right_edge,
    state_ink,
)
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.text import Align, draw_lines, draw_text, elided, text_width
from reviewer_app.ui.views.theme import look

_PAD = 5
_REASON_LINE = 20


def _tr(text: str) -> str:
    return QCoreApplication.translate("FieldRow", text)


class FieldRow:
    """Fields, and notices, which look the same."""

    def height(self, row: Row, width: int, focused: bool) -> int:
        px = look().px
        height = px(2 * _PAD) + len(self._value_lines(row, width, focused)) * px(LINE)
        reasons = self._reason_lines(row, width)
        if reasons:
            height += len(reasons) * px(_REASON_LINE) + px(2)
        if focused and (row.markable or row.proof_name):
            height += px(34)
        return height

    def paint(self, painter: QPainter, rect: QRectF, row: Row, focused: bool, last: bool) -> None:
        px, c = look().px, look().colours
        paint_state(painter, rect, row.state)
        first = QRectF(rect.left() + px(LABEL), rect.top(), px(VALUE - LABEL - 4), px(ROW))
        draw_text(painter, first, row.label, font(13), c.ink2)
        self._paint_note(painter, rect, row)
        lines = self._value_lines(row, round(rect.width()), focused)
        ink = c.ink2 if row.state is RowState.DECLARED and not focused else c.ink
        top = QPointF(rect.left() + px(VALUE), rect.top() + px(_PAD))
        room = self._value_width(row, round(rect.width()))
        draw_lines(painter, top, room, lines, font(15, _value_weight(focused)), ink, px(LINE))
        y = top.y() + len(lines) * px(LINE)
        y = self._paint_reason(painter, rect, row, y)
        if focused:
            self._paint_foot(painter, rect, row, y)
        elif not last:
            paint_rule_below(painter, rect)

    def _paint_note(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        right = right_edge(rect)
        box = QRectF(right - look().px(160), rect.top(), look().px(160), look().px(ROW))
        draw_text(painter, box, row.note, _note_font(row), state_ink(row.state), Align.AlignRight)

    def _paint_reason(self, painter: QPainter, rect: QRectF, row: Row, y: float) -> float:
        px = look().px
        lines = self._reason_lines(row, round(rect.width()))
        if not lines:
            return y
        width = right_edge(rect) - rect.left() - px(VALUE)
        top = QPointF(rect.left() + px(VALUE), y)
        draw_lines(painter, top, width, lines, font(13), self._reason_ink(row), px(_REASON_LINE))
        return y + len(lines) * px(_REASON_LINE) + px(2)

    def _paint_foot(self, painter: QPainter, rect: QRectF, row: Row, y: float) -> None:
        """The keys of the field, and at the right which document proves it."""
        px, c = look().px, look().colours
        left, middle = rect.left() + px(VALUE), y + px(16)
        if row.markable:
            left = paint_keys(painter, QPointF(left, middle), [("Enter", _tr("属实")), ("F", _tr("存疑"))])
        if row.proof_name:
            right = right_edge(rect)
            worn = font(13)
            text = elided(row.proof_name, worn, right - left - px(20))
            width = text_width(text, worn)
            draw_icon(painter, "file-text", QPointF(right - width - px(12), middle), px(14), c.accent)
            box = QRectF(right - width, middle - px(11), width + 1, px(22))
            draw_text(painter, box, text, worn, c.accent)

    def _reason_ink(self, row: Row) -> QColor:
        return state_ink(row.state) if row.is_faulty else look().colours.ink2

    def _value_width(self, row: Row, width: int) -> float:
        px = look().px
        note = text_width(row.note, _note_font(row)) + px(12) if row.note else 0
        return width - px(VALUE) - px(RIGHT) - note

    def _value_lines(self, row: Row, width: int, focused: bool) -> list[str]:
        return list(lines_of(row.value, 15, _value_weight(focused), self._value_width(row, width)))

    def _reason_lines(self, row: Row, width: int) -> list[str]:
        if not row.reason:
            return []
        px = look().px
        return list(lines_of(row.reason, 13, Weight.REGULAR, width - px(VALUE) - px(RIGHT)))


def _value_weight(focused: bool) -> Weight:
    return Weight.MEDIUM if focused else Weight.REGULAR


def _note_font(row: Row) -> QFont:
    return font(12, Weight.MEDIUM if row.is_faulty else Weight.REGULAR)
