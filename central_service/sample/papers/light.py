"""Uneven light: falling off from a window or lamp, the photographer's shadow, glare on lamination.

Light is smooth, so it is computed on a coarse grid and enlarged.
"""

from __future__ import annotations

from enum import Enum
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from central_service.sample.papers.planes import Planes

_Plane = npt.NDArray[np.float32]
_COARSE = 64


class Light(Enum):
    """How a paper is lit."""

    EVEN = "even"
    WINDOW = "window"
    LAMP = "lamp"
    DIM = "dim"
    SHADOW = "shadow"
    """The phone's and the hand's shadow lie across the page."""


_TINT = {
    Light.EVEN: (-1, 0),
    Light.WINDOW: (2, -2),
    Light.LAMP: (-8, 3),
    Light.DIM: (-8, 4),
    Light.SHADOW: (-4, 1),
}
"""Towards blue and towards red."""
_FALL_OFF = {Light.EVEN: 0.07, Light.WINDOW: 0.18, Light.LAMP: 0.22, Light.DIM: 0.34, Light.SHADOW: 0.14}
_BRIGHTNESS = {Light.EVEN: 1.0, Light.WINDOW: 1.0, Light.LAMP: 0.98, Light.DIM: 0.66, Light.SHADOW: 0.97}


def brightness(light: Light, size: tuple[int, int], rng: Random) -> Image.Image:
    """Return how much of the light arrives, as an L image of ``size`` pixels (255 = all of it)."""
    x, y = _coarse_grid(size)
    angle = rng.uniform(0.0, 2 * np.pi)
    slope = (np.cos(angle) * x + np.sin(angle) * y) * 0.5 + 0.5
    level = _BRIGHTNESS[light] * (1.0 - _FALL_OFF[light] * slope) - 0.07 * (x**2 + y**2) / 2
    if light is Light.SHADOW:
        level *= 1.0 - rng.uniform(0.34, 0.46) * _hand(x, y, rng)
    coarse = Image.fromarray((np.clip(level, 0.1, 1.0) * 255).astype(np.uint8))
    return coarse.resize(size, Image.Resampling.BICUBIC)


def illuminate(picture: Planes, level: Image.Image, light: Light) -> Planes:
    """Return the picture under a light of this level and the colour of its kind."""
    return picture.tinted(*_TINT[light]).lit(level)


def glare(picture: Planes, rng: Random) -> Planes:
    """Return the picture with the reflection of a lamp burnt into it somewhere around the middle."""
    x, y = _coarse_grid(picture.size)
    centre, radius = (rng.uniform(-0.35, 0.35), rng.uniform(-0.4, 0.25)), rng.uniform(0.2, 0.3)
    distance = np.hypot((x - centre[0]) / 1.3, y - centre[1]) / radius
    burnt = np.clip(1.35 * np.exp(-(distance**2)) + 0.28 * np.exp(-distance * 0.9), 0.0, 1.0)
    spot = Image.fromarray((burnt * 255).astype(np.uint8)).resize(picture.size, Image.Resampling.BICUBIC)
    return picture.burnt(spot)


def under_paper(outline: list[tuple[float, float]], size: tuple[int, int], rng: Random) -> Image.Image:
    """Return the light left on the table beside a sheet lying on it, as an L image: its soft shadow."""
    shrink = 8
    offset = (rng.uniform(-6, 6) + size[0] * 0.003, rng.uniform(3, 9) + size[1] * 0.003)
    coarse = Image.new("L", (size[0] // shrink + 1, size[1] // shrink + 1), 255)
    moved = [((x + offset[0]) / shrink, (y + offset[1]) / shrink) for x, y in outline]
    ImageDraw.Draw(coarse).polygon(moved, fill=118)
    return coarse.filter(ImageFilter.GaussianBlur(1.6)).resize(size, Image.Resampling.BILINEAR)


def _coarse_grid(size: tuple[int, int]) -> tuple[_Plane, _Plane]:
    """Coordinates from -1 to 1 over the picture, x growing rightwards and y downwards."""
    long = max(size)
    columns, rows = (max(8, round(_COARSE * side / long)) for side in size)
    x = np.linspace(-1, 1, columns, dtype=np.float32)[None, :] * np.ones((rows, 1), np.float32)
    y = np.linspace(-1, 1, rows, dtype=np.float32)[:, None] * np.ones((1, columns), np.float32)
    return x, y


def _hand(x: _Plane, y: _Plane, rng: Random) -> _Plane:
    """A soft-edged band with a rounded end: the arm and the phone."""
    angle = rng.uniform(0.3, 1.2) * rng.choice((-1, 1))
    along, across = x * np.sin(angle) + y * np.cos(angle), x * np.cos(angle) - y * np.sin(angle)
    band = 1.0 / (1.0 + np.exp((np.abs(across - rng.uniform(-0.4, 0.4)) - rng.uniform(0.28, 0.4)) * 14))
    end = 1.0 / (1.0 + np.exp(-(along - rng.uniform(-0.5, 0.1)) * 9))
    return np.asarray(band * end, np.float32)
