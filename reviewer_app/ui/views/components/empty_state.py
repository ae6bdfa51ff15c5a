"""An empty place says why it is empty, in one sentence, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.views.components.button import Button
from reviewer_app.ui.views.components.labels import Label
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.theme import look


class _Sign(QWidget):
    def __init__(self, icon: str, token: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.icon, self.token = icon, token

    def sizeHint(self) -> QSize:
        return QSize(look().px(40), look().px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        centre = QPointF(self.width() / 2, self.height() / 2)
        draw_icon(painter, self.icon, centre, look().px(32), look().colours.named(self.token))


class EmptyState(QWidget):
    """Icon, one sentence, an optional second one, and an optional action, centred in the room that there is."""

    acted = Signal()

    def __init__(
        self,
        icon: str,
        sentence: str,
        detail: str = "",
        action: str = "",
        parent: QWidget | None = None,
        *,
        key: str = "",
        token: str = "ink3",
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._sign = _Sign(icon, token, self)
        self._sentence = Label(sentence, 15, Weight.MEDIUM, align=centre)
        self._detail = Label(detail, 13, ink="ink2", align=centre)
        self._action = Button(action, key=key)
        self._action.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setSpacing(look().px(8))
        column.addStretch(4)
        column.addWidget(self._sign, alignment=centre)
        column.addWidget(self._sentence)
        column.addWidget(self._detail)
        column.addSpacing(look().px(4))
        column.addWidget(self._action, alignment=centre)
        column.addStretch(5)
        self.set_state(icon, sentence, detail, action, token=token)

    def set_state(
        self, icon: str, sentence: str, detail: str = "", action: str = "", *, token: str = "ink3"
    ) -> None:
        """Say something else."""
        self._sign.icon, self._sign.token = icon, token
        self._sign.update()
        self._sentence.setText(sentence)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName("，".join(part for part in (sentence, detail) if part))
