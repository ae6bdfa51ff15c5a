"""The outbox against a model: any order of deciding, undoing, sending, answering, reading, crashing, restoring."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.store import open_store
from tests.support.actions import answer, make_action
from tests.support.stores import SCOPE, page_of

PENDING, SENDING, APPLIED = OutboxState.PENDING, OutboxState.SENDING, OutboxState.APPLIED
CONFLICT, REFUSED = OutboxState.CONFLICT, OutboxState.REFUSED
TROUBLED = (CONFLICT, REFUSED)


@dataclass
class Row:
    action: PendingAction
    state: OutboxState = PENDING
    seq: int | None = None
    epoch: int = 1
    closed: bool = False


class OutboxMachine(RuleBasedStateMachine):
    """``rows`` is the model: what was confirmed to the person and not undone."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name))
        self.rows: dict[str, Row] = {}
        self.made = 0
        self.head = 0
        self.cursor = 0
        self.epoch = 1
        self.has_read = False

    @rule(case=st.integers(0, 2), follows=st.booleans())
    def decide(self, case: int, follows: bool) -> None:
        """A decision on one of three cases, resting on the last one of the case or on nothing."""
        earlier = [row for row in self.rows.values() if row.action.case == f"case-{case:06d}"]
        after = earlier[-1].action.id if earlier and follows else None
        self.made += 1
        action = make_action(self.made, case=f"case-{case:06d}", base=f"base-{self.made}", after=after)
        self.store.outbox.add(action)
        state = CONFLICT if after and self.rows[after].state in TROUBLED else PENDING
        self.rows[action.id] = Row(action, state)

    @precondition(lambda self: self.rows)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from(sorted(self.rows)))
        rested_on = any(row.action.after == chosen for row in self.rows.values())
        expected = self.rows[chosen].state is PENDING and not rested_on
        assert self.store.outbox.undo(self.rows[chosen].action.id) == expected
        if expected:
            del self.rows[chosen]

    @rule(limit=st.integers(1, 3))
    def take(self, limit: int) -> None:
        batch = self.store.sending.take_batch(limit)
        waiting = [row for row in self.rows.values() if row.state in (SENDING, PENDING) and not row.closed]
        waiting.sort(key=lambda row: row.state is PENDING)
        assert {action.id for action in batch} == {row.action.id for row in waiting[:limit]}
        for row in waiting[:limit]:
            row.state = SENDING

    @precondition(lambda self: any(row.state is SENDING for row in self.rows.values()))
    @rule(data=st.data(), state=st.sampled_from([APPLIED, CONFLICT, REFUSED, SENDING]))
    def hear(self, data: st.DataObject, state: OutboxState) -> None:
        sending = sorted(key for key, row in self.rows.items() if row.state is SENDING)
        chosen = self.rows[data.draw(st.sampled_from(sending))]
        if state is APPLIED:
            self.head += 1
            chosen.seq, chosen.epoch = self.head, self.epoch
        self.store.sending.record(
            [answer(chosen.action.id, state, seq=self.head, epoch=f"epoch-{self.epoch}")]
        )
        if state is SENDING and chosen.action.after and self._state_of(chosen.action.after) in TROUBLED:
            state = CONFLICT
        chosen.state = state
        if state in TROUBLED:
            self._fail_followers(chosen.action.id)

    def _state_of(self, action_id: str) -> OutboxState:
        return self.rows[action_id].state

    def _fail_followers(self, action_id: str) -> None:
        for row in self.rows.values():
            if row.action.after == action_id and row.state is PENDING:
                row.state = CONFLICT
                self._fail_followers(row.action.id)

    @rule(close=st.booleans())
    def read_feed(self, close: bool) -> None:
        page = page_of([], self.cursor, self.head, epoch=f"epoch-{self.epoch}")
        self.store.replica.apply_page(page)
        self.cursor, self.has_read = self.head, True
        if close:
            self.store.sending.close_caught_up(SCOPE)
            for row in self.rows.values():
                row.closed = row.closed or self._is_in_feed(row)

    def _is_in_feed(self, row: Row) -> bool:
        return (
            row.state is APPLIED
            and row.seq is not None
            and self.has_read
            and row.epoch == self.epoch
            and row.seq <= self.cursor
        )

    @rule()
    def restore_service(self) -> None:
        """An older head in a new epoch; acknowledged decisions are sent again."""
        self.store.replica.start_over(SCOPE)
        self.store.sending.replay(SCOPE, f"epoch-{self.epoch + 1}")
        self.epoch, self.head, self.cursor, self.has_read = self.epoch + 1, 0, 0, False
        for row in self.rows.values():
            if row.state is APPLIED:
                row.state, row.closed = SENDING, False

    @precondition(lambda self: any(row.state in TROUBLED for row in self.rows.values()))
    @rule(data=st.data())
    def settle(self, data: st.DataObject) -> None:
        troubled = sorted(key for key, row in self.rows.items() if row.state in TROUBLED)
        chosen = self.rows[data.draw(st.sampled_from(troubled))]
        self.store.outbox.settle(chosen.action.id)
        chosen.closed = True

    @rule()
    def crash(self) -> None:
        """The process ends without closing anything."""
        self.store = open_store(Path(self.folder.name))

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every confirmed decision is open, troubled, or on record, in its state and with its body."""
        if not hasattr(self, "store"):
            return
        expected = {row.action.id: replace(row.action, state=row.state) for row in self.rows.values()}
        overlaying = [action.id for action in self.store.outbox.open_actions()]
        troubled = [action.id for action in self.store.outbox.troubled()]
        assert overlaying == [
            row.action.id
            for row in self.rows.values()
            if not row.closed and row.state not in TROUBLED and not self._is_in_feed(row)
        ]
        assert troubled == [
            row.action.id for row in self.rows.values() if not row.closed and row.state in TROUBLED
        ]
        everything = [
            *self.store.outbox.open_actions(),
            *self.store.outbox.troubled(),
            *self.store.sending.applied(),
            *self.store.outbox.history(1000),
        ]
        kept = {action.id: replace(action, code="", message="", result_tag=None) for action in everything}
        assert kept == expected

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()


OutboxMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestOutboxMachine = OutboxMachine.TestCase
