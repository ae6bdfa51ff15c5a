"""How the viewer gets at documents: it asks, and whoever keeps cache and network answers. Plain types, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Rendition


class Trouble(StrEnum):
    """Why there is no image to show."""

    OFFLINE = "offline"
    """Not on this computer, and there is no network."""
    MISSING = "missing"
    """The service has no such document or rendition."""
    REFUSED = "refused"
    """The session may not read it (expired, or another county's)."""
    FAILED = "failed"
    """The service or the disk failed; asking again may help."""
    BROKEN = "broken"
    """The content does not verify or cannot be decoded."""
    NOT_AN_IMAGE = "not_an_image"
    """Neither JPEG nor PNG, whatever it calls itself."""
    TOO_LARGE = "too_large"
    """More pixels than may be decoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedImage:
    """Encoded bytes of one page of a document, their hash already verified by the loader."""

    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadFailure:
    """No image, and why. ``detail`` is shown as it is, in the person's language; may be empty."""

    trouble: Trouble
    detail: str = ""


LoadAnswer = LoadedImage | LoadFailure


class DocumentLoader(Protocol):
    """Given to the viewer by the composition root."""

    def request(
        self, document_id: DocumentId, rendition: Rendition, page: int, done: Callable[[LoadAnswer], None]
    ) -> None:
        """Fetch one page (1-based) of one rendition and call ``done`` once.

        Called on the screens' thread and answered there, at once or later. Pages of PDF files come as THUMBNAIL and
        PREVIEW, which are JPEG; ORIGINAL is asked for image files only.
        """
        ...
