"""The replica's writing side: pages of the feed and their cursor, in one transaction each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from reviewer_app.models.domain.case import CaseId, DocumentId
from reviewer_app.models.domain.changes import NOTHING, Changes
from reviewer_app.models.domain.ports import FeedCursor, FeedPage, FeedRow, PageOutOfOrder, Season, StoreFault
from reviewer_app.models.store.case_columns import COLUMNS, case_columns, documents_in, search_words
from reviewer_app.models.store.case_json import write_season
from reviewer_app.models.store.connection import Database
from reviewer_app.models.store.feed_position import FeedMark
from reviewer_app.models.store.replica_tables import CASE_BODY, CASE_ROW, FEED, SEASON

_ROW = CASE_ROW.c
_CHUNK = 500

# Built once: to build a statement takes several times as long as to run it.
_FEED_OF = select(FEED).where(FEED.c.scope == bindparam("scope"))
_SEQ_OF = select(_ROW.seq).where(
    _ROW.id == bindparam("id"), _ROW.scope == bindparam("scope"), _ROW.reading == bindparam("reading")
)
_SCOPE_OF = select(_ROW.scope).where(_ROW.id == bindparam("id"))


class SqlReplica:
    """Keeps what the feeds say. One thread writes.

    :param forget_documents: called with the documents of the cases that left.
    """

    def __init__(
        self, database: Database, forget_documents: Callable[[Collection[DocumentId]], None]
    ) -> None:
        self._database = database
        self._forget_documents = forget_documents

    def cursor(self, scope: str) -> FeedCursor | None:
        """Where the feed goes on, or nothing before the first page and after :meth:`start_over`."""
        with self._database.read() as connection:
            row = connection.execute(_FEED_OF, {"scope": scope}).first()
        if row is None or row.epoch is None:
            return None
        return FeedCursor(epoch=row.epoch, seq=row.seq, began=row.began)

    def has_come(self, mark: FeedMark) -> bool:
        """Whether the case is here at this number of the feed or a later one, or is known to have left."""
        with self._database.read() as connection:
            feed = connection.execute(_FEED_OF, {"scope": mark.scope}).first()
            if feed is None or feed.epoch != mark.epoch:
                return False
            here = {"id": mark.case_id, "scope": mark.scope, "reading": feed.reading}
            seq: int = connection.execute(_SEQ_OF, here).scalar() or 0
        whole: int = feed.whole
        return mark.seq <= max(seq, whole)

    def is_whole(self, scope: str) -> bool:
        """Whether the feed was once read to its end since it was begun."""
        with self._database.read() as connection:
            feed = connection.execute(_FEED_OF, {"scope": scope}).first()
        return feed is not None and not feed.filling

    def scope_of(self, case_id: CaseId) -> str | None:
        """The scope whose feed brought a case, or nothing when it is not here."""
        with self._database.read() as connection:
            return connection.execute(_SCOPE_OF, {"id": case_id}).scalar()

    def start_over(self, scope: str) -> None:
        """Read the feed from its beginning. What is here stays in sight until the feed has been read whole."""
        with self._database.write() as connection:
            reading = connection.execute(select(FEED.c.reading).where(FEED.c.scope == scope)).scalar()
            values = {"epoch": None, "seq": 0, "reading": (reading or 0) + 1}
            _write_feed(connection, scope, values | _BEGINNING)

    def apply_page(self, page: FeedPage) -> Changes:
        """Keep a page and its cursor in one transaction.

        :raises PageOutOfOrder: when the page does not continue the cursor.
        :raises StoreFault: when the disk refuses, or a row is no case; nothing is kept then.
        """
        latest = {row.case_id: row for row in page.rows}
        with self._database.write() as connection:
            feed = _feed_before(connection, page)
            gone = [case_id for case_id, row in latest.items() if row.put is None]
            put = [row for row in latest.values() if row.put is not None]
            leaving = _numbers(connection, gone, page.scope)
            documents = _documents(connection, leaving)
            _forget(connection, leaving)
            _forget(connection, _numbers(connection, [row.case_id for row in put]))
            _insert(connection, put, page.scope, feed["reading"])
            swept: set[CaseId] = set()
            if feed["filling"] and not page.more:
                unmet = _unmet(connection, page.scope, feed["reading"])
                documents |= _documents(connection, list(unmet))
                _forget(connection, list(unmet))
                swept = set(unmet.values())
            _write_feed(connection, page.scope, _feed_after(feed, page))
        if documents:
            self._forget_documents(documents)
        return Changes(cases=frozenset(latest) | swept)

    def put_season(self, scope: str, season: Season) -> Changes:
        """Keep a county's season; answers whether anything moved."""
        text = write_season(season)
        with self._database.write() as connection:
            kept = connection.execute(select(SEASON.c.json).where(SEASON.c.scope == scope)).scalar()
            if kept == text:
                return NOTHING
            put = sqlite_insert(SEASON).values(scope=scope, json=text)
            connection.execute(put.on_conflict_do_update(index_elements=["scope"], set_={"json": text}))
        return Changes(reference=True)


