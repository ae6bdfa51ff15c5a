"""The bar shows the decisions of the transition table to the person who may make them, and no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from reviewer_app.models.domain.case import Case, CaseStatus, Substage
from reviewer_app.models.domain.workflow import TRANSITIONS, CaseAction, Role, available_actions
from reviewer_app.ui.viewmodels.decisions import SLOTS, Route, Slot, Tally, choices, open_question
from tests.support.cases import SEASON_START, make_case

DONE = Tally(fields=3, fields_done=3, doubts=0, documents=2, documents_fit=2, documents_unfit=0)
DOUBTFUL = Tally(fields=3, fields_done=2, doubts=1, documents=2, documents_fit=2, documents_unfit=0)
HALF = Tally(fields=3, fields_done=1, doubts=0, documents=2, documents_fit=1, documents_unfit=0)

STATES: list[tuple[CaseStatus, Substage | None]] = [
    (status, None) for status in CaseStatus if status is not CaseStatus.PROCESSING
]
STATES += [(CaseStatus.PROCESSING, substage) for substage in Substage]


def _case(status: CaseStatus, substage: Substage | None, *, overdue: bool = False) -> Case:
    case = make_case(1, status=status, substage=substage)
    if overdue:
        asked = replace(case.corrections[-1], due=SEASON_START - timedelta(hours=1))
        case = replace(case, corrections=(asked,))
    return case


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SUPERVISOR])
@pytest.mark.parametrize(("status", "substage"), STATES)
def test_bar_is_the_table(status: CaseStatus, substage: Substage | None, role: Role) -> None:
    case = _case(status, substage)
    wanted = {
        row.action
        for row in TRANSITIONS
        if row.from_status is status
        and role in row.roles
        and (not row.from_substages or substage in row.from_substages)
        and row.id != "T12"
    }
    shown = choices(case, available_actions(case, role, SEASON_START), DONE, 0)

    assert {action for choice in shown for action in choice.actions} == wanted
    assert all(SLOTS[action] is choice.slot for choice in shown for action in choice.actions)


def test_return_is_offered_once_the_correction_is_overdue() -> None:
    case = _case(CaseStatus.CORRECTION, None, overdue=True)
    shown = choices(case, available_actions(case, Role.REVIEWER, SEASON_START), DONE, 0)

    assert [choice.actions for choice in shown if choice.slot is Slot.REFUSE] == [(CaseAction.RETURN,)]


def test_every_reviewers_act_has_a_place() -> None:
    acts = {row.action for row in TRANSITIONS if row.roles & {Role.REVIEWER, Role.SUPERVISOR}}

    assert acts == set(SLOTS)


@pytest.mark.parametrize(("tally", "solid"), [(DONE, [Slot.FORWARD]), (DOUBTFUL, [Slot.CORRECT]), (HALF, [])])
def test_one_solid_button_at_most(tally: Tally, solid: list[Slot]) -> None:
    case = _case(CaseStatus.PENDING, None)
    shown = choices(case, available_actions(case, Role.REVIEWER, SEASON_START), tally, tally.faults)

    assert [choice.slot for choice in shown if choice.suggested] == solid


def test_a_second_round_says_so_and_the_panel_of_a_place_offers_both_acts() -> None:
    first = make_case(2, status=CaseStatus.CORRECTION).corrections[0]
    back = make_case(2, corrections=(replace(first, answered_at=SEASON_START),))
    again = choices(back, available_actions(back, Role.REVIEWER, SEASON_START), DOUBTFUL, 1)
    waiting = _case(CaseStatus.PROCESSING, Substage.AWAITING_PLACE)
    placing = choices(waiting, available_actions(waiting, Role.SUPERVISOR, SEASON_START), DONE, 0)

    assert [choice.label for choice in again if choice.slot is Slot.CORRECT] == ["再次补正"]
    forward = next(choice for choice in placing if choice.slot is Slot.FORWARD)
    assert (forward.actions, forward.route) == ((CaseAction.ADMIT, CaseAction.COMPLETE), Route.RESULT)


def test_open_items_are_asked_about_in_numbers() -> None:
    assert open_question(HALF, "受理") == "还有 2 项未核、1 份材料未看，仍要受理？"
    assert open_question(DONE, "受理") == ""


def test_a_fault_that_no_correction_could_mend_suggests_nothing() -> None:
    case = _case(CaseStatus.PENDING, None)
    shown = choices(case, available_actions(case, Role.REVIEWER, SEASON_START), DOUBTFUL, 0)

    assert not any(choice.suggested for choice in shown)
