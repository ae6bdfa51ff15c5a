"""Laying a flat page into a picture: where its corners come to lie, and the pixels that follow.

Corners run clockwise from the page's upper left one, in pixels of the picture.
"""

from __future__ import annotations

import math
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from central_service.sample.papers.planes import Planes

Point = tuple[float, float]
_Matrix = npt.NDArray[np.float64]


def place(
    page: tuple[int, int],
    frame: tuple[int, int],
    *,
    share: float,
    tilt: float,
    lean: float,
    shift: Point,
    rng: Random,
) -> list[Point]:
    """Return the four corners of a page in a frame.

    :param page: width and height of the page in any unit.
    :param share: part of the frame that the upright page would fill in its tighter direction.
    :param tilt: largest turn, in degrees.
    :param lean: largest move of a corner by perspective, as a share of the page's side.
    :param shift: how far the middle is moved, in shares of the frame.
    """
    scale = share * min(frame[0] / page[0], frame[1] / page[1])
    half = (page[0] * scale / 2, page[1] * scale / 2)
    middle = (frame[0] * (0.5 + shift[0]), frame[1] * (0.5 + shift[1]))
    turn = math.radians(rng.uniform(-tilt, tilt))
    corners = []
    for sign_x, sign_y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x = sign_x * half[0] * (1 - rng.uniform(0, lean))
        y = sign_y * half[1] * (1 - rng.uniform(0, lean))
        corners.append(
            (
                middle[0] + x * math.cos(turn) - y * math.sin(turn),
                middle[1] + x * math.sin(turn) + y * math.cos(turn),
            )
        )
    return corners


def lay(picture: Planes, page: Planes, corners: list[Point], radius: float = 0.0) -> Image.Image:
    """Draw the page onto the picture in place; returns the page's coverage (L, size of the picture).

    :param radius: of the page's rounded corners, in pixels of the page.
    """
    outline = page_outline(page.size, corners, radius)
    left, top, width, height = _even_bounds(outline, picture.size)
    local = [(x - left, y - top) for x, y in corners]
    halved = [(x / 2, y / 2) for x, y in local]
    warped = Planes(
        _seen(page.y, local, (width, height), beyond=190),
        _seen(page.cb, halved, (width // 2, height // 2), beyond=128),
        _seen(page.cr, halved, (width // 2, height // 2), beyond=128),
    )
    mask = _polygon([(x - left, y - top) for x, y in outline], (width, height))
    picture.paste(warped, left, top, mask)
    coverage = Image.new("L", picture.size)
    coverage.paste(mask, (left, top))
    return coverage


def _seen(plane: Image.Image, corners: list[Point], size: tuple[int, int], *, beyond: int) -> Image.Image:
    """The plane as seen; ``beyond`` stands outside the page and shines through its blurred edge."""
    coefficients = [float(value) for value in _matrix(plane.size, corners).ravel()[:8]]
    return plane.transform(
        size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BILINEAR, fillcolor=beyond
    )


def page_outline(page: tuple[int, int], corners: list[Point], radius: float) -> list[Point]:
    """Return the outline of the page in the picture as a polygon."""
    if not radius:
        return corners
    forward = np.linalg.inv(_matrix(page, corners))
    width, height = page
    points = []
    for x, y, start in (
        (radius, radius, 180),
        (width - radius, radius, 270),
        (width - radius, height - radius, 0),
        (radius, height - radius, 90),
    ):
        for step in range(0, 91, 15):
            angle = math.radians(start + step)
            u, v, w = forward @ (x + radius * math.cos(angle), y + radius * math.sin(angle), 1.0)
            points.append((float(u / w), float(v / w)))
    return points


def _matrix(page: tuple[int, int], corners: list[Point]) -> _Matrix:
    """The projective map from picture to page."""
    targets = ((0, 0), (page[0], 0), (page[0], page[1]), (0, page[1]))
    rows, right = [], []
    for (x, y), (u, v) in zip(corners, targets, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    solved = np.linalg.solve(np.array(rows, np.float64), np.array(right, np.float64))
    return np.append(solved, 1.0).reshape(3, 3)


def _even_bounds(outline: list[Point], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Left, top, width and height of the part of the picture that the outline touches, all even."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    left, top = (max(0, 2 * math.floor(min(values) / 2 - 0.5)) for values in (xs, ys))
    right, bottom = (
        min(side, 2 * math.ceil(max(values) / 2 + 0.5)) for values, side in zip((xs, ys), size, strict=True)
    )
    return left, top, right - left, bottom - top


def _polygon(points: list[Point], size: tuple[int, int]) -> Image.Image:
    """A filled polygon with smooth edges."""
    double = Image.new("L", (size[0] * 2, size[1] * 2))
    ImageDraw.Draw(double).polygon([(x * 2, y * 2) for x, y in points], fill=255)
    return double.reduce(2)
