"""The queue's question as one SQL statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Select, and_, func, select

from reviewer_app.models.domain.case import CaseStatus
from reviewer_app.models.domain.ports import CaseFlag, CaseOrder, CaseQuery
from reviewer_app.models.store.moments import to_micros
from reviewer_app.models.store.replica_tables import CASE_ROW, CASE_WORDS
from reviewer_app.models.store.search import parts_of

_ROW = CASE_ROW.c

_ORDERS: dict[CaseOrder, tuple[ColumnElement[object], ...]] = {
    CaseOrder.DUE_FIRST: (_ROW.due.asc().nulls_last(), _ROW.submitted_at.asc(), _ROW.id.asc()),
    CaseOrder.OLDEST_FIRST: (_ROW.submitted_at.asc(), _ROW.id.asc()),
    CaseOrder.NEWEST_FIRST: (_ROW.submitted_at.desc(), _ROW.id.desc()),
    CaseOrder.NUMBER: (_ROW.number.asc(), _ROW.id.asc()),
}


def ids_statement(query: CaseQuery, now: datetime) -> Select[tuple[str]]:
    """Selects the ids that match, in order; equal ones by id, so that the order never jumps."""
    return select(_ROW.id).where(*_conditions(query, now)).order_by(*_ORDERS[query.order])


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
    parts = parts_of(query.text)
    if parts:
        words = CASE_WORDS.c.words
        yield _ROW.n.in_(select(CASE_WORDS.c.n).where(*(func.instr(words, part) > 0 for part in parts)))


def _flag(flag: CaseFlag, now: datetime) -> ColumnElement[bool]:
    if flag is CaseFlag.DOUBT:
        return _ROW.doubt == 1
    if flag is CaseFlag.DUPLICATE:
        return _ROW.duplicate == 1
    if flag is CaseFlag.RESUBMITTED:
        return and_(_ROW.rounds > 0, _ROW.status == CaseStatus.PENDING.value)
    return _ROW.due < to_micros(now)