_BEGINNING: dict[str, Any] = {"filling": 1, "began": None, "whole": 0}


def _feed_before(connection: Connection, page: FeedPage) -> dict[str, Any]:
    """Where the feed stands. :raises PageOutOfOrder: when the page does not go on from there."""
    row = connection.execute(select(FEED).where(FEED.c.scope == page.scope)).first()
    feed = dict(row._mapping) if row else {"epoch": None, "seq": 0, "reading": 1} | _BEGINNING
    if page.after != feed["seq"] or feed["epoch"] not in (None, page.epoch):
        here = f"{feed['epoch']}/{feed['seq']}"
        raise PageOutOfOrder(f"page continues {page.epoch}/{page.after}, the store stands at {here}")
    return feed


def _feed_after(feed: dict[str, Any], page: FeedPage) -> dict[str, Any]:
    began = page.head if feed["epoch"] is None else feed["began"]
    filling = feed["filling"] if page.more else 0
    return {
        "epoch": page.epoch,
        "seq": page.next,
        "reading": feed["reading"],
        "filling": filling,
        "began": began if filling else None,
        "whole": feed["whole"] if page.more else page.next,
    }


def _write_feed(connection: Connection, scope: str, values: dict[str, Any]) -> None:
    put = sqlite_insert(FEED).values(scope=scope, **values)
    connection.execute(put.on_conflict_do_update(index_elements=["scope"], set_=values))


_INSERT_ROW = f"INSERT INTO case_row (n, {', '.join(COLUMNS)}) VALUES (?, {', '.join('?' for _ in COLUMNS)})"
_INSERT_BODY = "INSERT INTO case_body (n, json) VALUES (?, ?)"
_INSERT_WORDS = "INSERT INTO case_words (n, words) VALUES (?, ?)"


def _insert(connection: Connection, rows: Sequence[FeedRow], scope: str, reading: int) -> None:
    if not rows:
        return
    last: int = connection.execute(select(func.coalesce(func.max(_ROW.n), 0))).scalar_one()
    columns: list[tuple[Any, ...]] = []
    bodies: list[tuple[int, str]] = []
    words: list[tuple[int, str]] = []
    for number, row in enumerate(rows, last + 1):
        case = row.put or {}
        try:
            columns.append((number, *case_columns(case, scope, row.seq, reading)))
            words.append((number, search_words(case)))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            message = f"服务端发来的办件 {row.case_id} 格式不对，本机没有保存。请联系技术支持。"
            raise StoreFault("row_is_no_case", message) from error
        bodies.append((number, row.text or orjson.dumps(case).decode()))
    connection.exec_driver_sql(_INSERT_ROW, columns)
    connection.exec_driver_sql(_INSERT_BODY, bodies)
    connection.exec_driver_sql(_INSERT_WORDS, words)


def _numbers(connection: Connection, ids: Sequence[str], scope: str | None = None) -> list[int]:
    """``case_row.n`` of the ids that are here, of one scope alone if it is given."""
    found: list[int] = []
    for start in range(0, len(ids), _CHUNK):
        statement = select(_ROW.n).where(_ROW.id.in_(ids[start : start + _CHUNK]))
        if scope is not None:
            statement = statement.where(_ROW.scope == scope)
        found.extend(connection.execute(statement).scalars())
    return found


def _forget(connection: Connection, numbers: Sequence[int]) -> None:
    if not numbers:
        return
    keys = [(number,) for number in numbers]
    for table in ("case_row", "case_body", "case_words"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE n = ?", keys)


def _unmet(connection: Connection, scope: str, reading: int) -> dict[int, CaseId]:
    """What the reading just completed did not meet: it has left the scope."""
    statement = select(_ROW.n, _ROW.id).where(_ROW.scope == scope, _ROW.reading != reading)
    return {row.n: CaseId(row.id) for row in connection.execute(statement)}


def _documents(connection: Connection, numbers: Sequence[int]) -> set[DocumentId]:
    """Documents of cases, replaced ones included."""
    found: set[DocumentId] = set()
    for number in numbers:
        text = connection.execute(select(CASE_BODY.c.json).where(CASE_BODY.c.n == number)).scalar_one()
        found.update(DocumentId(document["id"]) for document in documents_in(orjson.loads(text)))
    return found
