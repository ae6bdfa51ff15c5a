"""A searchable list that hangs from a button: the library of reasons, the items that can be named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.ui.views.components import Label, Popover, SearchField
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import Align, draw_text
from reviewer_app.ui.views.theme import look

_Index = QModelIndex | QPersistentModelIndex
_ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW = 52
_SHOWN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: a title, small print under it, a word at the right end."""

    key: str
    title: str
    detail: str = ""
    hint: str = ""

    def matches(self, parts: Sequence[str]) -> bool:
        """Whether every part occurs in what the line says."""
        words = f"{self.key} {self.title} {self.detail} {self.hint}".upper()
        return all(part in words for part in parts)


class _Entries(QAbstractListModel):
    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._all = tuple(entries)
        self.shown = self._all

    def narrow(self, text: str) -> None:
        parts = text.upper().split()
        self.beginResetModel()
        self.shown = tuple(entry for entry in self._all if entry.matches(parts))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.shown[index.row()]
        if role == _ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "，".join(part for part in (entry.title, entry.detail, entry.hint) if part)
        return None


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(look().px(200), look().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(_ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        px, c = look().px, look().colours
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            draw_frame(painter, rect, px(6), c.accent_bg)
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_frame(painter, rect, px(6), c.hover)
        inner = rect.adjusted(px(10), px(4), -px(10), -px(4))
        top = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        hint = draw_text(painter, top, entry.hint, look().font(12), c.ink3, Align.AlignRight)
        draw_text(
            painter, top.adjusted(0, 0, -hint - px(10), 0), entry.title, look().font(14, Weight.MEDIUM), c.ink
        )
        draw_text(painter, top.translated(0, top.height()), entry.detail, look().font(12), c.ink2)


class _List(QListView):
    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the search field."""


class SearchPopover(Popover):
    """``chosen`` carries the key of the line that was picked, after the popover has closed."""

    chosen = Signal(str)

    def __init__(self, title: str, entries: Sequence[Entry], anchor: QWidget, placeholder: str) -> None:
        content = QWidget()
        self.field = SearchField(title, placeholder)
        self._entries = _Entries(entries)
        self.list = _List()
        self._none = Label("", 13, ink="ink3")
        self._build(content, title)
        super().__init__(content, anchor, padding=12, name=title)
        content.setFocusProxy(self.field)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._pick(index.row()))
        self._narrow("")

    def _build(self, content: QWidget, title: str) -> None:
        px = look().px
        self.list.setModel(self._entries)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setFixedHeight(px(_ROW) * min(_SHOWN, max(1, self._entries.rowCount())))
        self.list.setAccessibleName(title)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._none)

    def _narrow(self, text: str) -> None:
        self._entries.narrow(text)
        found = self._entries.rowCount()
        self._none.setText(
            self.tr("共 {n} 条").format(n=found) if found else self.tr("没有找到，换个词试试。")
        )
        if found:
            self.list.setCurrentIndex(self._entries.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.field and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._steer(Qt.Key(event.key())):
            return True
        return super().eventFilter(watched, event)

    def _steer(self, key: Qt.Key) -> bool:
        row = self.list.currentIndex().row()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            target = max(0, min(row + step, self._entries.rowCount() - 1))
            self.list.setCurrentIndex(self._entries.index(target))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(row)
            return True
        return False

    def _pick(self, row: int) -> None:
        if 0 <= row < self._entries.rowCount():
            key = self._entries.shown[row].key
            self.close_popover()
            self.chosen.emit(key)
