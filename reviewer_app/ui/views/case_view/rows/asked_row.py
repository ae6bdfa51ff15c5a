"""An item of the last correction round: what was asked, what stood there before, what stands there now."""

from __future__ import annotations

from difflib import SequenceMatcher

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from reviewer_app.ui.viewmodels.form_row import Row, RowState
from reviewer_app.ui.views.case_view.rows.row_style import (
    LABEL,
    RIGHT,
    font,
    lines_of,
    paint_keys,
    paint_rule_below,
    paint_state,
    right_edge,
)
from reviewer_app.ui.views.components.chip import chip_width, paint_chip
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import Align, draw_lines, draw_text, plain, text_width
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_TITLE = 36
_LINE = 24
_REASON_LINE = 20
_WORD = 34


def _tr(text: str) -> str:
    return QCoreApplication.translate("AskedRow", text)


class AskedRow:
    """Title with what became of it, old and new value, the reason of the last round."""

    def height(self, row: Row, width: int, focused: bool) -> int:
        px = look().px
        values = 2 if row.before else 1
        height = px(_TITLE) + values * px(_LINE) + len(self._reason(row, width)) * px(_REASON_LINE) + px(10)
        return height + px(32) if focused else height

    def paint(self, painter: QPainter, rect: QRectF, row: Row, focused: bool, last: bool) -> None:
        px = look().px
        paint_state(painter, rect, row.state, _TITLE)
        self._paint_title(painter, rect, row)
        y = self._paint_values(painter, rect, row, rect.top() + px(_TITLE))
        lines = self._reason(row, round(rect.width()))
        left, width = rect.left() + px(LABEL), right_edge(rect) - rect.left() - px(LABEL)
        draw_lines(painter, QPointF(left, y), width, lines, font(13), look().colours.ink2, px(_REASON_LINE))
        y += len(lines) * px(_REASON_LINE) + px(4)
        if focused:
            paint_keys(painter, QPointF(left, y + px(14)), self._keys(row))
        elif not last:
            paint_rule_below(painter, rect)

    def _paint_title(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        px, c = look().px, look().colours
        box = QRectF(
            rect.left() + px(LABEL), rect.top(), right_edge(rect) - rect.left() - px(LABEL), px(_TITLE)
        )
        worn = font(13, Weight.MEDIUM)
        box.adjust(
            0, 0, -draw_text(painter, box, row.note, worn, _note_ink(row.state), Align.AlignRight) - px(8), 0
        )
        tag = chip_width(row.tag, small=True) + px(8) if row.tag else 0
        title = box.adjusted(0, 0, -tag, 0)
        width = draw_text(painter, title, row.label, font(15, Weight.MEDIUM), c.ink)
        if row.tag:
            paint_chip(
                painter,
                QPointF(box.left() + width + px(8), box.center().y()),
                row.tag,
                Tone.NEUTRAL,
                small=True,
            )

    def _paint_values(self, painter: QPainter, rect: QRectF, row: Row, y: float) -> float:
        px, c = look().px, look().colours
        if not row.before:
            box = QRectF(rect.left() + px(LABEL), y, right_edge(rect) - rect.left() - px(LABEL), px(_LINE))
            draw_text(painter, box, row.value, font(14), c.ink)
            return y + px(_LINE)
        old, new = _differing(plain(row.before), plain(row.value))
        self._paint_value(painter, rect, y, _tr("上次"), old, c.stop_bg)
        self._paint_value(painter, rect, y + px(_LINE), _tr("本次"), new, c.ok_bg)
        return y + px(2 * _LINE)

    def _paint_value(
        self,
        painter: QPainter,
        rect: QRectF,
        y: float,
        word: str,
        parts: list[tuple[str, bool]],
        tint: QColor,
    ) -> None:
        px, c = look().px, look().colours
        left, right = rect.left() + px(LABEL), right_edge(rect)
        draw_text(painter, QRectF(left, y, px(_WORD), px(_LINE)), word, font(13), c.ink3)
        x = left + px(_WORD)
        parts = _shortened(parts, right - x)
        for text, differs in parts:
            worn = font(14, Weight.BOLD if differs else Weight.REGULAR)
            width = text_width(text, worn)
            if differs:
                draw_frame(painter, QRectF(x, y + px(2), width, px(_LINE - 4)), px(3), tint)
            draw_text(painter, QRectF(x, y, max(0.0, right - x), px(_LINE)), text, worn, c.ink)
            x += width

    def _reason(self, row: Row, width: int) -> list[str]:
        px = look().px
        return list(lines_of(row.reason, 13, Weight.REGULAR, width - px(LABEL + RIGHT))) if row.reason else []

    def _keys(self, row: Row) -> list[tuple[str, str]]:
        if row.markable:
            return [("Enter", _tr("属实")), ("F", _tr("存疑"))]
        keys = [(_tr("空格"), _tr("合格")), ("X", _tr("仍不合格"))]
        return [*keys, ("B", _tr("看上次的图"))] if row.replaced else keys


def _note_ink(state: RowState) -> QColor:
    c = look().colours
    inks = {RowState.DOUBT: c.warn, RowState.UNFIT: c.stop, RowState.CONFIRMED: c.ok, RowState.VERIFIED: c.ok}
    return inks.get(state, c.ink2)


def _differing(old: str, new: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts cut into parts, each with whether it differs from the other text."""
    before: list[tuple[str, bool]] = []
    after: list[tuple[str, bool]] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = kind == "equal"
        if i < j:
            before.append((old[i:j], not same))
        if k < m:
            after.append((new[k:m], not same))
    return before, after


def _shortened(parts: list[tuple[str, bool]], room: float) -> list[tuple[str, bool]]:
    """Cuts what is equal at the beginning until the difference is in sight: ``…云里村内里庄68号``."""
    width = sum(text_width(text, font(14, Weight.BOLD)) for text, _ in parts)
    if width <= room or not parts or parts[0][1]:
        return parts
    head = parts[0][0]
    per_character = width / max(1, sum(len(text) for text, _ in parts))
    cut = min(len(head), int((width - room) / per_character) + 2)
    return [("…" + head[cut:], False), *parts[1:]]
