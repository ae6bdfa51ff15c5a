"""Paints the rows of the form column; each kind of row has a style of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer_app.ui.viewmodels.form_model import ROW_ROLE
from reviewer_app.ui.viewmodels.form_row import Row, RowKind
from reviewer_app.ui.views.case_view.rows import (
    AskedRow,
    FieldRow,
    FoldRow,
    RemarkRow,
    RowStyle,
    RuleRow,
    SectionRow,
)
from reviewer_app.ui.views.theme import look

_Index = QModelIndex | QPersistentModelIndex

_FIELD = FieldRow()
STYLES: Mapping[RowKind, RowStyle] = {
    RowKind.SECTION: SectionRow(),
    RowKind.FIELD: _FIELD,
    RowKind.NOTICE: _FIELD,
    RowKind.FOLD: FoldRow(),
    RowKind.RULE: RuleRow(),
    RowKind.ASKED: AskedRow(),
    RowKind.REMARK: RemarkRow(),
}


class FormDelegate(QStyledItemDelegate):
    """``current`` tells the key of the row that the keys act on."""

    def __init__(self, view: QListView, current: Callable[[], str]) -> None:
        super().__init__(view)
        self._view = view
        self._current = current

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return QSize()
        width = self._view.viewport().width()
        return QSize(width, STYLES[row.kind].height(row, width, row.key == self._current()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        focused = row.key == self._current()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) and row.is_focusable
        self._paint_ground(painter, rect, focused, hovered)
        below = index.model().index(index.row() + 1, 0).data(ROW_ROLE)
        last = isinstance(below, Row) and below.kind is RowKind.SECTION
        STYLES[row.kind].paint(painter, rect, row, focused, last)

    def _paint_ground(self, painter: QPainter, rect: QRectF, focused: bool, hovered: bool) -> None:
        """The bar at the left tells whether keys act on the row now, or would once the list has the focus."""
        c, px = look().colours, look().px
        if focused:
            painter.fillRect(rect, c.accent_bg)
            bar = c.accent if self._view.hasFocus() else c.line3
            painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), bar)
        elif hovered:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), c.hover)
