"""A sheet that is written on: lines, text, seals and signatures, all in paper units.

``y`` of a text is the middle of its line, which is what tables and rules are laid out by.
"""

from __future__ import annotations

from random import Random
from typing import Literal

from PIL import Image, ImageDraw

from central_service.sample.papers import stamps
from central_service.sample.papers.square_code import dots
from central_service.sample.papers.stamps import Stamp
from central_service.sample.papers.text import Colour, Face, glyph, width_of, wrap, write

BLACK: Colour = (38, 36, 34)
LABEL: Colour = (74, 80, 74)
GREY: Colour = (158, 158, 152)
PEN_INK: Colour = (30, 40, 98)

MARK = "样本·虚构数据"
"""Printed on every paper: none of them can pass for a real one."""

Align = Literal["left", "centre", "right"]
_SHRINK = 0.95
_SMALLEST = 0.4
_ONE_LINE = 0.84
"""A line that fits at this share of its size is not broken."""


class Sheet:
    """An RGB image with a scale (pixels per unit) and the random source of everything done by hand on it."""

    def __init__(self, image: Image.Image, scale: float, rng: Random) -> None:
        self.image = image
        self.scale = scale
        self.rng = rng
        self._pen = ImageDraw.Draw(image)

    @property
    def width(self) -> float:
        """Width in units."""
        return self.image.width / self.scale

    @property
    def height(self) -> float:
        """Height in units."""
        return self.image.height / self.scale

    def line(
        self, start: tuple[float, float], end: tuple[float, float], ink: Colour = LABEL, thick: float = 1.4
    ) -> None:
        """Draw a straight line."""
        self._pen.line(self._pixels(*start, *end), ink, max(1, round(thick * self.scale)))

    def box(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        ink: Colour | None = LABEL,
        fill: Colour | None = None,
        thick: float = 1.4,
    ) -> None:
        """Draw a rectangle from its upper left corner."""
        edge = max(1, round(thick * self.scale)) if ink else 0
        area = self._pixels(*corner, corner[0] + size[0], corner[1] + size[1])
        self._pen.rectangle(area, fill, ink, edge)

    def shape(self, points: list[tuple[float, float]], fill: Colour) -> None:
        """Fill a polygon."""
        self._pen.polygon(self._pixels(*(value for point in points for value in point)), fill)

    def disc(self, centre: tuple[float, float], radii: tuple[float, float], fill: Colour) -> None:
        """Fill an ellipse."""
        (x, y), (across, up) = centre, radii
        self._pen.ellipse(self._pixels(x - across, y - up, x + across, y + up), fill)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        face: Face = Face.SONG,
        ink: Colour = BLACK,
        align: Align = "left",
        weight: float = 0.0,
        tracking: float = 0.0,
        room: float | None = None,
    ) -> float:
        """Write one line and return its right end; it shrinks where it would be longer than ``room``."""
        px, bold, gap = self._px(size), round(weight * self.scale), tracking * self.scale
        length = width_of(text, face, px, weight=bold, tracking=gap)
        while room is not None and length > room * self.scale and px > 6:
            px -= 1
            length = width_of(text, face, px, weight=bold, tracking=gap)
        left = x * self.scale - {"left": 0.0, "centre": length / 2, "right": length}[align]
        write(self.image, left, y * self.scale + px * 0.37, text, face, px, ink, weight=bold, tracking=gap)
        return (left + length) / self.scale

    def fit(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        text: str,
        type_size: float,
        *,
        face: Face = Face.SONG,
        ink: Colour = BLACK,
        align: Align = "left",
        leading: float = 1.25,
        weight: float = 0.0,
    ) -> None:
        """Write text into a box, vertically centred: a little smaller, then in more lines, then smaller still."""
        px = self._px(type_size)
        smallest = max(6, round(px * _SMALLEST))
        length = width_of(text, face, px)
        if size[0] * self.scale < length < size[0] * self.scale / _ONE_LINE:
            px = int(px * size[0] * self.scale / length)
        lines = wrap(text, face, px, size[0] * self.scale)
        while px > smallest and self._overflows(lines, face, px, size, leading):
            px = max(smallest, int(px * _SHRINK))
            lines = wrap(text, face, px, size[0] * self.scale)
        pitch = px * leading / self.scale
        first = corner[1] + size[1] / 2 - pitch * (len(lines) - 1) / 2
        anchor = corner[0] + {"left": 0.0, "centre": size[0] / 2, "right": size[0]}[align]
        for index, line in enumerate(lines):
            self.text(
                anchor,
                first + index * pitch,
                line,
                px / self.scale,
                face=face,
                ink=ink,
                align=align,
                weight=weight,
            )

    def paragraph(
        self,
        corner: tuple[float, float],
        width: float,
        text: str,
        size: float,
        *,
        pitch: float = 1.85,
        ink: Colour = BLACK,
    ) -> float:
        """Write running text, each line of ``text`` a paragraph; returns the y of the next line.

        ``corner`` is the left end and the middle of the first line; ``pitch`` is in type sizes.
        """
        x, y = corner
        for part in text.split("\n"):
            for line in wrap(part, Face.SONG, self._px(size), width * self.scale):
                self.text(x, y, line, size, ink=ink)
                y += size * pitch
        return y

    def handwrite(
        self, x: float, y: float, text: str, size: float, *, face: Face = Face.HAND, ink: Colour = PEN_INK
    ) -> float:
        """Write with a pen: the base line wavers and no two characters have one size; returns the right end."""
        pen = x * self.scale
        for char in text:
            px = self._px(size * self.rng.choice((0.96, 1.0, 1.04)))
            drop = self.rng.uniform(-0.035, 0.035) * px
            write(self.image, pen, y * self.scale + px * 0.36 + drop, char, face, px, ink)
            pen += glyph(char, face, px).advance * self.rng.uniform(0.95, 1.03)
        return pen / self.scale

    def sign(self, x: float, y: float, name: str, size: float) -> float:
        """Put a signature; returns its right end."""
        return self.handwrite(x, y, name, size, face=Face.SIGNATURE)

    def stamp(self, stamp: Stamp, x: float, y: float) -> None:
        """Press a seal with its middle about here: nobody aims exactly."""
        spot = ((x + self.rng.uniform(-9, 9)) * self.scale, (y + self.rng.uniform(-7, 7)) * self.scale)
        stamps.press(self.image, stamp, spot, self.scale, self.rng)

    def square_code(self, corner: tuple[float, float], side: float, content: str) -> None:
        """Print a square of dots that looks like a code for machines and is none."""
        px = round(side * self.scale)
        place = (round(corner[0] * self.scale), round(corner[1] * self.scale))
        self.image.paste(dots(content).resize((px, px), Image.Resampling.NEAREST), place)

    def mark(self, *, ink: Colour = GREY) -> None:
        """Print the sample mark into the lower right corner."""
        self.text(self.width - 26, self.height - 24, MARK, 16, face=Face.SANS, ink=ink, align="right")

    def _overflows(
        self, lines: list[str], face: Face, px: int, size: tuple[float, float], leading: float
    ) -> bool:
        if len(lines) * px * leading > size[1] * self.scale * 1.04:
            return True
        return any(width_of(line, face, px) > size[0] * self.scale for line in lines)

    def _px(self, size: float) -> int:
        return max(6, round(size * self.scale))

    def _pixels(self, *units: float) -> list[float]:
        return [round(value * self.scale) for value in units]
