"""Stores for tests, and cases put into them the way the feed does."""

from __future__ import annotations

from collections.abc import Iterable

import orjson
from pydantic import TypeAdapter

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.ports import FeedPage, FeedRow
from reviewer_app.models.store import LocalStore

SCOPE = "450721.2026"
EPOCH = "epoch-1"
_CASE: TypeAdapter[Case] = TypeAdapter(Case)


def case_object(case: Case) -> dict[str, object]:
    """The JSON object of a case as it comes off the wire."""
    loaded: dict[str, object] = orjson.loads(_CASE.dump_json(case))
    return loaded


def page_of(
    rows: Iterable[FeedRow],
    after: int,
    next_: int,
    *,
    more: bool = False,
    epoch: str = EPOCH,
    scope: str = SCOPE,
) -> FeedPage:
    """One page of the feed."""
    return FeedPage(scope=scope, epoch=epoch, after=after, next=next_, more=more, rows=tuple(rows))


def fill(store: LocalStore, cases: Iterable[Case], *, scope: str = SCOPE) -> None:
    """Put cases into the replica behind what it holds already."""
    cursor = store.replica.cursor(scope)
    after, epoch = (cursor.seq, cursor.epoch) if cursor else (0, EPOCH)
    rows = [
        FeedRow(seq=seq, case_id=case.id, put=case_object(case)) for seq, case in enumerate(cases, after + 1)
    ]
    store.replica.apply_page(page_of(rows, after, after + len(rows), epoch=epoch, scope=scope))
