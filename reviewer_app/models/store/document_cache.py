"""Document bytes as files named by their content, verified when written and again when read."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Iterator
from pathlib import Path

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Piece, Rendition
from reviewer_app.models.store.connection import Database
from reviewer_app.models.store.document_files import DocumentFiles
from reviewer_app.models.store.document_index import DocumentIndex

DEFAULT_BUDGET = 20 * 1024**3
"""Bytes; previews of a county's season take about 110 GB, so that a desktop holds the part that it works on."""


class FileDocumentCache:
    """Documents of this desktop within a byte budget; those read longest ago go first, pinned ones never.

    Safe to use from any thread.
    """

    def __init__(self, directory: Path, database: Database, budget: int = DEFAULT_BUDGET) -> None:
        self._files = DocumentFiles(directory)
        self._index = DocumentIndex(database)
        self._budget = budget
        self._pinned: frozenset[DocumentId] = frozenset()
        self._lock = threading.Lock()
        self._files.tidy(self._index.contents())

    def find(self, document_id: DocumentId, rendition: Rendition, page: int = 1) -> bytes | None:
        """The bytes, or nothing when they are not here (or no longer verify)."""
        key = _key(document_id, rendition, page)
        sha256 = self._index.find(key)
        if sha256 is None:
            return None
        content = self._files.read(sha256)
        if content is not None and hashlib.sha256(content).hexdigest() == sha256:
            return content
        with self._lock:
            self._files.remove(sha256)
            self._index.drop_content(sha256)
        return None

    def has(self, document_id: DocumentId, rendition: Rendition, page: int = 1) -> bool:
        """Whether the bytes are here, without reading them."""
        return self._index.has(_key(document_id, rendition, page))

    def put(
        self, document_id: DocumentId, rendition: Rendition, content: bytes, sha256: str, page: int = 1
    ) -> None:
        """Keep verified bytes.

        :raises ValueError: when ``content`` does not hash to ``sha256``.
        :raises StoreFault: when the disk refuses.
        """
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError(f"content of document {document_id} does not hash to what was announced")
        key = _key(document_id, rendition, page)
        with self._lock:
            self._files.write(sha256, content)
            self._index.put(key, document_id, sha256, len(content))
            self._files.remove_piece(key)
            self._evict()

    def find_piece(self, document_id: DocumentId, rendition: Rendition, page: int = 1) -> Piece | None:
        """What an interrupted download left, or nothing."""
        return self._files.read_piece(_key(document_id, rendition, page))

    def keep_piece(self, document_id: DocumentId, rendition: Rendition, piece: Piece, page: int = 1) -> None:
        """Keep the beginning of an interrupted download; :meth:`put` of the whole forgets it."""
        with self._lock:
            self._files.write_piece(_key(document_id, rendition, page), piece)

    def pin(self, document_ids: Collection[DocumentId]) -> None:
        """Name the documents that must never be evicted, instead of those named before."""
        self._pinned = frozenset(document_ids)

    def forget(self, document_ids: Collection[DocumentId]) -> None:
        """Remove every rendition of documents whose case has left the scope."""
        with self._lock:
            self._remove(self._index.drop_documents(document_ids))

    @property
    def size(self) -> int:
        """Bytes in use."""
        return self._index.total()

    def _evict(self) -> None:
        excess = self._index.total() - self._budget
        if excess > 0:
            self._remove(self._index.drop_oldest(excess, self._pinned))

    def _remove(self, contents: Iterator[str] | Collection[str]) -> None:
        for sha256 in contents:
            self._files.remove(sha256)


def _key(document_id: DocumentId, rendition: Rendition, page: int) -> str:
    return f"{document_id}/{rendition.value}/{page}"
