"""What the controls do and must not do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.components import (
    Button,
    ButtonKind,
    Chip,
    EmptyState,
    FilterPill,
    Finding,
    IconButton,
    Keycap,
    MessageLine,
    SearchField,
    SegmentedVerdict,
    SyncPill,
    SyncSign,
    Tab,
    TabStrip,
    TextField,
    UndoCard,
)
from reviewer_app.ui.views.components.finding import finding_icon
from reviewer_app.ui.views.tokens import Tone


def decision(qtbot: QtBot, *, armed: bool = True) -> Button:
    button = Button("受理", ButtonKind.SOLID, Tone.OK, key="F9", decision=True)
    button.set_armed(armed)
    qtbot.addWidget(button)
    button.show()
    return button


def presses(button: QAbstractButton) -> list[bool]:
    heard: list[bool] = []
    button.clicked.connect(lambda checked=False: heard.append(checked))
    return heard


def test_space_never_decides(qtbot: QtBot) -> None:
    button = decision(qtbot)
    heard = presses(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert heard == []
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [False]


def test_space_presses_an_ordinary_button(qtbot: QtBot) -> None:
    button = Button("打印", icon="printer")
    qtbot.addWidget(button)
    heard = presses(button)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert heard == [False]


def test_an_unarmed_decision_does_nothing_and_says_so(qtbot: QtBot) -> None:
    button = decision(qtbot, armed=False)
    heard = presses(button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == []
    assert button.accessibleDescription()
    button.set_armed(True)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [False]
    assert not button.accessibleDescription()


def test_a_click_leaves_no_focus_behind(qtbot: QtBot) -> None:
    for button in (decision(qtbot), Button("打印"), IconButton("zoom-in", "放大"), FilterPill("存疑 7")):
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_a_decision_keeps_its_size_whether_suggested_or_not(qtbot: QtBot) -> None:
    button = decision(qtbot)
    solid = button.sizeHint()
    button.set_kind(ButtonKind.OUTLINE)
    assert button.sizeHint() == solid
    assert solid.height() == 38


def test_names_hold_text_count_and_key(qtbot: QtBot) -> None:
    button = Button("要求补正", ButtonKind.SOLID, Tone.WARN, key="F8", decision=True)
    qtbot.addWidget(button)
    button.set_count(2)
    assert button.accessibleName() == "要求补正 2 F8"
    button.set_count(None)
    assert button.accessibleName() == "要求补正 F8"
    tool = IconButton("zoom-in", "放大", key="+")
    qtbot.addWidget(tool)
    assert tool.accessibleName() == "放大"
    assert "放大（+）" in tool.toolTip()


@pytest.mark.parametrize("verdict", [None, Verdict.GOOD, Verdict.BAD])
def test_the_verdict_pair_shows_but_never_sets_itself(qtbot: QtBot, verdict: Verdict | None) -> None:
    pair = SegmentedVerdict()
    qtbot.addWidget(pair)
    pair.set_verdict(verdict)
    pair.resize(pair.sizeHint())
    pair.show()
    for place, meant in ((QPoint(20, 14), Verdict.GOOD), (QPoint(pair.width() - 20, 14), Verdict.BAD)):
        half = pair.childAt(place)
        assert half is not None
        with qtbot.waitSignal(pair.chosen) as chosen:
            QTest.mouseClick(half, Qt.MouseButton.LeftButton)
        assert chosen.args == [meant]
    assert pair.verdict is verdict


def test_findings_differ_in_shape_and_not_in_colour_alone() -> None:
    icons = [finding_icon(finding)[0] for finding in Finding]
    assert len(set(icons)) == len(icons)


def strip_of(qtbot: QtBot, *keys: str) -> TabStrip:
    strip = TabStrip()
    qtbot.addWidget(strip)
    strip.set_tabs([Tab(key=key, text=f"监护人{key}", count=3) for key in keys])
    strip.resize(strip.sizeHint())
    strip.show()
    return strip


def test_tabs_keep_the_current_one_and_tell_only_a_persons_choice(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, "a", "b", "c")
    heard: list[str] = []
    strip.changed.connect(heard.append)
    strip.set_current("b")
    strip.set_tabs([Tab(key="b", text="住所"), Tab(key="c", text="房产")])
    assert strip.current == "b"
    assert heard == []
    strip.step(1)
    assert heard == ["c"]
    strip.step(1)
    assert heard == ["c"]
    with pytest.raises(KeyError):
        strip.set_current("a")
    strip.set_tabs([])
    assert strip.current == ""


def test_too_many_tabs_slide_to_the_current_one(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, *"abcdefghij")
    strip.resize(240, strip.height())
    for key in "aj":
        strip.set_current(key)
        buttons: list[QAbstractButton] = list(strip.findChildren(QAbstractButton))
        current = next(button for button in buttons if button.isChecked())
        assert current.x() >= 0
        assert current.geometry().right() <= strip.width()


def test_a_message_grows_with_its_text_and_acts(qtbot: QtBot) -> None:
    line = MessageLine("发送失败：平台没有响应。已存本机，5 分钟后自动重试。", Tone.STOP, "马上重试")
    qtbot.addWidget(line)
    line.resize(640, 36)
    line.show()
    assert line.heightForWidth(640) == 36
    assert line.heightForWidth(240) > 36
    button = next(child for child in line.children() if isinstance(child, QAbstractButton))
    with qtbot.waitSignal(line.acted):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    line.show_message("11 件已发送", Tone.OK)
    assert button.isHidden()
    assert line.accessibleName() == line.text == "11 件已发送"


def test_esc_empties_the_search_before_it_leaves_it(qtbot: QtBot) -> None:
    field = SearchField("搜索", "姓名")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field, "wei")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_wrong_field_stays_a_field(qtbot: QtBot) -> None:
    field = TextField("手机", "11 位")
    qtbot.addWidget(field)
    field.set_wrong(True)
    assert field.property("wrong") == "true"
    field.set_wrong(False)
    assert field.property("wrong") == "false"
    assert field.accessibleName() == "手机"
    assert isinstance(field, QLineEdit)


@pytest.mark.parametrize("sign", list(SyncSign))
def test_the_sync_pill_says_its_state_in_words(qtbot: QtBot, sign: SyncSign) -> None:
    pill = SyncPill()
    qtbot.addWidget(pill)
    pill.set_state(sign, "离线工作", "待发 13")
    assert pill.accessibleName() == "离线工作 待发 13"
    assert pill.sign is sign
    pill.resize(pill.sizeHint())
    assert not pill.grab().isNull()


def test_undo_can_be_taken_back_by_a_click_while_it_is_offered(qtbot: QtBot) -> None:
    card = UndoCard()
    qtbot.addWidget(card)
    card.show_decision("韦雨涵 已要求补正", "已存本机", "联网前均可撤销")
    card.resize(card.sizeHint())
    card.show()
    button = next(child for child in card.children() if isinstance(child, QAbstractButton))
    with qtbot.waitSignal(card.undone):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    card.show_decision("韦雨涵 已要求补正", "已发送", can_undo=False)
    assert button.isHidden()


def test_an_empty_place_says_why_and_what_next(qtbot: QtBot) -> None:
    empty = EmptyState("inbox", "队列里没有办件", "同步后会出现在这里", "领取 10 件")
    qtbot.addWidget(empty)
    empty.resize(300, 240)
    empty.show()
    assert empty.accessibleName() == "队列里没有办件，同步后会出现在这里"
    button = next(child for child in empty.children() if isinstance(child, Button))
    with qtbot.waitSignal(empty.acted):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_targets_are_large_enough(qtbot: QtBot) -> None:
    parts: list[QWidget] = [
        Button("打印"),
        decision(qtbot),
        IconButton("zoom-in", "放大"),
        FilterPill("存疑 7"),
        SyncPill(),
        SegmentedVerdict(),
    ]
    for part in parts:
        qtbot.addWidget(part)
        assert part.sizeHint().height() >= 28


def test_chips_and_keycaps_are_plain_text(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    layout = QHBoxLayout(row)
    for part in (Chip("<b>待受理</b>", Tone.ACCENT), Keycap("F9")):
        layout.addWidget(part)
        assert part.textFormat() == Qt.TextFormat.PlainText
    row.show()
    assert not row.grab().isNull()
