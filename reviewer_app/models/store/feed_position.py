"""Whether the feed has caught up with an applied decision; asked afresh each time, no overlay outlives a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row

from reviewer_app.models.domain.ports import FeedCursor, OutboxState

FeedPosition = Callable[[str], FeedCursor | None]
"""How far the replica has read the feed of a scope."""


def is_in_feed(decision: Row[Any], position: FeedPosition) -> bool:
    """Whether the replica has read past the decision's number, in the decision's own epoch."""
    if decision.state != OutboxState.APPLIED.value or decision.result_seq is None:
        return False
    at = position(decision.result_scope)
    return at is not None and at.epoch == decision.result_epoch and at.seq >= decision.result_seq
