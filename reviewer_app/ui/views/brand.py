"""The application's seal: 审 in a double frame, the one mark that needs no file."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.views.fonts import Weight, make_font
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import BASELINE_BELOW_MIDDLE, text_width
from reviewer_app.ui.views.theme import look


def paint_seal(painter: QPainter, rect: QRectF, ground: QColor, ink: QColor) -> None:
    """Draw the seal into a square."""
    side = rect.width()
    draw_frame(painter, rect, side * 0.22, ground)
    inset = side * 0.11
    frame = rect.adjusted(inset, inset, -inset, -inset)
    draw_frame(painter, frame, side * 0.14, None, ink, max(1.0, side * 0.045))
    font = make_font(round(side * 0.54), Weight.BOLD)
    painter.setFont(font)
    painter.setPen(ink)
    x = rect.center().x() - text_width("审", font) / 2
    painter.drawText(QPointF(x, rect.center().y() + font.pixelSize() * BASELINE_BELOW_MIDDLE), "审")


class Seal(QWidget):
    """The seal as a widget of ``size`` design pixels; ``reversed_`` for dark grounds."""

    def __init__(self, size: int, parent: QWidget | None = None, *, reversed_: bool = False) -> None:
        super().__init__(parent)
        self._size = size
        self._reversed = reversed_
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(self._size), look().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        c = look().colours
        ground, ink = (c.on_accent, c.accent) if self._reversed else (c.accent, c.on_accent)
        paint_seal(QPainter(self), QRectF(self.rect()), ground, ink)


def window_icon() -> QIcon:
    """The seal for the task bar."""
    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_seal(painter, QRectF(0, 0, side, side), look().colours.accent, look().colours.on_accent)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
