"""The decisions at the foot of the case: fixed places, one solid at most, nothing that the table does not open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.viewmodels.decisions import Choice, Slot, Tally
from reviewer_app.ui.views.case_view.tally_label import TallyLabel
from reviewer_app.ui.views.components import Button, ButtonKind, announce
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.theme import changes, look
from reviewer_app.ui.views.tokens import Tone

HEIGHT = 56
_TONES = {Slot.REFUSE: Tone.STOP, Slot.CORRECT: Tone.WARN, Slot.FORWARD: Tone.OK, Slot.ASIDE: Tone.NEUTRAL}
_WIDTHS = {Slot.REFUSE: 112, Slot.CORRECT: 150, Slot.FORWARD: 110}


class DecisionBar(QWidget):
    """Counts at the left, decisions at the right. ``chosen`` carries the :class:`Choice` that was clicked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tally = TallyLabel(self)
        self._choices: tuple[Choice, ...] = ()
        self._buttons: dict[tuple[Slot, str], Button] = {}
        self._armed = False
        self.setAccessibleName(self.tr("决定"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        changes.changed.connect(self._place)

    @property
    def buttons(self) -> list[Button]:
        """Buttons from left to right."""
        return list(self._buttons.values())

    def button(self, slot: Slot) -> Button | None:
        """The button at a fixed place, if the table opens one there."""
        return next((button for (place, _), button in self._buttons.items() if place is slot), None)

    def show_choices(self, choices: Sequence[Choice], tally: Tally | None, idle: str = "") -> None:
        """Show counts and decisions; places do not move when only the suggestion changes.

        :param tally: nothing where there is nothing to judge.
        :param idle: why there is no way forward, if there is none.
        """
        self._choices = tuple(choices)
        wanted = [(choice.slot, choice.label) for choice in choices]
        if wanted != list(self._buttons):
            self._make(choices)
        for choice in choices:
            button = self._buttons[(choice.slot, choice.label)]
            button.set_kind(ButtonKind.SOLID if choice.suggested else ButtonKind.OUTLINE)
            button.set_count(choice.count or None)
        self._tally.show_tally(tally, idle)
        self._place()

    def set_armed(self, armed: bool) -> None:
        """Let the buttons act, or make them look disabled."""
        changed = armed != self._armed
        self._armed = armed
        for (slot, _), button in self._buttons.items():
            if slot is not Slot.ASIDE:
                button.set_armed(armed)
        if changed and armed and self._choices:
            announce(self, self.tr("可以决定"))

    def _make(self, choices: Sequence[Choice]) -> None:
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for choice in choices:
            decision = choice.slot is not Slot.ASIDE
            button = Button(
                choice.label,
                ButtonKind.OUTLINE,
                _TONES[choice.slot],
                self,
                key=choice.slot.value,
                decision=decision,
            )
            button.set_armed(self._armed or not decision)
            button.clicked.connect(lambda _=False, key=(choice.slot, choice.label): self._click(key))
            button.show()
            self._buttons[(choice.slot, choice.label)] = button

    def _click(self, key: tuple[Slot, str]) -> None:
        found = next((choice for choice in self._choices if (choice.slot, choice.label) == key), None)
        if found is not None:
            self.chosen.emit(found)

    def sizeHint(self) -> QSize:
        return QSize(look().px(760), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(560), look().px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """F7, F8 and F9 have their places whether or not a button stands there; the rest goes to their left."""
        px = look().px
        right = self.width() - px(16)
        for slot in (Slot.FORWARD, Slot.CORRECT, Slot.REFUSE):
            button = self.button(slot)
            width = px(_WIDTHS[slot])
            if button is not None:
                width = max(width, button.sizeHint().width())
                self._put(button, right - width, width)
            right -= width + px(10)
        for (slot, _), button in reversed(self._buttons.items()):
            if slot is Slot.ASIDE:
                width = button.sizeHint().width()
                self._put(button, right - width, width)
                right -= width + px(10)
        self._tally.setGeometry(px(16), 0, max(0, right - px(16)), self.height())

    def _put(self, button: Button, left: int, width: int) -> None:
        height = button.sizeHint().height()
        button.setGeometry(left, (self.height() - height) // 2, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colours.chrome)
        draw_hline(painter, 0, self.width(), 0, look().colours.line2)
