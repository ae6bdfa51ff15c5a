"""Lucide icons recoloured from the tokens and drawn at the screen's own resolution.

An icon is named by its file in ``resources/icons`` without the suffix: ``zoom-in``, ``circle-check``.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reviewer_app.ui.views.theme import look, resources


class IconError(LookupError):
    """There is no such icon among the bundled ones."""


def icon_pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0, stroke: float = 2.0) -> QPixmap:
    """``name`` drawn ``size`` logical pixels square for a screen of the given device pixel ratio.

    ``stroke`` is in units of the icon's 24: more for the smallest, so that they stay visible.

    :raises IconError: when no such file is bundled.
    """
    return _drawn(name, size, colour.rgba(), ratio, stroke)


def draw_icon(
    painter: QPainter, name: str, centre: QPointF, size: int, colour: QColor, stroke: float = 2.0
) -> None:
    """Draw an icon around ``centre``; ``size`` is in logical pixels, already scaled by ``look().px``."""
    ratio = painter.device().devicePixelRatioF()
    pixmap = icon_pixmap(name, size, colour, ratio, stroke)
    transform = painter.deviceTransform()
    corner = transform.map(QPointF(centre.x() - size / 2, centre.y() - size / 2))
    back, _ = transform.inverted()
    snapped = back.map(QPointF(round(corner.x()), round(corner.y())))
    painter.drawPixmap(snapped, pixmap)


def icon(name: str, size: int, token: str = "ink2") -> QIcon:
    """A QIcon for standard widgets; painted parts use :func:`draw_icon`."""
    colour = look().colours.named(token)
    made = QIcon(icon_pixmap(name, size, colour))
    made.addPixmap(icon_pixmap(name, size, colour, 2.0))
    return made


@lru_cache(maxsize=64)
def _source(name: str) -> bytes:
    path = resources() / "icons" / f"{name}.svg"
    try:
        return path.read_bytes()
    except OSError as error:
        raise IconError(name) from error


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, rgba: int, ratio: float, stroke: float) -> QPixmap:
    colour = QColor.fromRgba(rgba)
    source = _source(name).replace(b"currentColor", colour.name().encode())
    source = source.replace(b'stroke-width="2"', f'stroke-width="{stroke:g}"'.encode())
    renderer = QSvgRenderer(QByteArray(source))
    side = max(1, round(size * ratio))
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
