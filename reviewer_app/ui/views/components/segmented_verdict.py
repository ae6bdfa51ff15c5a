"""合格 / 不合格 of the document on screen: a tinted pair, never solid, with its keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.components.keycap import KeycapColours, keycap_size, paint_keycap
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame, draw_vline
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class _Half(QAbstractButton):
    def __init__(self, text: str, key: str, tone: Tone, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self._key = key
        self._tone = tone
        self.setCheckable(True)
        self.setAccessibleName(f"{text} {key}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def nextCheckState(self) -> None:
        """The pair decides what is checked, not the click."""

    def sizeHint(self) -> QSize:
        px = look().px
        text = round(text_width(self.text(), look().font(13, Weight.BOLD)))
        return QSize(round(keycap_size(self._key).width()) + text + px(8 + 8 + 8), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        tone = c.of(self._tone)
        keycap = KeycapColours(c.ink2, c.side, c.line2)
        ink, font = c.ink2, look().font(13, Weight.MEDIUM)
        if not self.isEnabled():
            ink = c.disabled_ink
            keycap = KeycapColours(ink, c.disabled_bg, c.disabled_line)
        elif self.isChecked():
            draw_frame(painter, rect, px(6), tone.background, tone.ink, 1.5)
            ink, font = tone.ink, look().font(13, Weight.BOLD)
            keycap = KeycapColours(tone.ink, c.surface, tone.line)
        elif self.underMouse() or self.isDown():
            draw_frame(painter, rect.adjusted(1, 1, -1, -1), px(5), c.press if self.isDown() else c.hover)
        if self.hasFocus():
            draw_frame(painter, rect, px(6), None, c.accent, 2)
        cap = paint_keycap(painter, QPointF(px(8), rect.center().y()), self._key, keycap)
        draw_text(painter, rect.adjusted(px(16) + cap, 0, 0, 0), self.text(), font, ink)


class SegmentedVerdict(QWidget):
    """The pair. ``chosen`` carries the :class:`Verdict` that was clicked; nothing changes until :meth:`set_verdict`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: Verdict | None = None
        self._good = _Half(self.tr("合格"), self.tr("空格"), Tone.OK, self)
        self._bad = _Half(self.tr("不合格"), "X", Tone.STOP, self)
        self._good.clicked.connect(lambda: self.chosen.emit(Verdict.GOOD))
        self._bad.clicked.connect(lambda: self.chosen.emit(Verdict.BAD))
        self.setAccessibleName(self.tr("材料结论"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def verdict(self) -> Verdict | None:
        """What is shown; nothing while the document has no verdict."""
        return self._verdict

    def set_verdict(self, verdict: Verdict | None) -> None:
        """Show a verdict, or that there is none."""
        self._verdict = verdict
        self._good.setChecked(verdict is Verdict.GOOD)
        self._bad.setChecked(verdict is Verdict.BAD)
        self.update()

    def sizeHint(self) -> QSize:
        good, bad = self._good.sizeHint(), self._bad.sizeHint()
        return QSize(good.width() + bad.width(), good.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        first = self._good.sizeHint().width()
        self._good.setGeometry(0, 0, first, self.height())
        self._bad.setGeometry(first, 0, self.width() - first, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        draw_frame(painter, QRectF(self.rect()), px(6), c.surface, c.line2)
        if self._verdict is None:
            middle = self.height() / 2
            draw_vline(painter, self._good.width(), middle - px(8), middle + px(8), c.line2)
