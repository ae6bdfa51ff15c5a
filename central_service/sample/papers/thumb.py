"""A thumb in the picture: guardians hold the page down with it and cover what must be read."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from central_service.sample.papers.planes import Planes

_SKIN, _NAIL, _EDGE = (206, 158, 128), (228, 190, 168), (168, 118, 92)


def cover_with_thumb(picture: Planes, rng: Random) -> None:
    """Lay a thumb over the picture in place, reaching in from the lower edge."""
    length = round(min(picture.size) * 0.36)
    turned = _thumb(length).rotate(rng.uniform(-28, 28), Image.Resampling.BICUBIC, expand=True)
    size = (turned.width // 2 * 2, round(turned.height * 0.8) // 2 * 2)
    left, top = round(picture.size[0] * rng.uniform(0.2, 0.7)) // 2 * 2, picture.size[1] - size[1]
    seen = turned.crop((0, 0, *size))
    picture.paste(Planes.of(seen.convert("RGB")), left, top, seen.getchannel("A"))


@lru_cache(maxsize=8)
def _thumb(length: int) -> Image.Image:
    width = round(length * 0.5)
    picture = Image.new("RGBA", (width, length), (*_EDGE, 0))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((2, 2, width - 3, length * 2), width // 2, (*_EDGE, 255))
    inset = round(width * 0.05)
    pen.rounded_rectangle((inset, inset, width - inset, length * 2), width // 2 - inset, (*_SKIN, 255))
    pen.rounded_rectangle(
        (round(width * 0.24), round(width * 0.14), round(width * 0.76), round(width * 0.86)),
        width // 4,
        (*_NAIL, 255),
    )
    return picture.filter(ImageFilter.GaussianBlur(max(1.0, length / 90)))
