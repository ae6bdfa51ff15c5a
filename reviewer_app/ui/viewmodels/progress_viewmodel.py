"""How the season goes: cases by state, by school against places, and how long guardians have been waiting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from reviewer_app.models.domain.case import CaseStatus
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import CaseQuery, CaseStore, CaseSummary, Season, StoreFault
from reviewer_app.ui.bridge.background import Task
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.schools import short_name
from reviewer_app.ui.viewmodels.times import start_of_day

OLDEST_DAY = 5
"""Waiting days from here on stand in one bar."""
_ACCEPTED = frozenset({CaseStatus.PROCESSING, CaseStatus.COMPLETED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolProgress:
    """One school's cases; ``plan`` is its number of places."""

    name: str
    plan: int
    accepted: int
    correction: int
    pending: int

    @property
    def total(self) -> int:
        """Live cases that chose the school."""
        return self.accepted + self.correction + self.pending


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One reading of the store."""

    by_status: Mapping[CaseStatus, int]
    overdue: int
    """Corrections whose time has passed."""
    today: int
    """Decisions made on this desktop today."""
    schools: Sequence[SchoolProgress]
    pending_by_day: Sequence[int]
    """待受理 by whole days since 提交, ``OLDEST_DAY`` and more in the last place; 补正回件 not counted."""
    answered_by_day: Sequence[int]
    """补正回件 by whole days since 提交."""
    at: datetime

    @property
    def submitted(self) -> int:
        """Every case that was ever submitted to the county."""
        return sum(self.by_status.values())

    @property
    def accepted(self) -> int:
        """Accepted, whatever came of it since."""
        return sum(self.by_status.get(status, 0) for status in (*_ACCEPTED, CaseStatus.RETURNED))


class ProgressViewModel(QObject):
    """Reads while its screen is open. ``changed`` follows each reading."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._asking: Task | None = None
        self._again = False
        self.progress: Progress | None = None

    def refresh(self) -> None:
        """Read again; while a reading is under way one more follows it."""
        if self._asking is not None:
            self._again = True
            return
        self._again = False
        casework, season = self._services.casework, self._services.season()
        now = casework.clock.now()
        today = casework.outbox.done_since(start_of_day(now))
        self._asking = self._services.background.run(
            lambda: measure(casework.cases, season, today, now), self._take, self._take_failure, owner=self
        )

    def wants(self, changes: Changes) -> bool:
        """Whether these changes move a number."""
        return bool(changes.cases or changes.outbox or changes.reference or changes.everything)

    def _take(self, progress: Progress) -> None:
        self._asking = None
        self.progress = progress
        self.changed.emit()
        if self._again:
            self.refresh()

    def _take_failure(self, error: Exception) -> None:
        self._asking = None
        if not isinstance(error, StoreFault):
            raise error
        self.failed.emit(error.message)


def measure(cases: CaseStore, season: Season | None, today: int, now: datetime) -> Progress:
    """Count everything. Runs off the screens' thread."""
    summaries = cases.summaries(cases.ids(CaseQuery()))
    pending = [s for s in summaries if s.status is CaseStatus.PENDING and s.submitted_at is not None]
    return Progress(
        by_status=cases.count_by_status(),
        overdue=sum(1 for s in summaries if _is_overdue(s, now)),
        today=today,
        schools=_by_school(summaries, season),
        pending_by_day=_by_day([s for s in pending if not s.rounds], now),
        answered_by_day=_by_day([s for s in pending if s.rounds], now),
        at=now,
    )


def _is_overdue(summary: CaseSummary, now: datetime) -> bool:
    return summary.status is CaseStatus.CORRECTION and summary.due is not None and summary.due < now


def _by_day(summaries: Sequence[CaseSummary], now: datetime) -> list[int]:
    counts = [0] * (OLDEST_DAY + 1)
    for summary in summaries:
        if summary.submitted_at is not None:
            days = max(0, (now - summary.submitted_at) // timedelta(days=1))
            counts[min(days, OLDEST_DAY)] += 1
    return counts


def _by_school(summaries: Sequence[CaseSummary], season: Season | None) -> list[SchoolProgress]:
    counts: dict[str, Counter[CaseStatus]] = {}
    for summary in summaries:
        counts.setdefault(summary.school, Counter())[summary.status] += 1
    if season is None:
        return []
    found = [
        _school(short_name(school.name, season), school.plan, counts.get(school.code, Counter()))
        for school in season.schools
    ]
    return sorted(found, key=lambda school: school.total, reverse=True)


def _school(name: str, plan: int, counts: Counter[CaseStatus]) -> SchoolProgress:
    return SchoolProgress(
        name=name,
        plan=plan,
        accepted=sum(counts[status] for status in _ACCEPTED),
        correction=counts[CaseStatus.CORRECTION],
        pending=counts[CaseStatus.PENDING],
    )
