"""How most guardians take their pictures: readable, a little crooked, on whatever table is there."""

from __future__ import annotations

from random import Random

from central_service.sample.papers.exif import Orientation
from central_service.sample.papers.light import Light
from central_service.sample.papers.scene import Surface
from central_service.sample.papers.shot import Shot

CAMERAS = ("Yangben YB-60", "Yangben YB-60 Pro", "Xugou X12", "Moni M5 Lite")
"""Invented makers and models."""

_LIGHTS = (Light.EVEN,) * 4 + (Light.WINDOW,) * 4 + (Light.LAMP,) * 2
_ORIENTATIONS: tuple[Orientation, ...] = (1, 1, 1, 1, 6, 6, 8, 3)


def usual_shot(rng: Random, *, position: tuple[float, float] | None = None) -> Shot:
    """Return a shot that a reviewer can read, at 1200 to 1600 pixels, often stripped of its EXIF by a chat program.

    :param position: where the family lives, degrees north and east; written by every fifth phone, some metres off.
    """
    kept = rng.random() < 0.6
    located = position is not None and kept and rng.random() < 0.33
    return Shot(
        surface=rng.choice(tuple(Surface)),
        light=rng.choice(_LIGHTS),
        tilt=rng.choice((0.8, 1.6, 2.4, 4.0)),
        lean=rng.choice((0.01, 0.02, 0.03)),
        long_edge=rng.choice((1200, 1280, 1280, 1440, 1600)),
        quality=rng.choice((78, 84, 88)),
        orientation=rng.choice(_ORIENTATIONS) if kept else 1,
        camera=rng.choice(CAMERAS) if kept else "",
        taken=_moment(rng) if kept else "",
        position=_near(position, rng) if located and position else None,
    )


def phone_shot(rng: Random, *, position: tuple[float, float] | None = None) -> Shot:
    """Return a 12-megapixel shot straight from the camera, with its orientation, camera, time and place."""
    return Shot(
        surface=rng.choice(tuple(Surface)),
        light=rng.choice(_LIGHTS),
        long_edge=4000,
        quality=90,
        orientation=rng.choice(_ORIENTATIONS),
        camera=rng.choice(CAMERAS),
        taken=_moment(rng),
        position=_near(position, rng) if position else None,
    )


def _moment(rng: Random) -> str:
    """A time in the days of registration."""
    day, hour = rng.randint(5, 14), rng.randint(8, 22)
    return f"2026:07:{day:02} {hour:02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}"


def _near(position: tuple[float, float], rng: Random) -> tuple[float, float]:
    return (
        round(position[0] + rng.uniform(-0.01, 0.01), 6),
        round(position[1] + rng.uniform(-0.01, 0.01), 6),
    )
