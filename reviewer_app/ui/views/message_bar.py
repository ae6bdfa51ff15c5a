"""Room for one message above the case; it takes no room while there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.views.components import MessageLine
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class MessageBar(QWidget):
    """Shows one :class:`MessageLine` at a time; the newest replaces the one before."""

    def __init__(self, parent: QWidget | None = None, *, inset: int = 8) -> None:
        super().__init__(parent)
        self._line = MessageLine()
        self._line.acted.connect(self._on_acted)
        self._act: Callable[[], None] | None = None
        self._key = ""
        column = QVBoxLayout(self)
        edge = look().px(inset)
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self._line)
        self.hide()

    @property
    def text(self) -> str:
        """The message on screen, or an empty string."""
        return "" if self.isHidden() else self._line.text

    def say(
        self, text: str, tone: Tone, action: str = "", act: Callable[[], None] | None = None, key: str = ""
    ) -> None:
        """Show a message. ``key`` names what it is about, for :meth:`clear`."""
        self._act, self._key = act, key
        self._line.show_message(text, tone, action)
        self.show()

    def clear(self, key: str | None = None) -> None:
        """Take the message away, or only one about ``key``."""
        if key is None or key == self._key:
            self._act, self._key = None, ""
            self.hide()

    def _on_acted(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()
