"""What the outbox keeps of each answer, and when to try again."""

from __future__ import annotations

from random import Random

import pytest

from reviewer_app.models.domain.ports import FeedCursor, OutboxState
from reviewer_app.sync import transport
from reviewer_app.sync.protocol import ConflictKind, Outcome, OutcomeKind
from reviewer_app.sync.reconcile import Position, answered, continues, outcomes_of, refused_alone
from reviewer_app.sync.schedule import (
    LONGEST_OFFLINE_PAUSE,
    LONGEST_PAUSE,
    LONGEST_WISH,
    is_due,
    pause_after,
    pause_without_news,
)
from tests.support.actions import make_action
from tests.support.stores import page_of

HERE = Position(scope="450721.2026", epoch="e", at=None)


@pytest.mark.parametrize(
    ("kind", "first", "state"),
    [
        (OutcomeKind.APPLIED, None, OutboxState.APPLIED),
        (OutcomeKind.AGREED, None, OutboxState.APPLIED),
        (OutcomeKind.CONFLICT, None, OutboxState.CONFLICT),
        (OutcomeKind.REFUSED, None, OutboxState.REFUSED),
        (OutcomeKind.MISMATCH, None, OutboxState.REFUSED),
        (OutcomeKind.BLOCKED, None, OutboxState.SENDING),
        (OutcomeKind.REPLAYED, None, OutboxState.SENDING),
        (OutcomeKind.REPLAYED, OutcomeKind.REPLAYED, OutboxState.SENDING),
        *(
            (OutcomeKind.REPLAYED, first, state)
            for first, state in (
                (OutcomeKind.APPLIED, OutboxState.APPLIED),
                (OutcomeKind.AGREED, OutboxState.APPLIED),
                (OutcomeKind.CONFLICT, OutboxState.CONFLICT),
                (OutcomeKind.REFUSED, OutboxState.REFUSED),
            )
        ),
    ],
)
def test_every_outcome_has_its_state(
    kind: OutcomeKind, first: OutcomeKind | None, state: OutboxState
) -> None:
    assert answered(Outcome(id="action-1", kind=kind, first=first, seq=4), HERE).state is state


def test_a_conflict_says_of_which_kind_it_is() -> None:
    outcome = Outcome(
        id="action-1", kind=OutcomeKind.CONFLICT, conflict=ConflictKind.RESUBMITTED, tag="t2", code="x"
    )
    kept = answered(outcome, HERE)
    assert (kept.code, kept.tag, kept.scope, kept.epoch) == ("resubmitted", "t2", "450721.2026", "e")


def test_agreement_is_told() -> None:
    kept = answered(Outcome(id="action-1", kind=OutcomeKind.AGREED, message="同事已作出同样的决定。"), HERE)
    assert (kept.code, kept.message) == ("agreed", "同事已作出同样的决定。")


def test_a_lone_refusal_keeps_its_words() -> None:
    kept = refused_alone(make_action(1), transport.Refused("invalid", "内容有误。", "due"), HERE)
    assert (kept.state, kept.code, kept.field, kept.message) == (
        OutboxState.REFUSED,
        "invalid",
        "due",
        "内容有误。",
    )


def test_answers_must_be_to_what_was_asked() -> None:
    batch = [make_action(1), make_action(2)]
    first, foreign = (Outcome(id=make_action(n).id, kind=OutcomeKind.APPLIED) for n in (1, 3))
    assert outcomes_of(batch, [first]) == (first,)
    assert outcomes_of(batch, []) == ()
    for outcomes in ([first, foreign], [first, first]):
        with pytest.raises(transport.BrokenAnswer):
            outcomes_of(batch, outcomes)


def test_a_page_must_continue_the_latest_request() -> None:
    here = FeedCursor(epoch="epoch-1", seq=5)
    assert continues(here, page_of([], 5, 5))
    assert not continues(here, page_of([], 4, 5))
    assert not continues(here, page_of([], 5, 5, epoch="epoch-2"))
    assert continues(None, page_of([], 0, 5, epoch="any"))
    assert not continues(None, page_of([], 1, 5))


def test_pauses_grow_up_to_a_limit_and_differ() -> None:
    random = Random(1)
    busy = [pause_after(transport.Busy("busy", ""), n, random) or 0 for n in range(1, 40)]
    assert busy[0] <= 2
    assert max(busy) <= LONGEST_PAUSE
    assert min(busy[10:]) >= LONGEST_PAUSE / 2
    assert len(set(busy)) == len(busy)
    offline = [pause_after(transport.Offline("x", ""), n, random) or 0 for n in range(1, 40)]
    assert max(offline) <= LONGEST_OFFLINE_PAUSE


def test_the_service_may_ask_for_more_but_not_for_ever() -> None:
    random = Random(1)
    assert pause_after(transport.Busy("busy", "", 120), 1, random) == 120
    assert pause_after(transport.Busy("busy", "", 1e9), 1, random) == LONGEST_WISH


def test_only_a_person_ends_a_missing_session() -> None:
    assert pause_after(transport.Unauthorised("x", ""), 1, Random(1)) is None
    for error in (transport.Forbidden("x", ""), transport.TooOld("x", ""), transport.Missing("x", "")):
        assert (pause_after(error, 1, Random(1)) or 0) >= LONGEST_PAUSE / 2


def test_looks_without_news_are_spread() -> None:
    random = Random(1)
    assert len({pause_without_news(random) for _ in range(20)}) == 20


def test_due() -> None:
    assert is_due(None, 0, 600)
    assert not is_due(100, 699, 600)
    assert is_due(100, 700, 600)
