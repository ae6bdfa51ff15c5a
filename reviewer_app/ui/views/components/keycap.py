"""A key as it looks on the keyboard, wherever a key can be pressed instead of a click."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look


@dataclass(frozen=True, slots=True)
class KeycapColours:
    """Colours of one keycap; the plain one takes its own from the tokens."""

    ink: QColor
    fill: QColor
    line: QColor


def plain_colours() -> KeycapColours:
    """A keycap on a neutral surface."""
    c = look().colours
    return KeycapColours(c.ink2, c.keycap, c.keycap_line)


def keycap_size(key: str) -> QSizeF:
    """Size of the cap of ``key``: 20 high at 100 %, wide as its text, at least 22."""
    px = look().px
    width = text_width(key, look().font(12, Weight.MEDIUM)) + px(10)
    return QSizeF(max(px(22), round(width)), px(20))


def paint_keycap(
    painter: QPainter, left_middle: QPointF, key: str, colours: KeycapColours | None = None
) -> float:
    """Draw the cap of ``key`` with its left edge's middle at ``left_middle``; returns its width."""
    worn = colours or plain_colours()
    size = keycap_size(key)
    rect = QRectF(QPointF(left_middle.x(), left_middle.y() - size.height() / 2), size)
    draw_frame(painter, rect, look().px(4), worn.fill, worn.line)
    font = look().font(12, Weight.MEDIUM)
    draw_text(painter, rect, key, font, worn.ink, Qt.AlignmentFlag.AlignHCenter)
    return size.width()


class Keycap(QLabel):
    """A keycap as a widget; never takes focus."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return keycap_size(self.text()).toSize()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_keycap(painter, QPointF(0, self.height() / 2), self.text())
