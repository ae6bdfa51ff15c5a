"""Decisions as rows of the decisions file, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from reviewer_app.models.domain.case import ActionId, CaseId, VersionTag
from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.store.case_json import read_act, write_act
from reviewer_app.models.store.decisions_tables import DECISION
from reviewer_app.models.store.moments import to_micros, to_moment

TROUBLED = (OutboxState.CONFLICT.value, OutboxState.REFUSED.value)

PREDECESSOR: dict[str, Any] = {
    "state": OutboxState.CONFLICT.value,
    "code": "predecessor",
    "message": "前一项决定没有办成，这项决定没有送出，请一并处理。",
}
"""What becomes of a decision that was not sent when the one on which it rests came to nothing."""


def add_row(connection: Connection, action: PendingAction) -> None:
    """Write a decision that was just made; one that rests on a troubled one is a conflict from the start."""
    values = _row_of(action)
    if action.after is not None:
        predecessor = select(DECISION.c.state).where(DECISION.c.id == action.after)
        if connection.execute(predecessor).scalar() in TROUBLED:
            values |= PREDECESSOR
    connection.execute(insert(DECISION).values(values))


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
