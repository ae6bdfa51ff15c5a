"""Drawing Chinese text fast and without empty boxes.

Thousands of papers repeat the same few thousand characters, and rasterising a Chinese glyph costs a tenth of a
millisecond: every glyph is kept once drawn. The face of each character is chosen by what the fonts cover
(:mod:`central_service.sample.papers.coverage`), so a name with a rare character is drawn like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from central_service.sample.papers.coverage import covered

Colour = tuple[int, int, int]

UNDRAWABLE = "〓"
"""What Chinese typesetting puts where a character is missing (the geta mark): visible, and not an empty box."""

_OWN = Path(__file__).resolve().parent / "fonts"
_ROOT = Path(__file__).resolve().parents[3]


class Face(Enum):
    """The hands and types that enrolment papers are written in."""

    SONG = "PaperSong-Regular.ttf"
    SANS = "NotoSansSC-Regular.ttf"
    BOLD = "NotoSansSC-Bold.ttf"
    HAND = "PaperHand-Regular.ttf"
    SIGNATURE = "PaperSignature-Regular.ttf"
    RARE = "HanaMinB.ttf"


_SUBSTITUTES = {
    Face.SONG: (Face.SONG, Face.RARE, Face.SANS),
    Face.SANS: (Face.SANS, Face.RARE, Face.SONG),
    Face.BOLD: (Face.BOLD, Face.RARE, Face.SONG),
    Face.HAND: (Face.HAND, Face.SONG, Face.RARE, Face.SANS),
    Face.SIGNATURE: (Face.SIGNATURE, Face.HAND, Face.RARE, Face.SANS),
    Face.RARE: (Face.RARE, Face.SANS),
}


@cache
def font_file(face: Face) -> Path:
    """Return the file of a face: beside this package, or among the fonts of the product.

    :raises FileNotFoundError: the file is in neither place.
    """
    bundled = (_ROOT / "resources" / "fonts", _ROOT / "reviewer_app" / "resources" / "fonts")
    for folder in (_OWN, *bundled):
        if (folder / face.value).is_file():
            return folder / face.value
    raise FileNotFoundError(f"font {face.value} is missing from the installation")


@lru_cache(maxsize=65536)
def face_for(char: str, wanted: Face) -> Face | None:
    """Return the first face of the wanted one's substitutes that can draw the character, or ``None``."""
    return next((face for face in _SUBSTITUTES[wanted] if ord(char) in covered(font_file(face))), None)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character drawn: coverage 0–255, its place relative to the pen on the base line, the pen's advance (px)."""

    mask: Image.Image | None
    left: int
    top: int
    advance: float


@lru_cache(maxsize=60000)
def glyph(char: str, face: Face, px: int, weight: int = 0) -> Glyph:
    """Return the drawn character; ``weight`` thickens the strokes by that many pixels on each side."""
    actual = face_for(char, face)
    font = _font(actual or Face.SONG, px)
    shown = char if actual else UNDRAWABLE
    left, top, right, bottom = (int(edge) for edge in font.getbbox(shown, anchor="ls", stroke_width=weight))
    advance = font.getlength(shown) + weight
    if right <= left or bottom <= top:
        return Glyph(None, 0, 0, advance)
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), shown, fill=255, font=font, anchor="ls", stroke_width=weight)
    return Glyph(mask, left, top, advance)


@lru_cache(maxsize=256)
def _font(face: Face, px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(face), px, layout_engine=ImageFont.Layout.BASIC)


def width_of(text: str, face: Face, px: int, *, weight: int = 0, tracking: float = 0.0) -> float:
    """Return the length of one line in pixels; ``tracking`` is added after every character but the last."""
    return sum(glyph(char, face, px, weight).advance for char in text) + tracking * max(0, len(text) - 1)


def write(
    image: Image.Image,
    x: float,
    baseline: float,
    text: str,
    face: Face,
    px: int,
    ink: Colour,
    *,
    weight: int = 0,
    tracking: float = 0.0,
) -> None:
    """Draw one line with its left end at ``x``; all measures in pixels."""
    for char in text:
        drawn = glyph(char, face, px, weight)
        if drawn.mask is not None:
            image.paste(ink, (round(x) + drawn.left, round(baseline) + drawn.top), drawn.mask)
        x += drawn.advance + tracking


def wrap(text: str, face: Face, px: int, limit: float) -> list[str]:
    """Break text into lines of at most ``limit`` pixels; Chinese breaks anywhere, Latin words and numbers are kept."""
    lines = [""]
    room = limit
    for word in _words(text):
        need = width_of(word, face, px)
        if need > room and lines[-1]:
            lines.append("")
            room = limit
        lines[-1] += word
        room -= need
    return lines


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        clings = char in "，。、；：）》”」！？%" or (char.isascii() and char.isalnum())
        joins = (
            clings and words and (not char.isascii() or (words[-1][-1].isascii() and words[-1][-1].isalnum()))
        )
        if joins:
            words[-1] += char
        else:
            words.append(char)
    return words
