"""Whether the feed has brought what an applied decision made; asked afresh each time, no overlay outlives a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from reviewer_app.models.domain.ports import OutboxState


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedMark:
    """Where a decision's result stands: a case at a number of a scope's feed, within an epoch."""

    case_id: str
    scope: str
    epoch: str
    seq: int


HasCome = Callable[[FeedMark], bool]
"""Whether the replica holds the case at this number or a later one, or knows that it has left."""


def is_in_feed(decision: Row[Any], has_come: HasCome) -> bool:
    """Whether a row of ``decision`` is in its case already. Without a number only a whole reading can tell."""
    if decision.state != OutboxState.APPLIED.value or decision.result_seq is None:
        return False
    return has_come(
        FeedMark(
            case_id=decision.case_id,
            scope=decision.result_scope,
            epoch=decision.result_epoch,
            seq=decision.result_seq,
        )
    )
