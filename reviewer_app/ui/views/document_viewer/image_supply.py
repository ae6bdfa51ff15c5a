"""Gets documents from the loader and decodes them on threads of its own; the screen waits for neither.

Encoded bytes of the last documents and their images at screen size are kept, so that going back, turning the next
page and zooming cost a decode at most.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Rendition
from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.bridge.document_loading import (
    DocumentLoader,
    LoadAnswer,
    LoadedImage,
    LoadFailure,
    Trouble,
)
from reviewer_app.ui.views.document_viewer.decoding import Decoded, UnreadableImage, Wanted, decode

MOST_BYTES = 48 * 1024 * 1024
"""Encoded documents kept at most."""
MOST_PIXEL_BYTES = 64 * 1024 * 1024
"""Decoded images kept at most, besides the ones on screen."""

_log = logging.getLogger(__name__)
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Source:
    """One page of one rendition of one document."""

    document_id: DocumentId
    rendition: Rendition
    page: int = 1


Answer = Decoded | LoadFailure


class _Recent(Generic[K, V]):
    """The values used last, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def find(self, key: K) -> V | None:
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def keep(self, key: K, value: V, size: int) -> None:
        self.drop(key)
        self._values[key] = (value, size)
        self._held += size
        while self._held > self._most and len(self._values) > 1:
            _, (_, freed) = self._values.popitem(last=False)
            self._held -= freed

    def drop(self, key: K) -> None:
        if key in self._values:
            self._held -= self._values.pop(key)[1]

    def held(self) -> list[K]:
        return list(self._values)


class ImageSupply(QObject):
    """``request`` answers on the screens' thread, at once when the image is at hand."""

    def __init__(self, loader: DocumentLoader, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._loader = loader
        self._background = Background(threads)
        self._contents: _Recent[Source, bytes] = _Recent(MOST_BYTES)
        self._images: _Recent[tuple[Source, Wanted], Decoded] = _Recent(MOST_PIXEL_BYTES)
        self._loading: dict[Source, list[Callable[[LoadAnswer], None]]] = {}
        self._decoding: dict[tuple[Source, Wanted], list[Callable[[Answer], None]]] = {}

    def request(self, source: Source, wanted: Wanted, done: Callable[[Answer], None]) -> None:
        """Load (unless at hand), decode off this thread, and call ``done`` once."""
        kept = self._images.find((source, wanted))
        if kept is not None:
            done(kept)
            return
        self._load(source, lambda answer: self._decode(source, wanted, answer, done))

    def find(self, source: Source, wanted: Wanted) -> Decoded | None:
        """The image, when it is decoded already."""
        return self._images.find((source, wanted))

    def has_content(self, source: Source) -> bool:
        """Whether the encoded bytes are at hand."""
        return self._contents.find(source) is not None

    def drop_waiting(self, keep: Callable[[Source], bool]) -> None:
        """Nobody waits any more for decodes of other sources than those to ``keep``; those not begun are not made."""
        for key in [key for key in self._decoding if not keep(key[0])]:
            del self._decoding[key]

    def forget(self, document_id: DocumentId) -> None:
        """The document's content may have changed or come: ask for it anew next time."""
        for source in self._contents.held():
            if source.document_id == document_id:
                self._contents.drop(source)
        for key in self._images.held():
            if key[0].document_id == document_id:
                self._images.drop(key)

    @property
    def idle(self) -> bool:
        """Whether nothing is being loaded or decoded."""
        return not self._loading and not self._decoding and not self._background.waiting

    def close(self) -> None:
        """Stop the threads; waits for the decode under way."""
        self._decoding.clear()
        self._background.close()

    def _load(self, source: Source, done: Callable[[LoadAnswer], None]) -> None:
        content = self._contents.find(source)
        if content is not None:
            done(LoadedImage(content=content))
            return
        waiting = self._loading.setdefault(source, [])
        waiting.append(done)
        if len(waiting) == 1:
            self._loader.request(
                source.document_id, source.rendition, source.page, lambda answer: self._loaded(source, answer)
            )

    def _loaded(self, source: Source, answer: LoadAnswer) -> None:
        if isinstance(answer, LoadedImage):
            self._contents.keep(source, answer.content, len(answer.content))
        for done in self._loading.pop(source, []):
            done(answer)

    def _decode(
        self, source: Source, wanted: Wanted, answer: LoadAnswer, done: Callable[[Answer], None]
    ) -> None:
        if isinstance(answer, LoadFailure):
            done(answer)
            return
        key = (source, wanted)
        waiting = self._decoding.setdefault(key, [])
        waiting.append(done)
        if len(waiting) > 1:
            return
        content = answer.content

        def work() -> Decoded | None:
            return decode(content, wanted) if key in self._decoding else None

        def decoded(result: Decoded | None) -> None:
            if result is not None:
                self._images.keep(key, result, result.image.sizeInBytes())
                self._answer(key, result)

        self._background.run(work, decoded, lambda error: self._answer(key, _failure(error)), owner=self)

    def _answer(self, key: tuple[Source, Wanted], answer: Answer) -> None:
        for done in self._decoding.pop(key, []):
            done(answer)


def _failure(error: Exception) -> LoadFailure:
    if isinstance(error, UnreadableImage):
        return LoadFailure(trouble=error.trouble)
    if isinstance(error, MemoryError):
        return LoadFailure(trouble=Trouble.TOO_LARGE)
    _log.error("an image could not be decoded", exc_info=error)
    return LoadFailure(trouble=Trouble.FAILED)
