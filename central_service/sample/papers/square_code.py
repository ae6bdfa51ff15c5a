"""A square of dots as on certificates and invoices: looks like a code for machines and cannot be read by one."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from PIL import Image

_SIDE = 25
_EYE = 7


@lru_cache(maxsize=256)
def dots(content: str) -> Image.Image:
    """Return the RGB square, one pixel for a dot; the same for the same content."""
    chance = Random(content)
    code = Image.new("RGB", (_SIDE, _SIDE), (255, 255, 255))
    for row in range(_SIDE):
        for column in range(_SIDE):
            if _is_dark(row, column, chance):
                code.putpixel((column, row), (38, 36, 34))
    return code


def _is_dark(row: int, column: int, chance: Random) -> bool:
    """Squares in three corners, chance elsewhere."""
    down, across = min(row, _SIDE - 1 - row), min(column, _SIDE - 1 - column)
    if max(down, across) < _EYE and not (row > _SIDE / 2 and column > _SIDE / 2):
        return max(abs(3 - down), abs(3 - across)) != 2
    return chance.random() < 0.47
