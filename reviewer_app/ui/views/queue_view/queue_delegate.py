"""Paints one row of the queue: 58 px, who and what state above, where and what to watch for below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer_app.models.domain.workflow import CaseAction
from reviewer_app.ui.viewmodels.queue_model import ROW_ROLE
from reviewer_app.ui.viewmodels.queue_row import QueueRow, RowMark, Urgency
from reviewer_app.ui.views.components import chip_width, paint_chip
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame, draw_hline
from reviewer_app.ui.views.queue_view.status_tones import status_tone
from reviewer_app.ui.views.text import Align, draw_text
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

ROW_HEIGHT = 58
_EDGE = 14
_TOP_MIDDLE = 20
_BOTTOM_MIDDLE = 41
_LINE = 22
_GAP = 8

_URGENCY_TONES = {Urgency.NONE: None, Urgency.SOON: Tone.WARN, Urgency.OVERDUE: Tone.STOP}
_MARK_TONES = {
    RowMark.ROUND: Tone.HOLD,
    RowMark.DUPLICATE: Tone.WARN,
    RowMark.DOUBT: Tone.WARN,
    RowMark.TWIN: Tone.ACCENT,
}
_DECIDED_ICONS = {
    CaseAction.REQUEST_CORRECTIONS: ("clock", Tone.WARN),
    CaseAction.REQUEST_LATE_CORRECTIONS: ("clock", Tone.WARN),
    CaseAction.DECLINE: ("circle-x", Tone.STOP),
    CaseAction.RETURN: ("circle-x", Tone.STOP),
}

_Index = QModelIndex | QPersistentModelIndex


class QueueDelegate(QStyledItemDelegate):
    """Rows of :class:`~reviewer_app.ui.viewmodels.queue_model.QueueModel`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(look().px(200), look().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, QueueRow):
            return
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        inner = rect.adjusted(look().px(_EDGE), 0, -_right_edge(option), 0)
        _ground(painter, rect, inner, option.state)  # type: ignore[attr-defined]
        if row.decided is None:
            _paint_open(painter, inner, row)
        else:
            _paint_decided(painter, inner, row, row.decided)
        painter.restore()


def _right_edge(option: QStyleOptionViewItem) -> int:
    """The scroll bar stands in the margin: rows keep their text where it is without one."""
    widget = option.widget  # type: ignore[attr-defined]
    taken = widget.width() - option.rect.width() if widget is not None else 0  # type: ignore[attr-defined]
    return max(look().px(4), look().px(_EDGE) - int(taken))


def _ground(painter: QPainter, rect: QRectF, inner: QRectF, state: QStyle.StateFlag) -> None:
    colours, px = look().colours, look().px
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected:
        painter.fillRect(rect, colours.accent_bg)
        painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), colours.accent)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, colours.hover)
    if not selected:
        draw_hline(painter, inner.left(), inner.right(), rect.bottom() - 1, colours.line)
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        draw_frame(painter, rect.adjusted(1, 1, -1, -1), px(4), None, colours.accent, 2)


def _line(rect: QRectF, middle: int) -> QRectF:
    px = look().px
    return QRectF(rect.left(), rect.top() + px(middle) - px(_LINE) / 2, rect.width(), px(_LINE))


def _paint_open(painter: QPainter, rect: QRectF, row: QueueRow) -> None:
    colours = look().colours
    top, bottom = _line(rect, _TOP_MIDDLE), _line(rect, _BOTTOM_MIDDLE)
    tone = _URGENCY_TONES[row.urgency]
    when_colour = colours.of(tone).ink if tone else colours.ink2
    when_font = look().font(12, Weight.MEDIUM if tone else Weight.REGULAR)
    when_width = draw_text(painter, top, row.when, when_font, when_colour, Align.AlignRight)
    _name_and_chip(painter, top.adjusted(0, 0, -when_width - look().px(_GAP), 0), row)
    mark_width = 0.0
    if row.mark is not RowMark.NONE:
        ink = colours.of(_MARK_TONES[row.mark]).ink
        mark_width = draw_text(
            painter, bottom, row.mark_text, look().font(12, Weight.MEDIUM), ink, Align.AlignRight
        )
    room = bottom.adjusted(0, 0, -mark_width - (look().px(_GAP) if mark_width else 0), 0)
    draw_text(painter, room, row.detail, look().font(13), colours.ink2)


def _name_and_chip(painter: QPainter, rect: QRectF, row: QueueRow) -> None:
    px = look().px
    width = chip_width(row.chip, small=True)
    name_room = rect.adjusted(0, 0, -width - px(_GAP), 0)
    drawn = draw_text(painter, name_room, row.name, look().font(15, Weight.MEDIUM), look().colours.ink)
    left = QPointF(rect.left() + drawn + px(_GAP), rect.center().y())
    paint_chip(painter, left, row.chip, status_tone(row.status, row.resubmitted), small=True)


def _paint_decided(painter: QPainter, rect: QRectF, row: QueueRow, action: CaseAction) -> None:
    px, colours = look().px, look().colours
    icon, tone = _DECIDED_ICONS.get(action, ("circle-check", Tone.OK))
    top, bottom = _line(rect, _TOP_MIDDLE), _line(rect, _BOTTOM_MIDDLE)
    draw_icon(painter, icon, QPointF(rect.left() + px(8), top.center().y()), px(16), colours.of(tone).ink)
    when_width = draw_text(painter, top, row.when, look().font(12), colours.ink2, Align.AlignRight)
    indent = px(22)
    name_room = top.adjusted(indent, 0, -when_width - px(_GAP), 0)
    draw_text(painter, name_room, row.name, look().font(15), colours.ink2)
    draw_text(painter, bottom.adjusted(indent, 0, 0, 0), row.detail, look().font(12), colours.ink2)
