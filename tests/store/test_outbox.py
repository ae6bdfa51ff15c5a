"""What happens to a decision between the click and the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from reviewer_app.models.domain.case import ActionId
from reviewer_app.models.domain.ports import OutboxState, PendingAction, StoreFault
from reviewer_app.models.store import LocalStore, open_store
from tests.support.actions import ACCEPT, answer, make_action
from tests.support.cases import SEASON_START, make_case
from tests.support.stores import EPOCH, SCOPE, fill, page_of

PENDING, SENDING, APPLIED = OutboxState.PENDING, OutboxState.SENDING, OutboxState.APPLIED
CONFLICT, REFUSED = OutboxState.CONFLICT, OutboxState.REFUSED


def states(store: LocalStore) -> dict[str, OutboxState]:
    return {action.id: action.state for action in (*store.outbox.open_actions(), *store.outbox.troubled())}


def sent(store: LocalStore, *actions: PendingAction) -> None:
    for action in actions:
        store.outbox.add(action)
    assert {action.id for action in actions} <= {action.id for action in store.sending.take_batch(50)}


def test_a_decision_comes_back_whole_and_in_order(store: LocalStore) -> None:
    actions = [make_action(n) for n in (3, 1, 2)]
    for action in actions:
        store.outbox.add(action)
    assert store.outbox.open_actions() == actions
    assert store.outbox.open_actions(actions[1].case) == [actions[1]]


def test_the_same_id_is_never_taken_twice(store: LocalStore) -> None:
    store.outbox.add(make_action(1))
    with pytest.raises(IntegrityError):
        store.outbox.add(make_action(1, act=ACCEPT))
    assert store.outbox.open_actions() == [make_action(1)]


def test_undo_until_sending_begins(store: LocalStore) -> None:
    first, second = make_action(1), make_action(2)
    store.outbox.add(first)
    store.outbox.add(second)
    assert store.outbox.undo(second.id)
    assert not store.outbox.undo(second.id)
    store.sending.take_batch(50)
    assert not store.outbox.undo(first.id)
    assert states(store) == {first.id: SENDING}
    assert store.outbox.done_since(SEASON_START) == 1


def test_what_another_decision_rests_on_cannot_be_undone(store: LocalStore) -> None:
    first = make_action(1)
    second = make_action(2, case=first.case, after=first.id)
    store.outbox.add(first)
    store.outbox.add(second)
    assert not store.outbox.undo(first.id)
    assert store.outbox.undo(second.id)
    assert store.outbox.undo(first.id)


def test_a_batch_is_taken_durably_and_asked_for_again_after_a_crash(
    store: LocalStore, tmp_path: Path
) -> None:
    actions = [make_action(n) for n in range(5)]
    for action in actions:
        store.outbox.add(action)
    batch = store.sending.take_batch(2)
    assert [action.id for action in batch] == [action.id for action in actions[:2]]
    again = open_store(tmp_path / "store")
    assert [action.id for action in again.sending.take_batch(50)] == [action.id for action in actions]
    assert not again.sending.take_batch(50, skip={action.id for action in actions})
    again.close()


def test_unknown_outcomes_come_before_new_decisions(store: LocalStore) -> None:
    sent(store, make_action(5))
    store.outbox.add(make_action(1))
    assert [action.id for action in store.sending.take_batch(1)] == [make_action(5).id]
    (new,) = store.sending.take_batch(1, skip={make_action(5).id})
    assert new == replace(make_action(1), state=SENDING)


def test_what_rests_on_an_unanswered_one_waits_for_the_next_run(store: LocalStore) -> None:
    first = make_action(1)
    second = make_action(2, case=first.case, after=first.id)
    third = make_action(3, case=first.case, after=second.id)
    other = make_action(4)
    sent(store, first)
    for action in (second, third, other):
        store.outbox.add(action)
    assert [action.id for action in store.sending.take_batch(50, skip={first.id})] == [other.id]


def test_an_applied_decision_overlays_until_the_feed_has_caught_up(store: LocalStore) -> None:
    fill(store, [make_case(n) for n in range(1, 4)])
    sent(store, make_action(1))
    changes = store.sending.record([answer(make_action(1).id, APPLIED, seq=5)])
    assert changes.outbox
    assert changes.cases == {make_action(1).case}
    assert states(store) == {make_action(1).id: APPLIED}
    assert not store.sending.close_caught_up(SCOPE)
    store.replica.apply_page(page_of([], 3, 5))
    assert states(store) == {}, "no overlay outlives the page, even before it is closed"
    assert store.sending.close_caught_up(SCOPE).cases == {make_action(1).case}
    assert [action.id for action in store.outbox.history()] == [make_action(1).id]
    assert store.sending.applied() == []


def test_numbers_of_another_epoch_say_nothing(store: LocalStore) -> None:
    fill(store, [make_case(n) for n in range(1, 9)])
    sent(store, make_action(1))
    store.sending.record([answer(make_action(1).id, APPLIED, seq=5, epoch="epoch-0")])
    assert states(store) == {make_action(1).id: APPLIED}
    assert not store.sending.close_caught_up(SCOPE)


def test_an_answer_without_a_number_is_closed_by_a_whole_reading(store: LocalStore) -> None:
    fill(store, [make_case(1)])
    sent(store, make_action(1))
    store.sending.record([answer(make_action(1).id, APPLIED, seq=None, code="agreed")])
    waiting = store.sending.applied()
    assert [action.code for action in waiting] == ["agreed"]
    assert not store.sending.close_caught_up(SCOPE)
    assert store.sending.close_caught_up(SCOPE, {action.id for action in waiting})
    assert not store.outbox.open_actions()


def test_each_answer_stands_for_itself(store: LocalStore) -> None:
    sent(store, *(make_action(n) for n in range(1, 5)))
    ids = [make_action(n).id for n in range(1, 5)]
    store.sending.record(
        [answer(ids[0], CONFLICT), answer(ids[1], REFUSED), answer(ids[2], APPLIED), answer(ids[3], SENDING)]
    )
    assert states(store) == dict(zip(ids, (CONFLICT, REFUSED, APPLIED, SENDING), strict=True))
    assert [(action.code, action.message) for action in store.outbox.troubled()] == [
        ("decided", "同事已先作出决定。")
    ] * 2
    assert store.sending.counts() == {PENDING: 0, SENDING: 1, APPLIED: 1, CONFLICT: 1, REFUSED: 1}
    assert [action.id for action in store.sending.take_batch(50)] == [ids[3]]


def test_a_late_answer_changes_nothing(store: LocalStore) -> None:
    sent(store, make_action(1))
    store.sending.record([answer(make_action(1).id, CONFLICT)])
    assert not store.sending.record([answer(make_action(1).id, APPLIED)])
    assert not store.sending.record([answer("nobody", APPLIED)])
    assert states(store) == {make_action(1).id: CONFLICT}


def test_settling_keeps_a_conflict_on_record(store: LocalStore) -> None:
    sent(store, make_action(1))
    store.outbox.settle(make_action(1).id)
    assert states(store) == {make_action(1).id: SENDING}, "only what is in trouble can be settled"
    store.sending.record([answer(make_action(1).id, CONFLICT)])
    store.outbox.settle(make_action(1).id)
    assert store.outbox.troubled() == []
    assert [action.state for action in store.outbox.history()] == [CONFLICT]
    store.sending.purge(SEASON_START + timedelta(days=400))
    assert store.outbox.history(), "conflicts are never forgotten"


@pytest.mark.parametrize("outcome", [CONFLICT, REFUSED])
def test_what_rests_on_a_failed_one_fails_with_it_and_stops_nobody_else(
    store: LocalStore, outcome: OutboxState
) -> None:
    first = make_action(1)
    sent(store, first)
    second = make_action(2, case=first.case, after=first.id)
    third = make_action(3, case=first.case, after=second.id)
    for action in (second, third, make_action(4)):
        store.outbox.add(action)
    store.sending.record([answer(first.id, outcome)])
    late = make_action(5, case=first.case, after=third.id)
    store.outbox.add(late)
    troubled = {action.id: (action.state, action.code) for action in store.outbox.troubled()}
    assert troubled == {
        first.id: (outcome, "decided"),
        second.id: (CONFLICT, "predecessor"),
        third.id: (CONFLICT, "predecessor"),
        late.id: (CONFLICT, "predecessor"),
    }
    assert [action.id for action in store.sending.take_batch(50)] == [make_action(4).id]


def test_a_decision_based_on_an_own_result_rests_on_it_by_name(store: LocalStore) -> None:
    first = make_action(1)
    sent(store, first)
    store.sending.record([answer(first.id, APPLIED)])
    fill(store, [make_case(n) for n in range(1, 9)])
    store.sending.close_caught_up(SCOPE)
    second = make_action(2, case=first.case, base=answer(first.id, APPLIED).tag)
    store.outbox.add(second)
    assert store.outbox.open_actions() == [replace(second, after=first.id)]


def test_a_restored_service_gets_every_acknowledged_decision_again(store: LocalStore) -> None:
    fill(store, [make_case(n) for n in range(1, 9)])
    sent(store, *(make_action(n) for n in range(1, 5)))
    ids = [make_action(n).id for n in range(1, 5)]
    store.sending.record([answer(ids[0], APPLIED), answer(ids[1], APPLIED, seq=70), answer(ids[2], CONFLICT)])
    store.sending.close_caught_up(SCOPE)
    assert not store.sending.replay(SCOPE, EPOCH)
    changes = store.sending.replay(SCOPE, "epoch-2")
    assert changes.cases == {make_action(1).case, make_action(2).case}
    assert states(store) == {ids[0]: SENDING, ids[1]: SENDING, ids[2]: CONFLICT, ids[3]: SENDING}
    assert not store.outbox.undo(ids[0])
    assert not store.sending.replay("450722.2026", "epoch-2")


def test_blocked_for_ever_is_a_conflict(store: LocalStore) -> None:
    orphan = make_action(2, after=ActionId("purged-long-ago"))
    sent(store, orphan)
    store.sending.record([answer(orphan.id, SENDING, code="predecessor_unknown")])
    assert states(store) == {orphan.id: CONFLICT}


def test_what_waits_for_a_refused_one_does_not_wait_for_ever(store: LocalStore) -> None:
    first = make_action(1)
    second = make_action(2, case=first.case, after=first.id)
    sent(store, first, second)
    store.sending.record([answer(first.id, REFUSED), answer(second.id, SENDING, code="predecessor_unknown")])
    assert states(store) == {first.id: REFUSED, second.id: CONFLICT}


def test_only_old_acknowledged_decisions_are_forgotten(store: LocalStore) -> None:
    sent(store, *(make_action(n) for n in range(1, 4)))
    ids = [make_action(n).id for n in range(1, 4)]
    store.sending.record(
        [
            answer(ids[0], APPLIED, at=SEASON_START),
            answer(ids[1], APPLIED, at=SEASON_START + timedelta(days=1)),
            answer(ids[2], APPLIED, at=SEASON_START, seq=70),
        ]
    )
    fill(store, [make_case(n) for n in range(1, 9)])
    store.sending.close_caught_up(SCOPE)
    store.sending.purge(SEASON_START + timedelta(hours=1))
    assert [action.id for action in store.outbox.history()] == [ids[1]]
    assert states(store) == {ids[2]: APPLIED}


def test_a_failed_commit_that_is_on_disk_is_no_failure(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = store.decisions_file
    write = database.write

    class _FailsAfterwards:
        def __enter__(self) -> object:
            self.inner = write()
            return self.inner.__enter__()

        def __exit__(self, *error: object) -> None:
            self.inner.__exit__(None, None, None)
            raise StoreFault("store_failed", "")

    monkeypatch.setattr(database, "write", _FailsAfterwards)
    store.outbox.add(make_action(1))
    monkeypatch.undo()
    assert store.outbox.open_actions() == [make_action(1)]


def test_a_full_disk_is_said_so_and_nothing_is_kept(store: LocalStore) -> None:
    with store.decisions_file.read() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    confirmed = []

    def decide_all_day() -> None:
        for n in range(2000):
            store.outbox.add(make_action(n))
            confirmed.append(make_action(n))

    with pytest.raises(StoreFault, match="磁盘已满"):
        decide_all_day()
    assert store.outbox.open_actions() == confirmed, "what was confirmed is there, what was not is not"
