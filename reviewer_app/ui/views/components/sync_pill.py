"""The state of the sync in the top bar: truthful, in words, and never red for being offline."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer_app.ui.views.components.announcing import announce
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame, draw_vline
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class SyncSign(StrEnum):
    """What the pill can say; the words are the caller's."""

    SYNCED = "synced"
    SENDING = "sending"
    OFFLINE = "offline"
    NEEDS_YOU = "needs_you"
    LOGIN_EXPIRED = "login_expired"


_SIGNS: dict[SyncSign, tuple[str, Tone, bool]] = {
    SyncSign.SYNCED: ("cloud-check", Tone.OK, False),
    SyncSign.SENDING: ("refresh-cw", Tone.ACCENT, False),
    SyncSign.OFFLINE: ("cloud-off", Tone.WARN, True),
    SyncSign.NEEDS_YOU: ("git-compare", Tone.HOLD, True),
    SyncSign.LOGIN_EXPIRED: ("key-round", Tone.STOP, True),
}


class SyncPill(QAbstractButton):
    """Icon, text and, after a hairline, a second text (离线工作 | 待发 13). A click opens the outbox."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = SyncSign.SYNCED
        self._second = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def sign(self) -> SyncSign:
        """What it says now."""
        return self._sign

    def set_state(self, sign: SyncSign, text: str, second: str = "") -> None:
        """Show another state; a change of sign is announced."""
        changed = sign is not self._sign
        self._sign, self._second = sign, second
        self.setText(text)
        self.setAccessibleName(" ".join(part for part in (text, second) if part))
        self.updateGeometry()
        self.update()
        if changed:
            announce(self, self.accessibleName())

    def sizeHint(self) -> QSize:
        px = look().px
        font = look().font(13, Weight.MEDIUM)
        width = px(12 + 18 + 7 + 12) + round(text_width(self.text(), font))
        if self._second:
            bold = look().font(13, Weight.BOLD)
            width += px(20) + round(text_width(self._second, bold))
        return QSize(width, px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        icon, tone_name, tinted = _SIGNS[self._sign]
        tone = c.of(tone_name)
        radius = rect.height() / 2
        if tinted:
            fill = tone.background.darker(103) if self.underMouse() else tone.background
            draw_frame(painter, rect, radius, fill, tone.line)
        elif self.underMouse():
            draw_frame(painter, rect, radius, c.hover)
        if self.hasFocus():
            draw_frame(painter, rect, radius, None, c.accent, 2)
        middle = rect.center().y()
        draw_icon(painter, icon, QPointF(px(12 + 9), middle), px(18), tone.ink)
        self._paint_texts(painter, rect, tone.ink if tinted else c.ink2, tone.line if tinted else c.line2)

    def _paint_texts(self, painter: QPainter, rect: QRectF, ink: QColor, line: QColor) -> None:
        px = look().px
        box = rect.adjusted(px(37), 0, 0, 0)
        drawn = draw_text(painter, box, self.text(), look().font(13, Weight.MEDIUM), ink)
        if not self._second:
            return
        x = round(box.left() + drawn) + px(10)
        middle = rect.center().y()
        draw_vline(painter, x, middle - px(7), middle + px(7), line)
        rest = QRectF(x + px(10), rect.top(), rect.right() - x, rect.height())
        draw_text(painter, rest, self._second, look().font(13, Weight.BOLD), ink)
