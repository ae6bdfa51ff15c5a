"""The button: solid, outline or ghost, with the key that does the same at its left.

Buttons take Tab focus alone: one that kept the focus of a click would be pressed again by the next Space.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer_app.ui.views.components.keycap import KeycapColours, keycap_size, paint_keycap, plain_colours
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class ButtonKind(StrEnum):
    """How loud a button is. One solid button a screen: the one that the marks suggest."""

    SOLID = "solid"
    OUTLINE = "outline"
    GHOST = "ghost"


@dataclass(frozen=True, slots=True)
class _Worn:
    """Colours of one state."""

    ink: QColor
    fill: QColor | None
    line: QColor | None
    ring: QColor


class Button(QAbstractButton):
    """A painted button.

    ``key`` is shown as a keycap and does nothing by itself: keys are decided in one place, not by shortcuts.
    ``count`` is shown at the right (要求补正 2). A ``decision`` button is 38 high instead of 32, ignores Space and
    looks disabled until :meth:`set_armed`; a click on an unarmed one does nothing.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.OUTLINE,
        tone: Tone = Tone.NEUTRAL,
        parent: QWidget | None = None,
        *,
        key: str = "",
        icon: str = "",
        trailing_icon: str = "",
        decision: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._kind = kind
        self._tone = tone
        self._key = key
        self._icon = icon
        self._trailing = trailing_icon
        self._count = ""
        self._decision = decision
        self._armed = not decision
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def kind(self) -> ButtonKind:
        """How loud the button is now."""
        return self._kind

    @property
    def armed(self) -> bool:
        """Whether a decision button may act (always true for other buttons)."""
        return self._armed

    def set_kind(self, kind: ButtonKind) -> None:
        """Make the button the suggested one, or no longer; it keeps its place and size."""
        self._kind = kind
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Change what the colour says."""
        self._tone = tone
        self.update()

    def set_count(self, count: int | None) -> None:
        """Show a number after the text, or none."""
        self._count = "" if count is None else str(count)
        self._name()
        self.updateGeometry()
        self.update()

    def set_armed(self, armed: bool) -> None:
        """Let a decision button act, or make it look disabled and do nothing."""
        self._armed = armed
        self._name()
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        if hasattr(self, "_armed"):
            self._name()
        self.updateGeometry()

    def _name(self) -> None:
        self.setAccessibleName(" ".join(part for part in (self.text(), self._count, self._key) if part))
        self.setAccessibleDescription("" if self._armed else self.tr("还不能按：画面没有准备好"))

    def hitButton(self, pos: QPoint) -> bool:
        return self._armed and super().hitButton(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._decision and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.EnabledChange):
            self.updateGeometry()

    def _font(self) -> QFont:
        return look().font(14, Weight.BOLD if self._decision else Weight.MEDIUM)

    def _pieces(self) -> list[tuple[str, float]]:
        """What is drawn from left to right, and the width of each."""
        px = look().px
        pieces: list[tuple[str, float]] = []
        if self._key:
            pieces.append(("key", keycap_size(self._key).width()))
        if self._icon:
            pieces.append(("icon", px(18)))
        if self.text():
            pieces.append(("text", round(text_width(self.text(), self._font())) + 1))
        if self._count:
            width = text_width(self._count, look().font(13, Weight.BOLD))
            pieces.append(("count", max(px(20), round(width) + px(10))))
        if self._trailing:
            pieces.append(("trailing", px(14)))
        return pieces

    def _content_width(self) -> float:
        pieces = self._pieces()
        return sum(width for _, width in pieces) + look().px(8) * max(0, len(pieces) - 1)

    def sizeHint(self) -> QSize:
        px = look().px
        pad = px(8) if self._kind is ButtonKind.GHOST else px(12)
        width = round(self._content_width()) + 2 * pad
        return QSize(max(width, px(110)) if self._decision else width, px(38 if self._decision else 32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = look().px(6)
        worn = self._worn()
        if worn.fill is not None or worn.line is not None:
            draw_frame(painter, rect, radius, worn.fill, worn.line)
        if self.hasFocus():
            inset = 2 if self._kind is ButtonKind.SOLID and self._usable() else 0
            ring = rect.adjusted(inset, inset, -inset, -inset)
            draw_frame(painter, ring, radius - inset, None, worn.ring, 2)
        self._paint_content(painter, rect, worn)

    def _usable(self) -> bool:
        return self.isEnabled() and self._armed

    def _paint_content(self, painter: QPainter, rect: QRectF, worn: _Worn) -> None:
        px = look().px
        x = rect.left() + (rect.width() - self._content_width()) / 2
        middle = rect.center().y()
        for piece, width in self._pieces():
            box = QRectF(x, rect.top(), width, rect.height())
            if piece == "key":
                paint_keycap(painter, QPointF(x, middle), self._key, self._keycap_colours(worn))
            elif piece == "text":
                draw_text(painter, box, self.text(), self._font(), worn.ink)
            elif piece == "count":
                self._paint_count(painter, QPointF(x, middle), width, worn)
            else:
                name, size = (self._icon, px(18)) if piece == "icon" else (self._trailing, px(14))
                draw_icon(painter, name, box.center(), size, worn.ink)
            x += width + px(8)

    def _paint_count(self, painter: QPainter, left_middle: QPointF, width: float, worn: _Worn) -> None:
        height = look().px(20)
        box = QRectF(left_middle.x(), left_middle.y() - height / 2, width, height)
        fill = QColor(worn.ink)
        fill.setAlphaF(0.15)
        draw_frame(painter, box, height / 2, fill)
        font = look().font(13, Weight.BOLD)
        draw_text(painter, box, self._count, font, worn.ink, Qt.AlignmentFlag.AlignHCenter)

    def _keycap_colours(self, worn: _Worn) -> KeycapColours:
        if not self._usable():
            return KeycapColours(worn.ink, QColor(Qt.GlobalColor.transparent), look().colours.disabled_line)
        if self._kind is ButtonKind.SOLID:
            fill, line = QColor(worn.ink), QColor(worn.ink)
            fill.setAlphaF(0.15)
            line.setAlphaF(0.40)
            return KeycapColours(worn.ink, fill, line)
        if self._tone is Tone.NEUTRAL:
            return plain_colours()
        tone = look().colours.of(self._tone)
        return KeycapColours(tone.ink, tone.background, tone.line)

    def _worn(self) -> _Worn:
        c = look().colours
        if not self._usable():
            if self._kind is ButtonKind.GHOST:
                return _Worn(c.disabled_ink, None, None, c.accent)
            return _Worn(c.disabled_ink, c.disabled_bg, c.disabled_line, c.accent)
        down = self.isDown() or self.isChecked()
        if self._kind is ButtonKind.SOLID:
            return self._worn_solid(down)
        if self._kind is ButtonKind.GHOST:
            lit = down or self.underMouse()
            tone_ink = c.of(self._tone).ink
            ink = c.ink if lit and self._tone is Tone.NEUTRAL else tone_ink
            return _Worn(ink, c.hover if lit else None, None, c.accent)
        return self._worn_outline(down)

    def _worn_solid(self, down: bool) -> _Worn:
        tone = look().colours.of(self._tone)
        fill = tone.solid
        if down:
            fill = fill.darker(128)
        elif self.underMouse():
            fill = fill.lighter(108) if look().theme.dark else fill.darker(112)
        return _Worn(tone.on_solid, fill, None, tone.on_solid)

    def _worn_outline(self, down: bool) -> _Worn:
        c = look().colours
        tone = c.of(self._tone)
        neutral = self._tone is Tone.NEUTRAL
        fill = c.surface
        if down:
            fill = c.press if neutral else tone.background.darker(106)
        elif self.underMouse():
            fill = c.hover if neutral else tone.background
        return _Worn(c.ink if neutral else tone.ink, fill, tone.line, c.accent)
