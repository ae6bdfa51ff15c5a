"""A choice out of a menu, shown as a ghost button with a chevron (时限优先 ⌄)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.views.components.button import Button, ButtonKind
from reviewer_app.ui.views.components.menu import Choice, Menu
from reviewer_app.ui.views.components.popover import open_popover
from reviewer_app.ui.views.theme import look


class ComboButton(Button):
    """``chosen`` carries the key that a person picked; :meth:`set_current` is silent.

    ``name`` is spoken before the current choice.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice] = (),
        current: str = "",
        parent: QWidget | None = None,
        *,
        kind: ButtonKind = ButtonKind.GHOST,
        icon: str = "",
    ) -> None:
        self._label = name
        self._choices: tuple[Choice, ...] = tuple(choices)
        self._current = current
        super().__init__("", kind, parent=parent, icon=icon, trailing_icon="chevron-down")
        self.set_choices(choices, current)
        self.clicked.connect(self.open_menu)

    @property
    def current(self) -> str:
        """Key of the current choice."""
        return self._current

    def set_choices(self, choices: Sequence[Choice], current: str) -> None:
        """Offer other choices."""
        self._choices = tuple(choices)
        self.set_current(current)

    def set_current(self, key: str) -> None:
        """Show a choice as current; an unknown key shows the name of the control."""
        self._current = key
        found = next((choice for choice in self._choices if choice.key == key), None)
        self.setText(found.text if found else self._label)
        self.setAccessibleName(f"{self._label} {self.text()}" if found else self._label)

    def open_menu(self) -> None:
        """Open the menu under the button."""
        if not self._choices or open_popover() is not None:
            return
        menu = Menu(self._choices, self, self._current, self._label)
        menu.chosen.connect(self._pick)
        menu.open_at()

    def _pick(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_menu()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(64), super().sizeHint().height())
