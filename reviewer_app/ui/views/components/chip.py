"""A state in a word on its tint, and the quick filter that looks like one and can be switched on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


def chip_width(text: str, *, small: bool = False, icon: str = "") -> float:
    """Width of a chip; its height is 24, small 20 (at 100 %)."""
    px = look().px
    font = look().font(12 if small else 13, Weight.MEDIUM)
    return round(text_width(text, font)) + 2 * px(5 if small else 7) + (px(19) if icon else 0)


def paint_chip(
    painter: QPainter, left_middle: QPointF, text: str, tone: Tone, *, small: bool = False, icon: str = ""
) -> float:
    """Draw a chip with its left edge's middle at ``left_middle``; returns its width."""
    px = look().px
    colours = look().colours.of(tone)
    width = chip_width(text, small=small, icon=icon)
    height = px(20 if small else 24)
    rect = QRectF(left_middle.x(), left_middle.y() - height / 2, width, height)
    draw_frame(painter, rect, px(4), colours.background)
    inner = rect.adjusted(px(5 if small else 7), 0, 0, 0)
    if icon:
        draw_icon(painter, icon, QPointF(inner.left() + px(7), rect.center().y()), px(14), colours.ink)
        inner.adjust(px(19), 0, 0, 0)
    draw_text(painter, inner, text, look().font(12 if small else 13, Weight.MEDIUM), colours.ink)
    return width


class Chip(QLabel):
    """A chip as a widget: word and colour together, never colour alone."""

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.NEUTRAL,
        parent: QWidget | None = None,
        *,
        small: bool = False,
        icon: str = "",
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._tone = tone
        self._small = small
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, text: str, tone: Tone) -> None:
        """Show another word in another tone."""
        self.setText(text)
        self._tone = tone
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = chip_width(self.text(), small=self._small, icon=self._icon)
        return QSize(int(width), look().px(20 if self._small else 24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = QPointF(0, self.height() / 2)
        paint_chip(painter, middle, self.text(), self._tone, small=self._small, icon=self._icon)


class FilterPill(QAbstractButton):
    """A quick filter with its count (存疑 7), switched on and off; the target is 28 high, the pill 22."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = look().px
        return QSize(round(text_width(self.text(), look().font(12, Weight.MEDIUM))) + px(16), px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        height = px(22)
        rect = QRectF(0, (self.height() - height) / 2, self.width(), height)
        fill, line, ink = c.surface, c.line2, c.ink2
        if self.isChecked():
            fill, line, ink = c.accent_bg, c.accent, c.accent
        elif self.underMouse():
            fill = c.hover
        draw_frame(painter, rect, height / 2, fill, line)
        if self.hasFocus():
            draw_frame(painter, rect, height / 2, None, c.accent, 2)
        font = look().font(12, Weight.MEDIUM)
        draw_text(painter, rect, self.text(), font, ink, Qt.AlignmentFlag.AlignHCenter)
