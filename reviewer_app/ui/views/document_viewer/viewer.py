"""The evidence: one document large, all of them in the strip, and a word when there is nothing to see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Rendition
from reviewer_app.ui.bridge.document_loading import DocumentLoader
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.components.message_line import MessageLine
from reviewer_app.ui.views.document_viewer.canvas import ImageCanvas
from reviewer_app.ui.views.document_viewer.decoding import Decoded, Wanted
from reviewer_app.ui.views.document_viewer.display import Display
from reviewer_app.ui.views.document_viewer.film_item import FilmItem
from reviewer_app.ui.views.document_viewer.filmstrip import Filmstrip
from reviewer_app.ui.views.document_viewer.image_supply import Answer, ImageSupply, Source
from reviewer_app.ui.views.document_viewer.placement import STEP, WHOLE, WIDTH, Fit
from reviewer_app.ui.views.document_viewer.reel import Frame, Reel
from reviewer_app.ui.views.document_viewer.viewer_bar import ViewerBar
from reviewer_app.ui.views.theme import changes, look
from reviewer_app.ui.views.tokens import Tone


class DocumentViewer(QWidget):
    """Bar, image, strip. Keys are not handled here: whoever decides them calls the methods.

    * ``painted(document_id)``: the document, or the words that say why it cannot be shown, stands on the screen;
      sent once after every :meth:`set_documents` and every change of document. Empty id: there are no documents.
    * ``current_changed(document_id)``: another document is shown, by whatever way.
    * ``verdict_chosen(document_id, Verdict)``: a click on 合格 / 不合格; the caller answers with new items.
    """

    painted = Signal(str)
    current_changed = Signal(str)
    verdict_chosen = Signal(str, object)

    def __init__(self, loader: DocumentLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._supply = ImageSupply(loader, self)
        self._reel = Reel()
        self._enhanced = False
        self.bar = ViewerBar()
        self.canvas = ImageCanvas()
        self.strip = Filmstrip()
        self._display = Display(self.canvas, self._supply, self._reel, self)
        self._note = MessageLine(
            self.tr("原图没有存到本机，现在看到的是预览图，细处可能不清。"), Tone.WARN, self.tr("再试一次")
        )
        self._note.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.canvas, self._note, self.strip):
            column.addWidget(part)

    def _connect(self) -> None:
        self.strip.chosen.connect(lambda chosen: self.show_document(DocumentId(chosen)))
        self.canvas.zoomed.connect(self._show_zoom)
        self.canvas.painted.connect(
            lambda: self.painted.emit(self._reel.current.document_id if self._reel.current else "")
        )
        self.bar.zoom_in.connect(self.zoom_in)
        self.bar.zoom_out.connect(self.zoom_out)
        self.bar.whole.connect(self.fit_whole)
        self.bar.width_fit.connect(self.fit_width)
        self.bar.actual.connect(self.actual_size)
        self.bar.turn_right.connect(self.turn_right)
        self.bar.contrast.connect(self.set_contrast)
        self.bar.verdict_chosen.connect(self._choose_verdict)
        self._display.coarse.connect(self._note.setVisible)
        self._display.words.acted.connect(self.retry)
        self._note.acted.connect(self.retry)
        changes.changed.connect(self._dim)

    def set_documents(self, items: Sequence[FilmItem], current: DocumentId | None = None) -> None:
        """Show these documents: ``current``, else the one shown before if it is among them, else the first.

        Items that only changed their verdict are cheap: nothing is loaded anew, zoom and scroll stay.
        """
        before = self._reel.current
        self._reel.load(items, current)
        self.strip.set_items(items)
        here = {item.id for item in items}
        self._supply.drop_waiting(lambda source: source.document_id in here)
        if self._reel.current is None or self._reel.current != before or self._display.shown != before:
            self._show(before)
        else:
            self._show_title()
        for item in items:
            self._ask_thumbnail(item)
        self._dim()
        self.canvas.owe_paint()

    def show_document(self, document_id: DocumentId, page: int = 1) -> None:
        """Show one of the documents. :raises KeyError: when it is not among them."""
        self._reel.item(document_id)
        self._go_to(Frame(document_id, page))

    def next(self) -> bool:
        """Show the next page or document; False at the end."""
        return self._go_to(self._reel.beside(1))

    def previous(self) -> bool:
        """Show the page or document before; False at the start."""
        return self._go_to(self._reel.beside(-1))

    def show_kind(self, number: int) -> bool:
        """Follow the number key of a kind: to its first document not yet judged, within the kind to the next one."""
        return self._go_to(self._reel.of_kind(number))

    @property
    def current(self) -> FilmItem | None:
        """The document on show."""
        return self._reel.item_on_show

    @property
    def shows_image(self) -> bool:
        """Whether the document itself is to be seen, and not words in its place."""
        return self._display.shows_image

    @property
    def says_words(self) -> bool:
        """Whether words stand in place of an image."""
        return not self._display.words.isHidden()

    @property
    def coarse(self) -> bool:
        """Whether the zoom shows more than the preview has, and the original is not to be had."""
        return not self._note.isHidden()

    @property
    def idle(self) -> bool:
        """Whether everything that was asked for has come (tests and pictures wait for it)."""
        return self._supply.idle

    def refresh(self, document_ids: Iterable[DocumentId]) -> None:
        """These documents came or changed: those that could not be shown are asked for again."""
        asked = set(document_ids)
        for item in self._reel.items:
            if item.id in asked and self._display.came_again(item.id):
                self._ask_thumbnail(item)

    def retry(self) -> None:
        """Ask again for the document on show."""
        item = self.current
        if item is not None:
            self._display.came_again(item.id, force=True)
            self._ask_thumbnail(item)

    def close_supply(self) -> None:
        """Stop the decoding threads; call once, when the window closes for good."""
        self._supply.close()

    def zoom_in(self) -> None:
        """One step closer, at the middle."""
        self.canvas.zoom_by(STEP)

    def zoom_out(self) -> None:
        """One step back."""
        self.canvas.zoom_by(1 / STEP)

    def fit_whole(self) -> None:
        """The whole document."""
        self.canvas.set_placement(WHOLE)

    def fit_width(self) -> None:
        """As wide as the window, from the top."""
        self.canvas.set_placement(WIDTH)

    def actual_size(self) -> None:
        """100 %: one pixel of the photo on one pixel of the screen."""
        self.canvas.zoom_to(1.0)

    def turn_right(self) -> None:
        """Turn clockwise; kept for this document."""
        self._display.turn(1)

    def turn_left(self) -> None:
        """Turn counterclockwise; kept for this document."""
        self._display.turn(-1)

    def toggle_contrast(self) -> None:
        """More contrast, or the photo as it is."""
        self.set_contrast(not self._enhanced)

    def set_contrast(self, on: bool) -> None:
        """Switch the contrast for all documents; while it is on, the dark theme does not dim them."""
        self._enhanced = on
        self.bar.show_contrast(on)
        self._dim()
        self._display.enhance(on)

    def _go_to(self, frame: Frame | None) -> bool:
        if frame is None:
            return False
        before = self._reel.current
        if frame != before:
            self._reel.current = frame
            self._show(before)
            self.canvas.owe_paint()
        return True

    def _show(self, before: Frame | None) -> None:
        frame = self._reel.current
        self.strip.set_current(frame.document_id if frame else None)
        self._show_title()
        self._display.show_current()
        if frame is not None and (before is None or before.document_id != frame.document_id):
            self.current_changed.emit(frame.document_id)

    def _show_title(self) -> None:
        item, frame = self._reel.item_on_show, self._reel.current
        if item is None or frame is None:
            self.bar.show_title("", "", None, can_judge=False)
            return
        place, number = self._reel.place_in_kind()
        count = f"{place} / {number}"
        if item.document.pages > 1:
            page = self.tr("第 {page} / {pages} 页").format(page=frame.page, pages=item.document.pages)
            count = f"{count} · {page}" if number > 1 else page
        self.bar.show_title(item.name, count, item.verdict, can_judge=item.can_judge)
        self.canvas.setAccessibleName(f"{item.name} {count}")

    def _show_zoom(self) -> None:
        fit = self.canvas.placement.fit
        self.bar.show_zoom(self.canvas.percent, whole=fit is Fit.WHOLE, width=fit is Fit.WIDTH)

    def _dim(self) -> None:
        percent = 0 if self._enhanced else look().theme.document_dim_percent
        self.canvas.set_dim(percent)
        self.strip.set_dim(percent)

    def _ask_thumbnail(self, item: FilmItem) -> None:
        def came(answer: Answer) -> None:
            self.strip.set_thumbnail(item.id, answer.image if isinstance(answer, Decoded) else None)
            self._display.thumbnail_came(item, answer)

        self._supply.request(Source(item.id, Rendition.THUMBNAIL), Wanted(), came)

    def _choose_verdict(self, verdict: Verdict) -> None:
        if self._reel.current is not None:
            self.verdict_chosen.emit(self._reel.current.document_id, verdict)
