"""The blank paper itself: tints, fine wave patterns as on printed certificates, and grain.

Patterns are drawn in paper units, so that a page looks the same at every resolution. They are plain sine waves made for
this sample and copy no real security print.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from central_service.sample.papers.text import Colour

_GRAIN_SEED = 20260714
_FINE = 1.6
"""From this scale on a pattern is enlarged: it has no finer detail."""


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of paper; lengths in paper units (a page is about 1000 units wide)."""

    tint: Colour
    waves: Colour | None = None
    pitch: float = 26.0
    """Distance between two wave lines."""
    swing: float = 9.0
    """Height of the waves."""
    crossed: bool = True
    """A second family of waves crosses the first, as in guilloche prints."""
    grain: float = 1.6
    """Unevenness of the surface, in grey levels."""
    spine: float = 0.0
    """Width of the soft shadow along the left edge where a page is bound."""


def blank(stock: Stock, size: tuple[int, int], scale: float) -> Image.Image:
    """Return an empty RGB sheet of ``size`` pixels; ``scale`` is pixels per paper unit."""
    if scale > _FINE:
        half = (math.ceil(size[0] / 2), math.ceil(size[1] / 2))
        return blank(stock, half, scale / 2).resize(size, Image.Resampling.BICUBIC)
    width, height = size
    x = (np.arange(width, dtype=np.float32) / scale)[None, :]
    y = (np.arange(height, dtype=np.float32) / scale)[:, None]
    pixels = np.empty((height, width, 3), np.float32)
    pixels[:] = stock.tint
    if stock.waves is not None:
        ink = _waves(stock, x, y, scale)[..., None]
        pixels += ink * (np.array(stock.waves, np.float32) - pixels)
    shade = np.random.default_rng(_GRAIN_SEED).normal(0.0, stock.grain, (height, width)).astype(np.float32)
    pixels += shade[..., None]
    if stock.spine:
        pixels *= (1.0 - 0.2 * np.exp(-((x / stock.spine) ** 2)))[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _waves(
    stock: Stock, x: npt.NDArray[np.float32], y: npt.NDArray[np.float32], scale: float
) -> npt.NDArray[np.float32]:
    thickness = max(0.9, 1.1 / scale)
    swell = np.sin(x / 61.0 + 0.8 * np.sin(y / 143.0))
    lines = _lines(y + stock.swing * swell, stock.pitch, thickness)
    if stock.crossed:
        lines = np.maximum(
            lines, _lines(y - 1.4 * stock.swing * swell + x * 0.11, stock.pitch * 1.31, thickness)
        )
    return lines * np.float32(0.66)


def _lines(phase: npt.NDArray[np.float32], pitch: float, thickness: float) -> npt.NDArray[np.float32]:
    distance = np.abs(phase / pitch - np.round(phase / pitch)) * pitch
    return np.asarray(np.clip(1.3 - distance / thickness, 0.0, 1.0), np.float32)


CREAM = Stock((251, 246, 222), (236, 226, 186), spine=16)
PEACH = Stock((253, 240, 224), (243, 219, 190), spine=16)
MINT = Stock((236, 245, 230), (205, 225, 198), spine=16)
PEARL = Stock((243, 242, 240), (222, 222, 224), spine=16)
BOND = Stock((252, 251, 247))
OFFICE = Stock((249, 249, 250))
RECYCLED = Stock((240, 237, 228), grain=2.6)
ROSE = Stock((254, 240, 241), (248, 214, 219))
LILAC = Stock((244, 240, 250), (224, 214, 240))
SKY = Stock((226, 234, 242), (202, 215, 229), pitch=19)
JADE = Stock((214, 232, 225), (188, 214, 204), pitch=19)
CERTIFICATE = Stock((253, 246, 235), (246, 219, 205), pitch=18, swing=12)
LICENCE = Stock((254, 252, 244), (244, 236, 208), pitch=22, swing=14)
