"""The print preview: pages of the very bytes that will be saved and printed, never a drawing of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.views.components import EmptyState
from reviewer_app.ui.views.document_viewer.canvas import ImageCanvas
from reviewer_app.ui.views.document_viewer.placement import STEP, WHOLE, WIDTH, Fit, Placement
from reviewer_app.ui.views.roster_view.pdf_bar import PdfBar
from reviewer_app.ui.views.roster_view.pdf_pages import PdfPages, UnreadablePdf
from reviewer_app.ui.views.theme import look

WORDS_AFTER_MS = 300
ROOMY = 800
"""From this height on the whole page can be read; a lower window begins with its width."""
_A4_WIDTH, _A4_HEIGHT = 794, 1123


class PdfPreview(QWidget):
    """Shows a PDF page by page; ``content`` may come later by :meth:`show_pdf`.

    ← → PgUp PgDn turn pages, + − 0 W zoom; over a page fitted to the width the wheel scrolls on to the next page.
    ``painted`` follows the paint of a page or of the words in its place.
    """

    painted = Signal()

    def __init__(self, content: bytes = b"", parent: QWidget | None = None, *, title: str = "") -> None:
        super().__init__(parent)
        self._background = Background(1)
        self._pages: PdfPages | None = None
        self._page = 0
        self._ticket = 0
        self._chosen = False
        self.bar = PdfBar(title or self.tr("打印预览"))
        self.canvas = ImageCanvas()
        self._words = EmptyState("file-text", "", parent=self.canvas)
        self._words.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(WORDS_AFTER_MS)
        self._patience.timeout.connect(self._lose_patience)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.installEventFilter(self)
        self._connect()
        if content:
            self.show_pdf(content)

    def _connect(self) -> None:
        self.canvas.wanted.connect(self._draw)
        self.canvas.zoomed.connect(self._show_zoom)
        self.canvas.painted.connect(self.painted)
        self.canvas.overscrolled.connect(self._scroll_on)
        self.bar.turned.connect(self.turn)
        self.bar.zoom_in.connect(lambda: self.canvas.zoom_by(STEP))
        self.bar.zoom_out.connect(lambda: self.canvas.zoom_by(1 / STEP))
        self.bar.whole.connect(lambda: self.canvas.set_placement(WHOLE))
        self.bar.width_fit.connect(lambda: self.canvas.set_placement(WIDTH))

    @property
    def page(self) -> int:
        """Page on show, 1-based; 0 while there is none."""
        return self._page

    @property
    def page_count(self) -> int:
        """Number of pages; 0 while there is none."""
        return self._pages.count if self._pages else 0

    @property
    def idle(self) -> bool:
        """Whether everything asked for has been drawn (tests and pictures wait for it)."""
        return not self._background.waiting

    def show_pdf(self, content: bytes) -> None:
        """Show these bytes from their first page."""
        self._ticket += 1
        ticket = self._ticket
        self._words.hide()
        self._patience.start()
        self.canvas.expect_image()
        self.canvas.owe_paint()
        self._background.run(
            lambda: PdfPages(content), lambda pages: self._opened(ticket, pages), self._failed, owner=self
        )

    def clear(self, sentence: str, detail: str = "") -> None:
        """Show words in place of a preview: why there is nothing to print."""
        self._ticket += 1
        self._drop()
        self._say(sentence, detail)
        self.canvas.show_nothing()

    def turn(self, step: int) -> bool:
        """Go so many pages on; False past either end."""
        target = self._page + step
        if self._pages is None or not 1 <= target <= self._pages.count:
            return False
        self._show(target, at_end=False)
        return True

    def close_pages(self) -> None:
        """Stop the thread; call once, when the window closes for good."""
        self._ticket += 1
        self._patience.stop()
        self._background.close()
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def _opened(self, ticket: int, pages: PdfPages) -> None:
        if ticket != self._ticket:
            pages.close()
            return
        self._drop()
        self._pages = pages
        if not self._chosen:
            self.canvas.set_placement(WHOLE if self.canvas.height() >= look().px(ROOMY) else WIDTH)
            self._chosen = True
        self._show(1, at_end=False)

    def _drop(self) -> None:
        self._patience.stop()
        if self._pages is not None:
            pages, self._pages = self._pages, None
            self._background.run(pages.close, lambda _none: None)
        self._page = 0
        self.bar.show_page(0, 0, "")

    def _show(self, page: int, *, at_end: bool) -> None:
        assert self._pages is not None
        self._page = page
        size = self._pages.size(page)
        placement = self.canvas.placement
        if placement.fit is Fit.WIDTH:
            placement = Placement(fit=Fit.WIDTH, centre=(0.5, 1.0)) if at_end else WIDTH
        self.canvas.look_at(size, placement)
        paper = "A4" if (round(size.width()), round(size.height())) == (_A4_WIDTH, _A4_HEIGHT) else ""
        count = self.tr("{count} 页").format(count=self._pages.count)
        self.bar.show_page(page, self._pages.count, f"{paper}·{count}" if paper else count)
        self.canvas.setAccessibleName(self.tr("第 {page} 页").format(page=page))
        self._draw()

    def _draw(self) -> None:
        pages, page = self._pages, self._page
        if pages is None:
            return
        self._ticket += 1
        ticket, size = self._ticket, self.canvas.target

        def work() -> QImage | None:
            return pages.draw(page, QSize(size)) if ticket == self._ticket else None

        self._background.run(work, lambda image: self._drawn(ticket, image), self._failed, owner=self)

    def _drawn(self, ticket: int, image: QImage | None) -> None:
        if ticket == self._ticket and image is not None:
            self._patience.stop()
            self._words.hide()
            self.canvas.show_image(image)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UnreadablePdf):
            raise error
        self._drop()
        self._say(self.tr("这份文件不能预览"), self.tr("文件没有生成完整。请重新生成一次，办件不受影响。"))
        self.canvas.show_nothing()

    def _scroll_on(self, step: int) -> None:
        target = self._page + step
        if self._pages is not None and 1 <= target <= self._pages.count:
            self._show(target, at_end=step < 0)

    def _show_zoom(self) -> None:
        fit = self.canvas.placement.fit
        self.bar.show_zoom(whole=fit is Fit.WHOLE, width=fit is Fit.WIDTH)

    def _lose_patience(self) -> None:
        if self.canvas.is_bare:
            self._say(self.tr("正在生成预览"))

    def _say(self, sentence: str, detail: str = "") -> None:
        self._words.set_state("file-text", sentence, detail)
        self._words.setGeometry(self.canvas.rect())
        self._words.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._words.setGeometry(self.canvas.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Left: lambda: self.turn(-1),
            Qt.Key.Key_PageUp: lambda: self.turn(-1),
            Qt.Key.Key_Right: lambda: self.turn(1),
            Qt.Key.Key_PageDown: lambda: self.turn(1),
            Qt.Key.Key_Plus: lambda: self.canvas.zoom_by(STEP),
            Qt.Key.Key_Equal: lambda: self.canvas.zoom_by(STEP),
            Qt.Key.Key_Minus: lambda: self.canvas.zoom_by(1 / STEP),
            Qt.Key.Key_0: lambda: self.canvas.set_placement(WHOLE),
            Qt.Key.Key_W: lambda: self.canvas.set_placement(WIDTH),
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
