"""A sheet of paper with a ruled table whose cells fit; drawn on the canvas: text is never markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.models.export.paper_fonts import BOLD, REGULAR, PaperFonts

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 51.0
INK = HexColor("#1B2422")
FAINT = HexColor("#5B6863")
RULE = HexColor("#9AA5A1")
HEAD_FILL = HexColor("#EEF1F0")
_SQUEEZE = 0.82
"""How far a line may shrink before it is broken instead."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, share of the width, alignment."""

    title: str
    share: float
    align: Align = "center"


class Pen:
    """Draws runs of text on a canvas, each run in the font that has its glyphs."""

    def __init__(self, canvas: Canvas, fonts: PaperFonts) -> None:
        self.canvas = canvas
        self.fonts = fonts

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        font: str = REGULAR,
        align: Align = "left",
        ink: Color = INK,
    ) -> None:
        """One line with its baseline at ``y``; ``x`` is its left, middle or right."""
        runs = list(self.fonts.runs(text, font))
        if align != "left":
            width = self.fonts.width(text, font, size)
            x -= width if align == "right" else width / 2
        line = self.canvas.beginText(x, y)
        line.setFillColor(ink)
        for name, part in runs:
            line.setFont(name, size)
            line.textOut(part)
        self.canvas.drawText(line)

    def fitted(self, text: str, width: float, size: float, font: str = REGULAR) -> tuple[list[str], float]:
        """``text`` in as few lines as fit into ``width`` points, and their size. Nothing is ever cut off."""
        natural = self.fonts.width(text, font, size)
        if natural <= width:
            return [text], size
        if natural * _SQUEEZE <= width:
            return [text], size * width / natural
        small = size * _SQUEEZE
        count = 2
        while True:
            lines = _broken(text, count)
            if count >= len(text) or all(self.fonts.width(line, font, small) <= width for line in lines):
                return lines, small
            count += 1


_OPENING = frozenset("（(“《")
_CLOSING = frozenset("）)”》、，。")
"""No line ends with the former or begins with the latter."""


def _broken(text: str, count: int) -> list[str]:
    """``text`` in ``count`` lines of like length, broken after a middle dot or blank where one is near."""
    lines = []
    rest = text
    for remaining in range(count, 1, -1):
        even = -(-len(rest) // remaining)
        near = [i + 1 for i, character in enumerate(rest) if character in "·• " and abs(i + 1 - even) <= 2]
        at = min(near, key=lambda i: abs(i - even), default=even)
        if rest[at - 1] in _OPENING:
            at -= 1
        elif rest[at : at + 1] in _CLOSING:
            at += 1
        lines.append(rest[:at])
        rest = rest[at:]
    return [line for line in (*lines, rest) if line]


@dataclass(frozen=True, slots=True)
class Row:
    """Cells broken into lines that fit their columns, and the height that they need (points)."""

    cells: tuple[tuple[tuple[str, ...], float], ...]
    height: float


class RuledTable:
    """Rows under a heading row; a row grows with a name that needs more lines."""

    row_height = 21.0
    head_height = 24.0
    size = 9.5
    _pitch = 1.18

    def __init__(self, pen: Pen, columns: Sequence[Column]) -> None:
        total = sum(column.share for column in columns)
        usable = PAGE_WIDTH - 2 * MARGIN
        self._pen = pen
        self._columns = columns
        self._widths = [usable * column.share / total for column in columns]

    def row(self, cells: Sequence[str]) -> Row:
        """Lay out the cells of one row."""
        fitted = []
        height = self.row_height
        for width, cell in zip(self._widths, cells, strict=True):
            lines, size = self._pen.fitted(cell, width - 8, self.size)
            fitted.append((tuple(lines), size))
            height = max(height, len(lines) * size * self._pitch + 6)
        return Row(tuple(fitted), height)

    def draw(self, top: float, rows: Sequence[Row]) -> float:
        """Draw heading and rows from ``top`` downwards; answers the y of the last rule."""
        canvas = self._pen.canvas
        canvas.setFillColor(HEAD_FILL)
        canvas.rect(MARGIN, top - self.head_height, sum(self._widths), self.head_height, stroke=0, fill=1)
        heading = Row(tuple(((column.title,), self.size) for column in self._columns), self.head_height)
        self._draw_row(top, heading, font=BOLD, centred=True)
        rules = [top, top - self.head_height]
        for row in rows:
            self._draw_row(rules[-1], row)
            rules.append(rules[-1] - row.height)
        self._draw_rules(rules)
        return rules[-1]

    def _draw_row(self, top: float, row: Row, *, font: str = REGULAR, centred: bool = False) -> None:
        x = MARGIN
        for column, width, (lines, size) in zip(self._columns, self._widths, row.cells, strict=True):
            align: Align = "center" if centred else column.align
            anchor = {"left": x + 5, "center": x + width / 2, "right": x + width - 5}[align]
            pitch = size * self._pitch
            first = top - row.height / 2 - size * 0.36 + pitch * (len(lines) - 1) / 2
            for number, line in enumerate(lines):
                self._pen.text(anchor, first - number * pitch, line, size=size, font=font, align=align)
            x += width

    def _draw_rules(self, rules: Sequence[float]) -> None:
        canvas = self._pen.canvas
        verticals = [MARGIN]
        for width in self._widths:
            verticals.append(verticals[-1] + width)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.lines(
            [(MARGIN, y, verticals[-1], y) for y in rules] + [(x, rules[0], x, rules[-1]) for x in verticals]
        )
