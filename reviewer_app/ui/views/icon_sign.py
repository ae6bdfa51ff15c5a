"""An icon that only accompanies words beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.theme import look


class IconSign(QWidget):
    """Icon of ``size`` design pixels in the colour of a token."""

    def __init__(self, icon: str, size: int, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size, self._token = icon, size, token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(self._size), look().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        centre = QPointF(self.width() / 2, self.height() / 2)
        colour = look().colours.named(self._token)
        draw_icon(QPainter(self), self._icon, centre, look().px(self._size), colour)
