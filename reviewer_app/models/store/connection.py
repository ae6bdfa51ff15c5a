"""The one place where a connection to a store's file is made: encryption changes the creator here and no caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import QueuePool

from reviewer_app.models.domain.ports import StoreFault

Creator = Callable[[Path], sqlite3.Connection]
"""Opens a file and answers a DBAPI connection in autocommit mode, usable from any thread."""

Synchronous = Literal["FULL", "NORMAL"]

_WAIT_FOR_LOCK = 15.0
_WRITES = "store_writes"


def plain_connection(path: Path) -> sqlite3.Connection:
    """A connection without encryption."""
    return sqlite3.connect(path, timeout=_WAIT_FOR_LOCK, check_same_thread=False, isolation_level=None)


class Database:
    """One SQLite file: short reading and writing transactions, errors as :class:`StoreFault`."""

    def __init__(self, path: Path, creator: Creator, synchronous: Synchronous) -> None:
        self.path = path
        self._engine = _engine(path, creator, synchronous)
        self._writing = self._engine.execution_options(**{_WRITES: True})

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one snapshot."""
        with _faults(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that alone may write; commits at the end, rolls back on an error."""
        with _faults(), self._writing.begin() as connection:
            yield connection

    def reopen(self) -> None:
        """Drop the connections: after a failed commit only a fresh one says what is on disk."""
        self._engine.dispose()

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._engine.dispose()


def _engine(path: Path, creator: Creator, synchronous: Synchronous) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = creator(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -16000")
        # A first sync writes some hundred megabytes: folding the log into the file after each page took a fifth of it.
        connection.execute("PRAGMA wal_autocheckpoint = 8000")
        connection.execute("PRAGMA journal_size_limit = 67108864")
        return connection

    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=8
    )

    # The driver begins transactions too late for WAL: a reader that turns writer may find its snapshot outdated.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise fault_of(error.orig) from error


_FAULTS: tuple[tuple[int, str, str, str], ...] = (
    (13, "full", "store_full", "磁盘已满，未能保存。请清理磁盘空间后重试。"),
    (8, "readonly", "store_readonly", "数据目录不可写，未能保存。请联系系统管理员检查目录权限。"),
    (11, "malformed", "store_damaged", "本机数据文件已损坏。请勿删除文件，并联系技术支持。"),
    (26, "not a database", "store_damaged", "本机数据文件已损坏。请勿删除文件，并联系技术支持。"),
    (5, "locked", "store_busy", "本机数据正被其他程序占用。请关闭重复打开的窗口后重试。"),
)


def fault_of(error: Any) -> StoreFault:
    """What a driver's error means to a person: disk full, read-only, damaged, in use."""
    primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    text = str(error)
    for number, word, code, message in _FAULTS:
        if primary == number or (not primary and word in text):
            return StoreFault(code, message)
    return StoreFault("store_failed", "本机数据读写失败，未能保存。请重试；仍不成功的，请联系技术支持。")
