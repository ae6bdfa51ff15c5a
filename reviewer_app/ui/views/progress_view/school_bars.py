"""Cases of each school as a bar of parts, its places as a black tick, and what is over or left in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.viewmodels.progress_viewmodel import SchoolProgress
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import snap_rect
from reviewer_app.ui.views.text import Align, draw_text
from reviewer_app.ui.views.theme import look

_ROW = 31
_NAME = 144
_NUMBERS = 132


def part_colours() -> list[QColor]:
    """Colours of accepted, in correction, pending."""
    c = look().colours
    return [c.accent, c.warn_solid, c.accent_line]


class SchoolBars(QWidget):
    """One row a school; as high as its rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._schools: Sequence[SchoolProgress] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, schools: Sequence[SchoolProgress]) -> None:
        """Show these, in this order."""
        self._schools = schools
        spoken = (f"{s.name} {s.total} / {s.plan} {self._rest(s)}" for s in schools)
        self.setAccessibleName("；".join(spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(480), look().px(_ROW) * len(self._schools))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(360), self.sizeHint().height())

    def _rest(self, school: SchoolProgress) -> str:
        over = school.total - school.plan
        return self.tr("超 {n}").format(n=over) if over > 0 else self.tr("余 {n}").format(n=-over)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = look().px
        painter = QPainter(self)
        longest = max((max(s.total, s.plan) for s in self._schools), default=0)
        room = self.width() - px(_NAME + _NUMBERS) - px(16)
        scale = room / longest if longest else 0.0
        for position, school in enumerate(self._schools):
            self._paint_row(painter, position * px(_ROW), scale, school)

    def _paint_row(self, painter: QPainter, top: float, scale: float, school: SchoolProgress) -> None:
        px, c = look().px, look().colours
        height = px(_ROW)
        name = QRectF(0, top, px(_NAME) - px(8), height)
        draw_text(painter, name, school.name, look().font(13, Weight.MEDIUM), c.ink)
        x, middle = float(px(_NAME)), top + height / 2
        parts = (school.accepted, school.correction, school.pending)
        for count, colour in zip(parts, part_colours(), strict=True):
            if count:
                box = QRectF(x, middle - px(7), count * scale, px(13))
                painter.fillRect(snap_rect(painter, box.adjusted(0, 0, -1, 0)), colour)
                x += count * scale
        tick = QRectF(px(_NAME) + school.plan * scale - 1, middle - px(10), 2, px(20))
        painter.fillRect(snap_rect(painter, tick), c.ink)
        over = school.total > school.plan
        numbers = QRectF(self.width() - px(_NUMBERS), top, px(_NUMBERS) - px(56), height)
        text = f"{school.total} / {school.plan}"
        draw_text(painter, numbers, text, look().font(13), c.ink2, Align.AlignRight)
        rest = QRectF(self.width() - px(52), top, px(52), height)
        font = look().font(13, Weight.BOLD if over else Weight.REGULAR)
        draw_text(painter, rest, self._rest(school), font, c.stop if over else c.ink2, Align.AlignRight)
