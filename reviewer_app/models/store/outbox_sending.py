"""The outbox as the sync engine sees it: what to send, what was answered, what the feed has caught up with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, select, update

from reviewer_app.models.domain.case import ActionId, CaseId
from reviewer_app.models.domain.changes import NOTHING, Changes
from reviewer_app.models.domain.ports import Answered, OutboxState, PendingAction
from reviewer_app.models.store.connection import Database
from reviewer_app.models.store.decisions_tables import DECISION
from reviewer_app.models.store.feed_position import HasCome, is_in_feed
from reviewer_app.models.store.moments import to_micros
from reviewer_app.models.store.outbox_rows import PREDECESSOR, TROUBLED, actions_of

_C = DECISION.c
_PENDING = OutboxState.PENDING.value
_SENDING = OutboxState.SENDING.value
_APPLIED = OutboxState.APPLIED.value

# Built once: to build a statement takes several times as long as to run it.
_IS_UNSENT = (_C.closed == 0) & _C.state.in_((_SENDING, _PENDING))
_UNSENT = select(_C.n, _C.id, _C.after).where(_IS_UNSENT).order_by((_C.state == _SENDING).desc(), _C.n)
_IS_APPLIED = (_C.closed == 0) & (_C.state == _APPLIED)
_APPLIED_ROWS = select(DECISION).where(_IS_APPLIED).order_by(_C.n)
_APPLIED_THERE = select(DECISION).where(_IS_APPLIED, _C.result_scope == bindparam("scope"))
_IS_ELSEWHERE = (
    (_C.state == _APPLIED) & (_C.result_scope == bindparam("scope")) & (_C.result_epoch != bindparam("epoch"))
)
_ELSEWHERE = select(_C.case_id).where(_IS_ELSEWHERE).distinct()
_REPLAY = update(DECISION).where(_IS_ELSEWHERE).values(state=_SENDING, closed=0)
_IS_OLD = (_C.closed == 1) & (_C.state == _APPLIED) & (_C.answered_at < bindparam("before"))
_OLD = select(_C.n).where(_IS_OLD)
_PURGE = delete(DECISION).where(_IS_OLD)
_COUNTS = select(_C.state, func.count()).where(_C.closed == 0).group_by(_C.state)


class SqlOutboxSending:
    """A row that was sent is never edited and never dropped; every call is one durable transaction.

    :param has_come: whether the feed has brought a decision's result.
    """

    def __init__(self, database: Database, has_come: HasCome) -> None:
        self._database = database
        self._has_come = has_come

    def take_batch(self, limit: int, skip: Collection[ActionId] = ()) -> Sequence[PendingAction]:
        """The next decisions to send, those of unknown outcome first; they are SENDING, durably, when this returns.

        A decision whose predecessor was tried in this run and still has no answer waits for the next run.

        :param skip: decisions already tried in this run.
        """
        if not self._has(_UNSENT):
            return []
        with self._database.write() as connection:
            batch = _choose(connection.execute(_UNSENT).all(), skip, limit)
            if not batch:
                return []
            chosen = _C.n.in_(batch)
            values = {"state": _SENDING, "attempts": _C.attempts + 1}
            connection.execute(update(DECISION).where(chosen).values(values))
            return actions_of(connection.execute(select(DECISION).where(chosen).order_by(_C.n)))

    def record(self, answers: Iterable[Answered]) -> Changes:
        """Keep the service's answers. What rested on a failed one and was not sent becomes a conflict too."""
        moved: set[CaseId] = set()
        with self._database.write() as connection:
            for answer in answers:
                moved |= _record(connection, answer)
        return Changes(cases=frozenset(moved), outbox=True) if moved else NOTHING

    def applied(self) -> Sequence[PendingAction]:
        """Applied decisions that the feed has not caught up with as far as is recorded, oldest first."""
        with self._database.read() as connection:
            return actions_of(connection.execute(_APPLIED_ROWS))

    def close_caught_up(self, scope: str, read_whole: Collection[ActionId] = ()) -> Changes:
        """Take applied decisions that the feed has caught up with off the cases and onto the record.

        :param read_whole: decisions answered before the last whole reading began; settles those without a number.
        """
        if not self._has(_APPLIED_THERE, scope=scope):
            return NOTHING
        with self._database.write() as connection:
            rows = connection.execute(_APPLIED_THERE, {"scope": scope}).all()
            done = [row for row in rows if self._is_caught_up(row, read_whole)]
            if not done:
                return NOTHING
            closed = update(DECISION).where(_C.n.in_([row.n for row in done])).values(closed=1)
            connection.execute(closed)
        return Changes(cases=frozenset(CaseId(row.case_id) for row in done), outbox=True)

    def replay(self, scope: str, epoch: str) -> Changes:
        """The service was restored into ``epoch``: send what it had acknowledged in another epoch once more."""
        there = {"scope": scope, "epoch": epoch}
        if not self._has(_ELSEWHERE, **there):
            return NOTHING
        with self._database.write() as connection:
            cases = connection.execute(_ELSEWHERE, there).scalars().all()
            connection.execute(_REPLAY, there)
        return Changes(cases=frozenset(map(CaseId, cases)), outbox=True)

    def purge(self, before: datetime) -> None:
        """Forget decisions acknowledged before a service time; conflicts and refusals stay."""
        then = {"before": to_micros(before)}
        if self._has(_OLD, **then):
            with self._database.write() as connection:
                connection.execute(_PURGE, then)

    def counts(self) -> Mapping[OutboxState, int]:
        """Open rows in each state."""
        with self._database.read() as connection:
            counted = {state: int(count) for state, count in connection.execute(_COUNTS)}
        return {state: counted.get(state.value, 0) for state in OutboxState}

    def _is_caught_up(self, row: Row[Any], read_whole: Collection[ActionId]) -> bool:
        return row.id in read_whole if row.result_seq is None else is_in_feed(row, self._has_come)

    def _has(self, statement: Select[Any], **parameters: object) -> bool:
        """Asked before each write that is seldom needed: a write waits for the disk."""
        with self._database.read() as connection:
            return connection.execute(statement, parameters).first() is not None


