"""Frames, hairlines and shadows that sit on whole device pixels, so that they stay even at 115-150 %."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

_NEARLY = 0.01


def snap_point(painter: QPainter, point: QPointF) -> QPointF:
    """The point whose vertical position is a whole device pixel: baselines stay even at 115-150 %."""
    transform = painter.deviceTransform()
    mapped = transform.map(point)
    back, _ = transform.inverted()
    return back.map(QPointF(mapped.x(), round(mapped.y())))


def snap_rect(painter: QPainter, rect: QRectF) -> QRectF:
    """The rectangle with its edges on whole device pixels, never beyond where they were: a widget would cut them."""
    transform = painter.deviceTransform()
    mapped = transform.mapRect(rect)
    back, _ = transform.inverted()
    left, top = ceil(mapped.left() - _NEARLY), ceil(mapped.top() - _NEARLY)
    right, bottom = floor(mapped.right() + _NEARLY), floor(mapped.bottom() + _NEARLY)
    return back.mapRect(QRectF(left, top, right - left, bottom - top))


def device_width(painter: QPainter, width: float = 1.0) -> float:
    """A line width that is a whole number of device pixels, at least one."""
    ratio = max(0.1, abs(painter.deviceTransform().m22()))
    return max(1, int(width * ratio + 0.25)) / ratio


def draw_hline(
    painter: QPainter, left: float, right: float, y: float, colour: QColor, width: float = 1.0
) -> None:
    """A horizontal hairline whose top edge is at ``y``."""
    thick = device_width(painter, width)
    top = snap_point(painter, QPointF(left, y)).y()
    painter.fillRect(QRectF(left, top, right - left, thick), colour)


def draw_vline(
    painter: QPainter, x: float, top: float, bottom: float, colour: QColor, width: float = 1.0
) -> None:
    """A vertical hairline whose left edge is at ``x``."""
    snapped = snap_rect(painter, QRectF(x, top, 1, bottom - top))
    painter.fillRect(
        QRectF(snapped.left(), snapped.top(), device_width(painter, width), snapped.height()), colour
    )


def draw_frame(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle with its border inside ``rect``, edges on whole device pixels."""
    snapped = snap_rect(painter, rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(snapped, radius, radius)
    else:
        thick = device_width(painter, width)
        inset = thick / 2
        painter.setPen(QPen(border, thick))
        inner = max(0.0, radius - inset)
        painter.drawRoundedRect(snapped.adjusted(inset, inset, -inset, -inset), inner, inner)
    painter.restore()


def draw_shadow(painter: QPainter, rect: QRectF, radius: float, blur: int, colour: QColor) -> None:
    """A soft shadow around ``rect``, from a nine-patch made once per radius, blur and colour.

    ``blur`` is how far it reaches; it falls a third of that downwards. The caller fills ``rect`` itself.
    """
    patch = _shadow_patch(round(radius), blur, colour.rgba())
    edge = round(radius) + blur * 2
    outer = rect.adjusted(-blur, -blur, blur, blur).translated(0, blur / 3)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    _nine(outer, edge, patch.width(), lambda target, source: painter.drawPixmap(target, patch, source))
    painter.restore()


def _nine(outer: QRectF, edge: float, side: float, draw: Callable[[QRectF, QRectF], None]) -> None:
    xs = (outer.left(), outer.left() + edge, outer.right() - edge, outer.right())
    ys = (outer.top(), outer.top() + edge, outer.bottom() - edge, outer.bottom())
    cuts = (0.0, edge, side - edge, side)
    for row in range(3):
        for column in range(3):
            target = QRectF(QPointF(xs[column], ys[row]), QPointF(xs[column + 1], ys[row + 1]))
            source = QRectF(QPointF(cuts[column], cuts[row]), QPointF(cuts[column + 1], cuts[row + 1]))
            draw(target, source)


@lru_cache(maxsize=16)
def _shadow_patch(radius: int, blur: int, rgba: int) -> QPixmap:
    """Many frames within one another, each adding a little: their sum falls off like a blurred edge."""
    side = 2 * (radius + 2 * blur) + 4
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    step = QColor.fromRgba(rgba)
    whole = step.alphaF()
    for ring in range(2 * blur):
        near = ring / (2 * blur)
        step.setAlphaF(whole * 2.2 * near * (1 - near) / blur)
        painter.setBrush(step)
        corner = radius + blur - ring * 0.5
        painter.drawRoundedRect(QRectF(ring, ring, side - 2 * ring, side - 2 * ring), corner, corner)
    painter.end()
    return pixmap
