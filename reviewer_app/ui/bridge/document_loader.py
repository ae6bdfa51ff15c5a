"""Answers the viewer: bytes from this desktop's cache or from the service, off the screens' thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Rendition, StoreFault
from reviewer_app.sync.transport import (
    BrokenAnswer,
    Cancelled,
    Forbidden,
    Missing,
    Offline,
    Refused,
    TransportError,
    Unauthorised,
)
from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.bridge.document_loading import LoadAnswer, LoadedImage, LoadFailure, Trouble

THREADS = 4
_log = logging.getLogger(__name__)

_TROUBLES: tuple[tuple[type[TransportError], Trouble], ...] = (
    (Offline, Trouble.OFFLINE),
    (Cancelled, Trouble.OFFLINE),
    (Unauthorised, Trouble.REFUSED),
    (Forbidden, Trouble.REFUSED),
    (Missing, Trouble.MISSING),
    (Refused, Trouble.MISSING),
    (BrokenAnswer, Trouble.BROKEN),
)


class DocumentSource(Protocol):
    """Where verified bytes come from; safe to use from any thread."""

    def get(self, document: DocumentId, rendition: Rendition, page: int = 1) -> bytes:
        """The bytes. :raises TransportError, StoreFault: when there are none."""
        ...


class SourcedDocuments(QObject):
    """A :class:`~reviewer_app.ui.bridge.document_loading.DocumentLoader` over a source."""

    def __init__(self, source: DocumentSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._background = Background(THREADS, self)

    def request(
        self, document_id: DocumentId, rendition: Rendition, page: int, done: Callable[[LoadAnswer], None]
    ) -> None:
        """Fetch one page of one rendition and call ``done`` once, on the screens' thread."""
        self._background.run(
            lambda: self._source.get(document_id, rendition, page),
            lambda content: done(LoadedImage(content=content)),
            lambda error: done(_failure(error)),
            owner=self,
        )

    def close(self) -> None:
        """Take no more; waits for the downloads under way."""
        self._background.close()


def _failure(error: Exception) -> LoadFailure:
    if isinstance(error, StoreFault):
        return LoadFailure(trouble=Trouble.FAILED, detail=error.message)
    if not isinstance(error, TransportError):
        _log.error("a document could not be loaded", exc_info=error)
        return LoadFailure(trouble=Trouble.FAILED)
    trouble = next((found for kind, found in _TROUBLES if isinstance(error, kind)), Trouble.FAILED)
    return LoadFailure(trouble=trouble)
