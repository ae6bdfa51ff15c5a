"""A decision stays here for a few seconds before it is sent, so that 撤销 means something while the network is up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from reviewer_app.models.domain.case import ActionId
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import (
    Answered,
    Clock,
    Outbox,
    OutboxSending,
    OutboxState,
    PendingAction,
)

UNDO_WINDOW = timedelta(seconds=10)


class UndoWindow:
    """The sending side of an outbox that leaves the youngest decisions alone. Knows when the next may go.

    A decision of the future (the machine's clock was set back) is not held: nothing may wait on a clock for ever.
    """

    def __init__(
        self, sending: OutboxSending, outbox: Outbox, clock: Clock, window: timedelta = UNDO_WINDOW
    ) -> None:
        self._sending = sending
        self._outbox = outbox
        self._clock = clock
        self._window = window

    def seconds_until_due(self) -> float | None:
        """Until the oldest decision that is held may be sent; nothing when none is held."""
        now = self._clock.now()
        ages = [now - action.decided_at for action in self._held(now)]
        return (self._window - max(ages)).total_seconds() if ages else None

    def release(self) -> None:
        """Hold nothing any more: the person leaves, and what they decided is to be sent."""
        self._window = timedelta(0)

    def take_batch(self, limit: int, skip: Collection[ActionId] = ()) -> Sequence[PendingAction]:
        """The next decisions to send, without those that can still be taken back."""
        held = {action.id for action in self._held(self._clock.now())}
        return self._sending.take_batch(limit, {*skip, *held})

    def _held(self, now: datetime) -> list[PendingAction]:
        return [
            action
            for action in self._outbox.open_actions()
            if action.state is OutboxState.PENDING and timedelta(0) <= now - action.decided_at < self._window
        ]

    def record(self, answers: Iterable[Answered]) -> Changes:
        """As the outbox does."""
        return self._sending.record(answers)

    def close_caught_up(self, scope: str, read_whole: Collection[ActionId] = ()) -> Changes:
        """As the outbox does."""
        return self._sending.close_caught_up(scope, read_whole)

    def applied(self) -> Sequence[PendingAction]:
        """As the outbox does."""
        return self._sending.applied()

    def replay(self, scope: str, epoch: str) -> Changes:
        """As the outbox does."""
        return self._sending.replay(scope, epoch)

    def purge(self, before: datetime) -> None:
        """As the outbox does."""
        self._sending.purge(before)

    def counts(self) -> Mapping[OutboxState, int]:
        """As the outbox does."""
        return self._sending.counts()
