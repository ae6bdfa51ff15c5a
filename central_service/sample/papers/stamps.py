"""Red seals: round ones with text along the rim and a star, oval and oblong ones; worn and uneven as pressed by hand.

The issuers on them are whatever the paper's facts say and are invented with it. A plain star stands in the middle; no
emblem of state is drawn.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import accumulate, pairwise
from random import Random

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from central_service.sample.papers.text import Colour, Face, glyph, width_of, write

RED: Colour = (205, 38, 42)
_WEAR_SEED = 31


class Outline(Enum):
    """Shapes of seals."""

    ROUND = "round"
    OVAL = "oval"
    OBLONG = "oblong"
    FINGER = "finger"
    """A fingerprint in red ink beside a signature."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A seal: text along the rim (round, oval) or in the first line (oblong), a second text beneath, width in units."""

    text: str
    under: str = ""
    outline: Outline = Outline.ROUND
    width: float = 190.0


def press(image: Image.Image, stamp: Stamp, centre: tuple[float, float], scale: float, rng: Random) -> None:
    """Press the seal onto an RGB image in place; ``centre`` in pixels. Angle, strength and wear come from ``rng``."""
    coverage = _carved(stamp, round(stamp.width * scale))
    turned = coverage.rotate(rng.uniform(-14, 14), Image.Resampling.BILINEAR, expand=True)
    worn = ImageChops.multiply(turned, _wear(turned.size, rng.randrange(4)))
    strength = rng.uniform(0.72, 0.9)
    coat = Image.composite(
        Image.new("RGB", worn.size, RED),
        Image.new("RGB", worn.size, (255, 255, 255)),
        worn.point([int(level * strength) for level in range(256)]),
    )
    left, top = round(centre[0] - worn.width / 2), round(centre[1] - worn.height / 2)
    box = (left, top, left + worn.width, top + worn.height)
    image.paste(ImageChops.multiply(image.crop(box), coat), box[:2])


@lru_cache(maxsize=512)
def _carved(stamp: Stamp, px: int) -> Image.Image:
    if stamp.outline is Outline.OBLONG:
        return _oblong(stamp, px)
    if stamp.outline is Outline.FINGER:
        return _finger(px)
    ratio = 0.68 if stamp.outline is Outline.OVAL else 1.0
    return _rimmed(stamp, px, round(px * ratio))


def _rimmed(stamp: Stamp, width: int, height: int) -> Image.Image:
    face = Image.new("L", (width, height))
    pen = ImageDraw.Draw(face)
    pen.ellipse((1, 1, width - 2, height - 2), outline=255, width=max(2, round(width * 0.024)))
    _text_on_arc(face, stamp.text, width, height)
    if stamp.outline is Outline.ROUND:
        pen.polygon(_star(width / 2, height * 0.49, width * 0.125), fill=255)
    if stamp.under:
        _centred(
            face, stamp.under, height * (0.75 if stamp.outline is Outline.ROUND else 0.6), width * 0.56, 0.098
        )
    return face


def _text_on_arc(face: Image.Image, text: str, width: int, height: int) -> None:
    size = width * 0.136
    rim = (width / 2 - size * 0.84, height / 2 - size * 0.84)
    places, step = _spread(len(text), rim, size * max(0.98, min(1.45, 12 / max(1, len(text)))))
    narrow = min(1.0, max(0.6, step / size / 0.9))
    for char, (x, y) in zip(text, places, strict=True):
        outward = math.atan2(x / rim[0] ** 2, y / rim[1] ** 2)
        turned = _tile(char, round(size), narrow).rotate(-math.degrees(outward), Image.Resampling.BICUBIC)
        box = (round(width / 2 + x - turned.width / 2), round(height / 2 - y - turned.height / 2))
        area = (*box, box[0] + turned.width, box[1] + turned.height)
        face.paste(ImageChops.lighter(face.crop(area), turned), box)


