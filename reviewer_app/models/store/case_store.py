"""The replica's reading side: the queue's ids, its rows by the page, and whole cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import Row, bindparam, func, select

from reviewer_app.models.domain.case import Case, CaseId, CaseStatus, FormKind, Stage, Substage
from reviewer_app.models.domain.ports import CaseQuery, CaseSummary, Clock
from reviewer_app.models.store.case_json import read_case
from reviewer_app.models.store.case_query import ids_statement
from reviewer_app.models.store.connection import Database
from reviewer_app.models.store.moments import to_moment
from reviewer_app.models.store.replica_tables import CASE_BODY, CASE_ROW

_PAGE = 400
_T = TypeVar("_T")

# Built once: to build a statement takes several times as long as to run it.
_BODY_OF = (
    select(CASE_BODY.c.json)
    .join(CASE_ROW, CASE_ROW.c.n == CASE_BODY.c.n)
    .where(CASE_ROW.c.id == bindparam("id"))
)
_COUNT_BY_STATUS = select(CASE_ROW.c.status, func.count()).group_by(CASE_ROW.c.status)


class SqlCaseStore:
    """The service's cases as last synced. Safe to use from any thread."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def find(self, case_id: CaseId) -> Case | None:
        """The service's version of a case, or nothing."""
        with self._database.read() as connection:
            text = connection.execute(_BODY_OF, {"id": case_id}).scalar()
        return None if text is None else read_case(text)

    def ids(self, query: CaseQuery) -> Sequence[CaseId]:
        """Ids that match, in the query's order."""
        statement = ids_statement(query, self._clock.now())
        with self._database.read() as connection:
            return [CaseId(case_id) for case_id in connection.execute(statement).scalars()]

    def summaries(self, ids: Iterable[CaseId]) -> Sequence[CaseSummary]:
        """Rows for the ids that still exist, in the order asked."""
        asked = list(ids)
        found: dict[str, CaseSummary] = {}
        with self._database.read() as connection:
            for page in _pages(asked):
                rows = connection.execute(select(CASE_ROW).where(CASE_ROW.c.id.in_(page)))
                found.update((row.id, _summary(row)) for row in rows)
        return [found[case_id] for case_id in asked if case_id in found]

    def count_by_status(self) -> dict[CaseStatus, int]:
        """Number of cases in each state; a state without cases stands with 0."""
        with self._database.read() as connection:
            counted = {status: int(count) for status, count in connection.execute(_COUNT_BY_STATUS)}
        return {status: counted.get(status, 0) for status in CaseStatus}

    def cases(self, query: CaseQuery) -> Iterator[Case]:
        """Whole cases that match, in the query's order, a page in memory at a time."""
        for page in _pages(self.ids(query)):
            statement = (
                select(CASE_ROW.c.id, CASE_BODY.c.json)
                .join(CASE_BODY, CASE_BODY.c.n == CASE_ROW.c.n)
                .where(CASE_ROW.c.id.in_(page))
            )
            with self._database.read() as connection:
                bodies = {row[0]: row[1] for row in connection.execute(statement)}
            for case_id in page:
                if case_id in bodies:
                    yield read_case(bodies[case_id])


def _summary(row: Row[tuple[object, ...]]) -> CaseSummary:
    return CaseSummary(
        id=CaseId(row.id),
        number=row.number,
        child_name=row.child_name,
        status=CaseStatus(row.status),
        substage=Substage(row.substage) if row.substage else None,
        stage=Stage(row.stage),
        form_kind=FormKind(row.form_kind),
        category=row.category,
        school=row.school,
        submitted_at=_moment(row.submitted_at),
        due=_moment(row.due),
        rounds=row.rounds,
        duplicate=bool(row.duplicate),
        doubt=bool(row.doubt),
        twin=bool(row.twin),
    )


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else to_moment(micros)


def _pages(items: Iterable[_T]) -> Iterator[list[_T]]:
    remaining = iter(items)
    while page := list(islice(remaining, _PAGE)):
        yield page
