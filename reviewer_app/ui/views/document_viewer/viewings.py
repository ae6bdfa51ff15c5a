"""How each document is looked at: its turn and its zoom stay with it for as long as the window is open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QSizeF

from reviewer_app.models.domain.case import Document, DocumentId
from reviewer_app.ui.views.document_viewer.placement import WHOLE, Fit, Placement
from reviewer_app.ui.views.document_viewer.reel import Frame

_A4 = QSizeF(1240, 1754)


@dataclass(frozen=True, slots=True)
class Viewing:
    """``turns`` × 90° clockwise, and where the image lies."""

    turns: int = 0
    placement: Placement = WHOLE


class Viewings:
    """By document; and the sizes of the pages, as far as previews have told them."""

    def __init__(self) -> None:
        self._viewings: dict[DocumentId, Viewing] = {}
        self._sizes: dict[Frame, QSizeF] = {}

    def of(self, document_id: DocumentId) -> Viewing:
        """How a document is looked at; upright and whole at first."""
        return self._viewings.get(document_id, Viewing())

    def turn(self, document_id: DocumentId, quarters: int) -> None:
        """Turn a document. It keeps its fit; a free zoom would lose its place and goes back to the whole."""
        before = self.of(document_id)
        fit = Fit.WHOLE if before.placement.fit is Fit.FREE else before.placement.fit
        self._viewings[document_id] = Viewing((before.turns + quarters) % 4, Placement(fit=fit))

    def place(self, document_id: DocumentId, placement: Placement) -> None:
        """Remember where the image lies."""
        self._viewings[document_id] = replace(self.of(document_id), placement=placement)

    def learn_size(self, frame: Frame, preview: QSizeF) -> None:
        """The preview of a page has this many pixels."""
        self._sizes[frame] = preview

    def natural(self, document: Document, page: int) -> QSizeF:
        """Pixels of a page as turned: of the original where it is an image, of the preview where it is a PDF page."""
        preview = self._sizes.get(Frame(document.id, page))
        size = QSizeF(document.width, document.height)
        if not is_image(document) or size.isEmpty():
            size = preview or _A4
        elif preview is not None:
            size = QSizeF(size.width(), size.width() * preview.height() / preview.width())
        return size.transposed() if self.of(document.id).turns % 2 else size


def is_image(document: Document) -> bool:
    """Whether the original can be decoded here (a PDF comes as previews only)."""
    return document.media_type in ("image/jpeg", "image/png")
