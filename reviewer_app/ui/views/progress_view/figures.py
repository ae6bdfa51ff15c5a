"""The season's figures in one row: a label, a large number, and what to watch for beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame, draw_vline
from reviewer_app.ui.views.text import draw_text
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number. ``note`` in a tone other than neutral wants a look."""

    label: str
    value: int
    note: str = ""
    tone: Tone = Tone.NEUTRAL


class Figures(QWidget):
    """A card of figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: Sequence[Figure] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, figures: Sequence[Figure]) -> None:
        """Show these."""
        self._figures = figures
        self.setAccessibleName("；".join(f"{f.label} {f.value} {f.note}".strip() for f in figures))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(600), look().px(72))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        draw_frame(painter, QRectF(self.rect()), px(8), c.surface, c.line2)
        width = self.width() / max(1, len(self._figures))
        for position, figure in enumerate(self._figures):
            left = position * width + px(18)
            if position:
                draw_vline(painter, position * width, px(14), self.height() - px(14), c.line)
            label = QRectF(left, px(8), width - px(24), px(22))
            draw_text(painter, label, figure.label, look().font(13), c.ink2)
            line = QRectF(left, px(32), width - px(24), px(32))
            font = look().font(26, Weight.BOLD)
            drawn = draw_text(painter, line, f"{figure.value:,}", font, c.ink)
            rest = line.adjusted(drawn + px(8), px(4), 0, 0)
            weight = Weight.REGULAR if figure.tone is Tone.NEUTRAL else Weight.MEDIUM
            draw_text(painter, rest, figure.note, look().font(12, weight), c.of(figure.tone).ink)
