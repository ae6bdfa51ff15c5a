"""A drawn person for cards and snapshots: flat shapes, nobody's likeness."""

from __future__ import annotations

from random import Random

from central_service.sample.papers.sheet import Sheet
from central_service.sample.papers.text import Colour

_SKINS: tuple[Colour, ...] = ((240, 208, 180), (232, 196, 166), (224, 184, 152))
_HAIRS: tuple[Colour, ...] = ((36, 30, 30), (52, 40, 36), (44, 38, 44))
_CLOTHES: tuple[Colour, ...] = ((58, 92, 140), (96, 104, 116), (150, 70, 72), (70, 118, 96), (206, 168, 90))
_WHITE: Colour = (246, 246, 246)


def draw_portrait(
    sheet: Sheet,
    corner: tuple[float, float],
    size: tuple[float, float],
    *,
    who: str,
    female: bool,
    backdrop: Colour = (206, 222, 236),
) -> None:
    """Draw head and shoulders into a box; ``who`` chooses hair, skin and clothes, the same for the same name."""
    choice = Random(who)
    skin, hair, clothes = choice.choice(_SKINS), choice.choice(_HAIRS), choice.choice(_CLOTHES)
    width, height = size
    x, y = corner[0] + width / 2, corner[1] + height * 0.44
    head = (width * 0.215, height * 0.215)
    sheet.box(corner, size, None, backdrop)
    if female:
        sheet.disc((x, y + head[1] * 0.25), (head[0] * 1.32, head[1] * 1.6), hair)
    _shoulders(sheet, corner, size, clothes)
    _neck(sheet, (x, y), head, skin)
    sheet.disc((x, y - head[1] * 0.18), (head[0] * 1.14, head[1] * 1.04), hair)
    sheet.disc((x, y + head[1] * 0.02), (head[0], head[1] * 0.98), skin)
    fringe = choice.uniform(0.3, 0.5)
    sheet.shape(
        [
            (x - head[0] * 1.04, y - head[1] * 0.02),
            (x - head[0] * 0.86, y - head[1] * 0.86),
            (x, y - head[1] * 1.08),
            (x + head[0] * 0.86, y - head[1] * 0.86),
            (x + head[0] * 1.04, y - head[1] * 0.02),
            (x + head[0] * fringe, y - head[1] * 0.46),
            (x - head[0] * fringe, y - head[1] * 0.4),
        ],
        hair,
    )
    _features(sheet, (x, y), head, hair)


def _shoulders(sheet: Sheet, corner: tuple[float, float], size: tuple[float, float], clothes: Colour) -> None:
    x, foot = corner[0] + size[0] / 2, corner[1] + size[1]
    sheet.shape(
        [
            (x - size[0] * 0.42, foot),
            (x - size[0] * 0.38, foot - size[1] * 0.16),
            (x - size[0] * 0.2, foot - size[1] * 0.26),
            (x + size[0] * 0.2, foot - size[1] * 0.26),
            (x + size[0] * 0.38, foot - size[1] * 0.16),
            (x + size[0] * 0.42, foot),
        ],
        clothes,
    )
    sheet.shape(
        [
            (x - size[0] * 0.12, foot - size[1] * 0.27),
            (x + size[0] * 0.12, foot - size[1] * 0.27),
            (x, foot - size[1] * 0.1),
        ],
        _WHITE,
    )


def _neck(sheet: Sheet, centre: tuple[float, float], head: tuple[float, float], skin: Colour) -> None:
    (x, y), (across, up) = centre, head
    shade = (skin[0] - 16, skin[1] - 18, skin[2] - 18)
    sheet.box((x - across * 0.42, y + up * 0.7), (across * 0.84, up * 0.75), None, shade)


def _features(sheet: Sheet, centre: tuple[float, float], head: tuple[float, float], hair: Colour) -> None:
    (x, y), (across, up) = centre, head
    for side in (-1, 1):
        sheet.disc((x + side * across * 0.4, y + up * 0.06), (across * 0.085, up * 0.075), hair)
        brow = y - up * 0.14
        sheet.line((x + side * across * 0.58, brow), (x + side * across * 0.24, brow), hair, across * 0.045)
        sheet.line(
            (x + side * across * 0.22, y + up * 0.47), (x, y + up * 0.54), (184, 100, 96), across * 0.055
        )
