"""Brings the page on show to the screen: a stand-in, then the preview, then the original where it has more to show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSizeF, QTimer, Signal

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Rendition
from reviewer_app.ui.bridge.document_loading import LoadFailure
from reviewer_app.ui.views.components.empty_state import EmptyState
from reviewer_app.ui.views.document_viewer.canvas import ImageCanvas
from reviewer_app.ui.views.document_viewer.decoding import Decoded, Wanted
from reviewer_app.ui.views.document_viewer.failure_words import failure_words
from reviewer_app.ui.views.document_viewer.film_item import FilmItem
from reviewer_app.ui.views.document_viewer.image_supply import Answer, ImageSupply, Source
from reviewer_app.ui.views.document_viewer.reel import Frame, Reel
from reviewer_app.ui.views.document_viewer.viewings import Viewings, is_image

WORDS_AFTER_MS = 200
"""An image that takes longer than this gets words instead of an empty mat."""
SHARP_ENOUGH = 1.05


class Display(QObject):
    """Keeps ``canvas`` showing the reel's current frame; ``coarse`` tells whether only the preview can be had."""

    coarse = Signal(bool)

    def __init__(self, canvas: ImageCanvas, supply: ImageSupply, reel: Reel, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._supply = supply
        self._reel = reel
        self._viewings = Viewings()
        self._enhanced = False
        self._ticket = 0
        self._shown: Frame | None = None
        self._failed: set[DocumentId] = set()
        self.words = EmptyState("file", "", parent=canvas)
        self.words.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(WORDS_AFTER_MS)
        self._patience.timeout.connect(self._lose_patience)
        canvas.wanted.connect(self.ask)
        canvas.moved.connect(self._remember)
        canvas.installEventFilter(self)

    @property
    def shown(self) -> Frame | None:
        """The frame that the canvas shows, or shows words for."""
        return self._shown

    @property
    def shows_image(self) -> bool:
        """Whether the page itself is to be seen, and not words in its place."""
        return self._shown is not None and self._shown == self._reel.current and self.words.isHidden()

    def show_current(self) -> None:
        """Show the reel's current frame, beginning with a stand-in."""
        frame = self._reel.current
        self._shown = None
        self._supply.drop_waiting(lambda source: source.rendition is Rendition.THUMBNAIL)
        self.words.hide()
        self.coarse.emit(False)
        if frame is None:
            self._show_none()
            return
        self._stand_in(frame.document_id)
        placement = self._viewings.of(frame.document_id).placement
        self._canvas.look_at(self._natural(frame), placement)
        self.ask()

    def turn(self, quarters: int) -> None:
        """Turn the document on show."""
        frame = self._reel.current
        if frame is not None:
            self._viewings.turn(frame.document_id, quarters)
            self._canvas.turn_stand_in(quarters)
            self._canvas.look_at(self._natural(frame), self._viewings.of(frame.document_id).placement)
            self.ask()

    def enhance(self, on: bool) -> None:
        """More contrast for all documents, or photos as they are."""
        self._enhanced = on
        self.ask()

    def thumbnail_came(self, item: FilmItem, answer: Answer) -> None:
        """A thumbnail may stand in for an image that is still on its way."""
        frame = self._reel.current
        if isinstance(answer, LoadFailure):
            self._failed.add(item.id)
        elif frame is not None and frame.document_id == item.id and self._shown is None:
            self._stand_in(item.id)

    def came_again(self, document_id: DocumentId, *, force: bool = False) -> bool:
        """A document that could not be shown is there now; whether it had failed before."""
        if not force and document_id not in self._failed:
            return False
        self._failed.discard(document_id)
        self._supply.forget(document_id)
        frame = self._reel.current
        if frame is not None and frame.document_id == document_id:
            self.ask()
        return True

    def ask(self) -> None:
        """Ask for the page on show, exactly as large as it is shown."""
        frame = self._reel.current
        if frame is None:
            return
        self._ticket += 1
        ticket = self._ticket
        if self._shown != frame:
            self._patience.start()
        self._supply.request(
            _preview(frame), self._wanted(frame), lambda answer: self._came(ticket, frame, answer)
        )

    def _came(self, ticket: int, frame: Frame, answer: Answer) -> None:
        if isinstance(answer, Decoded):
            self._viewings.learn_size(frame, QSizeF(answer.source))
        if ticket != self._ticket:
            return
        self._patience.stop()
        self._shown = frame
        if isinstance(answer, LoadFailure):
            self._fail(frame.document_id, answer)
            return
        self.words.hide()
        self._failed.discard(frame.document_id)
        self._canvas.show_image(answer.image)
        if self._canvas.learn_natural(self._natural(frame)):
            self.ask()
            return
        self._ask_original(ticket, frame, answer)
        self._look_ahead()

    def _ask_original(self, ticket: int, frame: Frame, preview: Decoded) -> None:
        """When the preview has fewer pixels than the screen shows, the original has them."""
        document = self._reel.item(frame.document_id).document
        target, most = self._canvas.target, max(preview.source.width(), preview.source.height())
        enough = max(target.width(), target.height()) <= most * SHARP_ENOUGH
        if enough or not is_image(document) or max(document.width, document.height) <= most:
            self.coarse.emit(False)
            return

        def came(answer: Answer) -> None:
            if ticket == self._ticket:
                if isinstance(answer, Decoded):
                    self._canvas.show_image(answer.image)
                self.coarse.emit(isinstance(answer, LoadFailure))

        self._supply.request(Source(document.id, Rendition.ORIGINAL), self._wanted(frame), came)

    def _look_ahead(self) -> None:
        """Have the neighbours ready before they are asked for."""
        for step in (1, -1):
            frame = self._reel.beside(step)
            if frame is not None:
                self._supply.request(_preview(frame), self._wanted(frame), self._learner(frame))

    def _learner(self, frame: Frame) -> _Learner:
        return _Learner(self._viewings, frame)

    def _wanted(self, frame: Frame) -> Wanted:
        viewing = self._viewings.of(frame.document_id)
        target = self._canvas.target_for(self._natural(frame), viewing.placement)
        return Wanted(box=(target.width(), target.height()), turns=viewing.turns, enhanced=self._enhanced)

    def _natural(self, frame: Frame) -> QSizeF:
        return self._viewings.natural(self._reel.item(frame.document_id).document, frame.page)

    def _remember(self) -> None:
        if self._reel.current is not None:
            self._viewings.place(self._reel.current.document_id, self._canvas.placement)

    def _stand_in(self, document_id: DocumentId) -> None:
        thumbnail = self._supply.find(Source(document_id, Rendition.THUMBNAIL), Wanted())
        self._canvas.show_image(thumbnail.image if thumbnail else None, real=False)
        self._canvas.turn_stand_in(self._viewings.of(document_id).turns)

    def _show_none(self) -> None:
        self._ticket += 1
        self._patience.stop()
        self._say("file", self.tr("家长没有上传材料"))
        self._canvas.show_nothing()

    def _fail(self, document_id: DocumentId, failure: LoadFailure) -> None:
        self._failed.add(document_id)
        words = failure_words(failure)
        self._say(words.icon, words.sentence, words.detail, words.retry)
        self._canvas.show_nothing()

    def _lose_patience(self) -> None:
        if self._shown != self._reel.current and self._canvas.is_bare:
            self._say("image", self.tr("正在打开这张图"))

    def _say(self, icon: str, sentence: str, detail: str = "", action: str = "") -> None:
        self.words.set_state(icon, sentence, detail, action)
        self.words.setGeometry(self._canvas.rect())
        self.words.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.words.setGeometry(self._canvas.rect())
        return False


class _Learner:
    """Takes a neighbour's image only for its size; the supply keeps the image itself."""

    def __init__(self, viewings: Viewings, frame: Frame) -> None:
        self._viewings, self._frame = viewings, frame

    def __call__(self, answer: Answer) -> None:
        if isinstance(answer, Decoded):
            self._viewings.learn_size(self._frame, QSizeF(answer.source))


def _preview(frame: Frame) -> Source:
    return Source(frame.document_id, Rendition.PREVIEW, frame.page)
