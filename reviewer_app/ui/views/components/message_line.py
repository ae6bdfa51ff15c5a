"""A message in its place on the screen: cause, what happened to the work, one action. It covers nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer_app.ui.views.components.announcing import announce
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_lines, draw_text, text_width, wrap_text
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_ICONS: dict[Tone, str] = {
    Tone.NEUTRAL: "info",
    Tone.ACCENT: "info",
    Tone.OK: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.STOP: "circle-x",
    Tone.HOLD: "git-compare",
}


class LinkButton(QAbstractButton):
    """An act in words without a frame, in the colour of its tone."""

    def __init__(self, text: str, tone: Tone = Tone.ACCENT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self._tone = tone
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        px = look().px
        return QSize(round(text_width(self.text(), look().font(14, Weight.BOLD))) + px(12), px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, tone = look().px, look().colours.of(self._tone)
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            draw_frame(painter, rect, px(6), tone.background.darker(106))
        if self.hasFocus():
            draw_frame(painter, rect, px(6), None, look().colours.accent, 2)
        ink = tone.ink if self.isEnabled() else look().colours.disabled_ink
        font = look().font(14, Weight.BOLD)
        draw_text(painter, rect, self.text(), font, ink, Qt.AlignmentFlag.AlignHCenter)


class MessageLine(QWidget):
    """One message, 36 high or as high as its wrapped text needs. ``acted`` is its one action."""

    acted = Signal()

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.ACCENT,
        action: str = "",
        parent: QWidget | None = None,
        *,
        icon: str = "",
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self._icon = icon
        self._action = LinkButton(action, tone, self)
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.acted)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def show_message(self, text: str, tone: Tone, action: str = "", icon: str = "") -> None:
        """Show another message and announce it."""
        self._text, self._tone, self._icon = text, tone, icon
        self._action.setText(action)
        self._action.set_tone(tone)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._place()
        self.updateGeometry()
        self.update()
        announce(self, text)

    @property
    def text(self) -> str:
        """The message on screen."""
        return self._text

    def _room(self, width: int) -> float:
        px = look().px
        room = width - px(38 + 14)
        if self._action.text():
            room -= self._action.sizeHint().width() + px(4)
        return max(px(60), room)

    def _lines(self, width: int) -> list[str]:
        return wrap_text(self._text, look().font(14), self._room(width))

    def heightForWidth(self, width: int) -> int:
        return look().px(36) + (len(self._lines(width)) - 1) * look().px(22)

    def sizeHint(self) -> QSize:
        px = look().px
        width = round(text_width(self._text, look().font(14))) + px(54)
        if self._action.text():
            width += self._action.sizeHint().width() + px(4)
        return QSize(width, px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(36))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = look().px
        self._action.adjustSize()
        size = self._action.sizeHint()
        self._action.setGeometry(
            self.width() - size.width() - px(8),
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        tone = c.of(self._tone)
        draw_frame(painter, QRectF(self.rect()), px(6), tone.background)
        lines = self._lines(self.width())
        top = (self.height() - len(lines) * px(22)) / 2
        icon = self._icon or _ICONS[self._tone]
        draw_icon(painter, icon, QPointF(px(21), top + px(22) / 2), px(18), tone.ink)
        room = self._room(self.width())
        draw_lines(painter, QPointF(px(38), top), room, lines, look().font(14), c.ink, px(22))
