"""The admission lists of a county: which schools, how many on each, and the list on screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from reviewer_app.models.domain.case import Case, CaseStatus, Stage
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import CaseQuery, Season, StoreFault
from reviewer_app.models.domain.roster import Roster, RosterScope, build_roster
from reviewer_app.ui.bridge.background import Task
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.roster_checks import Check, check
from reviewer_app.ui.viewmodels.translation import tr

_STATUSES = {
    RosterScope.FINAL: frozenset({CaseStatus.COMPLETED}),
    RosterScope.PROPOSED: frozenset({CaseStatus.COMPLETED, CaseStatus.PROCESSING}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKey:
    """Which list: a stage, and a school's code or the whole county (empty)."""

    stage: Stage
    school: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One list to choose."""

    key: ListKey
    name: str
    plan: int | None
    admitted: int


class RosterViewModel(QObject):
    """``changed``: lines or the list on screen moved."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._scope = RosterScope.FINAL
        self._rosters: Mapping[Stage, Roster] = {}
        self._key = ListKey(stage=Stage.PRIMARY)
        self._asking: Task | None = None
        self._stale = True
        services.hub.changed.connect(self._on_changes)

    @property
    def scope(self) -> RosterScope:
        """Whether proposals are on the lists too."""
        return self._scope

    @property
    def key(self) -> ListKey:
        """The list on screen."""
        return self._key

    def set_scope(self, scope: RosterScope) -> None:
        """List final results only, or proposals too."""
        if scope is not self._scope:
            self._scope = scope
            self._stale = True
            self.refresh()

    def choose(self, key: ListKey) -> None:
        """Put another list on screen."""
        self._key = key
        self.changed.emit()

    def refresh(self) -> None:
        """Read the cases again when something moved since the last time."""
        if self._asking is not None or not self._stale:
            return
        self._stale = False
        cases, scope, season = self._services.casework.cases, self._scope, self._services.season()
        self._asking = self._services.background.run(
            lambda: _build(cases.cases(CaseQuery(statuses=_STATUSES[scope])), scope, season),
            self._take,
            self._take_failure,
            owner=self,
        )

    @property
    def lines(self) -> list[ListLine]:
        """Lists in the order of stages and schools; the county's own first."""
        season = self._services.season()
        found: list[ListLine] = []
        for stage in Stage:
            roster = self._rosters.get(stage)
            counts = Counter(row.school_code for row in roster.rows) if roster else Counter[str]()
            schools = [s for s in season.schools if stage in s.stages] if season else []
            if not schools and not counts:
                continue
            whole = tr("全县·小学一年级") if stage is Stage.PRIMARY else tr("全县·初中一年级")
            plan = sum(school.plan for school in schools)
            found.append(ListLine(key=ListKey(stage=stage), name=whole, plan=plan, admitted=counts.total()))
            found += [
                ListLine(
                    key=ListKey(stage=stage, school=school.code),
                    name=school.name,
                    plan=school.plan,
                    admitted=counts[school.code],
                )
                for school in schools
            ]
        return found

    @property
    def roster(self) -> Roster | None:
        """The list on screen; nothing before the cases have been read."""
        whole = self._rosters.get(self._key.stage)
        if whole is None or not self._key.school:
            return whole
        line = next((line for line in self.lines if line.key == self._key), None)
        rows = tuple(row for row in whole.rows if row.school_code == self._key.school)
        name = line.name if line else self._key.school
        return replace(whole, school_name=name, plan=line.plan if line else None, rows=rows)

    @property
    def checks(self) -> list[Check]:
        """What was checked of the list on screen."""
        roster = self.roster
        line = next((line for line in self.lines if line.key == self._key), None)
        return check(roster, line.plan if line else None) if roster else []

    def _take(self, rosters: Mapping[Stage, Roster]) -> None:
        self._asking = None
        self._rosters = rosters
        self.changed.emit()
        self.refresh()

    def _take_failure(self, error: Exception) -> None:
        self._asking = None
        if not isinstance(error, StoreFault):
            raise error
        self._stale = True
        self.failed.emit(error.message)

    def _on_changes(self, changes: Changes) -> None:
        if changes.cases or changes.reference or changes.everything:
            self._stale = True


def _build(cases: Iterable[Case], scope: RosterScope, season: Season | None) -> Mapping[Stage, Roster]:
    admitted = [case for case in cases if case.result is not None]
    office = season.office_name if season else ""
    year = season.year if season else 0
    return {
        stage: build_roster(admitted, office_name=office, stage=stage, year=year, scope=scope)
        for stage in Stage
    }
