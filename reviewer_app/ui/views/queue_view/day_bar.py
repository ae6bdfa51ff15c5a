"""The day's work at the foot of the queue: what was done here today against what is left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame, draw_hline
from reviewer_app.ui.views.text import Align, draw_text
from reviewer_app.ui.views.theme import look


class DayBar(QWidget):
    """``今日 63 件`` at the left, ``待受理 126 件`` at the right, and their proportion as a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = 0
        self._left = 0
        self._label = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, done: int, left: int, label: str) -> None:
        """Show numbers of cases: decided here today, and what is left; ``label`` says of what."""
        self._done, self._left, self._label = done, left, label
        self.setAccessibleName(self.tr("今日已办 {n} 件，{what} {m} 件").format(n=done, what=label, m=left))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        draw_hline(painter, 0, self.width(), 0, c.line)
        line = QRectF(px(14), px(6), self.width() - px(28), px(20))
        plain, strong = look().font(12), look().font(14, Weight.BOLD)
        x = line.left() + draw_text(painter, line, self.tr("今日"), plain, c.ink2) + px(6)
        x += draw_text(painter, line.adjusted(x - line.left(), 0, 0, 0), str(self._done), strong, c.ink) + px(
            6
        )
        draw_text(painter, line.adjusted(x - line.left(), 0, 0, 0), self.tr("件"), plain, c.ink2)
        left = self.tr("{what} {n} 件").format(what=self._label, n=self._left)
        draw_text(painter, line, left, plain, c.ink2, Align.AlignRight)
        self._paint_bar(painter, QRectF(line.left(), px(30), line.width(), px(4)))

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        c, radius = look().colours, bar.height() / 2
        draw_frame(painter, bar, radius, c.line2)
        whole = self._done + self._left
        if self._done:
            share = bar.width() * self._done / whole
            filled = QRectF(bar.left(), bar.top(), max(share, bar.height()), bar.height())
            draw_frame(painter, filled, radius, c.accent)
