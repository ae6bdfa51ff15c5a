"""What becomes of decisions when the engine sends them, answers get lost, and the service comes back from a backup."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from reviewer_app.models.domain.case import CaseStatus, ReasonPick
from reviewer_app.models.domain.ports import (
    CaseQuery,
    OutboxState,
)
from reviewer_app.models.domain.workflow import Act, CaseAction
from reviewer_app.sync.protocol import ActionMessage, Outcome, OutcomeKind, action_message
from reviewer_app.sync.transport import (
    Offline,
    Refused,
)
from tests.support.actions import ACCEPT, make_action
from tests.support.cases import make_case
from tests.support.faulty_transport import FaultyTransport
from tests.support.sync_desk import SCOPE, Desk, submitted


def test_decisions_are_sent_after_reading_and_their_effect_is_read(desk: Desk) -> None:
    first, second = submitted(desk, 2)
    desk.engine.run_once()
    desk.decide(1, first)
    desk.decide(2, second)
    desk.line.calls.clear()
    changes = desk.engine.run_once()
    assert desk.line.calls == ["page", "send", "sent", "page"]
    assert changes.outbox
    assert {first.id, second.id} <= changes.cases
    assert desk.here(first).status is CaseStatus.PROCESSING
    assert desk.store.outbox.open_actions() == []
    assert set(desk.states().values()) == {OutboxState.APPLIED}


@pytest.mark.parametrize("moment", ["send", "sent"])
def test_a_lost_answer_is_asked_for_again_and_nothing_is_done_twice(desk: Desk, moment: str) -> None:
    (case,) = submitted(desk, 1)
    desk.engine.run_once()
    action = desk.decide(1, case)
    desk.line.failures[moment] = [Offline("interrupted", "中断。")]
    desk.engine.run_once()
    assert desk.states() == {action.id: OutboxState.SENDING}
    assert not desk.store.outbox.undo(action.id)
    desk.store.close()
    desk.start()
    desk.engine.run_once()
    assert desk.states() == {action.id: OutboxState.APPLIED}
    assert desk.service.state.audit == [action.id]


def test_each_conflict_and_refusal_stands_for_itself(desk: Desk) -> None:
    cases = submitted(desk, 3)
    desk.engine.run_once()
    overtaken, good, agreed = (desk.decide(n, case) for n, case in enumerate(cases))
    unknown = desk.decide(9, make_case(999))
    colleague = FaultyTransport(desk.service, Random(1), (SCOPE,), "colleague")
    decline = Act(action=CaseAction.DECLINE, reasons=(ReasonPick(code="BY01", target="region"),))
    theirs = [
        make_action(20, case=cases[0].id, base=cases[0].tag, act=decline),
        make_action(21, case=cases[2].id, base=cases[2].tag, act=ACCEPT),
    ]
    colleague.send_actions([action_message(action, "other") for action in theirs])
    desk.engine.run_once()
    assert desk.states() == {
        overtaken.id: OutboxState.CONFLICT,
        good.id: OutboxState.APPLIED,
        agreed.id: OutboxState.APPLIED,
        unknown.id: OutboxState.REFUSED,
    }
    assert {row.id: row.code for row in desk.store.outbox.history()} == {good.id: "", agreed.id: "agreed"}
    assert desk.here(cases[0]).status is CaseStatus.DECLINED
    assert desk.engine.state.troubled == 2


def test_a_request_that_one_decision_spoils_is_sent_one_by_one(desk: Desk) -> None:
    cases = submitted(desk, 3)
    desk.engine.run_once()
    actions = [desk.decide(n, case) for n, case in enumerate(cases)]
    spoilt = actions[1].id
    send = desk.line.send_actions

    def refuses(actions: Sequence[ActionMessage]) -> Sequence[Outcome]:
        if any(message.id == spoilt for message in actions):
            raise Refused("invalid", "内容有误。", "actions.0.note")
        return send(actions)

    desk.line.send_actions = refuses  # type: ignore[method-assign]
    desk.engine.run_once()
    states = desk.states()
    assert states.pop(spoilt) is OutboxState.REFUSED
    assert set(states.values()) == {OutboxState.APPLIED}
    (refused,) = desk.store.outbox.troubled()
    assert (refused.code, refused.message) == ("invalid", "内容有误。")


def test_a_refusal_of_what_was_applied_before_is_no_refusal(desk: Desk) -> None:
    """The answer was lost, and now the service will not read the request: what it remembers counts."""
    (case,) = submitted(desk, 1)
    desk.engine.run_once()
    action = desk.decide(1, case)
    desk.line.failures = {"sent": [Offline("interrupted", "中断。")]}
    desk.engine.run_once()
    desk.line.failures = {"send": [Refused("invalid", "内容有误。")]}
    desk.engine.run_once()
    assert desk.states() == {action.id: OutboxState.APPLIED}


def test_a_mismatch_stops_the_sending_and_is_kept(desk: Desk) -> None:
    cases = submitted(desk, 1)
    desk.engine.run_once()
    action = desk.decide(1, cases[0])
    stolen = Outcome(id=action.id, kind=OutcomeKind.REFUSED)
    desk.service.state.answers[action.id] = (b"another body", stolen)
    desk.engine.run_once()
    (kept,) = desk.store.outbox.troubled()
    assert (kept.id, kept.code) == (action.id, "mismatch")
    assert desk.engine.state.error is not None
    assert desk.engine.state.error.code == "mismatch"
    desk.engine.run_once()
    assert desk.engine.state.error is None


def test_an_answer_to_something_else_is_not_taken(desk: Desk) -> None:
    (case,) = submitted(desk, 1)
    desk.engine.run_once()
    action = desk.decide(1, case)
    foreign = [Outcome(id="x" * 20, kind=OutcomeKind.APPLIED)]
    desk.line.send_actions = lambda actions: foreign  # type: ignore[method-assign]  # noqa: ARG005
    desk.engine.run_once()
    assert desk.states() == {action.id: OutboxState.SENDING}
    assert desk.engine.state.error is not None
    assert desk.engine.state.error.code == "outcomes"


def test_a_decision_without_an_answer_waits_for_the_next_run(desk: Desk) -> None:
    cases = submitted(desk, 2)
    desk.engine.run_once()
    first, second = desk.decide(1, cases[0]), desk.decide(2, cases[1])
    send = desk.line.send_actions
    desk.line.send_actions = lambda actions: send(actions)[1:]  # type: ignore[method-assign]
    desk.engine.run_once()
    assert desk.states() == {first.id: OutboxState.SENDING, second.id: OutboxState.APPLIED}


def test_more_than_a_batch(desk: Desk) -> None:
    cases = submitted(desk, 120)
    desk.line.page_rows = 1000
    desk.engine.run_once()
    for n, case in enumerate(cases):
        desk.decide(n, case)
    desk.line.calls.clear()
    desk.engine.run_once()
    assert desk.line.calls.count("send") == 3
    assert len(desk.service.state.audit) == 120


def test_a_restored_service_is_read_anew_and_hears_again_what_it_has_forgotten(desk: Desk) -> None:
    first, second = submitted(desk, 2)
    desk.engine.run_once()
    backup = desk.service.state.copy()
    accepted = desk.decide(1, first)
    desk.engine.run_once()
    later = submitted(desk, 1)[0]
    desk.engine.run_once()
    desk.service.restore(backup)
    desk.told.clear()
    desk.engine.run_once()
    assert desk.engine.state.error is None
    assert desk.service.state.audit == [accepted.id]
    assert desk.here(first).status is CaseStatus.PROCESSING
    assert set(desk.store.cases.ids(CaseQuery())) == {first.id, second.id}
    assert later.id not in desk.store.cases.ids(CaseQuery())


def test_a_chain_of_own_decisions_survives_a_restore(desk: Desk) -> None:
    (case,) = submitted(desk, 1)
    desk.engine.run_once()
    backup = desk.service.state.copy()
    first = desk.decide(1, case)
    desk.engine.run_once()
    second = desk.decide(2, desk.here(case), act=Act(action=CaseAction.FIRST_REVIEW))
    desk.engine.run_once()
    desk.service.restore(backup)
    desk.engine.run_once()
    assert desk.service.state.audit == [first.id, second.id]
    assert not desk.store.outbox.troubled()
