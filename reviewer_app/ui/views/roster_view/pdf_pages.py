"""Pages of a PDF as pixels, from the very bytes that are saved and printed."""

from __future__ import annotations

from threading import Lock
from typing import Any

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage

PIXELS_PER_POINT = 96 / 72
"""A page at 100 % on screen."""
_PDFIUM = Lock()
"""PDFium is not safe for threads: one at a time in the whole process."""


class UnreadablePdf(ValueError):
    """The bytes are no PDF, or a page of it cannot be drawn."""


class PdfPages:
    """An open PDF. Every method may be called from any thread, and takes its time: never from the screens' thread."""

    def __init__(self, content: bytes) -> None:
        """:raises UnreadablePdf: when the bytes are no PDF."""
        import pypdfium2

        self._error: type[Exception] = pypdfium2.PdfiumError
        with _PDFIUM:
            try:
                self._document: Any = pypdfium2.PdfDocument(content)
                self._sizes = [self._document.get_page_size(index) for index in range(len(self._document))]
            except self._error as error:
                raise UnreadablePdf(str(error)) from error

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self._sizes)

    def size(self, page: int) -> QSizeF:
        """Size of a page (1-based) in pixels at 100 %."""
        width, height = self._sizes[page - 1]
        return QSizeF(width * PIXELS_PER_POINT, height * PIXELS_PER_POINT)

    def draw(self, page: int, size: QSize) -> QImage:
        """A page (1-based), as wide as ``size`` in device pixels. :raises UnreadablePdf: when it cannot be drawn."""
        with _PDFIUM:
            try:
                sheet = self._document[page - 1]
                bitmap = sheet.render(
                    scale=size.width() / sheet.get_width(), rev_byteorder=False, prefer_bgrx=True
                )
                pixels = bytes(bitmap.buffer)
                made = QImage(
                    pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
                ).copy()
                bitmap.close()
                sheet.close()
            except self._error as error:
                raise UnreadablePdf(str(error)) from error
        return made

    def close(self) -> None:
        """Give the document's memory back."""
        with _PDFIUM:
            self._document.close()
