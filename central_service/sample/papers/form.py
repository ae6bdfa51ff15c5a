"""Printed forms with blanks to fill in: the part of a paper that is the same for everybody.

A form is drawn once and kept; each paper copies it and writes its facts into the blanks. A blank is named like
the field of the paper that fills it and is written ``{name:width}`` in a sentence (width in characters) or
``{name}`` in a cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image

from central_service.sample.papers.sheet import BLACK, LABEL, PEN_INK, Align, Sheet
from central_service.sample.papers.text import Colour, Face, width_of

_BLANK = re.compile(r"\{(\w+)(?::([\d.]+))?\}")

Cell = str | tuple[str, int]
"""Text of a table cell, alone or with the number of columns that it spans."""


@dataclass(frozen=True, slots=True)
class Type:
    """How something is written."""

    size: float = 24.0
    face: Face = Face.SONG
    ink: Colour = BLACK
    align: Align = "left"
    by_hand: bool = False
    weight: float = 0.0


PRINT = Type()
PEN = Type(27.0, Face.HAND, PEN_INK, by_hand=True)


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to fill in: its box in paper units and how the value is written."""

    name: str
    corner: tuple[float, float]
    size: tuple[float, float]
    type: Type

    def fill(self, sheet: Sheet, value: str) -> None:
        """Write the value so that it stays inside."""
        if not value:
            return
        if not self.type.by_hand:
            kind = self.type
            sheet.fit(
                self.corner,
                self.size,
                value,
                kind.size,
                face=kind.face,
                ink=kind.ink,
                align=kind.align,
                weight=kind.weight,
            )
            return
        length = width_of(value, Face.HAND, 40) / 40
        size = min(self.type.size, self.size[0] / (length * 1.04))
        x = self.corner[0] + (self.size[0] - length * size) / 2 * (self.type.align == "centre")
        sheet.handwrite(x, self.corner[1] + self.size[1] / 2, value, size, ink=self.type.ink)


class Form(Sheet):
    """A sheet being printed; remembers its blanks."""

    def __init__(self, image: Image.Image, scale: float) -> None:
        super().__init__(image, scale, Random(0))
        self.blanks: list[Blank] = []

    def title(self, y: float, text: str, size: float, *, tracking: float = 0.0, ink: Colour = BLACK) -> None:
        """Print a heading in the middle of the page."""
        self.text(self.width / 2, y, text, size, ink=ink, align="centre", weight=0.75, tracking=tracking)

    def blank(
        self, name: str, corner: tuple[float, float], size: tuple[float, float], kind: Type = PRINT
    ) -> None:
        """Leave a place to fill in without printing anything."""
        self.blanks.append(Blank(name, corner, size, kind))

    def sentence(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 24.0,
        *,
        kind: Type = PEN,
        rule: bool = True,
        ink: Colour = BLACK,
    ) -> float:
        """Print a line with blanks ``{name:width in characters}``, underlined; returns the right end."""
        at = 0
        for blank in _BLANK.finditer(words):
            x = self.text(x, y, words[at : blank.start()], size, ink=ink)
            length = float(blank[2] or 6) * size
            if rule:
                self.line((x, y + size * 0.72), (x + length, y + size * 0.72), ink, 1.0)
            self.blank(blank[1], (x + 4, y - size * 0.8), (length - 8, size * 1.6), kind)
            x += length
            at = blank.end()
        return self.text(x, y, words[at:], size, ink=ink)

    def page(
        self,
        top: float,
        lines: Sequence[str],
        *,
        left: float = 96.0,
        size: float = 25.0,
        pitch: float = 47.0,
        kind: Type = PEN,
    ) -> float:
        """Print lines with blanks one below the other, headings starting with ``#``; returns the next y."""
        for line in lines:
            if line.startswith("#"):
                self.text(left, top, line[1:], size, face=Face.BOLD)
            else:
                self.sentence(left, top, line, size, kind=kind)
            top += pitch
        return top

    def page_number(self, number: int, total: int) -> None:
        """Print the page's number at the foot."""
        self.text(
            self.width / 2, self.height - 44, f"第 {number} 页　共 {total} 页", 19, ink=LABEL, align="centre"
        )

    def ornament(self, margin: float, ink: Colour, *, depth: float = 22.0) -> None:
        """Print the frame of a certificate: two rules with a row of lozenges between them."""
        for inset, thick in ((margin, 3.0), (margin + depth, 1.4)):
            self.box((inset, inset), (self.width - 2 * inset, self.height - 2 * inset), ink, thick=thick)
        near, reach = margin + depth / 2, depth * 0.3
        for x in self._steps(self.width, near):
            for y in (near, self.height - near):
                self.shape([(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)], ink)
        for y in self._steps(self.height, near):
            for x in (near, self.width - near):
                self.shape([(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)], ink)

    @staticmethod
    def _steps(length: float, margin: float) -> list[float]:
        """Places of lozenges along an edge, from corner to corner."""
        count = round((length - 2 * margin) / 25)
        return [margin + (length - 2 * margin) * index / count for index in range(count + 1)]

    def table(
        self,
        corner: tuple[float, float],
        columns: Sequence[float],
        rows: Sequence[tuple[float, Sequence[Cell]]],
        *,
        label: Type = Type(22.0, ink=LABEL, align="centre"),
        value: Type = PRINT,
        rule: Colour = LABEL,
    ) -> float:
        """Print a ruled table; each row is its height and its cells. Returns the y of the lower edge."""
        x, y = corner
        for height, cells in rows:
            left, column = x, 0
            for cell in cells:
                words, span = cell if isinstance(cell, tuple) else (cell, 1)
                width = sum(columns[column : column + span])
                self._cell(words, (left, y), (width, height), label, value, rule)
                left, column = left + width, column + span
            y += height
        self.box(corner, (sum(columns), y - corner[1]), rule, thick=2.2)
        return y

    def _cell(
        self,
        words: str,
        corner: tuple[float, float],
        size: tuple[float, float],
        label: Type,
        value: Type,
        rule: Colour,
    ) -> None:
        self.box(corner, size, rule, thick=1.2)
        inside, room = (corner[0] + 12, corner[1] + 3), (size[0] - 22, size[1] - 6)
        named = _BLANK.fullmatch(words)
        if named:
            self.blank(named[1], inside, room, value)
        elif words:
            x = inside[0] + {"left": 0.0, "centre": room[0] / 2, "right": room[0]}[label.align]
            middle = corner[1] + size[1] / 2
            self.text(
                x,
                middle,
                words,
                label.size,
                face=label.face,
                ink=label.ink,
                align=label.align,
                room=room[0],
            )
