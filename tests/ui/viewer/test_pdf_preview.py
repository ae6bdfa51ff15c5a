"""The print preview shows the very bytes, page by page, and says so when they are none."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.ui.views.document_viewer.placement import Fit
from reviewer_app.ui.views.roster_view.pdf_pages import PdfPages, UnreadablePdf
from reviewer_app.ui.views.roster_view.pdf_preview import PdfPreview

COLOURS = ("#ff0000", "#00ff00", "#0000ff")
A4 = (595.2756, 841.8898)


def pdf(*colours: str) -> bytes:
    """A page in each of the colours."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for colour in colours:
        canvas.setFillColor(colour)
        canvas.rect(0, 0, *A4, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[PdfPreview]:
    made = PdfPreview(pdf(*COLOURS))
    qtbot.addWidget(made)
    made.resize(634, 668)
    made.show()
    qtbot.waitUntil(lambda: made.idle and made.page == 1 and not made.canvas.is_bare)
    yield made
    made.close_pages()


def colour_of(preview: PdfPreview) -> str:
    image = preview.canvas.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


def fit_of(preview: PdfPreview) -> Fit:
    return preview.canvas.placement.fit


def test_pages_are_turned_by_key_button_and_wheel(qtbot: QtBot, preview: PdfPreview) -> None:
    assert preview.page_count == 3
    assert colour_of(preview) == COLOURS[0]
    QTest.keyClick(preview.canvas, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: preview.idle)
    assert (preview.page, colour_of(preview)) == (2, COLOURS[1])
    preview.bar.turned.emit(1)
    qtbot.waitUntil(lambda: preview.idle)
    assert (preview.page, colour_of(preview)) == (3, COLOURS[2])
    assert not preview.turn(1)
    preview.canvas.overscrolled.emit(-1)
    qtbot.waitUntil(lambda: preview.idle)
    assert preview.page == 2


def test_zoom_keys(qtbot: QtBot, preview: PdfPreview) -> None:
    assert fit_of(preview) is Fit.WIDTH
    wide = preview.canvas.percent
    QTest.keyClick(preview.canvas, Qt.Key.Key_0)
    assert fit_of(preview) is Fit.WHOLE
    assert preview.canvas.percent < wide
    QTest.keyClick(preview.canvas, Qt.Key.Key_Plus)
    assert fit_of(preview) is Fit.FREE
    QTest.keyClick(preview.canvas, Qt.Key.Key_W)
    assert preview.canvas.percent == wide
    qtbot.waitUntil(lambda: preview.idle)


def test_another_list_begins_at_its_first_page(qtbot: QtBot, preview: PdfPreview) -> None:
    preview.turn(2)
    preview.show_pdf(pdf("#123456"))
    qtbot.waitUntil(lambda: preview.idle and preview.page_count == 1)
    assert (preview.page, colour_of(preview)) == (1, "#123456")


def test_bytes_that_are_no_pdf_are_said_in_words(qtbot: QtBot, preview: PdfPreview) -> None:
    with qtbot.waitSignal(preview.painted):
        preview.show_pdf(b"%PDF-1.7 cut short")
    assert preview.page == preview.page_count == 0
    preview.clear("还没有录取名单")
    assert preview.page_count == 0


def test_pages_have_the_size_of_paper_and_the_pixels_asked_for() -> None:
    pages = PdfPages(pdf(COLOURS[0]))
    assert (round(pages.size(1).width()), round(pages.size(1).height())) == (794, 1123)
    image = pages.draw(1, QSize(397, 561))
    assert image.width() == 397
    assert image.pixelColor(200, 200) == QColor(COLOURS[0])
    pages.close()
    with pytest.raises(UnreadablePdf):
        PdfPages(b"")
