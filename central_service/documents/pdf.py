"""PDF pages as pictures. The library behind it is not thread-safe: one page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import pypdfium2 as pdfium
from PIL import Image

_ONE_AT_A_TIME = Lock()
_POINTS_PER_INCH = 72
_DPI = 150
"""At which a page's size in pixels is told."""
_PASSWORD_ERROR = 4


class BrokenPdf(Exception):
    """It cannot be read. ``encrypted``: without a password."""

    def __init__(self, *, encrypted: bool) -> None:
        super().__init__("encrypted" if encrypted else "broken")
        self.encrypted = encrypted


@dataclass(frozen=True, slots=True)
class PdfSize:
    """Number of pages, and the first one's size in pixels at 150 dpi."""

    pages: int
    width: int
    height: int


def measure_pdf(content: bytes) -> PdfSize:
    """:raises BrokenPdf:"""
    with _ONE_AT_A_TIME:
        document = _open(content)
        try:
            if not len(document):
                raise BrokenPdf(encrypted=False)
            width, height = document.get_page_size(0)
            scale = _DPI / _POINTS_PER_INCH
            return PdfSize(len(document), max(1, round(width * scale)), max(1, round(height * scale)))
        except pdfium.PdfiumError:
            raise BrokenPdf(encrypted=False) from None
        finally:
            document.close()


def render_page(content: bytes, page: int, long_side: int) -> Image.Image:
    """One page (from 1) as an upright picture whose longer side is ``long_side`` pixels. :raises BrokenPdf:"""
    with _ONE_AT_A_TIME:
        document = _open(content)
        try:
            sheet = document[page - 1]
            scale = long_side / max(*sheet.get_size(), 1.0)
            bitmap = sheet.render(scale=scale)
            picture: Image.Image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            sheet.close()
            return picture
        except pdfium.PdfiumError:
            raise BrokenPdf(encrypted=False) from None
        finally:
            document.close()


def _open(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise BrokenPdf(encrypted=getattr(error, "err_code", None) == _PASSWORD_ERROR) from None
