"""The transition table against its data file, and every need of a row by table."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reviewer_app.models.domain.case import (
    AdmissionResult,
    AdmitMode,
    Case,
    CaseStatus,
    Correction,
    FormKind,
    ReasonPick,
    SchoolCode,
    Substage,
)
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.workflow import (
    ACTION_LABELS,
    STATUS_LABELS,
    SUBSTAGE_LABELS,
    TRANSITIONS,
    Act,
    CaseAction,
    Role,
    WorkflowError,
    apply,
    available_actions,
    check,
    is_overdue,
)
from tests.support.cases import make_case

NOW = datetime(2026, 7, 14, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
PICK = ReasonPick(code="HK01", target="M01")
RESULT = AdmissionResult(school=SchoolCode("2145000001"), school_name="一小", mode=AdmitMode.CATCHMENT)
S, A, R = CaseStatus, CaseAction, Role


@pytest.fixture(scope="module")
def states(resources: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((resources / "workflow/states.json").read_text(encoding="utf-8"))
    return content


def _row_of(entry: dict[str, Any], source: str) -> dict[str, Any]:
    row = {key: entry.get(key) for key in ("id", "action", "notice", "to_substage", "reason_kind")}
    row["from"], row["to"] = source, source if entry["to"] == "same" else entry["to"]
    for key in ("roles", "needs", "from_substages", "only_reasons"):
        row[key] = frozenset(entry.get(key, []))
    return row


def test_the_table_is_the_one_in_the_resources(states: dict[str, Any]) -> None:
    written = [_row_of(entry, source) for entry in states["transitions"] for source in entry["from"]]
    coded = [
        {
            "id": row.id,
            "action": row.action,
            "notice": row.notice,
            "to_substage": row.to_substage,
            "reason_kind": row.reason_kind,
            "from": row.from_status,
            "to": row.to_status,
            "roles": row.roles,
            "needs": row.needs,
            "from_substages": row.from_substages,
            "only_reasons": row.only_reasons,
        }
        for row in TRANSITIONS
    ]
    order = ("id", "from")
    assert sorted(coded, key=lambda row: [str(row[key]) for key in order]) == sorted(
        written, key=lambda row: [str(row[key]) for key in order]
    )


def test_the_words_are_those_of_the_resources(states: dict[str, Any]) -> None:
    assert {entry["code"]: entry["label"] for entry in states["states"]} == STATUS_LABELS
    assert {entry["code"]: entry["label"] for entry in states["substages"]} == SUBSTAGE_LABELS
    assert {entry["action"]: entry["label"] for entry in states["transitions"]} == ACTION_LABELS
    entered = {row.to_status for row in TRANSITIONS if row.notice}
    assert {entry["code"] for entry in states["states"] if entry["notice_on_entry"]} == entered


def test_no_two_rows_answer_to_one_act_in_one_state() -> None:
    keys = [(row.from_status, row.action) for row in TRANSITIONS]
    assert len(keys) == len(set(keys))


GUARDIAN, REVIEWER, SUPERVISOR = R.GUARDIAN, R.REVIEWER, R.SUPERVISOR
OPEN: list[tuple[CaseStatus, Substage | None, Role, set[CaseAction]]] = [
    (S.DRAFT, None, GUARDIAN, {A.SAVE_DRAFT, A.SUBMIT}),
    (S.DRAFT, None, SUPERVISOR, set()),
    (S.RECEIVING, None, GUARDIAN, {A.RATE}),
    (S.RECEIVING, None, REVIEWER, set()),
    (S.RECEIVING, None, R.SYSTEM, {A.RECEIVE}),
    (S.PENDING, None, GUARDIAN, {A.WITHDRAW, A.RATE}),
    (S.PENDING, None, R.OPERATOR, {A.WITHDRAW, A.RATE}),
    (S.PENDING, None, REVIEWER, {A.ACCEPT, A.REQUEST_CORRECTIONS, A.DECLINE}),
    (S.CORRECTION, None, GUARDIAN, {A.RESUBMIT, A.WITHDRAW, A.RATE}),
    (S.CORRECTION, None, REVIEWER, {A.REMIND, A.MOVE_DUE}),
    (S.PROCESSING, Substage.FIRST_REVIEW, GUARDIAN, {A.RATE}),
    (
        S.PROCESSING,
        Substage.FIRST_REVIEW,
        REVIEWER,
        {A.FIRST_REVIEW, A.REQUEST_LATE_CORRECTIONS, A.RETURN},
    ),
    (S.PROCESSING, Substage.SECOND_REVIEW, REVIEWER, {A.REQUEST_LATE_CORRECTIONS, A.RETURN}),
    (
        S.PROCESSING,
        Substage.SECOND_REVIEW,
        SUPERVISOR,
        {A.SECOND_REVIEW, A.REQUEST_LATE_CORRECTIONS, A.RETURN},
    ),
    (
        S.PROCESSING,
        Substage.AWAITING_PLACE,
        SUPERVISOR,
        {A.ADMIT, A.COMPLETE, A.REQUEST_LATE_CORRECTIONS, A.RETURN},
    ),
    (S.PROCESSING, Substage.PROPOSED, SUPERVISOR, {A.COMPLETE, A.REQUEST_LATE_CORRECTIONS, A.RETURN}),
    (S.COMPLETED, None, GUARDIAN, {A.RATE}),
    (S.COMPLETED, None, REVIEWER, set()),
    (S.COMPLETED, None, SUPERVISOR, {A.REOPEN}),
    (S.RETURNED, None, GUARDIAN, {A.REAPPLY, A.RATE}),
    (S.DECLINED, None, GUARDIAN, {A.REAPPLY, A.RATE}),
    (S.WITHDRAWN, None, GUARDIAN, {A.REAPPLY, A.RATE}),
    (S.WITHDRAWN, None, SUPERVISOR, set()),
]


@pytest.mark.parametrize(("status", "substage", "role", "actions"), OPEN)
def test_what_is_open_to_whom(
    status: CaseStatus, substage: Substage | None, role: Role, actions: set[CaseAction]
) -> None:
    assert set(available_actions(make_case(1, status=status, substage=substage), role, NOW)) == actions


def _overdue() -> Case:
    case = make_case(1, status=S.CORRECTION)
    return replace(case, corrections=(replace(case.corrections[0], due=NOW - timedelta(seconds=1)),))


def _failed_twice() -> Case:
    case = make_case(1, status=S.CORRECTION)
    answered = replace(case.corrections[0], answered_at=NOW)
    return replace(
        case, corrections=(answered, replace(answered, round=2), replace(case.corrections[0], due=LATER))
    )


@pytest.mark.parametrize("case", [_overdue(), _failed_twice()])
def test_a_failed_correction_opens_the_return_and_nothing_does_it_by_itself(case: Case) -> None:
    assert A.RETURN in available_actions(case, REVIEWER, NOW)
    assert case.status is S.CORRECTION


def _case(status: CaseStatus, substage: Substage | None = None) -> Case:
    case = make_case(1, kind=FormKind.B, status=status, substage=substage)
    rounds = tuple(replace(round_, due=LATER) for round_ in case.corrections)
    return replace(case, corrections=rounds)


REFUSED: list[tuple[Case, Act, Role, str, str | None]] = [
    (_case(S.COMPLETED), Act(action=A.ACCEPT), REVIEWER, "not_in_this_state", None),
    (_case(S.PENDING), Act(action=A.ACCEPT), GUARDIAN, "role_not_allowed", None),
    (
        _case(S.PROCESSING, Substage.FIRST_REVIEW),
        Act(action=A.COMPLETE, result=RESULT),
        SUPERVISOR,
        "not_in_this_stage",
        None,
    ),
    (
        _case(S.CORRECTION),
        Act(action=A.RETURN, reasons=(ReasonPick(code="TJ01", target="M01"),)),
        REVIEWER,
        "correction_still_open",
        None,
    ),
    (_case(S.PENDING), Act(action=A.WITHDRAW, note=" "), GUARDIAN, "note_missing", "note"),
    (_case(S.PENDING), Act(action=A.REQUEST_CORRECTIONS, reasons=(PICK,)), REVIEWER, "due_missing", "due"),
    (
        _case(S.PENDING),
        Act(action=A.REQUEST_CORRECTIONS, reasons=(PICK,), due=NOW),
        REVIEWER,
        "due_in_the_past",
        "due",
    ),
    (
        _case(S.PENDING),
        Act(action=A.REQUEST_CORRECTIONS, reasons=(PICK,), due=datetime(2026, 7, 20)),  # noqa: DTZ001
        REVIEWER,
        "due_without_zone",
        "due",
    ),
    (
        _case(S.PENDING),
        Act(action=A.REQUEST_CORRECTIONS, due=LATER),
        REVIEWER,
        "reasons_missing",
        "reasons",
    ),
    (
        _case(S.PENDING),
        Act(action=A.DECLINE, reasons=(ReasonPick(code="XX99", target="M01"),)),
        REVIEWER,
        "reason_unknown",
        "reasons.0.code",
    ),
    (
        _case(S.PENDING),
        Act(action=A.DECLINE, reasons=(PICK,)),
        REVIEWER,
        "reason_of_other_kind",
        "reasons.0.code",
    ),
    (
        _overdue(),
        Act(action=A.RETURN, reasons=(ReasonPick(code="TJ05", target="stu_id_no"),)),
        REVIEWER,
        "reason_not_allowed_here",
        "reasons.0.code",
    ),
    (
        _case(S.PENDING),
        Act(action=A.REQUEST_CORRECTIONS, reasons=(replace(PICK, note="字" * 201),), due=LATER),
        REVIEWER,
        "note_too_long",
        "reasons.0.note",
    ),
    (
        _case(S.PROCESSING, Substage.AWAITING_PLACE),
        Act(action=A.COMPLETE),
        SUPERVISOR,
        "result_missing",
        "result",
    ),
    (
        _case(S.PROCESSING),
        Act(action=A.REQUEST_LATE_CORRECTIONS, reasons=(PICK,), due=LATER),
        REVIEWER,
        "approver_missing",
        "approver",
    ),
    (_case(S.PENDING), Act(action=A.ACCEPT, result=RESULT), REVIEWER, "not_expected_here", "result"),
    (_case(S.PENDING), Act(action=A.ACCEPT, due=LATER), REVIEWER, "not_expected_here", "due"),
    (_case(S.PENDING), Act(action=A.ACCEPT, reasons=(PICK,)), REVIEWER, "not_expected_here", "reasons"),
    (
        _case(S.COMPLETED),
        Act(action=A.REOPEN, note="学校填错", approver="经办人"),
        SUPERVISOR,
        "approver_is_actor",
        "approver",
    ),
]


@pytest.mark.parametrize(("case", "act", "role", "code", "field"), REFUSED, ids=[row[3] for row in REFUSED])
def test_an_act_that_skips_a_rule_is_refused_with_code_field_and_words(
    catalogue: Catalogue, case: Case, act: Act, role: Role, code: str, field: str | None
) -> None:
    with pytest.raises(WorkflowError) as raised:
        check(case, act, role, NOW, catalogue.reasons.kinds, "经办人")
    assert (raised.value.code, raised.value.field) == (code, field)
    assert raised.value.message.endswith("。")


def _do(case: Case, act: Act, role: Role, catalogue: Catalogue) -> Case:
    row = check(case, act, role, NOW, catalogue.reasons.kinds, "经办人")
    return apply(case, act, row=row, role=role, name="经办人", at=NOW)


def test_a_correction_opens_a_round_and_the_resubmission_closes_it(catalogue: Catalogue) -> None:
    asked = _do(
        _case(S.PENDING),
        Act(action=A.REQUEST_CORRECTIONS, reasons=(PICK,), due=LATER, note="请一并补齐"),
        REVIEWER,
        catalogue,
    )
    assert asked.corrections == (
        Correction(round=1, reasons=(PICK,), due=LATER, asked_at=NOW, asked_by="经办人", note="请一并补齐"),
    )
    assert asked.open_correction is asked.corrections[0]
    moved = _do(asked, Act(action=A.MOVE_DUE, due=LATER + timedelta(days=1)), REVIEWER, catalogue)
    assert moved.corrections[0].due == LATER + timedelta(days=1)
    mended = _do(moved, Act(action=A.RESUBMIT), GUARDIAN, catalogue)
    assert (mended.status, mended.open_correction, mended.answered_rounds) == (S.PENDING, None, 1)


def test_a_withdrawn_round_waits_for_nobody(catalogue: Catalogue) -> None:
    gone = _do(_overdue(), Act(action=A.WITHDRAW, note="改报外县"), GUARDIAN, catalogue)
    assert gone.open_correction is None
    assert not is_overdue(gone, LATER)


def test_a_rating_moves_nothing(catalogue: Catalogue) -> None:
    case = _case(S.PROCESSING, Substage.SECOND_REVIEW)
    rated = _do(case, Act(action=A.RATE), GUARDIAN, catalogue)
    assert (rated.status, rated.substage, rated.result) == (case.status, case.substage, case.result)


def test_the_result_lives_from_the_proposal_to_the_end_and_no_longer(catalogue: Catalogue) -> None:
    waiting = _case(S.PROCESSING, Substage.AWAITING_PLACE)
    proposed = _do(waiting, Act(action=A.ADMIT, result=RESULT), SUPERVISOR, catalogue)
    assert (proposed.substage, proposed.result) == (Substage.PROPOSED, RESULT)
    done = _do(proposed, Act(action=A.COMPLETE), SUPERVISOR, catalogue)
    assert (done.status, done.substage, done.result) == (S.COMPLETED, None, RESULT)
    reopened = _do(done, Act(action=A.REOPEN, note="学校填错", approver="另一人"), SUPERVISOR, catalogue)
    assert (reopened.status, reopened.substage, reopened.result) == (
        S.PROCESSING,
        Substage.AWAITING_PLACE,
        None,
    )
    late = Act(action=A.REQUEST_LATE_CORRECTIONS, reasons=(PICK,), due=LATER, approver="另一人")
    assert _do(proposed, late, REVIEWER, catalogue).result is None
    returned = Act(action=A.RETURN, reasons=(ReasonPick(code="TJ03", target="M01"),))
    assert _do(proposed, returned, REVIEWER, catalogue).result is None


def test_every_step_leaves_its_entry(catalogue: Catalogue) -> None:
    case = _case(S.PENDING)
    act = Act(action=A.DECLINE, reasons=(ReasonPick(code="BS01", target="stu_birth"),), note="差一天")
    entry = _do(case, act, REVIEWER, catalogue).history[-1]
    assert (entry.action, entry.actor, entry.name, entry.at) == ("decline", "reviewer", "经办人", NOW)
    assert (entry.from_status, entry.to_status) == (S.PENDING, S.DECLINED)
    assert (entry.reasons, entry.note) == (act.reasons, "差一天")
