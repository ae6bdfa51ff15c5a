"""Small pictures of documents beside the items of a notice; decoded off the screens' thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Rendition
from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.bridge.document_loading import DocumentLoader, LoadAnswer, LoadedImage
from reviewer_app.ui.views.document_viewer.decoding import UnreadableImage, Wanted, decode

_KEPT = 60


class Thumbnails(QObject):
    """``ask`` answers once, at once when the picture is at hand."""

    def __init__(self, loader: DocumentLoader, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self._background = background
        self._pictures: dict[DocumentId, QImage] = {}

    def ask(self, document_id: DocumentId, done: Callable[[QImage | None], None]) -> None:
        """Load and decode the thumbnail; nothing when there is none to be had."""
        kept = self._pictures.get(document_id)
        if kept is not None:
            done(kept)
            return

        def loaded(answer: LoadAnswer) -> None:
            if not isinstance(answer, LoadedImage):
                done(None)
                return
            self._background.run(
                lambda: decode(answer.content, Wanted(box=(400, 300))).image,
                lambda image: self._keep(document_id, image, done),
                lambda error: self._fail(error, done),
                owner=self,
            )

        self._loader.request(document_id, Rendition.THUMBNAIL, 1, loaded)

    def _keep(self, document_id: DocumentId, image: QImage, done: Callable[[QImage | None], None]) -> None:
        if len(self._pictures) >= _KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[document_id] = image
        done(image)

    def _fail(self, error: Exception, done: Callable[[QImage | None], None]) -> None:
        if not isinstance(error, UnreadableImage):
            raise error
        done(None)
