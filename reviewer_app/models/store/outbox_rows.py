"""Decisions as rows of the decisions file, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from reviewer_app.models.domain.case import ActionId, CaseId, VersionTag
from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.store.case_json import read_act, write_act
from reviewer_app.models.store.decisions_tables import DECISION
from reviewer_app.models.store.moments import to_micros, to_moment

_C = DECISION.c

TROUBLED = (OutboxState.CONFLICT.value, OutboxState.REFUSED.value)

PREDECESSOR: dict[str, Any] = {
    "state": OutboxState.CONFLICT.value,
    "code": "predecessor",
    "message": "前一项决定没有办成，这项决定没有送出，请一并处理。",
}
"""What becomes of a decision that was not sent when the one on which it rests came to nothing."""


def add_row(connection: Connection, action: PendingAction) -> None:
    """Write a decision that was just made.

    One that was based on the result of an earlier decision from here rests on that one by name: the service's tags do
    not outlive a restore from a backup, the ids do. One that rests on a troubled one is a conflict from the start.
    """
    values = _row_of(action)
    if action.after is None:
        values["after"] = connection.execute(_maker_of(action)).scalar()
    elif connection.execute(select(_C.state).where(_C.id == action.after)).scalar() in TROUBLED:
        values |= PREDECESSOR
    connection.execute(insert(DECISION).values(values))


def _maker_of(action: PendingAction) -> Select[tuple[str]]:
    """The decision from here that made the version on which ``action`` is based."""
    applied = _C.state == OutboxState.APPLIED.value
    made = select(_C.id).where(_C.case_id == action.case, applied, _C.result_tag == action.base)
    return made.order_by(_C.n.desc()).limit(1)


def _row_of(action: PendingAction) -> dict[str, Any]:
    return {
        "id": action.id,
        "case_id": action.case,
        "act": write_act(action.act),
        "base": action.base,
        "after": action.after,
        "decided_at": to_micros(action.decided_at),
        "decided_by": action.decided_by,
        "state": action.state.value,
        "code": action.code,
        "message": action.message,
        "result_tag": action.result_tag,
    }


def action_of(row: Row[Any]) -> PendingAction:
    """The decision behind a row of ``decision``."""
    return PendingAction(
        id=ActionId(row.id),
        case=CaseId(row.case_id),
        act=read_act(row.act),
        base=VersionTag(row.base),
        after=ActionId(row.after) if row.after else None,
        decided_at=to_moment(row.decided_at),
        decided_by=row.decided_by,
        state=OutboxState(row.state),
        code=row.code,
        message=row.message,
        result_tag=VersionTag(row.result_tag) if row.result_tag else None,
    )


def actions_of(rows: Iterable[Row[Any]]) -> list[PendingAction]:
    """The decisions behind rows, in their order."""
    return [action_of(row) for row in rows]
