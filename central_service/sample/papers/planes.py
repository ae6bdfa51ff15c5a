"""A picture as JPEG stores it: brightness in full, the two colour planes at half the width and height.

Warping and lighting then touch half as many samples as in RGB, and the encoder gets what it would have computed itself.
Colour planes are Cb and Cr around 128 (ITU-R BT.601, as in JFIF).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from PIL import Image, ImageChops

_NEUTRAL = 128


@dataclass(slots=True)
class Planes:
    """Brightness and colour of one picture; width and height are even."""

    y: Image.Image
    cb: Image.Image
    cr: Image.Image

    @classmethod
    def of(cls, picture: Image.Image) -> Self:
        """Split an RGB picture."""
        y, cb, cr = picture.convert("YCbCr").split()
        return cls(y, cb.reduce(2), cr.reduce(2))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the brightness."""
        return self.y.size

    def joined(self) -> Image.Image:
        """Return the picture in mode YCbCr, which JPEG files are written from."""
        colours = [plane.resize(self.size, Image.Resampling.NEAREST) for plane in (self.cb, self.cr)]
        return Image.merge("YCbCr", (self.y, *colours))

    def each(self, change: Callable[[Image.Image], Image.Image]) -> Planes:
        """Return the picture with every plane changed alike."""
        return Planes(change(self.y), change(self.cb), change(self.cr))

    def crop(self, left: int, top: int, size: tuple[int, int]) -> Planes:
        """Return a piece; all numbers are even."""
        half = (left // 2, top // 2, (left + size[0]) // 2, (top + size[1]) // 2)
        return Planes(
            self.y.crop((left, top, left + size[0], top + size[1])), self.cb.crop(half), self.cr.crop(half)
        )

    def resized(self, size: tuple[int, int], method: Image.Resampling = Image.Resampling.BICUBIC) -> Planes:
        """Return the picture at another even size."""
        half = (size[0] // 2, size[1] // 2)
        return Planes(self.y.resize(size, method), self.cb.resize(half, method), self.cr.resize(half, method))

    def paste(self, other: Planes, left: int, top: int, mask: Image.Image) -> None:
        """Lay another picture on this one in place through a mask of its size; ``left`` and ``top`` are even."""
        self.y.paste(other.y, (left, top), mask)
        thin = mask.reduce(2)
        self.cb.paste(other.cb, (left // 2, top // 2), thin)
        self.cr.paste(other.cr, (left // 2, top // 2), thin)

    def lit(self, level: Image.Image) -> Planes:
        """Return the picture under less light: ``level`` (L, same size) 255 leaves it as it is."""
        thin = level.reduce(2)
        return Planes(ImageChops.multiply(self.y, level), _faded(self.cb, thin), _faded(self.cr, thin))

    def burnt(self, spot: Image.Image) -> Planes:
        """Return the picture under added white light (L, same size)."""
        thin = ImageChops.invert(spot.reduce(2))
        return Planes(ImageChops.screen(self.y, spot), _faded(self.cb, thin), _faded(self.cr, thin))

    def tinted(self, blue: int, red: int) -> Planes:
        """Return the picture with all colours moved towards blue and red by these amounts (may be negative)."""
        return Planes(
            self.y,
            ImageChops.add(self.cb, _plain(self.cb, _NEUTRAL + blue), 1.0, -_NEUTRAL),
            ImageChops.add(self.cr, _plain(self.cr, _NEUTRAL + red), 1.0, -_NEUTRAL),
        )


def _faded(colour: Image.Image, level: Image.Image) -> Image.Image:
    return Image.composite(colour, _plain(colour, _NEUTRAL), level)


def _plain(like: Image.Image, value: int) -> Image.Image:
    return Image.new("L", like.size, value)
