"""The change feed of a scope: every committed change takes the scope's next number, last thing in its transaction.

The counter is a row that the transaction locks until it commits, so no number becomes visible before a smaller one;
a sequence read at the start of a transaction would let a cursor pass changes that are not there yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from central_service.store.database import Transaction
from central_service.store.tables import cases, feed, seasons


class UnknownScope(Exception):
    """No season has this scope."""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One change: the case's canonical JSON, or nothing when it left the scope."""

    seq: int
    case_id: str
    body: str | None


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Changes after a cursor, from one snapshot. ``more`` says that the page was cut."""

    epoch: str
    head: int
    horizon: int
    rows: tuple[FeedRow, ...]
    more: bool


def publish(transaction: Transaction, scope: str, case_id: str, *, gone: bool = False) -> int:
    """Give a changed case the scope's next number; call it last before the commit.

    :raises UnknownScope: when the season was never opened.
    """
    connection = transaction.connection
    statement = (
        update(seasons)
        .where(seasons.c.scope == scope)
        .values(head=seasons.c.head + 1)
        .returning(seasons.c.head)
    )
    seq = connection.execute(statement).scalar_one_or_none()
    if seq is None:
        raise UnknownScope(scope)
    connection.execute(delete(feed).where(feed.c.scope == scope, feed.c.case_id == case_id))
    connection.execute(insert(feed).values(scope=scope, seq=seq, case_id=case_id, gone=gone))
    return int(seq)


def read_page(connection: Connection, scope: str, after: int, limit: int) -> FeedPage:
    """The next ``limit`` changes after ``after``; rows, head and epoch belong to the connection's one snapshot."""
    season = connection.execute(
        select(seasons.c.epoch, seasons.c.head, seasons.c.horizon).where(seasons.c.scope == scope)
    ).one_or_none()
    if season is None:
        raise UnknownScope(scope)
    statement = (
        select(feed.c.seq, feed.c.case_id, feed.c.gone, cases.c.body)
        .join(cases, cases.c.id == feed.c.case_id)
        .where(feed.c.scope == scope, feed.c.seq > after)
        .order_by(feed.c.seq)
        .limit(limit + 1)
    )
    found = connection.execute(statement).all()
    rows = tuple(FeedRow(r.seq, r.case_id, None if r.gone else r.body) for r in found[:limit])
    return FeedPage(season.epoch, season.head, season.horizon, rows, len(found) > limit)


def head_of(connection: Connection, scope: str) -> int:
    """The newest number of a scope. :raises UnknownScope:"""
    head = connection.execute(select(seasons.c.head).where(seasons.c.scope == scope)).scalar_one_or_none()
    if head is None:
        raise UnknownScope(scope)
    return int(head)


def has_left(connection: Connection, office: str, case_id: str) -> bool:
    """Whether the case once stood in a feed of the office and has left it."""
    statement = (
        select(feed.c.seq)
        .join(seasons, seasons.c.scope == feed.c.scope)
        .where(seasons.c.office == office, feed.c.case_id == case_id, feed.c.gone)
    )
    return connection.execute(statement).first() is not None
