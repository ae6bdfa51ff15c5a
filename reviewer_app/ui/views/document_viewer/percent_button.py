"""The zoom in percent; a click shows the image at 100 %."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_text
from reviewer_app.ui.views.theme import look


class PercentButton(QAbstractButton):
    """As wide as its widest value, so that the tools beside it stand still."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("按实际大小看（100%）"))
        self.show_percent(100)

    def show_percent(self, percent: int) -> None:
        """Show a zoom."""
        self.setText(f"{percent}%")
        self.setAccessibleName(self.tr("缩放 {percent}%，按一下看实际大小").format(percent=percent))

    def sizeHint(self) -> QSize:
        return QSize(look().px(44), look().px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            draw_frame(painter, rect, px(6), c.press if self.isDown() else c.hover)
        if self.hasFocus():
            draw_frame(painter, rect, px(6), None, c.accent, 2)
        ink = c.ink2 if self.isEnabled() else c.disabled_ink
        font = look().font(13, Weight.MEDIUM)
        draw_text(painter, rect, self.text(), font, ink, Qt.AlignmentFlag.AlignHCenter)
