"""The admission lists to choose from: each school with its bar of admitted against places."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer_app.ui.viewmodels.roster_viewmodel import ListKey, ListLine
from reviewer_app.ui.viewmodels.row_model import ROW_ROLE, Index, RowModel
from reviewer_app.ui.views.components.plain_list import PlainList
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame, draw_hline
from reviewer_app.ui.views.text import Align, draw_text
from reviewer_app.ui.views.theme import look

_ROW = 52


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(160), look().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ROW_ROLE)
        if not isinstance(line, ListLine):
            return
        px, c = look().px, look().colours
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        if selected:
            painter.fillRect(rect, c.accent_bg)
            painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), c.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:  # type: ignore[attr-defined]
            painter.fillRect(rect, c.hover)
        draw_hline(painter, rect.left(), rect.right(), rect.bottom() - 1, c.line)
        inner = rect.adjusted(px(14), 0, -px(14), 0)
        top = QRectF(inner.left(), rect.top() + px(7), inner.width(), px(22))
        weight = Weight.BOLD if selected or not line.key.school else Weight.MEDIUM
        draw_text(painter, top, line.name, look().font(14, weight), c.ink)
        bottom = QRectF(inner.left(), rect.top() + px(28), inner.width(), px(18))
        count = f"{line.admitted}/{line.plan}" if line.plan else str(line.admitted)
        over = line.plan is not None and line.admitted > line.plan
        ink = c.stop if over else c.ink2
        draw_text(painter, bottom, count, look().font(12), ink, Align.AlignRight)
        self._paint_bar(
            painter, QRectF(inner.left(), bottom.center().y() - px(2), inner.width() - px(74), px(4)), line
        )
        painter.restore()

    def _paint_bar(self, painter: QPainter, bar: QRectF, line: ListLine) -> None:
        c, radius = look().colours, bar.height() / 2
        draw_frame(painter, bar, radius, c.line2)
        if line.plan and line.admitted:
            share = min(1.0, line.admitted / line.plan)
            filled = QRectF(bar.left(), bar.top(), max(bar.height(), bar.width() * share), bar.height())
            draw_frame(painter, filled, radius, c.stop if line.admitted > line.plan else c.accent)


class ListOfLists(PlainList):
    """``chosen`` carries the :class:`ListKey` that a person picked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lines = RowModel[ListLine](lambda line: line.name, self._spoken)
        super().__init__(self._lines, _Delegate(), parent)
        self.setAccessibleName(self.tr("录取名单"))
        self.selectionModel().currentChanged.connect(self._on_current)

    def put(self, lines: Sequence[ListLine], key: ListKey) -> None:
        """List these, ``key`` selected."""
        if tuple(lines) != self._lines.rows:
            scrolled = self.verticalScrollBar().value()
            blocked = self.selectionModel().blockSignals(True)
            self._lines.put(lines)
            self.selectionModel().blockSignals(blocked)
            self.verticalScrollBar().setValue(scrolled)
        for position, line in enumerate(lines):
            if line.key == key:
                self.select_silently(position)

    def _spoken(self, _: int, line: ListLine) -> str:
        words = self.tr("{name}，录取 {n} 人，学位 {plan} 个")
        return words.format(name=line.name, n=line.admitted, plan=line.plan or 0)

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._lines.rows[current.row()].key)
