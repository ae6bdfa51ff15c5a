"""The queue as a list model: ids in memory, rows in pages of 200 from the store, never a proxy over a model.

The ids lie in Qt's own string list: a view asks for the number of rows twice a row when it lays itself out, and 50,000
rows would take most of a second if each answer came from Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import CaseSummary, PendingAction, StoreFault
from reviewer_app.ui.bridge.background import Task
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.queue_counts import QueueAnswer, ask
from reviewer_app.ui.viewmodels.queue_filter import REVIEW_TABS, QueueFilter, QueueTab
from reviewer_app.ui.viewmodels.queue_row import QueueRow, RowWords, describe
from reviewer_app.ui.viewmodels.schools import short_names

PAGE = 200
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""Data under this role is a :class:`QueueRow`."""

_Index = QModelIndex | QPersistentModelIndex


class QueueModel(QStringListModel):
    """Cases that answer the filter, in its order, each with the decision made here that still overlays it."""

    moving = Signal()
    """Other rows come in a moment; those of now can still be asked for."""
    answered = Signal(object)
    """Carries :class:`QueueAnswer` after the store has answered; the rows are in place by then."""
    failed = Signal(str)
    """The store could not answer; carries words for the person. The rows stay as they were."""

    def __init__(
        self, services: Services, tabs: Sequence[QueueTab] = REVIEW_TABS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tabs = tuple(tabs)
        self._filter = QueueFilter(tab=self._tabs[0])
        self._ids: list[CaseId] = []
        self._rows_by_id: dict[CaseId, int] = {}
        self._pages: dict[int, dict[CaseId, CaseSummary]] = {}
        self._overlay: Mapping[CaseId, PendingAction] = {}
        self._words = RowWords(schools={})
        self._asking: Task | None = None
        self._asked_again = False
        self._read_words()
        self._read_overlay()
        services.hub.changed.connect(self._on_changes)

    @property
    def filter(self) -> QueueFilter:
        """What the rows answer, or will answer in a moment."""
        return self._filter

    @property
    def tabs(self) -> tuple[QueueTab, ...]:
        """The tabs whose counts are kept."""
        return self._tabs

    def set_filter(self, new: QueueFilter) -> None:
        """Ask for something else. While an answer is under way only the newest question follows it."""
        if new != self._filter:
            self._filter = new
            self.refresh()

    def refresh(self) -> None:
        """Ask the store again."""
        if self._asking is not None:
            self._asked_again = True
            return
        self._asked_again = False
        cases, asked, tabs = self._services.casework.cases, self._filter, self._tabs
        decided = frozenset(self._overlay)
        self._asking = self._services.background.run(
            lambda: ask(cases, asked, tabs, decided), self._take, self._take_failure, owner=self
        )

    def flags(self, index: _Index) -> Qt.ItemFlag:
        # Not editable: over editable items the view switches the input method on.
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return row.spoken
        return None

    def row(self, position: int) -> QueueRow | None:
        """The row at a position; nothing when the case left while its page was being read."""
        case_id = self._ids[position]
        summary = self._page(position // PAGE).get(case_id)
        if summary is None:
            return None
        now = self._services.casework.clock.now()
        return describe(summary, self._overlay.get(case_id), self._words, now)

    def id_at(self, position: int) -> CaseId | None:
        """The case at a position, or nothing outside the list."""
        return self._ids[position] if 0 <= position < len(self._ids) else None

    def position_of(self, case_id: CaseId) -> int | None:
        """Where a case stands, or nothing when the filter leaves it out."""
        return self._rows_by_id.get(case_id)

    def is_decided(self, case_id: CaseId) -> bool:
        """Whether a decision made here overlays the case."""
        return case_id in self._overlay

    def next_open(self, after: int) -> CaseId | None:
        """The next case below a position on which nothing was decided here, else the first above it."""
        below = max(0, after + 1)
        candidates = (*self._ids[below:], *self._ids[:below])
        return next((case_id for case_id in candidates if case_id not in self._overlay), None)

    def _page(self, number: int) -> dict[CaseId, CaseSummary]:
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * PAGE : (number + 1) * PAGE]
            page = {summary.id: summary for summary in self._services.casework.cases.summaries(wanted)}
            self._pages[number] = page
        return page

    def _on_changes(self, changes: Changes) -> None:
        if changes.reference or changes.everything:
            self._read_words()
        if changes.outbox or changes.everything:
            self._read_overlay()
        if changes.cases or changes.outbox or changes.reference or changes.everything:
            self._pages.clear()
            self._announce_rows()
            self.refresh()

    def _announce_rows(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _take(self, answer: QueueAnswer) -> None:
        self._asking = None
        if answer.asked == self._filter:
            self._put(list(answer.ids))
            self.answered.emit(answer)
        if self._asked_again or answer.asked != self._filter:
            self.refresh()

    def _take_failure(self, error: Exception) -> None:
        self._asking = None
        if not isinstance(error, StoreFault):
            raise error
        self.failed.emit(error.message)

    def _put(self, ids: list[CaseId]) -> None:
        if ids == self._ids:
            return
        self.moving.emit()
        self._ids = ids
        self._rows_by_id = {case_id: position for position, case_id in enumerate(ids)}
        self._pages.clear()
        self.setStringList(ids)

    def _read_words(self) -> None:
        season = self._services.season()
        self._words = RowWords(schools=short_names(season) if season else {})

    def _read_overlay(self) -> None:
        self._overlay = {action.case: action for action in self._services.casework.outbox.open_actions()}
