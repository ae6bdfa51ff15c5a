"""The outbox: decisions that were made here, each one row, kept until the service has answered and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from reviewer_app.models.domain.case import ActionId, CaseId
from reviewer_app.models.domain.ports import OutboxState, PendingAction, StoreFault
from reviewer_app.models.store.connection import Database
from reviewer_app.models.store.decisions_tables import DECISION
from reviewer_app.models.store.feed_position import HasCome, is_in_feed
from reviewer_app.models.store.moments import to_micros
from reviewer_app.models.store.outbox_rows import action_of, actions_of, add_row

_C = DECISION.c
_S = OutboxState
_OVERLAYING = (_S.PENDING.value, _S.SENDING.value, _S.APPLIED.value)
_TROUBLED = (_S.CONFLICT.value, _S.REFUSED.value)

# Built once: to build a statement takes several times as long as to run it.
_OPEN = select(DECISION).where(_C.closed == 0, _C.state.in_(_OVERLAYING)).order_by(_C.n)
_OPEN_OF_CASE = _OPEN.where(_C.case_id == bindparam("case_id"))
_IN_TROUBLE = select(DECISION).where(_C.closed == 0, _C.state.in_(_TROUBLED)).order_by(_C.n)


class SqlOutbox:
    """Decisions in the file that is never wiped. Every call is one durable transaction; safe from any thread.

    :param has_come: whether the feed has brought a decision's result; it overlays its case until then.
    """

    def __init__(self, database: Database, has_come: HasCome) -> None:
        self._database = database
        self._has_come = has_come

    def add(self, action: PendingAction) -> None:
        """Record a decision; committed when this returns.

        :raises StoreFault: when it could not be kept; the decision is then not on record.
        """
        try:
            with self._database.write() as connection:
                add_row(connection, action)
        except StoreFault:
            # A commit that reports failure may be on disk all the same: only a fresh connection knows.
            self._database.reopen()
            if not self._is_kept(action.id):
                raise

    def undo(self, action_id: ActionId) -> bool:
        """Delete a decision that is still PENDING; False when it is on its way, gone, or a later one rests on it."""
        resting = select(_C.id).where(_C.after == action_id).exists()
        taken = delete(DECISION).where(_C.id == action_id, _C.state == _S.PENDING.value, ~resting)
        with self._database.write() as connection:
            return connection.execute(taken).rowcount == 1

    def open_actions(self, case_id: CaseId | None = None) -> Sequence[PendingAction]:
        """Rows that still overlay a case (PENDING, SENDING, APPLIED but not yet in the feed), oldest first."""
        statement = _OPEN if case_id is None else _OPEN_OF_CASE
        with self._database.read() as connection:
            rows = connection.execute(statement, {"case_id": case_id}).all()
        return [action_of(row) for row in rows if not is_in_feed(row, self._has_come)]

    def troubled(self) -> Sequence[PendingAction]:
        """Rows that need a person: CONFLICT and REFUSED, oldest first."""
        with self._database.read() as connection:
            return actions_of(connection.execute(_IN_TROUBLE))

    def settle(self, action_id: ActionId) -> None:
        """The person has dealt with a CONFLICT or REFUSED row: keep it on record, out of the way."""
        settled = update(DECISION).where(_C.id == action_id, _C.state.in_(_TROUBLED)).values(closed=1)
        with self._database.write() as connection:
            connection.execute(settled)

    def done_since(self, since: datetime) -> int:
        """Decisions made here since a time, undone ones not counted (day summary)."""
        statement = select(func.count()).select_from(DECISION).where(_C.decided_at >= to_micros(since))
        with self._database.read() as connection:
            return int(connection.execute(statement).scalar_one())

    def history(self, limit: int = 200) -> Sequence[PendingAction]:
        """What is on record and needs nothing more (applied, settled), the latest first."""
        statement = select(DECISION).where(_C.closed == 1).order_by(_C.n.desc()).limit(limit)
        with self._database.read() as connection:
            return actions_of(connection.execute(statement))

    def _is_kept(self, action_id: ActionId) -> bool:
        with self._database.read() as connection:
            return connection.execute(select(_C.n).where(_C.id == action_id)).first() is not None
