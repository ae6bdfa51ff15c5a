"""Pure rules between what the service answers and what the outbox keeps. Nothing is dropped: no answer means again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reviewer_app.models.domain.case import ActionId, VersionTag
from reviewer_app.models.domain.ports import Answered, FeedCursor, FeedPage, OutboxState, PendingAction
from reviewer_app.sync.protocol import Outcome, OutcomeKind
from reviewer_app.sync.transport import BrokenAnswer, Refused

_STATES: Mapping[OutcomeKind, OutboxState] = {
    OutcomeKind.APPLIED: OutboxState.APPLIED,
    OutcomeKind.AGREED: OutboxState.APPLIED,
    OutcomeKind.CONFLICT: OutboxState.CONFLICT,
    OutcomeKind.REFUSED: OutboxState.REFUSED,
    OutcomeKind.MISMATCH: OutboxState.REFUSED,
    OutcomeKind.BLOCKED: OutboxState.SENDING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where the feed stood when an answer came: its numbers mean something there alone."""

    scope: str
    epoch: str
    at: datetime | None
    """The service's own time."""


def answered(outcome: Outcome, position: Position) -> Answered:
    """An outcome as the outbox keeps it. A replayed one counts as what was answered first."""
    kind = outcome.kind
    if kind is OutcomeKind.REPLAYED:
        kind = outcome.first or OutcomeKind.BLOCKED
    code = outcome.code
    if kind is OutcomeKind.CONFLICT and outcome.conflict is not None:
        code = outcome.conflict.value
    elif kind in (OutcomeKind.AGREED, OutcomeKind.MISMATCH):
        code = kind.value
    return Answered(
        id=ActionId(outcome.id),
        state=_STATES.get(kind, OutboxState.SENDING),
        code=code,
        field=outcome.field or "",
        message=outcome.message,
        tag=VersionTag(outcome.tag) if outcome.tag else None,
        scope=position.scope,
        epoch=position.epoch,
        seq=outcome.seq,
        at=position.at,
    )


def refused_alone(action: PendingAction, error: Refused, position: Position) -> Answered:
    """What becomes of a decision when the service will not even read it."""
    return Answered(
        id=action.id,
        state=OutboxState.REFUSED,
        code=error.code,
        field=error.field or "",
        message=error.message,
        scope=position.scope,
        epoch=position.epoch,
        at=position.at,
    )


def outcomes_of(batch: Sequence[PendingAction], outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """The answers to a batch; a decision without one stays unanswered.

    :raises BrokenAnswer: when an answer is to something that was not asked, or two are to the same.
    """
    asked = {action.id for action in batch}
    found = [outcome.id for outcome in outcomes]
    if not asked.issuperset(found) or len(set(found)) != len(found):
        raise BrokenAnswer("outcomes", "服务端的答复与发送的决定对不上，稍后自动重试。")
    return tuple(outcomes)


def continues(cursor: FeedCursor | None, page: FeedPage) -> bool:
    """Whether a page answers the request that was made last."""
    if cursor is None:
        return page.after == 0
    return page.after == cursor.seq and page.epoch == cursor.epoch
