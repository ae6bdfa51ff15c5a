"""One question in the place of the decision bar: 「还有 2 项未核，仍要受理？」. It covers nothing and is asked once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reviewer_app.ui.viewmodels.arming import SETTLE_SECONDS
from reviewer_app.ui.views.components import Button, ButtonKind, Label, announce
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class QuestionBar(QWidget):
    """``confirmed`` or ``dropped`` follows :meth:`ask`. A key still on its way from before the question is ignored."""

    confirmed = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = Label("", 15, Weight.MEDIUM)
        self._back = Button(self.tr("回去核对"), ButtonKind.OUTLINE, key="Esc")
        self._go = Button("", ButtonKind.OUTLINE, Tone.OK, key="Enter", decision=True)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(round(SETTLE_SECONDS * 1000))
        self._settle.timeout.connect(lambda: self._go.set_armed(True))
        row = QHBoxLayout(self)
        px = look().px
        row.setContentsMargins(px(44), 0, px(16), 0)
        row.setSpacing(px(10))
        row.addWidget(self._question, 1)
        row.addWidget(self._back)
        row.addWidget(self._go)
        self._back.clicked.connect(self.dropped)
        self._go.clicked.connect(self.confirmed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def ask(self, question: str, act: str) -> None:
        """Put the question; ``act`` names what Enter does."""
        self._question.setText(question)
        self._go.setText(act)
        self._go.set_armed(False)
        self._settle.start()
        self.setAccessibleName(question)
        announce(self, question)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_armed(self) -> bool:
        """Whether Enter would be taken for an answer."""
        return self._go.armed

    @property
    def question(self) -> str:
        """What is asked."""
        return self._question.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_armed and not event.isAutoRepeat():
            self.confirmed.emit()

    def sizeHint(self) -> QSize:
        return QSize(look().px(560), look().px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c, px = look().colours, look().px
        painter.fillRect(self.rect(), c.warn_bg)
        draw_hline(painter, 0, self.width(), 0, c.warn_line)
        middle = self.rect().center().toPointF()
        middle.setX(px(26))
        draw_icon(painter, "triangle-alert", middle, px(18), c.warn)
