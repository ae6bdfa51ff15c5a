"""Gives a changed case its number in the feed, last thing in the transaction."""

from __future__ import annotations

from dataclasses import dataclass

from central_service.cases.rows import StoredCase
from central_service.parts import Parts
from central_service.store.database import Transaction
from central_service.store.feed import publish
from reviewer_app.models.domain.case import Case


@dataclass(frozen=True, slots=True)
class Committed:
    """A case as it was kept, and its number in the feed."""

    case: Case
    seq: int


def publish_case(parts: Parts, transaction: Transaction, stored: StoredCase, kept: Case) -> Committed:
    """Give a changed case its number and wake those who wait for it, once it is committed."""
    seq = publish(transaction, stored.scope, kept.id)
    transaction.after_commit.append(lambda: parts.freshness.announce(stored.scope))
    return Committed(kept, seq)
