"""What papers lie on when guardians photograph them: tables, cloth, tiles; made once and kept.

Surfaces are procedural textures from fixed seeds, a little larger than a usual picture; a shot takes a piece of one.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from central_service.sample.papers.planes import Planes

_SIZE = (1760, 1760)
VARIANTS = 2
"""Different pieces of each surface."""

_Plane = npt.NDArray[np.float32]


class Surface(Enum):
    """Backgrounds by what they are."""

    WOOD = "wood"
    DESK = "desk"
    CLOTH = "cloth"
    CHECK = "check"
    TILE = "tile"
    DARK = "dark"


def background(surface: Surface, size: tuple[int, int], rng: Random) -> Planes:
    """Return a piece of the surface of ``size`` pixels (both even), chosen and turned by ``rng``."""
    whole = _surface(surface, rng.randrange(VARIANTS))
    stretch = max(1.0, max(size) / 1640)
    width, height = (min(_SIZE[0], 2 * round(length / stretch / 2)) for length in size)
    left, top = 2 * rng.randint(0, (_SIZE[0] - width) // 2), 2 * rng.randint(0, (_SIZE[1] - height) // 2)
    piece = whole.crop(left, top, (width, height))
    if rng.random() < 0.5:
        piece = piece.each(lambda plane: plane.transpose(Image.Transpose.ROTATE_180))
    return piece if piece.size == size else piece.resized(size)


@lru_cache(maxsize=len(Surface) * VARIANTS)
def _surface(surface: Surface, variant: int) -> Planes:
    rng = np.random.default_rng([list(Surface).index(surface), variant])
    pixels = _PAINTERS[surface](rng, variant)
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return Planes.of(picture.filter(ImageFilter.GaussianBlur(1.2)))


def _noise(rng: np.random.Generator, cells: tuple[int, int]) -> _Plane:
    """Smooth noise around 0 with about the given number of cells across and down."""
    coarse = rng.normal(0.0, 1.0, (cells[1], cells[0])).astype(np.float32)
    return np.asarray(Image.fromarray(coarse).resize(_SIZE, Image.Resampling.BICUBIC))


def _tinted(base: tuple[int, int, int], level: _Plane) -> _Plane:
    """Return the base colour made lighter and darker by a factor ``1 + level``."""
    return np.asarray(base, np.float32) * (1.0 + level[..., None])


def _grid() -> tuple[_Plane, _Plane]:
    x = np.arange(_SIZE[0], dtype=np.float32)[None, :]
    return x, np.arange(_SIZE[1], dtype=np.float32)[:, None]


def _wood(rng: np.random.Generator, variant: int) -> _Plane:
    _, y = _grid()
    rings = np.sin(y / 17.0 + 5.0 * _noise(rng, (3, 9)) + 1.2 * _noise(rng, (6, 60)))
    level = 0.055 * rings + 0.05 * _noise(rng, (5, 220)) + 0.025 * _noise(rng, (30, 500))
    return _tinted(((164, 120, 82), (118, 84, 62))[variant], level)


def _desk(rng: np.random.Generator, variant: int) -> _Plane:
    level = 0.03 * _noise(rng, (7, 7)) + 0.018 * _noise(rng, (300, 300))
    return _tinted(((196, 190, 180), (170, 178, 182))[variant], level)


def _cloth(rng: np.random.Generator, variant: int) -> _Plane:
    x, y = _grid()
    weave = 0.05 * np.sin(x * 1.05) * np.sin(y * 1.05)
    folds = 0.09 * _noise(rng, (4, 3))
    return _tinted(
        ((126, 138, 150), (158, 128, 122))[variant], weave + folds + 0.03 * _noise(rng, (420, 420))
    )


def _check(rng: np.random.Generator, variant: int) -> _Plane:
    x, y = _grid()
    stripes = 0.11 * (np.sin(x / 27.0) > 0).astype(np.float32) + 0.11 * (np.sin(y / 27.0) > 0).astype(
        np.float32
    )
    level = stripes - 0.1 + 0.05 * _noise(rng, (5, 4)) + 0.02 * _noise(rng, (400, 400))
    return _tinted(((176, 172, 160), (132, 150, 160))[variant], level)


def _tile(rng: np.random.Generator, variant: int) -> _Plane:
    x, y = _grid()
    veins = 0.05 * _noise(rng, (9, 7)) + 0.03 * np.abs(_noise(rng, (22, 26)))
    joint = np.maximum(np.abs(x % 620 - 310) > 305, np.abs(y % 620 - 310) > 305).astype(np.float32)
    return _tinted(
        ((206, 200, 188), (188, 180, 172))[variant], veins - 0.3 * joint + 0.012 * _noise(rng, (500, 500))
    )


def _dark(rng: np.random.Generator, variant: int) -> _Plane:
    level = 0.1 * _noise(rng, (5, 4)) + 0.05 * _noise(rng, (350, 350))
    return _tinted(((70, 66, 62), (52, 56, 62))[variant], level)


_PAINTERS = {
    Surface.WOOD: _wood,
    Surface.DESK: _desk,
    Surface.CLOTH: _cloth,
    Surface.CHECK: _check,
    Surface.TILE: _tile,
    Surface.DARK: _dark,
}
