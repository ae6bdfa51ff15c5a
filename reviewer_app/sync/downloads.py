"""Documents from the cache or the wire: resumed where they broke off, kept once they verify, fetched ahead by need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from reviewer_app.models.domain.case import Case, DocumentId, VersionTag
from reviewer_app.models.domain.ports import DocumentCache, Piece, Rendition
from reviewer_app.sync.transport import BrokenAnswer, Download, Missing, Offline, Refused, Transport

PARALLEL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One page of one rendition of a document."""

    document: DocumentId
    rendition: Rendition
    page: int = 1


def wanted_for(case: Case, *, originals: bool = False) -> Iterator[Wanted]:
    """What offline work on a case needs: thumbnails, then previews, then originals where wished."""
    pages = [(document.id, page) for document in case.documents for page in range(1, document.pages + 1)]
    for rendition in (Rendition.THUMBNAIL, Rendition.PREVIEW):
        for document, page in pages:
            yield Wanted(document=document, rendition=rendition, page=page)
    if originals:
        for original in case.documents:
            yield Wanted(document=original.id, rendition=Rendition.ORIGINAL)


class Downloads:
    """The way to a document's bytes. Safe to use from any thread.

    :param parallel: downloads at a time when fetching ahead.
    """

    def __init__(self, transport: Transport, cache: DocumentCache, parallel: int = PARALLEL) -> None:
        self._transport = transport
        self._cache = cache
        self._parallel = parallel
        self._unavailable: set[Wanted] = set()
        self._complete: set[tuple[VersionTag, bool]] = set()

    def get(self, document: DocumentId, rendition: Rendition, page: int = 1) -> bytes:
        """The bytes, from this desktop or from the service.

        :raises TransportError: when they are not here and cannot be fetched.
        :raises StoreFault: when the disk refuses; what was fetched is lost.
        """
        found = self._cache.find(document, rendition, page)
        return (
            self._fetch(Wanted(document=document, rendition=rendition, page=page)) if found is None else found
        )

    def choose(self, cases: Iterable[Case], limit: int, *, originals: bool = False) -> list[Wanted]:
        """The first ``limit`` renditions of these cases that are not here; the first case's come first.

        The documents of the cases looked at are pinned; what the service has said to lack is not asked for again.
        """
        chosen: list[Wanted] = []
        pinned: set[DocumentId] = set()
        for case in cases:
            pinned.update(document.id for document in case.documents)
            chosen += self._missing(case, originals=originals)[: limit - len(chosen)]
            if len(chosen) == limit:
                break
        self._cache.pin(pinned)
        return chosen

    def fetch_all(self, wanted: Iterable[Wanted]) -> frozenset[DocumentId]:
        """Fetch into the cache; answers the documents of which something came.

        What the service does not have is left out. :raises TransportError: when the service cannot be used now.
        """
        items = list(wanted)
        if self._parallel == 1:
            return frozenset(item.document for item in items if self._try(item))
        with ThreadPoolExecutor(self._parallel, "download") as pool:
            came = list(pool.map(self._try, items))
        return frozenset(item.document for item, here in zip(items, came, strict=True) if here)

    def _missing(self, case: Case, *, originals: bool) -> list[Wanted]:
        if (case.tag, originals) in self._complete:
            return []
        missing = [item for item in wanted_for(case, originals=originals) if not self._is_settled(item)]
        if not missing:
            self._complete.add((case.tag, originals))
        return missing

    def _is_settled(self, item: Wanted) -> bool:
        return item in self._unavailable or self._cache.has(item.document, item.rendition, item.page)

    def _try(self, item: Wanted) -> bool:
        try:
            self._fetch(item)
        except (Missing, Refused, BrokenAnswer):
            self._unavailable.add(item)
            return False
        return True

    def _fetch(self, item: Wanted) -> bytes:
        piece = self._cache.find_piece(item.document, item.rendition, item.page)
        try:
            download = self._download(item, piece)
        except Offline as error:
            if error.piece is not None:
                self._cache.keep_piece(item.document, item.rendition, error.piece, item.page)
            raise
        self._cache.put(item.document, item.rendition, download.content, download.sha256, item.page)
        return download.content

    def _download(self, item: Wanted, piece: Piece | None) -> Download:
        try:
            return self._transport.document(item.document, item.rendition, item.page, piece)
        except (BrokenAnswer, Refused):
            if piece is None:
                raise
        # The beginning that was kept does not fit what is there now: once more from the start.
        return self._transport.document(item.document, item.rendition, item.page)
