"""Headings, folds, rules of the policy, and small print."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from reviewer_app.ui.viewmodels.form_row import Row, RowState
from reviewer_app.ui.views.case_view.rows.row_style import (
    FINDINGS,
    LABEL,
    LEFT,
    RIGHT,
    ROW,
    font,
    lines_of,
    paint_rule_below,
    right_edge,
    state_ink,
)
from reviewer_app.ui.views.components.finding import paint_finding
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame, draw_hline
from reviewer_app.ui.views.text import Align, draw_lines, draw_text, text_width
from reviewer_app.ui.views.theme import look

_HEAD = 44
_RULE_LINE = 21


class SectionRow:
    """``学生信息  已核 5 / 6            △ 1 项存疑``."""

    def height(self, row: Row, width: int, focused: bool) -> int:
        return look().px(_HEAD)

    def paint(self, painter: QPainter, rect: QRectF, row: Row, focused: bool, last: bool) -> None:
        px, c = look().px, look().colours
        if rect.top() > 0:
            draw_hline(painter, rect.left(), rect.right(), rect.top(), c.line2)
        box = rect.adjusted(px(LEFT), px(2), 0, 0)
        width = draw_text(painter, box, row.label, font(15, Weight.BOLD), c.ink)
        draw_text(painter, box.adjusted(width + px(10), 0, 0, 0), row.value, font(13), c.ink3)
        self._paint_summary(painter, rect, row)

    def _paint_summary(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        px = look().px
        right, middle = right_edge(rect), rect.center().y() + px(1)
        finding = FINDINGS.get(row.state)
        if row.note:
            worn = font(13, Weight.MEDIUM)
            box = QRectF(right - px(200), rect.top() + px(2), px(200), rect.height())
            width = draw_text(painter, box, row.note, worn, state_ink(row.state), Align.AlignRight)
            right -= width + px(6)
        if finding is not None:
            paint_finding(painter, QPointF(right - px(8), middle), finding)


class FoldRow:
    """``› 系统已核 9 项  性别 女·出生 2018-03-14…``."""

    def height(self, row: Row, width: int, focused: bool) -> int:
        return look().px(ROW + 4)

    def paint(self, painter: QPainter, rect: QRectF, row: Row, focused: bool, last: bool) -> None:
        px, c = look().px, look().colours
        icon = "chevron-right" if row.folded else "chevron-down"
        draw_icon(painter, icon, QPointF(rect.left() + px(LEFT + 8), rect.center().y()), px(14), c.ink3)
        worn = font(13, Weight.MEDIUM)
        box = QRectF(
            rect.left() + px(LABEL), rect.top(), right_edge(rect) - rect.left() - px(LABEL), rect.height()
        )
        box.adjust(draw_text(painter, box, row.label, worn, c.ink2) + px(12), 0, 0, 0)
        if row.note:
            note = draw_text(painter, box, row.note, font(12), c.ink3, Align.AlignRight)
            box.adjust(0, 0, -note - px(12), 0)
        draw_text(painter, box, row.value, font(13), c.ink3)


class RuleRow:
    """A sentence of the policy on its tint: red where it is not met, amber where a person has to say."""

    def height(self, row: Row, width: int, focused: bool) -> int:
        px = look().px
        return len(self._lines(row, width)) * px(_RULE_LINE) + px(16 + 10)

    def paint(self, painter: QPainter, rect: QRectF, row: Row, focused: bool, last: bool) -> None:
        px, c = look().px, look().colours
        unmet = row.state is RowState.UNFIT
        ink, ground = (c.stop, c.stop_bg) if unmet else (c.warn, c.warn_bg)
        box = QRectF(
            rect.left() + px(LABEL - 6), rect.top() + px(4), right_edge(rect) - rect.left() - px(LABEL - 6), 0
        )
        box.setHeight(rect.height() - px(10))
        draw_frame(painter, box, px(6), ground)
        draw_icon(
            painter,
            "scale",
            QPointF(box.left() + px(17), box.top() + px(8) + px(_RULE_LINE) / 2),
            px(16),
            ink,
        )
        lines = self._lines(row, round(rect.width()))
        top = QPointF(box.left() + px(32), box.top() + px(8))
        draw_lines(painter, top, box.width() - px(40), lines, font(13), c.ink, px(_RULE_LINE))

    def _lines(self, row: Row, width: int) -> list[str]:
        px = look().px
        return list(lines_of(row.label, 13, Weight.REGULAR, width - px(LABEL - 6 + RIGHT + 40)))


class RemarkRow:
    """A line of small print."""

    def height(self, row: Row, width: int, focused: bool) -> int:
        return look().px(ROW + 4)

    def paint(self, painter: QPainter, rect: QRectF, row: Row, focused: bool, last: bool) -> None:
        px, c = look().px, look().colours
        worn = font(13)
        box = QRectF(rect.left() + px(LABEL), rect.top(), text_width(row.label, worn) + 2, rect.height())
        draw_text(painter, box, row.label, worn, c.ink2)
        if not last:
            paint_rule_below(painter, rect)
