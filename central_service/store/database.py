"""Transactions: many readers on one snapshot each, writers that cannot surprise one another.

SQLite has one writer: those of a process queue on a lock and ``BEGIN IMMEDIATE``. PostgreSQL locks rows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Transaction:
    """One writing transaction and what is to happen once it is committed."""

    connection: Connection
    after_commit: list[Callable[[], None]] = field(default_factory=list)


class Database:
    """One database and its rules for reading and writing."""

    def __init__(self, url: str) -> None:
        address = make_url(url)
        self.is_sqlite = address.get_backend_name() == "sqlite"
        if self.is_sqlite and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine: Engine = create_engine(address, **_engine_options(self.is_sqlite))
        self._writers: AbstractContextManager[Any] = Lock() if self.is_sqlite else nullcontext()
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on one snapshot; nothing that it does is kept."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction: committed when the block ends, rolled back when it raises."""
        with self._writers, self.engine.connect().execution_options(writes=True) as connection:
            transaction = Transaction(connection)
            with connection.begin():
                yield transaction
        for happen in transaction.after_commit:
            _try(happen)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def _try(happen: Callable[[], None]) -> None:
    """What follows a commit cannot undo it: a failure is logged, and the caller hears of the commit."""
    try:
        happen()
    except Exception:
        log.exception("a step after a commit failed")


def _engine_options(is_sqlite: bool) -> dict[str, Any]:
    if is_sqlite:
        return {
            "pool_size": 16,
            "max_overflow": 48,
            "connect_args": {"timeout": 30.0, "check_same_thread": False},
        }
    return {
        "pool_size": 10,
        "max_overflow": 30,
        "pool_pre_ping": True,
        "connect_args": {"prepare_threshold": None},
    }


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
