"""Fonts on paper: a chain that holds every Han character of GB 18030-2022, set so that text copies out right.

reportlab knows no fallback between fonts, writes characters beyond the BMP into its ToUnicode map in a form
that readers reject (PDF 32000-1 9.10.3 wants UTF-16BE), and takes scaled advances for glyphs behind
``numberOfHMetrics``. All three are mended here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

REGULAR = "Paper-Regular"
BOLD = "Paper-Bold"
RARE = "Paper-Rare"
_FILES = {REGULAR: "NotoSansSC-Regular.ttf", BOLD: "NotoSansSC-Bold.ttf", RARE: "HanaMinB.ttf"}


class MissingGlyphError(Exception):
    """A text holds characters that no bundled font can draw; the paper must not be printed with a gap."""

    def __init__(self, text: str, missing: Iterable[str]) -> None:
        self.text = text
        self.missing = tuple(missing)
        super().__init__(f"“{text}”中的“{'、'.join(self.missing)}”没有可用的字形，已停止导出。")


class PaperFont(TTFont):
    """A TrueType font whose subsets copy out right for every plane of Unicode."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename)
        _mend_advances(self.face)

    def has(self, character: str) -> bool:
        """Whether the font draws ``character`` itself."""
        return ord(character) in self.face.charToGlyph

    def addObjects(self, doc: Any) -> None:
        """Embed the subsets, then replace their maps from glyph to text."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            base = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            doc.idToObject["toUnicodeCMap:" + base].content = _to_unicode_map(base, subset)


def _mend_advances(face: Any) -> None:
    face.seek_table("hhea")
    face.skip(34)
    full = face.read_ushort()
    advance = face.hmetrics[full - 1][0]
    face.hmetrics[full:] = [(advance, bearing) for _, bearing in face.hmetrics[full:]]


def _to_unicode_map(name: str, subset: list[int]) -> str:
    rows = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def /CMapType 2 def",
        f"1 begincodespacerange <00> <{len(subset) - 1:02X}> endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)


class PaperFonts:
    """The chain for one kind of text: a family font first, the rare one where that has no glyph."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def runs(self, text: str, font: str) -> Iterator[tuple[str, str]]:
        """Cut ``text`` into (font name, part) runs that their font can draw.

        :raises MissingGlyphError: naming the characters for which there is no glyph.
        """
        first = _registered(font, self._directory)
        missing = []
        current, part = font, ""
        for character in text:
            if first.has(character):
                name = font
            elif _registered(RARE, self._directory).has(character):
                name = RARE
            else:
                missing.append(character)
                continue
            if name != current and part:
                yield current, part
                part = ""
            current = name
            part += character
        if missing:
            raise MissingGlyphError(text, missing)
        if part:
            yield current, part

    def width(self, text: str, font: str, size: float) -> float:
        """Width of a line in points."""
        return sum(pdfmetrics.stringWidth(part, name, size) for name, part in self.runs(text, font))

    def missing(self, text: str) -> tuple[str, ...]:
        """Characters of ``text`` that cannot be printed."""
        try:
            for _ in self.runs(text, REGULAR):
                pass
        except MissingGlyphError as error:
            return error.missing
        return ()

    def is_rare(self, text: str) -> bool:
        """Whether some character needs the fallback font (生僻字)."""
        first = _registered(REGULAR, self._directory)
        return any(not first.has(character) for character in text)


@cache
def _registered(name: str, directory: Path) -> PaperFont:
    font = PaperFont(name, str(directory / _FILES[name]))
    pdfmetrics.registerFont(font)
    return font
