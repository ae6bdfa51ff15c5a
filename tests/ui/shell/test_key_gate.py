"""No key decides what it must not: not from a text field, while composing, by repeat, twice, or under a sheet."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer_app.ui.viewmodels.arming import SETTLE_SECONDS, Arming, Disarmed
from reviewer_app.ui.views.components import Button, Label, Popover
from reviewer_app.ui.views.key_gate import NO_SPACE, Desk, KeyGate, Reach

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
F7, F8, F9 = Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9


@dataclass
class Window:
    """A window with every kind of focus in it, and what the keys did."""

    widget: QWidget
    work: QWidget
    line: QLineEdit
    text: QPlainTextEdit
    number: QSpinBox
    combo: QComboBox
    gate: KeyGate
    disarmed: Disarmed | None = None
    covered: bool = False
    done: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    widget, work = QWidget(), QWidget()
    work.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    line, text, number, combo = QLineEdit(), QPlainTextEdit(), QSpinBox(), QComboBox()
    combo.setEditable(True)
    column = QVBoxLayout(widget)
    for part in (work, line, text, number, combo):
        column.addWidget(part)
    made: Window
    gate = KeyGate(
        Desk(
            window=widget,
            disarmed=lambda: made.disarmed,
            is_covered=lambda: made.covered,
            decisions={
                F7: lambda: made.done.append("7"),
                F8: lambda: made.done.append("8"),
                F9: lambda: made.done.append("9"),
            },
        ),
        widget,
    )
    made = Window(widget, work, line, text, number, combo, gate)
    gate.ignored.connect(made.said.append)
    qtbot.addWidget(widget)
    widget.show()
    work.setFocus()
    yield made
    QApplication.instance().removeEventFilter(gate)  # type: ignore[union-attr]


def send(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, repeat: bool = False) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "", repeat))


def compose(target: QWidget, text: str) -> None:
    QApplication.sendEvent(target, QInputMethodEvent(text, []))


def test_the_three_keys_decide(window: Window) -> None:
    for key in (F7, F8, F9):
        send(key)
    assert window.done == ["7", "8", "9"]


def test_holding_a_key_down_decides_nothing(window: Window) -> None:
    for _ in range(20):
        send(F9, repeat=True)
    assert window.done == []


@pytest.mark.parametrize(
    "modifiers", [CTRL, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier]
)
def test_a_decision_key_with_another_key_decides_nothing(
    window: Window, modifiers: Qt.KeyboardModifier
) -> None:
    send(F9, modifiers)
    assert window.done == []


@pytest.mark.parametrize("field_name", ["line", "text", "number", "combo"])
def test_no_decision_from_a_text_field_but_a_hint(window: Window, field_name: str) -> None:
    getattr(window, field_name).setFocus()
    send(F9)
    assert window.done == []
    assert window.said == ["先按 Esc 离开输入框，再按决定键。"]


def test_while_the_input_method_composes_every_key_is_its_own(window: Window) -> None:
    compose(window.work, "shou")
    send(F9)
    assert window.done == []
    compose(window.work, "")
    send(F9)
    assert window.done == ["9"]


def test_composing_ends_with_the_focus(window: Window) -> None:
    window.line.setFocus()
    compose(window.line, "shou")
    window.work.setFocus()
    send(F9)
    assert window.done == ["9"]


@pytest.mark.parametrize("reason", list(Disarmed))
def test_a_disarmed_case_is_never_decided(window: Window, reason: Disarmed) -> None:
    window.disarmed = reason
    for key in (F7, F8, F9):
        send(key)
    assert window.done == []
    assert bool(window.said) is (reason is Disarmed.NEWS)


def test_nothing_is_decided_under_a_sheet(window: Window) -> None:
    window.covered = True
    send(F9)
    assert window.done == []


def test_nothing_is_decided_while_another_window_is_modal(window: Window, qtbot: QtBot) -> None:
    box = QWidget()
    box.setWindowModality(Qt.WindowModality.ApplicationModal)
    qtbot.addWidget(box)
    box.show()
    QApplication.sendEvent(window.work, QKeyEvent(QEvent.Type.KeyPress, F9, NONE))
    assert window.done == []


def test_another_window_has_keys_of_its_own(window: Window, qtbot: QtBot) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    QApplication.sendEvent(other, QKeyEvent(QEvent.Type.KeyPress, F9, NONE))
    assert window.done == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_focused_decision_button_is_not_pressed_by_the_keyboard(
    window: Window, key: Qt.Key, qtbot: QtBot
) -> None:
    button = Button("受理", parent=window.widget)
    button.setProperty(NO_SPACE, True)
    button.clicked.connect(lambda: window.done.append("button"))
    button.show()
    button.setFocus()
    QTest.keyClick(button, key)
    assert window.done == []


def test_a_bound_key_reaches_as_far_as_it_says(window: Window) -> None:
    seen: list[str] = []
    window.gate.bind(Qt.Key.Key_PageDown, lambda: seen.append("plain"))
    window.gate.bind(Qt.Key.Key_F1, lambda: seen.append("text"), reach=Reach.IN_TEXT)
    window.gate.bind(Qt.Key.Key_F6, lambda: seen.append("sheet"), reach=Reach.OVER_SHEETS)
    window.line.setFocus()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_F1, Qt.Key.Key_F6):
        send(key)
    assert seen == ["text"]
    window.work.setFocus()
    window.covered = True
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_F1, Qt.Key.Key_F6):
        send(key)
    assert seen == ["text", "sheet"]


def test_a_key_that_is_nothing_here_goes_on(window: Window) -> None:
    class Listener(QWidget):
        heard = 0

        def keyPressEvent(self, event: QKeyEvent) -> None:
            self.heard += 1

    listener = Listener(window.widget)
    listener.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    listener.show()
    listener.setFocus()
    window.gate.bind(Qt.Key.Key_1, lambda: False)
    send(Qt.Key.Key_1)
    assert listener.heard == 1


def test_an_open_popover_of_the_desk_covers_the_case(window: Window) -> None:
    popover = Popover(Label("x"), window.work)
    popover.open_at()
    from reviewer_app.ui.views.components import open_popover

    window.covered = open_popover() is not None
    send(F9)
    assert window.done == []
    popover.close_popover()


def test_random_bursts_never_decide_a_case_that_was_not_seen(window: Window) -> None:
    """Keys fall at random between showing, painting and settling; every decision is on a case complete by then."""
    chance = random.Random(20260714)
    seconds = 0.0
    arming = Arming(lambda: seconds)
    current, seen_since = "", {"form": -1.0, "image": -1.0}
    decided: list[str] = []
    wrong: list[str] = []

    def decide() -> None:
        ready = max(seen_since.values())
        if min(seen_since.values()) < 0 or seconds - ready < SETTLE_SECONDS or current in decided:
            wrong.append(current)
        decided.append(current)
        arming.decided()

    gate_desk = window.gate._desk
    object.__setattr__(gate_desk, "disarmed", lambda: arming.disarmed)
    object.__setattr__(gate_desk, "decisions", dict.fromkeys((F7, F8, F9), decide))
    for number in range(600):
        current = f"case-{number}"
        seen_since = {"form": -1.0, "image": -1.0}
        arming.show(current)
        for _ in range(chance.randint(1, 9)):
            seconds += chance.choice((0.0, 0.01, 0.05, 0.2, 1.0))
            match chance.choice(("form", "image", "key", "key", "repeat", "other")):
                case "form" if seen_since["form"] < 0:
                    seen_since["form"] = seconds
                    arming.form_painted(current)
                case "image" if seen_since["image"] < 0:
                    seen_since["image"] = seconds
                    arming.image_painted(current)
                case "key":
                    send(chance.choice((F7, F8, F9)))
                case "repeat":
                    send(F9, repeat=True)
                case "other":
                    arming.form_painted(f"case-{number - 1}")
    assert wrong == []
    assert len(decided) > 50
