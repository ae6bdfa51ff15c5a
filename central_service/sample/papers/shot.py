"""From a flat page to the photo that a guardian sends: table, tilt, light, focus, framing, compression, EXIF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from random import Random

import numpy as np
from PIL import Image, ImageChops

from central_service.sample.papers import light as lights
from central_service.sample.papers import scene, warp
from central_service.sample.papers.exif import Orientation, as_stored, exif_bytes
from central_service.sample.papers.light import Light
from central_service.sample.papers.paper import Paper, draw
from central_service.sample.papers.planes import Planes
from central_service.sample.papers.scene import Surface
from central_service.sample.papers.thumb import cover_with_thumb

PHONE_BYTES = (2_500_000, 4_500_000)
"""Size of a 12-megapixel picture straight from a phone."""

_SCALES = (0.85, 1.0, 1.2, 1.5, 2.6)
_PHONE_EDGE = 3000
_QUALITY_RANGE = (60, 96)
_NOISE_TILE = 1024


class Blur(Enum):
    """Focus."""

    NONE = "none"
    SLIGHT = "slight"
    UNREADABLE = "unreadable"


class Framing(Enum):
    """How much of the page is in the picture."""

    COMPLETE = "complete"
    CUT = "cut"
    """A corner or an edge with text is outside."""
    FAR = "far"
    """So small that text cannot be read when enlarged."""


class Fault(Enum):
    """Mistakes of orientation that no tag repairs."""

    NONE = "none"
    UPSIDE_DOWN = "upside down"
    SIDEWAYS = "sideways"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """How a photo is taken. The seed of :func:`photograph` decides everything within these bounds."""

    surface: Surface = Surface.WOOD
    light: Light = Light.EVEN
    tilt: float = 2.0
    """Largest turn of the page, in degrees."""
    lean: float = 0.03
    """Largest perspective move of a corner, as a share of the side."""
    blur: Blur = Blur.NONE
    glare: bool = False
    thumb: bool = False
    """A thumb covers a part of the lower edge."""
    framing: Framing = Framing.COMPLETE
    long_edge: int = 1280
    """Longer side in pixels; the sides are 4:3. From 3000 on the picture has a sensor's noise and a phone's bytes."""
    quality: int = 84
    """JPEG quality 1–95; sets only the start where :data:`PHONE_BYTES` apply."""
    orientation: Orientation = 1
    fault: Fault = Fault.NONE
    camera: str = ""
    """Invented maker and model, for example ``Yangben YB-60``; without it the picture has no camera data."""
    taken: str = ""
    """``YYYY:MM:DD HH:MM:SS``."""
    position: tuple[float, float] | None = None
    """Degrees north and east for the GPS block."""


def photograph(paper: Paper, shot: Shot, *, seed: int) -> bytes:
    """Return the photo as a JPEG file; the same bytes for the same arguments and versions of the libraries."""
    rng = Random(f"{seed}/photo")
    picture = _held(_developed(_view(paper, shot, rng, seed), shot, rng), shot.fault)
    tagged = shot.orientation if shot.orientation != 1 or shot.camera else None
    exif = exif_bytes(tagged, shot.camera, shot.taken, shot.position)
    stored = as_stored(picture, shot.orientation).joined()
    if shot.long_edge >= _PHONE_EDGE:
        return _phone_jpeg(stored, shot.quality, exif)
    return _jpeg(stored, shot.quality, exif)


def frame_for(kind: type[Paper], long_edge: int) -> tuple[int, int]:
    """Return the upright picture's width and height, both even: 4:3 like the page, or as a snapshot is cut."""
    long, ratio = 2 * round(long_edge / 2), 3 / 4
    if kind.fills_frame:
        ratio = min(kind.size) / max(kind.size)
    short = 2 * round(long_edge * ratio / 2)
    return (long, short) if kind.size[0] >= kind.size[1] else (short, long)


