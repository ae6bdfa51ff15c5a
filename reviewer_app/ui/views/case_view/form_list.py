"""The form column: one list of rows that arrows walk through, with the keys of a field."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from reviewer_app.ui.viewmodels.form_model import FormModel
from reviewer_app.ui.viewmodels.form_row import Row, RowKind
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.case_view.form_delegate import FormDelegate
from reviewer_app.ui.views.theme import changes, look


class FormList(QListView):
    """Rows of a :class:`FormModel`. Keys that it does not know go on to its parent."""

    focused = Signal(object)
    """Carries the :class:`Row` that the keys act on now."""
    marked = Signal(object, object)
    """Carries a row and the :class:`Verdict` given to it."""
    unfolded = Signal(str)
    painted = Signal()
    """The rows stand on the screen; once after each :meth:`expect_paint`."""
    section_reached = Signal(str)
    """Code of the section at the top of the column."""

    def __init__(self, model: FormModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = model
        self._current = ""
        self._awaiting_paint = False
        self.setModel(model)
        self.setItemDelegate(FormDelegate(self, lambda: self._current))
        self._set_up()
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(lambda *_: self.scheduleDelayedItemsLayout())
        self.verticalScrollBar().valueChanged.connect(lambda _: self._announce_section())
        changes.changed.connect(self.scheduleDelayedItemsLayout)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMouseTracking(True)
        self.setAutoScroll(False)
        self.setAccessibleName(self.tr("报名表"))
        self.verticalScrollBar().setSingleStep(look().px(24))

    @property
    def current(self) -> Row | None:
        """The row that the keys act on."""
        place = self._form.position(self._current)
        return None if place is None else self._form.rows[place]

    def expect_paint(self) -> None:
        """Another case is in the model: tell when it stands on the screen."""
        self._awaiting_paint = True
        self.viewport().update()

    def leave_case(self) -> None:
        """No row is current: the rows of another case are about to come."""
        self._current = ""

    def open_case(self, key: str = "") -> None:
        """Start at a row, or at the top without any."""
        self._current = ""
        self.scrollToTop()
        place = self._form.position(key) if key else None
        if place is not None:
            self._go(place)

    def go_to(self, key: str) -> None:
        """Put the keys on a row."""
        place = self._form.position(key)
        if place is not None:
            self._go(place)

    def show_section(self, code: str) -> None:
        """Bring a section to the top."""
        place = self._form.first_of(code)
        if place is None:
            return
        self.scrollTo(self._form.index(place), QAbstractItemView.ScrollHint.PositionAtTop)
        first = self._form.step(place, 1)
        if first is not None:
            self._go(first, scroll=False)

    def go_next_open(self) -> bool:
        """Move to the next row that a person should look at; False when there is none."""
        place = self._form.position(self._current)
        after = self._form.next_open(-1 if place is None else place)
        if after is None or after == place:
            return False
        self._go(after)
        return True

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the workbench, they never jump the selection."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy) and row is not None:
            QGuiApplication.clipboard().setText(row.copied or row.value)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._edge(key == Qt.Key.Key_Home)
        elif row is None or event.isAutoRepeat() or not self._act(row, key):
            event.ignore()

    def _act(self, row: Row, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if row.kind is RowKind.FOLD:
                self.unfolded.emit(row.key)
            elif row.markable:
                self.marked.emit(row, Verdict.GOOD)
            return True
        if key == Qt.Key.Key_F and row.markable:
            self.marked.emit(row, Verdict.BAD)
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._form.rows[index.row()].is_focusable:
            row = self._form.rows[index.row()]
            self._go(index.row(), scroll=False)
            if row.kind is RowKind.FOLD:
                self.unfolded.emit(row.key)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._awaiting_paint and self._form.rows:
            self._awaiting_paint = False
            QTimer.singleShot(0, self, self.painted.emit)

    def _step(self, by: int) -> None:
        place = self._form.position(self._current)
        start = -1 if place is None else place
        found = self._form.step(start, by)
        if found is not None:
            self._go(found)

    def _edge(self, first: bool) -> None:
        found = self._form.step(-1, 1) if first else self._form.step(len(self._form.rows), -1)
        if found is not None:
            self._go(found)

    def _go(self, place: int, *, scroll: bool = True) -> None:
        row = self._form.rows[place]
        moved = row.key != self._current
        self._current = row.key
        index = self._form.index(place)
        self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
        if moved:
            self.doItemsLayout()
        if scroll:
            self._reveal(index)
        self.section_reached.emit(row.section)
        if moved:
            self.focused.emit(row)

    def _reveal(self, index: QModelIndex) -> None:
        """Into sight, with the row below, and the heading when the row is the first of its section."""
        below = self._form.index(index.row() + 1)
        if below.isValid():
            self.scrollTo(below)
        above = index.row() - 1
        if above >= 0 and self._form.rows[above].kind is RowKind.SECTION:
            self.scrollTo(self._form.index(above))
        self.scrollTo(index)

    def _on_reset(self) -> None:
        place = self._form.position(self._current)
        if place is None:
            self._current = ""
        else:
            self.selectionModel().setCurrentIndex(
                self._form.index(place), self.selectionModel().SelectionFlag.NoUpdate
            )

    def _announce_section(self) -> None:
        index = self.indexAt(QPoint(look().px(20), look().px(24)))
        if index.isValid():
            self.section_reached.emit(self._form.rows[index.row()].section)
