"""Which documents are in the cache, and which of them were read longest ago."""

from __future__ import annotations

import threading
from collections.abc import Collection

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.store.connection import Database
from reviewer_app.models.store.replica_tables import CACHED_FILE

_C = CACHED_FILE.c
_CHUNK = 500
_CONTENT_OF = select(_C.sha256).where(_C.key == bindparam("key"))


class DocumentIndex:
    """Rows of ``cached_file``. A content may stand under several keys and goes with the last of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._read: dict[str, int] = {}
        with database.read() as connection:
            self._clock: int = connection.execute(select(func.coalesce(func.max(_C.used), 0))).scalar_one()
            self._total: int = connection.execute(select(func.coalesce(func.sum(_C.size), 0))).scalar_one()

    def find(self, key: str) -> str | None:
        """The content under a key, which counts as read."""
        with self._database.read() as connection:
            sha256 = connection.execute(_CONTENT_OF, {"key": key}).scalar()
        if sha256 is not None:
            with self._lock:
                self._read[key] = self._tick()
        return sha256

    def has(self, key: str) -> bool:
        """Whether a key is here, which does not count as read."""
        with self._database.read() as connection:
            return connection.execute(_CONTENT_OF, {"key": key}).first() is not None

    def contents(self) -> set[str]:
        """Every content that some key names."""
        with self._database.read() as connection:
            return set(connection.execute(select(_C.sha256).distinct()).scalars())

    def total(self) -> int:
        """Bytes that the keys name."""
        return self._total

    def put(self, key: str, document_id: DocumentId, sha256: str, size: int) -> None:
        """Name a content, in place of what the key named."""
        with self._lock:
            values = {"document_id": document_id, "sha256": sha256, "size": size, "used": self._tick()}
            read, self._read = self._read, {}
        with self._database.write() as connection:
            for read_key, used in read.items():
                connection.execute(update(CACHED_FILE).where(_C.key == read_key).values(used=used))
            put = insert(CACHED_FILE).values(key=key, **values)
            connection.execute(put.on_conflict_do_update(index_elements=["key"], set_=values))
            self._recount(connection)

    def drop_content(self, sha256: str) -> None:
        """Forget every key of a content."""
        with self._database.write() as connection:
            connection.execute(delete(CACHED_FILE).where(_C.sha256 == sha256))
            self._recount(connection)

    def drop_documents(self, document_ids: Collection[DocumentId]) -> set[str]:
        """Forget documents; answers the contents that no key names any longer."""
        wanted = sorted(document_ids)
        with self._database.write() as connection:
            keys: list[tuple[str, str]] = []
            for start in range(0, len(wanted), _CHUNK):
                chunk = wanted[start : start + _CHUNK]
                found = select(_C.key, _C.sha256).where(_C.document_id.in_(chunk))
                keys.extend((row.key, row.sha256) for row in connection.execute(found))
            return self._drop(connection, keys)

    def drop_oldest(self, excess: int, pinned: Collection[DocumentId]) -> set[str]:
        """Forget what was read longest ago until ``excess`` bytes are free, pinned documents left out."""
        statement = select(_C.key, _C.document_id, _C.sha256, _C.size).order_by(_C.used)
        chosen: list[tuple[str, str]] = []
        with self._database.write() as connection:
            for row in connection.execute(statement):
                if excess <= 0:
                    break
                if row.document_id not in pinned:
                    chosen.append((row.key, row.sha256))
                    excess -= row.size
            return self._drop(connection, chosen)

    def _drop(self, connection: Connection, keys: Collection[tuple[str, str]]) -> set[str]:
        unnamed: set[str] = set()
        for key, _ in keys:
            connection.execute(delete(CACHED_FILE).where(_C.key == key))
        for _, sha256 in keys:
            if connection.execute(select(_C.key).where(_C.sha256 == sha256)).first() is None:
                unnamed.add(sha256)
        self._recount(connection)
        return unnamed

    def _recount(self, connection: Connection) -> None:
        self._total = connection.execute(select(func.coalesce(func.sum(_C.size), 0))).scalar_one()

    def _tick(self) -> int:
        self._clock += 1
        return self._clock
