"""What was answered to every action: an id is fixed for ever with its body, and gets the same answer again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from central_service.accounts.people import Staff
from central_service.store.tables import actions
from reviewer_app.sync.protocol import ActionMessage, Outcome, OutcomeKind


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer, to whom it was given, and the hash of what was asked."""

    body_hash: str
    account: str
    outcome: Outcome


def hash_of(message: ActionMessage) -> str:
    """Hash of an action's body, without members that say nothing: those of a later version do not count."""
    return sha256(message.model_dump_json(exclude_defaults=True).encode()).hexdigest()


def recall(connection: Connection, staff: Staff, action_id: str) -> Outcome | None:
    """What an action was answered, if it was one of this account."""
    known = find_remembered(connection, action_id)
    return None if known is None or known.account != staff.id else known.outcome


def find_remembered(connection: Connection, action_id: str) -> Remembered | None:
    """What an action was answered, whoever sent it."""
    row = connection.execute(select(actions).where(actions.c.id == action_id)).one_or_none()
    if row is None:
        return None
    return Remembered(row.body_hash, row.account, Outcome.model_validate_json(row.answer))


def answer_again(known: Remembered, message: ActionMessage, staff: Staff) -> Outcome:
    """The same answer to the same action; a fault for another body, or another account, under its id."""
    first = known.outcome
    if known.body_hash != hash_of(message) or known.account != staff.id:
        text = "这条记录的编号已用于另一项操作，请联系技术人员。"
        return Outcome(id=first.id, kind=OutcomeKind.MISMATCH, code="id_reused", message=text)
    return first.model_copy(update={"kind": OutcomeKind.REPLAYED, "first": first.kind})


def remember(
    connection: Connection, message: ActionMessage, staff: Staff, outcome: Outcome, at: datetime
) -> None:
    """Keep an answer with the action's body, in the transaction of its effect."""
    connection.execute(
        insert(actions).values(
            id=message.id,
            case_id=message.case_id,
            office=staff.office,
            account=staff.id,
            body_hash=hash_of(message),
            body=message.model_dump_json(),
            kind=outcome.kind,
            answer=outcome.model_dump_json(),
            answered_at=at,
        )
    )
