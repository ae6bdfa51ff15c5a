"""The queue's question as one SQL statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Select, and_, select, text

from reviewer_app.models.domain.case import CaseStatus
from reviewer_app.models.domain.ports import CaseFlag, CaseOrder, CaseQuery
from reviewer_app.models.store.moments import to_micros
from reviewer_app.models.store.replica_tables import CASE_ROW, SEARCH
from reviewer_app.models.store.search import match_expression

_ROW = CASE_ROW.c

_ORDERS: dict[CaseOrder, tuple[ColumnElement[object], ...]] = {
    CaseOrder.DUE_FIRST: (_ROW.due.asc().nulls_last(), _ROW.submitted_at.asc().nulls_last()),
    CaseOrder.OLDEST_FIRST: (_ROW.submitted_at.asc().nulls_last(),),
    CaseOrder.NEWEST_FIRST: (_ROW.submitted_at.desc().nulls_last(),),
    CaseOrder.NUMBER: (_ROW.number.asc(),),
}


def ids_statement(query: CaseQuery, now: datetime) -> Select[tuple[str]]:
    """Selects the ids that match, in order; equal ones by id, so that the order never jumps."""
    return select(_ROW.id).where(*_conditions(query, now)).order_by(*_ORDERS[query.order], _ROW.id)


def _conditions(query: CaseQuery, now: datetime) -> Iterator[ColumnElement[bool]]:
    sets: tuple[tuple[Column[str], Collection[str]], ...] = (
        (_ROW.status, query.statuses),
        (_ROW.substage, query.substages),
        (_ROW.stage, query.stages),
        (_ROW.form_kind, query.form_kinds),
        (_ROW.category, query.categories),
        (_ROW.school, query.schools),
    )
    for column, wanted in sets:
        if wanted:
            yield column.in_(sorted(str(value) for value in wanted))
    for flag in query.flags:
        yield _flag(flag, now)
    expression = match_expression(query.text)
    if expression:
        found = text(f"SELECT rowid FROM {SEARCH} WHERE {SEARCH} MATCH :words")
        yield _ROW.n.in_(found.bindparams(words=expression).columns(CASE_ROW.c.n))


def _flag(flag: CaseFlag, now: datetime) -> ColumnElement[bool]:
    if flag is CaseFlag.DOUBT:
        return _ROW.doubt == 1
    if flag is CaseFlag.DUPLICATE:
        return _ROW.duplicate == 1
    if flag is CaseFlag.RESUBMITTED:
        return and_(_ROW.rounds > 0, _ROW.status == CaseStatus.PENDING.value)
    return _ROW.due < to_micros(now)
