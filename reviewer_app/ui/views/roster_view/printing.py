"""Puts the pages of a PDF on paper: the same bytes that were previewed, page by page, as images of print quality."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from reviewer_app.ui.views.roster_view.pdf_pages import PdfPages

DPI = 300


def print_pages(content: bytes, printer: QPrinter) -> bool:
    """Print every page of ``content``, or the pages that the printer's dialog chose; False when it did not start.

    :raises UnreadablePdf: when the bytes are no PDF.
    """
    pages = PdfPages(content)
    try:
        first, last = printer.fromPage() or 1, printer.toPage() or pages.count
        painter = QPainter()
        if not painter.begin(printer):
            return False
        for number in range(max(1, first), min(last, pages.count) + 1):
            if number > max(1, first):
                printer.newPage()
            _draw(painter, pages, number, printer)
        return painter.end()
    finally:
        pages.close()


def _draw(painter: QPainter, pages: PdfPages, number: int, printer: QPrinter) -> None:
    size = pages.size(number)
    scale = DPI / 96
    image = pages.draw(number, QSize(round(size.width() * scale), round(size.height() * scale)))
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    fitting = image.size().scaled(paper.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    left = (paper.width() - fitting.width()) / 2 - page.left()
    top = (paper.height() - fitting.height()) / 2 - page.top()
    painter.drawImage(QRectF(left, top, fitting.width(), fitting.height()), image)
