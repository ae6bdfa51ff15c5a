"""Taking a decision back: the card at the foot of the queue, Ctrl+Z, and the list behind the pill."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.ports import OutboxState
from reviewer_app.ui.bridge.sync_status import Link
from reviewer_app.ui.views.components import open_popover
from reviewer_app.ui.views.components.message_line import LinkButton
from reviewer_app.ui.views.queue_view.undo_offer import UndoOffer
from tests.ui.shell.bench import Bench
from tests.ui.shell.conftest import MakeBench

CTRL = Qt.KeyboardModifier.ControlModifier


def first_case(bench: Bench, position: int = 0) -> Case:
    case_id = bench.desk.workbench.queue.panel.model.id_at(position)
    assert case_id is not None
    case = bench.store.cases.find(case_id)
    assert case is not None
    return case


def card(bench: Bench) -> UndoOffer:
    return bench.desk.workbench.queue.undo


def test_the_card_says_what_was_decided_and_what_becomes_of_it(bench: Bench) -> None:
    case = first_case(bench)
    assert not card(bench).isVisible()
    bench.accept(case)
    spoken = card(bench)._card.accessibleName()
    assert card(bench).isVisible()
    assert f"{case.child_name} 已受理" in spoken
    assert "通知家长" in spoken


def test_offline_the_card_says_that_it_will_be_sent_later(bench: Bench) -> None:
    bench.go(Link.OFFLINE)
    bench.accept(first_case(bench))
    assert "联网后发送" in card(bench)._card.accessibleName()


def test_ctrl_z_takes_the_last_decision_back_and_returns_to_its_case(bench: Bench) -> None:
    first, second = first_case(bench), first_case(bench, 1)
    bench.accept(first)
    bench.clock.move(1)
    bench.accept(second)
    bench.press(Qt.Key.Key_Z, CTRL)
    bench.settle()
    assert [action.case for action in bench.store.outbox.open_actions()] == [first.id]
    assert bench.desk.workbench.case_id == second.id
    bench.press(Qt.Key.Key_Z, CTRL)
    bench.settle()
    assert not bench.store.outbox.open_actions()
    assert not card(bench).isVisible()


def test_ctrl_z_in_a_text_field_is_undo_of_text(bench: Bench) -> None:
    bench.accept(first_case(bench))
    panel = bench.desk.workbench.queue.panel
    panel.focus_search()
    QTest.keyClicks(panel.search, "abc")
    bench.press(Qt.Key.Key_Z, CTRL)
    assert len(bench.store.outbox.open_actions()) == 1
    assert panel.search.text() == ""


def test_a_decision_on_its_way_cannot_be_taken_back_and_says_so(bench: Bench) -> None:
    bench.accept(first_case(bench))
    bench.store.sending.take_batch(50)
    bench.press(Qt.Key.Key_Z, CTRL)
    bench.settle()
    assert "不能撤销" in card(bench)._card.accessibleName()
    assert len(bench.store.outbox.open_actions()) == 1


def test_the_card_goes_when_the_decision_has_been_answered(bench: Bench) -> None:
    action = bench.accept(first_case(bench))
    bench.answer(action, OutboxState.APPLIED)
    assert not card(bench).isVisible()


def test_ctrl_z_never_reaches_decisions_of_an_earlier_sitting(make_bench: MakeBench, bench: Bench) -> None:
    bench.accept(first_case(bench))
    bench.close()
    later = make_bench()
    assert len(later.store.outbox.open_actions()) == 1
    later.press(Qt.Key.Key_Z, CTRL)
    later.settle()
    assert len(later.store.outbox.open_actions()) == 1


def test_each_waiting_decision_can_be_taken_back_in_the_list(bench: Bench) -> None:
    for position in range(3):
        bench.accept(first_case(bench, position))
        bench.clock.move(60)
    second = first_case(bench, 1)
    bench.desk.bar.pill.click()
    popover = open_popover()
    assert popover is not None
    found: list[LinkButton] = [*popover.findChildren(LinkButton)]
    links = [link for link in found if link.text() == "撤销"]
    assert len(links) == 3
    next(link for link in links if second.child_name in link.accessibleName()).click()
    bench.settle()
    left = {action.case for action in bench.store.outbox.open_actions()}
    assert left == {first_case(bench, 0).id, first_case(bench, 2).id}
    assert open_popover() is popover
    bench.press(Qt.Key.Key_Escape)
    assert open_popover() is None
