"""Where an image lies in its window: plain geometry, no pixels. Lengths are device pixels unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSizeF

LEAST_ZOOM = 0.02
MOST_ZOOM = 4.0
MOST_FIT = 2.0
"""A small picture is blown up to at most this to fill the window."""
STEP = 1.25


class Fit(StrEnum):
    """How the zoom comes about."""

    WHOLE = "whole"
    WIDTH = "width"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """How one image is looked at; it survives a change of window size.

    ``zoom`` (device pixels per pixel of the image) counts for FREE. ``centre`` is the point of the image, as a
    fraction of its sides, that lies in the middle of the window.
    """

    fit: Fit = Fit.WHOLE
    zoom: float = 1.0
    centre: tuple[float, float] = (0.5, 0.5)


WHOLE = Placement()
WIDTH = Placement(fit=Fit.WIDTH, centre=(0.5, 0.0))


@dataclass(frozen=True, slots=True)
class Stage:
    """The room for an image: sizes of image and window, and the margin that stays free around a fitted image."""

    image: QSizeF
    window: QSizeF
    margin: float = 0.0

    def zoom(self, placement: Placement) -> float:
        """The zoom in force."""
        if placement.fit is Fit.FREE:
            return min(MOST_ZOOM, max(LEAST_ZOOM, placement.zoom))
        room = QSizeF(self.window.width() - 2 * self.margin, self.window.height() - 2 * self.margin)
        across = max(1.0, room.width()) / max(1.0, self.image.width())
        down = max(1.0, room.height()) / max(1.0, self.image.height())
        zoom = across if placement.fit is Fit.WIDTH else min(across, down)
        return min(MOST_FIT, max(LEAST_ZOOM, zoom))

    def size(self, placement: Placement) -> QSizeF:
        """Size of the image on screen, whole pixels."""
        zoom = self.zoom(placement)
        width, height = round(self.image.width() * zoom), round(self.image.height() * zoom)
        return QSizeF(max(1, width), max(1, height))

    def rect(self, placement: Placement) -> QRectF:
        """Where the image lies in the window: centred where it is smaller, never past its edge where it is larger."""
        size = self.size(placement)
        x = self._along(size.width(), self.window.width(), placement.centre[0])
        y = self._along(size.height(), self.window.height(), placement.centre[1])
        return QRectF(QPointF(x, y), size)

    def _along(self, length: float, window: float, centre: float) -> float:
        if length + 2 * self.margin <= window:
            return round((window - length) / 2)
        start = window / 2 - centre * length
        return round(min(self.margin, max(window - self.margin - length, start)))

    def moved(self, placement: Placement, delta: QPointF) -> Placement:
        """The image dragged by ``delta``."""
        return self._settled(placement, self.rect(placement).translated(delta))

    def zoomed(self, placement: Placement, factor: float, at: QPointF) -> Placement:
        """Zoomed by ``factor`` with the point of the image under ``at`` staying there."""
        before = self.rect(placement)
        fraction = (
            (at.x() - before.left()) / before.width(),
            (at.y() - before.top()) / before.height(),
        )
        wanted = min(MOST_ZOOM, max(LEAST_ZOOM, self.zoom(placement) * factor))
        free = Placement(fit=Fit.FREE, zoom=wanted, centre=placement.centre)
        size = self.size(free)
        corner = QPointF(at.x() - fraction[0] * size.width(), at.y() - fraction[1] * size.height())
        return self._settled(free, QRectF(corner, size))

    def _settled(self, placement: Placement, rect: QRectF) -> Placement:
        middle = QPointF(self.window.width() / 2, self.window.height() / 2) - rect.topLeft()
        rough = replace(placement, centre=(middle.x() / rect.width(), middle.y() / rect.height()))
        kept = self.rect(rough)
        middle = QPointF(self.window.width() / 2, self.window.height() / 2) - kept.topLeft()
        return replace(rough, centre=(middle.x() / kept.width(), middle.y() / kept.height()))