def _choose(rows: Sequence[Row[Any]], skip: Collection[ActionId], limit: int) -> list[int]:
    """Numbers of the rows to send. ``rows`` have no answer; those in ``skip`` were tried, what rests on them waits."""
    held = {row.id for row in rows if row.id in skip}
    batch: list[int] = []
    for row in rows:
        if len(batch) == limit:
            break
        if row.id in held:
            continue
        if row.after in held:
            held.add(row.id)
            continue
        batch.append(row.n)
    return batch


def _record(connection: Connection, answer: Answered) -> set[CaseId]:
    """Cases that the answer moved; none when the row was answered before."""
    waiting = (_C.id == answer.id) & (_C.state == _SENDING)
    row = connection.execute(select(_C.n, _C.case_id, _C.after).where(waiting)).first()
    if row is None:
        return set()
    if answer.state is OutboxState.SENDING and not _can_be_unblocked(connection, row.after):
        answer = replace(answer, state=OutboxState.CONFLICT)
    values = {
        "state": answer.state.value,
        "code": answer.code,
        "field": answer.field,
        "message": answer.message,
        "result_tag": answer.tag,
        "result_scope": answer.scope,
        "result_epoch": answer.epoch,
        "result_seq": answer.seq,
        "answered_at": to_micros(answer.at) if answer.at else None,
    }
    connection.execute(update(DECISION).where(_C.n == row.n).values(values))
    moved = {CaseId(row.case_id)}
    if answer.state.value in TROUBLED:
        moved |= _stop_followers(connection, answer.id)
    return moved


def _can_be_unblocked(connection: Connection, after: str | None) -> bool:
    """Whether what a decision waits for can still come to something; if not, it would wait for ever."""
    if after is None:
        return True
    predecessor = connection.execute(select(_C.state).where(_C.id == after)).scalar()
    return predecessor is not None and predecessor not in TROUBLED


def _stop_followers(connection: Connection, action_id: str) -> set[CaseId]:
    followers = connection.execute(
        select(_C.id, _C.case_id).where(_C.after == action_id, _C.state == _PENDING)
    ).all()
    moved: set[CaseId] = set()
    for follower in followers:
        connection.execute(update(DECISION).where(_C.id == follower.id).values(PREDECESSOR))
        moved |= {CaseId(follower.case_id)} | _stop_followers(connection, follower.id)
    return moved
