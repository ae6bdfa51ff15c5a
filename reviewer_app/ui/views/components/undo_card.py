"""The last decision, at the foot of the queue column, where it covers no work; and the way to take it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer_app.ui.views.components.announcing import announce
from reviewer_app.ui.views.components.keycap import KeycapColours, keycap_size, paint_keycap
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame, draw_shadow
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look

_KEY = "Ctrl+Z"


class _Undo(QAbstractButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(self.tr("撤销"))
        self.setAccessibleName(f"{self.text()} {_KEY}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        px = look().px
        text = round(text_width(self.text(), look().font(14, Weight.BOLD)))
        return QSize(px(4 + 8 + 4) + text + round(keycap_size(_KEY).width()), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            draw_frame(painter, rect, px(6), c.raised_key)
        if self.hasFocus():
            draw_frame(painter, rect, px(6), None, c.raised_link, 2)
        drawn = draw_text(
            painter, rect.adjusted(px(4), 0, 0, 0), self.text(), look().font(14, Weight.BOLD), c.raised_link
        )
        keycap = KeycapColours(c.raised_ink, c.raised_key, c.raised_key_line)
        paint_keycap(painter, QPointF(px(12) + drawn, rect.center().y()), _KEY, keycap)


class UndoCard(QWidget):
    """What was decided, what becomes of it, and 撤销. The widget has 6 px around the card for its shadow."""

    undone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._detail = self._note = ""
        self._undo = _Undo(self)
        self._undo.clicked.connect(self.undone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_decision(self, title: str, detail: str, note: str = "", *, can_undo: bool = True) -> None:
        """Show a decision (韦雨涵 已要求补正), what becomes of it, and until when it can be taken back."""
        self._title, self._detail, self._note = title, detail, note
        self._undo.setVisible(can_undo)
        spoken = "，".join(part for part in (title, detail, note) if part)
        self.setAccessibleName(spoken)
        self._place()
        self.update()
        announce(self, spoken)

    def sizeHint(self) -> QSize:
        return QSize(look().px(252), look().px(98))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(220), look().px(98))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def _place(self) -> None:
        px = look().px
        size = self._undo.sizeHint()
        self._undo.setGeometry(px(42), px(58), size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        card = QRectF(self.rect()).adjusted(px(6), px(6), -px(6), -px(6))
        draw_shadow(painter, card, px(8), px(6), c.shadow)
        draw_frame(painter, card, px(8), c.raised, c.raised_line)
        draw_icon(
            painter, "circle-check", QPointF(card.left() + px(22), card.top() + px(22)), px(18), c.raised_ok
        )
        left, right = card.left() + px(40), card.right() - px(14)
        title = QRectF(left, card.top() + px(11), right - left, px(22))
        draw_text(painter, title, self._title, look().font(14, Weight.BOLD), c.raised_ink)
        detail = QRectF(left, card.top() + px(33), right - left, px(20))
        draw_text(painter, detail, self._detail, look().font(12), c.raised_ink2)
        edge = self._undo.geometry().right() + px(10) if self._undo.isVisibleTo(self) else left
        note = QRectF(edge, self._undo.y(), right - edge, self._undo.height())
        draw_text(painter, note, self._note, look().font(12), c.raised_ink2, Qt.AlignmentFlag.AlignRight)
