"""Whatever anybody does in whatever order, a case moves along the table or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reviewer_app.models.domain.case import (
    AdmissionResult,
    AdmitMode,
    Case,
    CaseStatus,
    ReasonPick,
    SchoolCode,
    Substage,
)
from reviewer_app.models.domain.catalogue import load_catalogue
from reviewer_app.models.domain.workflow import (
    TRANSITIONS,
    Act,
    CaseAction,
    Need,
    Role,
    WorkflowError,
    apply,
    available_actions,
    check,
    has_failed_correction,
)
from tests.support.cases import make_case

NOW = datetime(2026, 7, 14, 9, 0, tzinfo=UTC)
KINDS = load_catalogue(Path(__file__).resolve().parents[2] / "resources").reasons.kinds
RESULT = AdmissionResult(school=SchoolCode("2145000001"), school_name="一小", mode=AdmitMode.CATCHMENT)

codes = st.sampled_from(["HK01", "TJ01", "TJ02", "TJ05", "BS01", "BS08", "XX99"])
picks = st.builds(ReasonPick, code=codes, target=st.just("M01"), note=st.sampled_from(["", "短", "长" * 201]))
times = st.sampled_from([None, NOW - timedelta(days=1), NOW + timedelta(days=1), NOW + timedelta(days=40)])
acts = st.builds(
    Act,
    action=st.sampled_from(CaseAction),
    reasons=st.lists(picks, max_size=2).map(tuple),
    due=times,
    note=st.sampled_from(["", " ", "说明"]),
    result=st.sampled_from([None, RESULT]),
    approver=st.sampled_from(["", "甲", "乙"]),
)
fitting = st.sampled_from(CaseAction).map(lambda action: _fitting(action))
roles = st.sampled_from(Role)


def _fitting(action: CaseAction) -> Act:
    """An act with all that some row of its action needs, so that walks get far."""
    rows = [row for row in TRANSITIONS if row.action is action]
    needs = frozenset[Need]().union(*(row.needs for row in rows))
    code = {"补正": "HK01", "退件": "TJ01", "不予受理": "BS01"}.get(rows[0].reason_kind or "", "HK01")
    return Act(
        action=action,
        reasons=(ReasonPick(code=code, target="M01"),) if Need.REASONS in needs else (),
        due=NOW + timedelta(days=100) if Need.DUE in needs else None,
        note="说明" if Need.NOTE in needs else "",
        result=RESULT if Need.RESULT in needs else None,
        approver="乙" if Need.APPROVER in needs else "",
    )


class Walk(RuleBasedStateMachine):
    """Random acts of random people on one case, days apart."""

    case: Case
    now: datetime

    @initialize()
    def start(self) -> None:
        self.case = make_case(1, status=CaseStatus.DRAFT)
        self.first = self.case
        self.now = NOW

    @rule(act=acts, role=roles)
    def try_anything(self, act: Act, role: Role) -> None:
        self._try(act, role)

    @rule(act=fitting, role=roles)
    def try_something_fitting(self, act: Act, role: Role) -> None:
        self._try(act, role)

    @rule()
    def wait(self) -> None:
        """Days pass; no timer moves a case."""
        self.now += timedelta(days=30)

    def _try(self, act: Act, role: Role) -> None:
        before = self.case
        open_before = available_actions(before, role, self.now)
        try:
            row = check(before, act, role, self.now, KINDS, "甲")
        except WorkflowError:
            return
        assert act.action in open_before
        after = apply(before, act, row=row, role=role, name="甲", at=self.now)
        self._assert_along_the_table(before, act, role, after)
        self.case = after

    def _assert_along_the_table(self, before: Case, act: Act, role: Role, after: Case) -> None:
        rows = [row for row in TRANSITIONS if row.from_status is before.status and row.action is act.action]
        assert len(rows) == 1
        row = rows[0]
        assert after.status is row.to_status
        assert role in row.roles
        assert not row.from_substages or before.substage in row.from_substages
        if Need.REASONS in row.needs:
            assert act.reasons
            assert {KINDS[pick.code] for pick in act.reasons} == {row.reason_kind}
        if Need.APPROVER in row.needs:
            assert act.approver.strip() not in ("", "甲")
        if Need.DUE in row.needs:
            assert act.due is not None
            assert act.due > self.now
        if Need.NOTE in row.needs:
            assert act.note.strip()
        if Need.FAILED_CORRECTION in row.needs:
            assert has_failed_correction(before, self.now)
        if before.status.is_terminal and after.status is not before.status:
            assert (act.action, role) == (CaseAction.REOPEN, Role.SUPERVISOR)
        assert after.history[:-1] == before.history
        assert len(after.corrections) >= len(before.corrections)

    @invariant()
    def answers_are_never_edited(self) -> None:
        for part in ("answers", "guardians", "documents", "registry", "id", "number", "tag", "consent"):
            assert getattr(self.case, part) is getattr(self.first, part)

    @invariant()
    def the_inner_stage_belongs_to_processing(self) -> None:
        assert (self.case.substage is not None) == (self.case.status is CaseStatus.PROCESSING)

    @invariant()
    def a_round_is_open_exactly_while_correction_is_asked(self) -> None:
        assert (self.case.open_correction is not None) == (self.case.status is CaseStatus.CORRECTION)

    @invariant()
    def a_finished_case_has_its_result_and_no_refused_one_has(self) -> None:
        if self.case.status is CaseStatus.COMPLETED:
            assert self.case.result is not None
        elif self.case.status is not CaseStatus.PROCESSING:
            assert self.case.result is None

    @invariant()
    def the_history_tells_the_way(self) -> None:
        entries = self.case.history[len(self.first.history) :]
        status = self.first.status
        for entry in entries:
            assert entry.from_status is status
            status = entry.to_status
        assert status is self.case.status


Walk.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestWalk = Walk.TestCase


@given(status=st.sampled_from(CaseStatus), substage=st.sampled_from(Substage), act=acts, role=roles)
@settings(deadline=None)
def test_what_is_not_offered_is_refused(status: CaseStatus, substage: Substage, act: Act, role: Role) -> None:
    inner = substage if status is CaseStatus.PROCESSING else None
    case = replace(make_case(1, status=status), substage=inner)
    try:
        check(case, act, role, NOW, KINDS)
    except WorkflowError:
        return
    assert act.action in available_actions(case, role, NOW)


def test_the_walks_can_reach_every_state_and_inner_stage() -> None:
    """The property tests mean something only where a walk can get: every state is reachable by fitting acts."""
    start = make_case(1, status=CaseStatus.DRAFT)
    seen: set[tuple[CaseStatus, Substage | None]] = {(start.status, None)}
    waiting = [start]
    while waiting:
        case = waiting.pop()
        for action in CaseAction:
            for role in Role:
                after = _after(case, _fitting(action), role)
                if after is not None and (after.status, after.substage) not in seen:
                    seen.add((after.status, after.substage))
                    waiting.append(after)
    assert {status for status, _ in seen} == set(CaseStatus)
    assert {inner for _, inner in seen} == {None, *Substage} - {Substage.ADMITTED}


def _after(case: Case, act: Act, role: Role) -> Case | None:
    try:
        row = check(case, act, role, NOW, KINDS, "甲")
    except WorkflowError:
        return None
    return apply(case, act, row=row, role=role, name="甲", at=NOW)