def _spread(count: int, radii: tuple[float, float], widest: float) -> tuple[list[tuple[float, float]], float]:
    """Return points at equal distances along the upper part of an ellipse, and their distance; y grows upwards."""
    angles = [math.radians(134.0) * (index / 200 - 1.0) for index in range(401)]
    points = [(radii[0] * math.sin(angle), radii[1] * math.cos(angle)) for angle in angles]
    travelled = list(accumulate((math.dist(*ends) for ends in pairwise(points)), initial=0.0))
    step = min(widest, travelled[-1] / max(1, count))
    wanted = [travelled[-1] / 2 + step * (index + 0.5 - count / 2) for index in range(count)]
    return [points[bisect_left(travelled, length)] for length in wanted], step


def _tile(char: str, px: int, narrow: float) -> Image.Image:
    """One character in the middle of a square, its strokes swollen by ink and its width reduced."""
    size = max(6, px)
    drawn = glyph(char, Face.SONG, size)
    side = size * 2
    tile = Image.new("L", (side, side))
    if drawn.mask is not None:
        width = max(1, round(drawn.mask.width * narrow))
        mask = drawn.mask.resize((width, drawn.mask.height), Image.Resampling.BILINEAR)
        left = (side - width) / 2 + (drawn.left + (drawn.mask.width - drawn.advance) / 2) * narrow
        tile.paste(mask, (round(left), round(side * 0.69) + drawn.top))
    return tile.point([min(255, int(level * 1.7)) for level in range(256)])


def _oblong(stamp: Stamp, width: int) -> Image.Image:
    lines = [line for line in (stamp.text, stamp.under) if line]
    height = round(width * (0.2 + 0.17 * len(lines)))
    face = Image.new("L", (width, height))
    ImageDraw.Draw(face).rectangle(
        (1, 1, width - 2, height - 2), outline=255, width=max(2, round(width * 0.018))
    )
    for index, line in enumerate(lines):
        middle = height * (0.5 if len(lines) == 1 else (0.32, 0.72)[index])
        _centred(
            face, line, middle, width * 0.86, min(0.19, height * (0.66 if len(lines) == 1 else 0.36) / width)
        )
    return face


def _finger(width: int) -> Image.Image:
    height = round(width * 1.35)
    face = Image.new("L", (width, height))
    pen = ImageDraw.Draw(face)
    step = max(3, width // 11)
    for ring, inset in enumerate(range(0, width // 2 - 1, step)):
        lift = ring * step * 0.35
        pen.ellipse(
            (inset, inset + lift, width - 1 - inset, height - 1 - inset + lift),
            outline=255,
            width=max(1, step // 2),
        )
    return face


def _centred(face: Image.Image, text: str, middle: float, room: float, size: float) -> None:
    px = round(face.width * size)
    weight = 1 if px > 24 else 0
    while px > 6 and width_of(text, Face.SONG, px, weight=weight) > room:
        px -= 1
    x = (face.width - width_of(text, Face.SONG, px, weight=weight)) / 2
    ink = Image.new("RGB", face.size)
    write(ink, x, middle + px * 0.37, text, Face.SONG, px, (255, 255, 255), weight=weight)
    face.paste(255, (0, 0), ink.getchannel(0).point([min(255, int(level * 1.7)) for level in range(256)]))


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.382
        angle = math.pi * index / 5
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    return points


@lru_cache(maxsize=64)
def _wear(size: tuple[int, int], which: int) -> Image.Image:
    rng = np.random.default_rng(_WEAR_SEED + which)
    coarse = Image.fromarray(rng.integers(150, 256, (9, 9)).astype(np.uint8)).resize(
        size, Image.Resampling.BICUBIC
    )
    fine = Image.fromarray(
        (255 - (rng.random((size[1], size[0])) < 0.045) * rng.integers(80, 200)).astype(np.uint8)
    )
    return ImageChops.multiply(coarse, fine)
