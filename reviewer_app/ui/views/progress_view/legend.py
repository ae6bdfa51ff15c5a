"""What the colours of a chart mean, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look

Entry = tuple[str, str]
"""Words and colour token; the token ``ink`` is a tick, every other a square."""


class Legend(QWidget):
    """Entries in one row."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = tuple(entries)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = look().px
        font = look().font(12)
        width = sum(px(16 + 14) + text_width(words, font) for words, _ in self._entries)
        return QSize(round(width), px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        x, middle = 0.0, self.height() / 2
        for words, token in self._entries:
            if token == "ink":
                painter.fillRect(QRectF(x + px(4), middle - px(7), 2, px(14)), c.ink)
            else:
                draw_frame(painter, QRectF(x, middle - px(5), px(10), px(10)), px(2), c.named(token))
            box = QRectF(x + px(16), 0, px(200), self.height())
            x += px(16 + 14) + draw_text(painter, box, words, look().font(12), c.ink2)
