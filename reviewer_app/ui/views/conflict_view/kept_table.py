"""What becomes of the reviewer's work, line by line: nothing of it is dropped without a word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.viewmodels.conflict_facts import Kept
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.text import draw_text
from reviewer_app.ui.views.theme import look

_ROW = 34
_COLUMNS = (32, 124, 184)


class KeptTable(QWidget):
    """Icon, what, how much, what becomes of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Kept] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_kept(self, rows: Sequence[Kept]) -> None:
        """Show these lines."""
        self._rows = rows
        self.setAccessibleName("。".join(f"{row.what} {row.amount}：{row.how}" for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(400), look().px(_ROW) * len(self._rows) + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        height = px(_ROW)
        draw_hline(painter, 0, self.width(), 0, c.line)
        for position, row in enumerate(self._rows):
            top = position * height
            band = QRectF(0, top, self.width(), height)
            draw_icon(
                painter,
                row.icon,
                QPointF(px(12), band.center().y()),
                px(16),
                c.ok if row.icon == "check" else c.ink2,
            )
            what, amount, how = (px(column) for column in _COLUMNS)
            draw_text(
                painter,
                QRectF(what, top, amount - what - px(8), height),
                row.what,
                look().font(14, Weight.MEDIUM),
                c.ink,
            )
            draw_text(
                painter,
                QRectF(amount, top, how - amount - px(8), height),
                row.amount,
                look().font(13),
                c.ink2,
            )
            draw_text(painter, QRectF(how, top, self.width() - how, height), row.how, look().font(14), c.ink2)
            draw_hline(painter, 0, self.width(), top + height, c.line)
