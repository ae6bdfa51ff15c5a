"""Pages show what they are given, nothing runs over the edge, and no name turns into an empty box."""

from __future__ import annotations

import io
from dataclasses import replace
from random import Random

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFont

from central_service.sample.papers import (
    PAPERS,
    WRONG_PAPERS,
    MemberPage,
    Paper,
    Stamp,
    scan_pdf,
    scan_png,
)
from central_service.sample.papers.coverage import covered
from central_service.sample.papers.form import Form
from central_service.sample.papers.paper import draw
from central_service.sample.papers.sheet import Sheet
from central_service.sample.papers.stamps import Outline, press
from central_service.sample.papers.stationery import BOND, blank
from central_service.sample.papers.text import UNDRAWABLE, Face, face_for, font_file, glyph, width_of, wrap
from tests.sample.papers.specimens import SPECIMENS

RARE = "𬱟𰻝㛃䶮𠅤·"
EDGE = 10
"""Units along the edges that stay free of ink."""


def box_of(face: Face, px: int) -> bytes:
    """The pixels of the empty box that a font draws for a character that it lacks."""
    return bytes(ImageFont.truetype(font_file(face), px).getmask("\uffff"))


@pytest.mark.parametrize("face", [Face.SONG, Face.SANS, Face.BOLD, Face.HAND, Face.SIGNATURE])
@pytest.mark.parametrize("char", RARE)
def test_rare_characters_are_drawn_by_a_font_that_has_them(char: str, face: Face) -> None:
    actual = face_for(char, face)
    assert actual is not None
    assert ord(char) in covered(font_file(actual))
    drawn = glyph(char, face, 40)
    assert drawn.mask is not None
    assert drawn.mask.tobytes() != box_of(actual, 40)
    assert drawn.mask.getbbox() is not None


def test_the_middle_dot_is_drawn_in_the_type_of_the_name() -> None:
    assert face_for("·", Face.SONG) is Face.SONG


def test_a_character_beyond_all_fonts_shows_the_mark_of_a_missing_one() -> None:
    assert face_for("\U000e0001", Face.SONG) is None
    missing, mark = glyph("\U000e0001", Face.SONG, 30).mask, glyph(UNDRAWABLE, Face.SONG, 30).mask
    assert missing is not None
    assert mark is not None
    assert missing.tobytes() == mark.tobytes()


def test_lines_break_before_numbers_and_never_before_a_stop() -> None:
    lines = wrap("灵山县灵城街道江滨二路118号，锦绣江南小区。", Face.SONG, 20, 20 * 6.5)
    assert all(width_of(line, Face.SONG, 20) <= 20 * 6.5 + 20 for line in lines)
    assert any("118" in line for line in lines)
    assert not any(line[0] in "，。" for line in lines)
    assert "".join(lines) == "灵山县灵城街道江滨二路118号，锦绣江南小区。"


@pytest.mark.parametrize("paper", SPECIMENS, ids=lambda paper: type(paper).__name__)
def test_pages_are_the_same_every_time_and_have_the_size_of_their_kind(paper: Paper) -> None:
    one, other = draw(paper, 0.7, 4), draw(paper, 0.7, 4)
    assert one.tobytes() == other.tobytes()
    assert one.size == (round(paper.size[0] * 0.7), round(paper.size[1] * 0.7))


@pytest.mark.parametrize(
    "paper", [paper for paper in SPECIMENS if not paper.fills_frame], ids=lambda paper: type(paper).__name__
)
def test_nothing_runs_over_the_edge(paper: Paper) -> None:
    page = draw(paper, 1.0, 2)
    stock = blank(paper.stocks[paper.tone % len(paper.stocks)], page.size, 1.0)
    inked = np.asarray(ImageChops.difference(page, stock).convert("L")) > 40
    inked[EDGE:-EDGE, EDGE:-EDGE] = False
    assert not inked.any()


@pytest.mark.parametrize("paper", SPECIMENS, ids=lambda paper: type(paper).__name__)
def test_every_blank_of_a_form_is_filled_by_its_paper_and_lies_on_it(paper: Paper) -> None:
    form = Form(Image.new("RGB", paper.size), 1.0)
    paper.form(form)
    assert {place.name for place in form.blanks} <= set(paper.values())
    for place in form.blanks:
        assert 0 <= place.corner[0] < place.corner[0] + place.size[0] <= paper.size[0]
        assert 0 <= place.corner[1] < place.corner[1] + place.size[1] <= paper.size[1]


def test_a_page_shows_the_fact_that_it_is_given() -> None:
    page = next(paper for paper in SPECIMENS if isinstance(paper, MemberPage))
    one, other = draw(page, 1.0, 1), draw(replace(page, name="韦雨涵"), 1.0, 1)
    changed = ImageChops.difference(one, other).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert 200 < left < right < 520
    assert 96 <= top < bottom <= 148


def test_long_values_shrink_into_their_blank() -> None:
    sheet = Sheet(blank(BOND, (400, 120), 1.0), 1.0, Random(0))
    empty = sheet.image.copy()
    sheet.fit((100, 40), (200, 40), "广西壮族自治区钦州市灵山县灵城街道江滨二路118号3栋2单元501室", 26)
    inked = ImageChops.difference(sheet.image, empty).getbbox()
    assert inked is not None
    assert 98 <= inked[0] < inked[2] <= 302
    assert 38 <= inked[1] < inked[3] <= 82


@pytest.mark.parametrize("outline", list(Outline))
def test_seals_leave_red_ink(outline: Outline) -> None:
    page = Image.new("RGB", (300, 300), (255, 255, 255))
    press(page, Stamp("灵山县样本机关", "专用章", outline), (150, 150), 1.0, Random(1))
    red, green, _ = (np.asarray(band, np.int16) for band in page.split())
    assert ((red - green) > 80).sum() > 500


def test_a_scan_is_a_png_of_the_asked_size() -> None:
    picture = Image.open(io.BytesIO(scan_png(SPECIMENS[1], seed=1, long_edge=1200)))
    assert (picture.format, picture.size) == ("PNG", (1200, 864))
    assert scan_png(SPECIMENS[1], seed=1, long_edge=1200) == scan_png(SPECIMENS[1], seed=1, long_edge=1200)


def test_a_scanned_contract_is_a_pdf_of_two_pages() -> None:
    pages = [paper for paper in SPECIMENS if type(paper).__name__.startswith("LabourContract")]
    data = scan_pdf(pages, seed=1)
    assert data == scan_pdf(pages, seed=1)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    width, height = document[0].get_size()
    assert (width, height) == (pytest.approx(595, abs=2), pytest.approx(842, abs=2))
    document.close()


def test_a_pdf_without_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        scan_pdf([], seed=1)


def test_the_specimens_show_every_kind_of_paper() -> None:
    kinds = {kind for pages in PAPERS.values() for kind in pages} | set(WRONG_PAPERS)
    assert {type(paper) for paper in SPECIMENS} == kinds
