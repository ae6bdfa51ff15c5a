"""The place of a child: schools of the season with plan and places taken, the mode, and what the case then says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from reviewer_app.models.domain.case import (
    AdmissionResult,
    AdmitMode,
    Case,
    CaseStatus,
    Category,
    SchoolCode,
    Substage,
)
from reviewer_app.models.domain.notices import KIND_OF_ACTION, compose_sms
from reviewer_app.models.domain.ports import CaseQuery, School
from reviewer_app.models.domain.workflow import Act, CaseAction
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.case_viewmodel import CaseViewModel
from reviewer_app.ui.viewmodels.notice_checks import Checked
from reviewer_app.ui.viewmodels.translation import tr

_PLACED = (
    CaseQuery(statuses=frozenset({CaseStatus.COMPLETED})),
    CaseQuery(
        statuses=frozenset({CaseStatus.PROCESSING}),
        substages=frozenset({Substage.PROPOSED, Substage.ADMITTED}),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One school as it can be chosen."""

    school: School
    taken: int
    """Children placed there, this one not counted."""
    applied: bool

    @property
    def is_full(self) -> bool:
        """Whether one more would be above the plan (严禁超计划招生)."""
        return self.taken >= self.school.plan


class ResultViewModel(QObject):
    """Begin it with :meth:`begin`; every change is announced by ``changed``."""

    changed = Signal()

    def __init__(self, case_vm: CaseViewModel, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case_vm = case_vm
        self._services = services
        self.actions: tuple[CaseAction, ...] = ()
        self.places: tuple[Place, ...] = ()
        self.school = ""
        self.mode: AdmitMode | None = None
        self._mode_by_hand = False

    def begin(self, actions: tuple[CaseAction, ...]) -> None:
        """Choose a place for the case that is shown; what was proposed before is where it starts."""
        case = self._case
        self.actions = actions
        self.places = self._places(case)
        proposed = case.result
        codes = [place.school.code for place in self.places]
        applied = str(case.answers.get("apply_school", ""))
        self.school = str(proposed.school) if proposed else applied if applied in codes else ""
        self.mode = proposed.mode if proposed else self._usual_mode()
        self._mode_by_hand = proposed is not None
        self.changed.emit()

    @property
    def case_words(self) -> str:
        """Whose place it is."""
        return f"{self._case.child_name}·{self._case.number}"

    @property
    def place(self) -> Place | None:
        """The school that is chosen."""
        return next((place for place in self.places if place.school.code == self.school), None)

    @property
    def modes(self) -> tuple[tuple[AdmitMode, str], ...]:
        """Modes of admission with their names."""
        codes = self._case_vm.rules.catalogue.codes["admit_mode"]
        return tuple((mode, codes.label(mode.value)) for mode in AdmitMode)

    def choose_school(self, code: str) -> None:
        """Another school; the mode follows unless it was chosen by hand."""
        self.school = code
        if not self._mode_by_hand:
            self.mode = self._usual_mode()
        self.changed.emit()

    def choose_mode(self, mode: AdmitMode) -> None:
        """Another mode."""
        self.mode, self._mode_by_hand = mode, True
        self.changed.emit()

    @property
    def sms(self) -> str:
        """The message that 办结 sends; it names no school."""
        case, rules = self._case, self._case_vm.rules
        office = rules.catalogue.regions.find_office(case.office)
        if office is None or CaseAction.COMPLETE not in self.actions:
            return ""
        return compose_sms(rules.sms, KIND_OF_ACTION[CaseAction.COMPLETE], case, office)

    @property
    def checks(self) -> tuple[Checked, ...]:
        """What has to hold before the result stands."""
        place = self.place
        if place is None:
            return (
                Checked(tr("还没有选录取学校"), False),
                Checked(tr("已选录取方式"), self.mode is not None),
            )
        plan, taken = place.school.plan, place.taken
        words = tr("计划 {plan} 人，已录取 {taken} 人").format(plan=plan, taken=taken)
        room = tr("{words}，没有学位，请另选学校").format(words=words) if place.is_full else words
        fitting = place.school.private == (self.mode in (AdmitMode.PRIVATE_DIRECT, AdmitMode.PRIVATE_LOTTERY))
        mode = tr("录取方式与学校性质相符") if fitting else tr("录取方式与学校性质不符")
        return (Checked(room, not place.is_full), Checked(mode, fitting))

    @property
    def ready(self) -> bool:
        """Whether every check passes."""
        return all(check.fine for check in self.checks)

    def act(self, action: CaseAction) -> Act:
        """The decision. :raises ValueError: before school and mode are chosen."""
        place = self.place
        if place is None or self.mode is None:
            raise ValueError("a result names a school and a mode")
        result = AdmissionResult(
            school=SchoolCode(place.school.code), school_name=place.school.name, mode=self.mode
        )
        return Act(action=action, result=result)

    @property
    def _case(self) -> Case:
        case = self._case_vm.case
        if case is None:
            raise RuntimeError("no case is shown")
        return case

    def _usual_mode(self) -> AdmitMode:
        place = self.place
        if place is not None and place.school.private:
            return AdmitMode.PRIVATE_DIRECT
        if self._case.category is Category.ENTITLED:
            return AdmitMode.ENTITLED
        return AdmitMode.CATCHMENT if place is None or place.applied else AdmitMode.PLACED

    def _places(self, case: Case) -> tuple[Place, ...]:
        season = self._services.season()
        applied = str(case.answers.get("apply_school", ""))
        schools = [school for school in season.schools if case.stage in school.stages] if season else []
        taken = self._taken(case, [school.code for school in schools])
        found = [
            Place(school=school, taken=taken.get(school.code, 0), applied=school.code == applied)
            for school in schools
        ]
        return tuple(sorted(found, key=lambda place: (not place.applied, place.school.private)))

    def _taken(self, case: Case, codes: Iterable[str]) -> dict[str, int]:
        """Children placed in each school, by the service and by decisions made here."""
        cases, outbox = self._services.casework.cases, self._services.casework.outbox
        here = [action for action in outbox.open_actions() if action.act.result and action.case != case.id]
        decided = {action.case for action in here}
        counts: dict[str, int] = {}
        for code in codes:
            for query in _PLACED:
                ids = cases.ids(replace(query, schools=frozenset({code})))
                counts[code] = counts.get(code, 0) + sum(
                    1 for found in ids if found not in (case.id, *decided)
                )
        for action in here:
            if action.act.result is not None:
                school = str(action.act.result.school)
                counts[school] = counts.get(school, 0) + 1
        return counts
