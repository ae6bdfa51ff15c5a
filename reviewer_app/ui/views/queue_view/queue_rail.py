"""The queue folded to a strip of 40 px: the number of cases, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.views.components import IconButton, Label
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.theme import look

WIDTH = 40


class QueueRail(QWidget):
    """``unfold_wanted`` asks for the whole queue."""

    unfold_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        button = IconButton("panel-left", self.tr("展开队列"), key="[")
        button.clicked.connect(self.unfold_wanted)
        self._count = Label("", 13, Weight.BOLD, "accent", align=Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look().px(7), 0, 0)
        column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._count)
        column.addStretch()
        self._fit()

    def show_count(self, count: int) -> None:
        """Number of cases still to be worked on."""
        self._count.setText(str(count))
        self._count.setAccessibleName(self.tr("队列 {n} 件").format(n=count))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(look().px(WIDTH))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look().colours.side)
