"""Where form, panel, documents and decisions stand, by the width of the window (DESIGN_LANGUAGE 7)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from reviewer_app.ui.views.components import Divider, MessageLine
from reviewer_app.ui.views.theme import changes, look
from reviewer_app.ui.views.tokens import Tone

FORM_WIDTHS = ((1500, 472), (1760, 520))
WIDEST_FORM = 640
PANEL, WIDEST_PANEL = 800, 860
LEAST_PANEL, LEAST_VIEWER = 640, 560


class CaseLayout(QWidget):
    """Form or panel at the left, documents at the right, decisions below both; a panel has a foot of its own."""

    def __init__(
        self, form: QWidget, panels: Sequence[QWidget], viewer: QWidget, feet: Sequence[QWidget]
    ) -> None:
        super().__init__()
        self._form = form
        self._left = QStackedWidget()
        for page in (form, *panels):
            self._left.addWidget(page)
        self._foot = QStackedWidget()
        for page in feet:
            self._foot.addWidget(page)
        self._line = MessageLine()
        self._message = QWidget()
        self._message.hide()
        self._margin = QVBoxLayout(self._message)
        self._margin.addWidget(self._line)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._left, 0, 0)
        grid.addWidget(Divider(vertical=True, token="line2"), 0, 1)
        grid.addWidget(viewer, 0, 2)
        grid.addWidget(self._message, 1, 0, 1, 3)
        grid.addWidget(self._foot, 2, 0, 1, 3)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(0, 1)
        changes.changed.connect(self._fit)
        self._fit()

    @property
    def message(self) -> str:
        """What is said above the decisions."""
        return "" if self._message.isHidden() else self._line.text

    def say(self, text: str) -> None:
        """Say why nothing happened, above the decisions; an empty text takes it away."""
        self._message.setVisible(bool(text))
        if text:
            self._line.show_message(text, Tone.WARN)

    def open_panel(self, panel: QWidget) -> None:
        """A panel takes the place of form and decisions."""
        self._left.setCurrentWidget(panel)
        self._foot.hide()
        self._fit()

    def close_panel(self) -> None:
        """Back to form and decisions."""
        self._left.setCurrentWidget(self._form)
        self._foot.show()
        self._fit()

    def show_foot(self, foot: QWidget) -> None:
        """The decisions, or the question in their place."""
        self._foot.setCurrentWidget(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = look().px
        self._margin.setContentsMargins(px(12), px(6), px(12), px(6))
        window = self.window().width() * 100 // look().scale
        if self._left.currentWidget() is self._form:
            width = next((form for below, form in FORM_WIDTHS if window < below), WIDEST_FORM)
        else:
            wanted = PANEL if window < FORM_WIDTHS[-1][0] else WIDEST_PANEL
            own = self.width() * 100 // look().scale
            width = max(LEAST_PANEL, min(wanted, own - LEAST_VIEWER))
        self._left.setFixedWidth(px(width))
