"""Popovers: keyboard in, keyboard out, and no decision while one is open."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.views.components import Choice, ComboButton, Menu, Popover, TextField, open_popover

CHOICES = [Choice(key=key, text=f"选项{key}", enabled=key != "c") for key in "abcd"]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def combo_in(
    window: QWidget, choices: Sequence[Choice] = tuple(CHOICES), at: QPoint | None = None
) -> ComboButton:
    combo = ComboButton("排序", choices, "a", window)
    combo.move(at or QPoint(100, 100))
    combo.resize(combo.sizeHint())
    combo.show()
    return combo


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)


def test_choosing_by_keyboard_gives_the_focus_back(qtbot: QtBot, window: QWidget) -> None:
    combo = combo_in(window)
    combo.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Qt.Key.Key_Down)
    assert open_popover() is not None
    with qtbot.waitSignal(combo.chosen) as chosen:
        press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert chosen.args == ["d"]
    assert combo.text() == "选项d"
    assert open_popover() is None
    assert combo.hasFocus()


def test_arrows_go_round_and_skip_what_cannot_be_chosen(qtbot: QtBot, window: QWidget) -> None:
    combo = combo_in(window)
    combo.open_menu()
    press(qtbot, Qt.Key.Key_Up)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "选项d"
    press(qtbot, Qt.Key.Key_Home, Qt.Key.Key_End)
    press(qtbot, Qt.Key.Key_Escape)


def test_esc_and_a_click_elsewhere_close_without_a_choice(qtbot: QtBot, window: QWidget) -> None:
    combo = combo_in(window)
    heard: list[str] = []
    combo.chosen.connect(heard.append)
    combo.open_menu()
    press(qtbot, Qt.Key.Key_Escape)
    assert open_popover() is None
    combo.open_menu()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(700, 500))
    assert open_popover() is None
    assert heard == []


def test_a_second_one_does_not_open_over_the_first(qtbot: QtBot, window: QWidget) -> None:
    combo = combo_in(window)
    combo.open_menu()
    first = open_popover()
    combo.open_menu()
    assert open_popover() is first
    press(qtbot, Qt.Key.Key_Escape)


@pytest.mark.parametrize("at", [QPoint(760, 580), QPoint(0, 0), QPoint(780, 0), QPoint(0, 570)])
def test_the_sheet_stays_inside_the_window(qtbot: QtBot, window: QWidget, at: QPoint) -> None:
    combo = combo_in(window, at=at)
    combo.open_menu()
    sheet = open_popover()
    assert sheet is not None
    inner = sheet.geometry().adjusted(16, 16, -16, -16)
    assert window.rect().contains(inner)
    press(qtbot, Qt.Key.Key_Escape)


def test_a_long_menu_scrolls_to_its_current_choice(qtbot: QtBot, window: QWidget) -> None:
    choices = [Choice(key=str(index), text=f"灵山县第{index}小学", hint=str(index)) for index in range(60)]
    combo = combo_in(window, choices)
    combo.set_current("55")
    combo.open_menu()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.text() == "灵山县第55小学"  # type: ignore[attr-defined]
    assert not focused.visibleRegion().isEmpty()
    press(qtbot, Qt.Key.Key_Escape)


def test_the_first_field_of_a_sheet_has_the_focus(qtbot: QtBot, window: QWidget) -> None:
    content = QWidget()
    field = TextField("备注", parent=content)
    field.resize(QSize(200, 34))
    content.setMinimumSize(220, 60)
    anchor = combo_in(window)
    sheet = Popover(content, anchor, name="备注")
    sheet.open_at(width=240)
    assert field.hasFocus()
    with qtbot.waitSignal(sheet.closed):
        press(qtbot, Qt.Key.Key_Escape)


def test_a_menu_with_nothing_to_choose_still_closes(qtbot: QtBot, window: QWidget) -> None:
    menu = Menu([Choice(key="x", text="无", enabled=False)], combo_in(window))
    menu.open_at()
    menu.close_popover()
    menu.close_popover()
    assert open_popover() is None
