"""Flat pages as a scanner or a scanning app makes them: PNG and PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

from central_service.sample.papers.paper import Paper, draw

_LONG_EDGE = 1400
_UNITS_PER_INCH = 121.0
"""A page of 1000 units is 210 mm wide."""


def scan_png(paper: Paper, *, seed: int, long_edge: int = _LONG_EDGE) -> bytes:
    """Return the page as a PNG file of 256 colours, its longer side about ``long_edge`` pixels."""
    file = io.BytesIO()
    page = draw(paper, long_edge / max(paper.size), seed)
    page.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def scan_pdf(papers: Sequence[Paper], *, seed: int, long_edge: int = _LONG_EDGE) -> bytes:
    """Return the pages as one PDF file, each an image on a page of its own size.

    :raises ValueError: no pages.
    """
    if not papers:
        raise ValueError("a PDF needs at least one page")
    first, *others = [
        draw(paper, long_edge / max(paper.size), seed + place) for place, paper in enumerate(papers)
    ]
    file = io.BytesIO()
    first.save(
        file,
        "PDF",
        save_all=True,
        append_images=others,
        quality=82,
        resolution=_UNITS_PER_INCH * long_edge / max(papers[0].size),
        creationDate=None,
        modDate=None,
    )
    return file.getvalue()
