"""The history of a case in a sheet that hangs from its button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.models.domain.projection import ProjectedCase
from reviewer_app.ui.viewmodels.history import Step, tell_history
from reviewer_app.ui.viewmodels.review_rules import ReviewRules
from reviewer_app.ui.views.components import Label, Popover, ScrollColumn, open_popover
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_vline
from reviewer_app.ui.views.text import draw_lines, draw_text, wrap_text
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_LEFT = 24
_TITLE, _WHO, _LINE, _GAP = 22, 20, 20, 14
_WIDTH = 440


class Timeline(QWidget):
    """Steps under each other on one line of time."""

    def __init__(self, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("。".join(step.spoken for step in self._steps))

    def _wrapped(self, step: Step, width: int) -> list[str]:
        font, room = look().font(13), width - look().px(_LEFT + 8)
        return [line for text in step.lines for line in wrap_text(text, font, room)]

    def _height(self, step: Step, width: int) -> int:
        px = look().px
        return px(_TITLE + _WHO + _GAP) + len(self._wrapped(step, width)) * px(_LINE)

    def heightForWidth(self, width: int) -> int:
        return sum(self._height(step, width) for step in self._steps)

    def sizeHint(self) -> QSize:
        width = look().px(_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(320), self.heightForWidth(max(self.width(), look().px(320))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        y = 0.0
        for position, step in enumerate(self._steps):
            height = self._height(step, self.width())
            self._paint_step(painter, step, y, height, last=position == len(self._steps) - 1)
            y += height

    def _paint_step(self, painter: QPainter, step: Step, y: float, height: float, *, last: bool) -> None:
        px, c = look().px, look().colours
        dot = QPointF(px(8), y + px(_TITLE) / 2)
        if not last:
            draw_vline(painter, dot.x(), dot.y() + px(8), y + height + px(2), c.line2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.of(Tone(step.shade.value)).ink)
        painter.drawEllipse(dot, px(4), px(4))
        room = self.width() - px(_LEFT)
        draw_text(
            painter, QRectF(px(_LEFT), y, room, px(_TITLE)), step.title, look().font(14, Weight.MEDIUM), c.ink
        )
        who = QRectF(px(_LEFT), y + px(_TITLE), room, px(_WHO))
        drawn = draw_text(painter, who, step.who, look().font(13), c.ink2) + px(12)
        ink = c.warn if step.unsent else c.ink3
        draw_text(painter, who.adjusted(drawn, 0, 0, 0), step.when, look().font(12), ink)
        below = QPointF(px(_LEFT), y + px(_TITLE + _WHO))
        lines = self._wrapped(step, self.width())
        draw_lines(painter, below, room, lines, look().font(13), c.ink2, px(_LINE))


class _Drawer(Popover):
    def __init__(self, content: QWidget, scroll: ScrollColumn, anchor: QWidget, name: str) -> None:
        super().__init__(content, anchor, name=name)
        self._scroll = scroll

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step * look().px(40))


def open_history(projected: ProjectedCase, rules: ReviewRules, anchor: QWidget) -> None:
    """Open the drawer under its button; nothing happens while another popover is open."""
    if open_popover() is not None:
        return
    px = look().px
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(10))
    steps = tell_history(projected, rules)
    title = content.tr("历史 {n} 步").format(n=len(steps))
    column.addWidget(Label(title, 15, Weight.BOLD))
    timeline = Timeline(steps)
    scroll = ScrollColumn(timeline)
    wanted = timeline.heightForWidth(px(_WIDTH - 32))
    scroll.setFixedHeight(min(wanted + px(4), anchor.window().height() - px(260)))
    column.addWidget(scroll)
    content.setFocusProxy(timeline)
    drawer = _Drawer(content, scroll, anchor, title)
    drawer.open_at(width=_WIDTH, right=True)
