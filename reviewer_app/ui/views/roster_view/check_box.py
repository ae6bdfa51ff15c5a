"""What was checked before a list goes out: green lines and amber ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.viewmodels.roster_checks import Check
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_text
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class CheckBoxes(QWidget):
    """Two columns of lines on a tinted ground: 松绿 when all is well, 赭 when something wants a look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checks: Sequence[Check] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, checks: Sequence[Check]) -> None:
        """Show these."""
        self._checks = tuple(checks)
        self.setAccessibleName("；".join(text for _, text in checks))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = look().px
        return QSize(px(300), px(10) + px(26) * ((len(self._checks) + 1) // 2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        fine = all(good for good, _ in self._checks)
        draw_frame(painter, QRectF(self.rect()), px(8), c.of(Tone.OK if fine else Tone.WARN).background)
        half = (self.width() - px(20)) / 2
        for position, (good, text) in enumerate(self._checks):
            left = px(12) + (position % 2) * half
            top = px(5) + (position // 2) * px(26)
            middle = top + px(13)
            icon, ink = ("circle-check", c.ok) if good else ("triangle-alert", c.warn)
            draw_icon(painter, icon, QPointF(left + px(9), middle), px(16), ink)
            box = QRectF(left + px(26), top, half - px(30), px(26))
            draw_text(painter, box, text, look().font(14), c.ink)
