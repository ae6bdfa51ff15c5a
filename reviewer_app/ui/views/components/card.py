"""Surfaces: the bordered card, the hairline between groups, and the column that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from reviewer_app.ui.views.painting import draw_frame, draw_hline, draw_vline
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class Card(QWidget):
    """A surface with a border and 8 px corners. ``tone`` tints border and ground; ``set_current`` rings it."""

    def __init__(self, parent: QWidget | None = None, tone: Tone | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._current = False

    def set_tone(self, tone: Tone | None) -> None:
        """Tint the card, or make it plain."""
        self._tone = tone
        self.update()

    def set_current(self, current: bool) -> None:
        """Ring the card that the keys act on."""
        self._current = current
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = look().colours
        painter = QPainter(self)
        fill, line = c.surface, c.line2
        if self._tone is not None:
            tone = c.of(self._tone)
            fill, line = tone.background, tone.line
        if self._current:
            draw_frame(painter, QRectF(self.rect()), look().px(8), fill, c.accent, 2)
        else:
            draw_frame(painter, QRectF(self.rect()), look().px(8), fill, line)


class Divider(QWidget):
    """A hairline, horizontal unless ``vertical``; ``token`` names its colour."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False, token: str = "line") -> None:
        super().__init__(parent)
        self._vertical = vertical
        self._token = token
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if vertical else wide, wide if vertical else fixed)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = look().colours.named(self._token)
        if self._vertical:
            draw_vline(painter, 0, 0, self.height(), colour)
        else:
            draw_hline(painter, 0, self.width(), 0, colour)


class ScrollColumn(QScrollArea):
    """A vertical scroll area without frame or ground of its own around ``content``."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)
