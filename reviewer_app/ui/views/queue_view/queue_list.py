"""The queue's list: keeps its selection by case and its place on screen, whatever the sync brings."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from reviewer_app.models.domain.case import CaseId
from reviewer_app.ui.viewmodels.queue_model import QueueModel
from reviewer_app.ui.views.queue_view.queue_delegate import ROW_HEIGHT, QueueDelegate
from reviewer_app.ui.views.theme import look


class QueueList(QListView):
    """Rows of a :class:`QueueModel`, painted anew each minute: their times run.

    The selected case stays selected until the reviewer picks another.
    """

    case_wanted = Signal(str)
    """The reviewer went to a case by mouse or arrow keys."""

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = model
        self._selected: CaseId | None = None
        self._position = -1
        self._anchor: tuple[CaseId, int] | None = None
        self._set_up()
        model.moving.connect(self._remember_place)
        self.setModel(model)
        model.modelReset.connect(self._return_to_place)
        self.selectionModel().currentChanged.connect(self._on_current)
        minute = QTimer(self)
        minute.setInterval(60_000)
        minute.timeout.connect(self.viewport().update)
        minute.start()

    def _set_up(self) -> None:
        self.setItemDelegate(QueueDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("办件队列"))
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(look().px(ROW_HEIGHT) // 2)

    @property
    def selected(self) -> CaseId | None:
        """The selected case, even while the filter leaves it out."""
        return self._selected

    @property
    def position(self) -> int:
        """Where the selected case stands or last stood; -1 before the first selection."""
        return self._position

    def select(self, case_id: CaseId | None) -> None:
        """Select a case and bring it into sight; says nothing to anyone."""
        self._selected = case_id
        self._show_selection()
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the workbench, they never jump the selection."""

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        case_id = self._queue.id_at(current.row()) if current.isValid() else None
        if case_id is None or case_id == self._selected:
            return
        self._selected = case_id
        self._position = current.row()
        self.case_wanted.emit(case_id)

    def _show_selection(self) -> None:
        position = self._queue.position_of(self._selected) if self._selected is not None else None
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        if position is None:
            selection.clear()
        else:
            self._position = position
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(self._queue.index(position), flags)
        selection.blockSignals(blocked)
        self.viewport().update()

    def _remember_place(self) -> None:
        top = self.indexAt(self.viewport().rect().topLeft())
        case_id = self._queue.id_at(top.row()) if top.isValid() else None
        offset = self.visualRect(top).top() if top.isValid() else 0
        self._anchor = (case_id, offset) if case_id is not None else None

    def _return_to_place(self) -> None:
        self._show_selection()
        if self._anchor is None:
            return
        case_id, offset = self._anchor
        position = self._queue.position_of(case_id)
        if position is not None and self.verticalScrollBar().value() >= 0:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(position * look().px(ROW_HEIGHT) - offset)
