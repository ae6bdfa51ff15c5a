"""A panel in the place of queue and form: title, columns, one act at the foot; the documents stay beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.views.components import Button, ButtonKind, Chip, IconButton, Label, ScrollColumn
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_HEAD, _FOOT = 52, 56
_RIGHTS = ((720, 272), (840, 297))
_WIDEST_RIGHT = 320


class _Strip(QWidget):
    def __init__(self, height: int, token: str, *, at_foot: bool) -> None:
        super().__init__()
        self._token = token
        self._at_foot = at_foot
        self.setFixedHeight(look().px(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = look().colours
        painter.fillRect(self.rect(), c.named(self._token))
        y = 0 if self._at_foot else self.height() - 1
        draw_hline(painter, 0, self.width(), y, c.line2 if self._at_foot else c.line)


class PanelFrame(QWidget):
    """``left`` when the person goes back; nothing of what was begun is lost by it."""

    left = Signal()

    def __init__(self, main: QWidget, side: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", 20, Weight.BOLD)
        self.case = Label("", 14, ink="ink2")
        self.sign = Chip("", Tone.ACCENT, icon="list-checks")
        self.second = Button("", ButtonKind.OUTLINE, decision=True)
        self.send = Button("", ButtonKind.SOLID, key="Ctrl+Enter", decision=True)
        self.second.hide()
        self._main = ScrollColumn(main)
        self._side = ScrollColumn(side)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._main, 1)
        body.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addLayout(body, 1)
        column.addWidget(self._foot())

    def _head(self) -> QWidget:
        px = look().px
        head = _Strip(_HEAD, "surface", at_foot=False)
        back = IconButton("arrow-left", self.tr("返回核对"), key="Esc")
        back.clicked.connect(self.left)
        row = QHBoxLayout(head)
        row.setContentsMargins(px(11), 0, px(20), 0)
        row.setSpacing(px(10))
        row.addWidget(back)
        row.addWidget(self.title)
        row.addWidget(self.case, 1)
        row.addWidget(self.sign)
        return head

    def _foot(self) -> QWidget:
        px = look().px
        foot = _Strip(_FOOT, "chrome", at_foot=True)
        back = Button(self.tr("返回核对"), ButtonKind.GHOST, key="Esc")
        back.clicked.connect(self.left)
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(24), 0, px(20), 0)
        row.setSpacing(px(10))
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self.second)
        row.addWidget(self.send)
        return foot

    def take_focus(self) -> None:
        """The keys act on the panel itself, not on one of its fields."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, part: QWidget) -> None:
        """Bring a part of the main column into sight, once it has its size."""
        QTimer.singleShot(0, part, lambda: self._main.ensureWidgetVisible(part, 0, look().px(60)))

    def go_back(self) -> None:
        """One level: out of a field first, then out of the panel."""
        focus: QWidget | None = self.focusWidget()
        if focus is not None and focus is not self and focus.hasFocus():
            self.take_focus()
        else:
            self.left.emit()

    def sizeHint(self) -> QSize:
        return QSize(look().px(800), look().px(600))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        own = self.width() * 100 // look().scale
        width = next((right for below, right in _RIGHTS if own < below), _WIDEST_RIGHT)
        self._side.setFixedWidth(look().px(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look().colours.side)
