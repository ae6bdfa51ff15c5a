"""The admission lists to choose from: each school with its bar of admitted against places."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer_app.ui.viewmodels.roster_viewmodel import ListKey, ListLine
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame, draw_hline
from reviewer_app.ui.views.text import Align, draw_text
from reviewer_app.ui.views.theme import look

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW = 52
_Index = QModelIndex | QPersistentModelIndex


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[ListLine] = []

    def put(self, lines: Sequence[ListLine]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{name}，录取 {n} 人，学位 {plan} 个").format(
                name=line.name, n=line.admitted, plan=line.plan or 0
            )
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(look().px(160), look().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(LINE_ROLE)
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


class ListOfLists(QListView):
    """``chosen`` carries the :class:`ListKey` that a person picked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("录取名单"))
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._on_current)

    def put(self, lines: Sequence[ListLine], key: ListKey) -> None:
        """List these, ``key`` selected."""
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        if list(lines) != self._lines.lines:
            scrolled = self.verticalScrollBar().value()
            self._lines.put(lines)
            self.verticalScrollBar().setValue(scrolled)
        for position, line in enumerate(self._lines.lines):
            if line.key == key:
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                selection.setCurrentIndex(self._lines.index(position), flags)
        selection.blockSignals(blocked)
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters never jump the selection."""

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._lines.lines[current.row()].key)
