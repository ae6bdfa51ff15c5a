"""The case before the reviewer: its rows, what may be decided, the marks made on it, and what moved meanwhile.

What is on screen never changes under the reviewer: when the service brings another version, the view model keeps
the one that is shown, says so through ``news`` and waits for :meth:`see_changes`.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from reviewer_app.models.domain.case import Case, CaseId, CaseStatus, Document
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import PendingAction, StoreFault
from reviewer_app.models.domain.projection import ProjectedCase
from reviewer_app.models.domain.workflow import Act, WorkflowError
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.case_header import (
    CaseHeader,
    Errand,
    Shade,
    Standing,
    describe_case,
    describe_standing,
)
from reviewer_app.ui.viewmodels.case_news import is_own, what_moved
from reviewer_app.ui.viewmodels.case_reading import read_case
from reviewer_app.ui.viewmodels.decisions import Choice, Tally, choices, count, why_idle
from reviewer_app.ui.viewmodels.form_lines import Reading
from reviewer_app.ui.viewmodels.form_row import Row
from reviewer_app.ui.viewmodels.form_rows import build_rows
from reviewer_app.ui.viewmodels.marks import MarkBook, Verdict
from reviewer_app.ui.viewmodels.reason_draft import seeds
from reviewer_app.ui.viewmodels.review_rules import ReviewRules
from reviewer_app.ui.viewmodels.round_rows import build_round_rows


class Stand(Enum):
    """What is before the reviewer."""

    NOTHING = auto()
    CASE = auto()
    GONE = auto()
    """The case that was shown has left this desktop."""


class CaseViewModel(QObject):
    """One case at a time."""

    shown = Signal()
    """Another case, or the same one anew, is before the reviewer."""
    updated = Signal()
    """Rows, marks or the standing of the same version have moved."""
    news = Signal(str)
    """Another version is here; carries words. What is shown stays until :meth:`see_changes`."""
    decided = Signal(object)
    """Carries the :class:`Changes` of a decision that is on record."""
    failed = Signal(str)
    """A decision was not recorded; carries words for the person."""

    def __init__(
        self,
        services: Services,
        rules: ReviewRules,
        marks: MarkBook | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self.rules = rules
        self.marks = marks or MarkBook(self)
        self.stand = Stand.NOTHING
        self._projected: ProjectedCase | None = None
        self._reading: Reading | None = None
        self._rows: tuple[Row, ...] = ()
        self._unfolded: frozenset[str] = frozenset()
        self._news = ""
        self.marks.changed.connect(self._on_marks)
        services.hub.changed.connect(self._on_changes)

    @property
    def projected(self) -> ProjectedCase | None:
        """The case with the decisions made here, or nothing."""
        return self._projected

    @property
    def case(self) -> Case | None:
        """The case as it is shown."""
        return self._projected.case if self._projected else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """Rows of the form column."""
        return self._rows

    @property
    def reading(self) -> Reading | None:
        """What the rows were made from."""
        return self._reading

    @property
    def has_news(self) -> bool:
        """Whether another version waits to be seen."""
        return bool(self._news)

    @property
    def header(self) -> CaseHeader | None:
        """The words above the form."""
        if self._projected is None:
            return None
        return describe_case(self._projected, self.rules, self._services.casework.clock.now())

    @property
    def standing(self) -> Standing | None:
        """How the case stands, where that has to be said."""
        if self._projected is None:
            return None
        if self._news:
            return Standing(self._news, Shade.ACCENT, self.tr("看变化"), Errand.SEE_CHANGES)
        case_id = self._projected.case.id
        troubled = [action for action in self._services.casework.outbox.troubled() if action.case == case_id]
        return describe_standing(self._projected, troubled, self.rules)

    @property
    def tally(self) -> Tally:
        """How far the case has been looked through."""
        return count(self._rows, self._reading)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Decisions that the transition table opens to this person now."""
        if self._projected is None or self.stand is not Stand.CASE:
            return ()
        available = self._services.casework.available(self._projected)
        listed = len(seeds(self._reading, self._rows)) if self._reading else 0
        return choices(self._projected.case, available, self.tally, listed)

    @property
    def idle_words(self) -> str:
        """Why there is nothing to decide, or nothing to go forward with; empty where there is."""
        if self._projected is None or self.stand is not Stand.CASE:
            return ""
        return why_idle(self._projected.case, self.choices)

    def show(self, case_id: CaseId | None) -> None:
        """Put a case before the reviewer; None puts nothing there."""
        self._news = ""
        self._unfolded = frozenset()
        self._projected = self._services.casework.find(case_id) if case_id else None
        if self._projected is not None:
            self.stand = Stand.CASE
        else:
            self.stand = Stand.GONE if case_id else Stand.NOTHING
        self._read()
        self.shown.emit()

    def see_changes(self) -> None:
        """Show the version that arrived meanwhile."""
        if self.case is not None:
            self.show(self.case.id)

    def unfold(self, key: str) -> None:
        """Open or close a fold."""
        self._unfolded ^= {key}
        self._read_again()

    def mark_field(self, row: Row, verdict: Verdict) -> None:
        """属实 or 存疑 on a row; the same verdict again takes it away."""
        if self.case is None or not row.markable or not self.can_mark:
            return
        current = self.marks.of(self.case).field(row.target)
        self.marks.mark_field(self.case, row.target, None if current is verdict else verdict)

    def mark_document(self, document: Document, verdict: Verdict) -> None:
        """合格 or 不合格 on a document; the same verdict again takes it away."""
        if self.case is None or not self.can_mark or document not in self.case.documents:
            return
        current = self.marks.of(self.case).document(document.id)
        self.marks.mark_document(self.case, document, None if current is verdict else verdict)

    @property
    def can_mark(self) -> bool:
        """Whether the case is one that marks still serve."""
        return self.stand is Stand.CASE and not self._news and self._is_under_review

    @property
    def _is_under_review(self) -> bool:
        return self.case is not None and self.case.status in (CaseStatus.PENDING, CaseStatus.PROCESSING)

    def decide(self, act: Act) -> bool:
        """Record a decision; the answer is whether it is on record."""
        if self._projected is None or self._news:
            return False
        case_id = self._projected.case.id
        try:
            changes = self._services.casework.decide(case_id, self._projected.synced.tag, act)
        except WorkflowError as error:
            self.failed.emit(error.message)
            return False
        except StoreFault as fault:
            self.failed.emit(fault.message)
            return False
        self._services.hub.publish(changes)
        self.decided.emit(changes)
        return True

    def undo(self) -> None:
        """Take back the last decision on this case while it has not been sent."""
        if self._projected is None or not self._projected.pending:
            return
        last: PendingAction = self._projected.pending[-1]
        changes = self._services.casework.undo(last)
        if changes:
            self._services.hub.publish(changes)
        else:
            self.failed.emit(self.tr("已经发出，不能撤销。"))

    def _read(self) -> None:
        """The case anew: findings, marks, rows."""
        self._reading = None
        if self._projected is not None:
            case = self._projected.case
            reading = read_case(case, self._services, self.rules, self.marks.of(case))
            self._reading = replace(reading, read_only=not self._is_under_review, unfolded=self._unfolded)
        self._build()

    def _read_again(self) -> None:
        """The same case with other marks or folds: what was checked stays checked."""
        if self._reading is not None:
            marks = self.marks.of(self._reading.case)
            self._reading = replace(self._reading, marks=marks, unfolded=self._unfolded)
        self._build()
        self.updated.emit()

    def _build(self) -> None:
        reading = self._reading
        self._rows = (*build_round_rows(reading), *build_rows(reading)) if reading else ()

    def _on_marks(self, case_id: str) -> None:
        if self.case is not None and self.case.id == case_id:
            self._read_again()

    def _on_changes(self, changes: Changes) -> None:
        if self._projected is None:
            return
        case_id = self._projected.case.id
        if case_id in changes.cases or changes.everything or changes.outbox:
            self._take(self._services.casework.find(case_id))
        elif changes.reference:
            self._read()
            self.updated.emit()

    def _take(self, found: ProjectedCase | None) -> None:
        old = self._projected
        if old is None or self._news:
            return
        if found is None:
            self._tell(self.tr("这件办件已不在本机，可能已移交其他单位。您的标记已保留。"))
        elif found.synced.tag != old.synced.tag and not is_own(old, found):
            self._tell(what_moved(old.synced, found.synced))
        else:
            self._projected = found
            self._read()
            self.updated.emit()

    def _tell(self, news: str) -> None:
        self._news = news
        self.news.emit(news)
