"""Upright bars with their numbers above them: one measure over a few steps, in parts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_hline, snap_rect
from reviewer_app.ui.views.text import Align, draw_text
from reviewer_app.ui.views.theme import look


class Columns(QWidget):
    """``late_from`` is the first step that is painted as late."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[str] = ()
        self._parts: Sequence[Sequence[int]] = ()
        self._tokens: Sequence[str] = ()
        self._late_from = 10**6
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def put(
        self, labels: Sequence[str], parts: Sequence[Sequence[int]], tokens: Sequence[str], late_from: int
    ) -> None:
        """Show ``parts[p][step]`` stacked, part ``p`` in the colour of ``tokens[p]``."""
        self._labels, self._parts, self._tokens, self._late_from = labels, parts, tokens, late_from
        totals = self._totals()
        self.setAccessibleName("；".join(f"{a} {b}" for a, b in zip(labels, totals, strict=True)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(300), look().px(170))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(240), look().px(120))

    def _totals(self) -> list[int]:
        return [sum(part[step] for part in self._parts) for step in range(len(self._labels))]

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        foot = self.height() - px(26)
        draw_hline(painter, 0, self.width(), foot, c.line2)
        totals = self._totals()
        highest = max(totals, default=0)
        if not self._labels:
            return
        step = self.width() / len(self._labels)
        scale = (foot - px(26)) / highest if highest else 0.0
        for position, label in enumerate(self._labels):
            late = position >= self._late_from
            box = QRectF(position * step + step * 0.18, 0, step * 0.64, 0)
            y = self._paint_stack(painter, box, foot, scale, position, late)
            number = QRectF(position * step, y - px(22), step, px(20))
            ink = c.stop if late and totals[position] else c.ink
            font = look().font(14, Weight.BOLD)
            draw_text(painter, number, str(totals[position]), font, ink, Align.AlignHCenter)
            below = QRectF(position * step, foot + px(3), step, px(20))
            weight = Weight.MEDIUM if late else Weight.REGULAR
            ink = c.stop if late else c.ink2
            draw_text(painter, below, label, look().font(12, weight), ink, Align.AlignHCenter)

    def _paint_stack(
        self, painter: QPainter, box: QRectF, foot: float, scale: float, position: int, late: bool
    ) -> float:
        c, y = look().colours, foot
        for index, part in enumerate(self._parts):
            height = part[position] * scale
            if height:
                colour: QColor = c.stop if late and index == 0 else c.named(self._tokens[index])
                bar = QRectF(box.left(), y - height, box.width(), max(1.0, height - (1 if index else 0)))
                painter.fillRect(snap_rect(painter, bar), colour)
                y -= height
        return y
