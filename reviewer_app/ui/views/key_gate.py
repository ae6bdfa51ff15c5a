"""One filter before the whole application decides what a key may do; there is no shortcut for a decision anywhere else.

A shortcut would fire while the input method is composing, in a text field and by auto repeat (DESIGN_LANGUAGE 12, 13).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntFlag, auto

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from reviewer_app.ui.viewmodels.arming import Disarmed

NO_SPACE = "no_space"
"""Dynamic property of buttons that record a decision: Space and Enter on them do nothing."""

Chord = tuple[Qt.KeyboardModifier, Qt.Key]
_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_PRESSING = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})


class Reach(IntFlag):
    """Where a key works beyond the plain workbench."""

    PLAIN = 0
    IN_TEXT = auto()
    """Also while the caret is in a text field."""
    REPEATS = auto()
    """Also by holding it down."""
    OVER_SHEETS = auto()
    """Also while a popover or a sheet is open."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What a key does and where."""

    act: Callable[[], bool | None]
    """False: the key is nothing here, let it go on."""
    reach: Reach = Reach.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the gate asks before a decision."""

    window: QWidget
    disarmed: Callable[[], Disarmed | None]
    is_covered: Callable[[], bool]
    """Whether a popover, sheet or other screen lies over the case."""
    decisions: Mapping[Qt.Key, Callable[[], None]] = field(default_factory=dict)


class KeyGate(QObject):
    """Application-wide event filter of one main window."""

    ignored = Signal(str)
    """A decision key did nothing; carries words for the person."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bindings: dict[Chord, Binding] = {}
        self._composing = False
        app = QApplication.instance()
        if app is None:
            raise RuntimeError("the gate needs a running application")
        app.installEventFilter(self)

    def bind(
        self,
        key: Qt.Key,
        act: Callable[[], bool | None],
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        reach: Reach = Reach.PLAIN,
    ) -> None:
        """Give a key its meaning. A later binding replaces an earlier one."""
        self._bindings[(modifiers, key)] = Binding(act, reach)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
            return False
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._composing = False
            return False
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._desk.window or QApplication.activeModalWidget() is not None:
            return False
        return self._press(event) if kind == QEvent.Type.KeyPress else False

    def _press(self, event: QKeyEvent) -> bool:
        """Whether the key ends here."""
        if self._composing:
            return False
        key, modifiers = Qt.Key(event.key()), event.modifiers() & _MODIFIERS
        if key in self._desk.decisions and modifiers == Qt.KeyboardModifier.NoModifier:
            self._decide(key, event.isAutoRepeat())
            return True
        if key in _PRESSING and _on_decision_button():
            return True
        binding = self._bindings.get((modifiers, key))
        if binding is None or not self._reaches(binding.reach, event.isAutoRepeat()):
            return False
        return binding.act() is not False

    def _reaches(self, reach: Reach, repeated: bool) -> bool:
        if repeated and not reach & Reach.REPEATS:
            return False
        if _in_text() and not reach & Reach.IN_TEXT:
            return False
        return bool(reach & Reach.OVER_SHEETS) or not self._covered()

    def _covered(self) -> bool:
        return QApplication.activePopupWidget() is not None or self._desk.is_covered()

    def _decide(self, key: Qt.Key, repeated: bool) -> None:
        if repeated or self._covered():
            return
        if _in_text():
            self.ignored.emit(self.tr("先按 Esc 离开输入框，再按决定键。"))
            return
        reason = self._desk.disarmed()
        if reason is None:
            self._desk.decisions[key]()
        elif reason is Disarmed.NEWS:
            self.ignored.emit(self.tr("这件办件刚刚有变化，看过变化后，决定键才可用。"))


def _in_text() -> bool:
    widget = QApplication.focusWidget()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, (QLineEdit, QTextEdit, QPlainTextEdit)):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox)


def _on_decision_button() -> bool:
    widget = QApplication.focusWidget()
    return widget is not None and bool(widget.property(NO_SPACE))