def _view(paper: Paper, shot: Shot, rng: Random, seed: int) -> Planes:
    """The lit scene in sharp focus."""
    frame = frame_for(type(paper), shot.long_edge)
    if paper.fills_frame:
        drawn = draw(paper, _scale(max(frame) / max(paper.size)), seed)
        picture = Planes.of(drawn.resize(frame, Image.Resampling.BICUBIC))
        return lights.illuminate(picture, lights.brightness(shot.light, frame, rng), shot.light)
    corners = _corners(paper, shot, frame, rng)
    page = draw(paper, _scale(_reach(corners) / paper.size[0]), seed)
    radius = paper.corner * page.width / paper.size[0]
    picture = scene.background(shot.surface, frame, rng)
    around = lights.under_paper(corners, frame, rng)
    coverage = warp.lay(picture, Planes.of(page), corners, radius)
    level = lights.brightness(shot.light, frame, rng)
    beside = ImageChops.multiply(level, around)
    beside.paste(level, (0, 0), coverage)
    return lights.illuminate(picture, beside, shot.light)


def _corners(paper: Paper, shot: Shot, frame: tuple[int, int], rng: Random) -> list[warp.Point]:
    share, shift = rng.uniform(0.88, 0.95), (rng.uniform(-0.012, 0.012), rng.uniform(-0.012, 0.012))
    if paper.corner:
        share *= 0.9
    if shot.framing is Framing.FAR:
        share, shift = 0.24, (rng.uniform(-0.15, 0.15), rng.uniform(-0.15, 0.15))
    elif shot.framing is Framing.CUT:
        share = 1.06
        shift = (rng.choice((-1, 1)) * rng.uniform(0.14, 0.2), rng.choice((-1, 1)) * rng.uniform(0.05, 0.14))
    return warp.place(paper.size, frame, share=share, tilt=shot.tilt, lean=shot.lean, shift=shift, rng=rng)


def _reach(corners: list[warp.Point]) -> float:
    """Length of the page's upper edge in the picture, in pixels."""
    (x0, y0), (x1, y1) = corners[:2]
    return float(np.hypot(x1 - x0, y1 - y0))


def _scale(wanted: float) -> float:
    return next((scale for scale in _SCALES if scale >= wanted * 0.95), _SCALES[-1])


def _developed(picture: Planes, shot: Shot, rng: Random) -> Planes:
    """Everything that happens between the scene and the file."""
    if shot.glare:
        picture = lights.glare(picture, rng)
    if shot.thumb:
        cover_with_thumb(picture, rng)
    if shot.blur is not Blur.NONE:
        picture = _defocused(picture, 2 if shot.blur is Blur.SLIGHT else 8)
    if shot.long_edge >= _PHONE_EDGE:
        picture.y = _with_noise(picture.y, rng)
    return picture


def _held(picture: Planes, fault: Fault) -> Planes:
    if fault is Fault.NONE:
        return picture
    turn = Image.Transpose.ROTATE_180 if fault is Fault.UPSIDE_DOWN else Image.Transpose.ROTATE_90
    return picture.each(lambda plane: plane.transpose(turn))


def _defocused(picture: Planes, strength: int) -> Planes:
    """Blur by shrinking and enlarging: a tenth of the time of a Gaussian filter of that width."""
    factor = max(2, round(strength * max(picture.size) / 1280))
    return picture.each(lambda plane: plane.reduce(factor).resize(plane.size, Image.Resampling.BICUBIC))


def _with_noise(plane: Image.Image, rng: Random) -> Image.Image:
    noise = Image.new("L", plane.size)
    start = (-rng.randrange(_NOISE_TILE), -rng.randrange(_NOISE_TILE))
    for left in range(start[0], plane.width, _NOISE_TILE):
        for top in range(start[1], plane.height, _NOISE_TILE):
            noise.paste(_noise_tile(), (left, top))
    return ImageChops.add(plane, noise, 1.0, -128)


@lru_cache(maxsize=1)
def _noise_tile() -> Image.Image:
    values = np.random.default_rng(12).normal(128.0, 4.6, (_NOISE_TILE, _NOISE_TILE))
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def _jpeg(picture: Image.Image, quality: int, exif: bytes) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality, exif=exif)
    return file.getvalue()


def _phone_jpeg(picture: Image.Image, quality: int, exif: bytes) -> bytes:
    """Encode within :data:`PHONE_BYTES`, moving the quality where the first try is outside."""
    least, most = PHONE_BYTES
    data = _jpeg(picture, quality, exif)
    while len(data) > most and quality > _QUALITY_RANGE[0]:
        quality -= 4
        data = _jpeg(picture, quality, exif)
    while len(data) < least and quality < _QUALITY_RANGE[1]:
        quality += 2
        data = _jpeg(picture, quality, exif)
    return data
