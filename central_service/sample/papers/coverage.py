"""Which characters a font can draw, read from the font itself.

Pillow draws the empty box for a character that a font lacks and says nothing. The papers carry names from the far ends
of GB 18030, so the face of every single character is chosen by the font's own character map (the table ``cmap`` of the
OpenType format, subtables 4 and 12).
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

_BASIC_PLANE, _ALL_PLANES = 4, 12


@lru_cache(maxsize=16)
def covered(font: Path) -> frozenset[int]:
    """Return the code points that the font file maps to a glyph other than the empty box.

    :raises ValueError: the file has no Unicode character map in subtable format 4 or 12.
    """
    data = font.read_bytes()
    start = _table(data, b"cmap")
    formats = {_u16(data, start + offset): start + offset for offset in _subtables(data, start)}
    if _ALL_PLANES in formats:
        return frozenset(_format_12(data, formats[_ALL_PLANES]))
    if _BASIC_PLANE in formats:
        return frozenset(_format_4(data, formats[_BASIC_PLANE]))
    raise ValueError(f"{font.name}: no Unicode character map")


def _table(data: bytes, tag: bytes) -> int:
    for entry in range(12, 12 + 16 * _u16(data, 4), 16):
        if data[entry : entry + 4] == tag:
            return _u32(data, entry + 8)
    raise ValueError(f"font has no table {tag.decode()}")


def _subtables(data: bytes, start: int) -> list[int]:
    return [_u32(data, start + 8 + 8 * index) for index in range(_u16(data, start + 2))]


def _format_12(data: bytes, at: int) -> list[int]:
    codes: list[int] = []
    for group in range(_u32(data, at + 12)):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * group)
        codes.extend(range(first if glyph else first + 1, last + 1))
    return codes


def _format_4(data: bytes, at: int) -> list[int]:
    size = _u16(data, at + 6)
    ends, starts, deltas, offsets = at + 14, at + 16 + size, at + 16 + 2 * size, at + 16 + 3 * size
    codes: list[int] = []
    for segment in range(0, size, 2):
        first, last = _u16(data, starts + segment), _u16(data, ends + segment)
        delta, offset = _u16(data, deltas + segment), _u16(data, offsets + segment)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code if not offset else _u16(data, offsets + segment + offset + 2 * (code - first))
            if glyph and (glyph + delta) & 0xFFFF:
                codes.append(code)
    return codes


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")


def _u32(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")
