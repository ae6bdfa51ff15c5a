"""The case view within the whole desk: real keys through the gate, the queue beside it, the next case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reviewer_app.models.domain.case import CaseStatus, Category, FormKind, ReasonPick
from reviewer_app.models.domain.workflow import CaseAction, Role
from reviewer_app.ui.bridge.sync_status import Link
from tests.support.cases import make_case
from tests.ui.case.test_form_rows import answered
from tests.ui.shell.bench import Bench

_KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
MIGRANT = make_case(
    5,
    kind=FormKind.A,
    category=Category.MIGRANT,
    answers={"rp_endorse_until": "2026-06-30", "emp_uscc": None},
)
NEXT = make_case(7)
DONE = make_case(9, status=CaseStatus.COMPLETED)


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench.open(tmp_path / "store", [MIGRANT, NEXT, DONE], Role.SUPERVISOR, qtbot)
    made.go(Link.ONLINE)
    yield made
    made.close()


def _decisions(bench: Bench) -> list[tuple[CaseAction, tuple[ReasonPick, ...]]]:
    return [(action.act.action, action.act.reasons) for action in bench.store.outbox.open_actions()]


def test_a_correction_takes_three_keys_and_the_next_case_is_open(bench: Bench) -> None:
    bench.open_case(MIGRANT)
    view, queue = bench.desk.workbench.case_view, bench.desk.workbench.queue
    bench.press(_KEY.Key_F8)
    assert view.deciding.panel is view.deciding.notice_panel
    assert not queue.isVisible(), "at 1366 px the panel takes the queue's place"
    for key in (_KEY.Key_F7, _KEY.Key_F8, _KEY.Key_F9, _KEY.Key_PageDown):
        bench.press(key)
    assert view.deciding.panel is view.deciding.notice_panel
    bench.press(_KEY.Key_Return, CTRL)

    assert _decisions(bench) == [
        (CaseAction.REQUEST_CORRECTIONS, (ReasonPick(code="JZ02", target="rp_endorse_until"),))
    ]
    assert queue.isVisible()
    assert view.vm.case is not None
    assert view.vm.case.id == NEXT.id


def test_esc_leads_back_to_the_form_with_the_keys_on_it(bench: Bench) -> None:
    bench.open_case(MIGRANT)
    view = bench.desk.workbench.case_view
    bench.press(_KEY.Key_F8)
    bench.press(_KEY.Key_Slash)
    bench.press(_KEY.Key_Escape)
    assert view.deciding.panel is view.deciding.notice_panel, "the library goes first"
    bench.press(_KEY.Key_Escape)

    assert not view.deciding.notice_panel.isVisible()
    assert view.form.list.hasFocus()
    assert _decisions(bench) == []


def test_f9_with_open_items_asks_and_enter_answers(bench: Bench, qtbot: QtBot) -> None:
    bench.open_case(NEXT)
    view = bench.desk.workbench.case_view
    bench.press(_KEY.Key_F9)
    assert view.deciding.question.isVisible()
    bench.press(_KEY.Key_F9)
    bench.press(_KEY.Key_F8)
    assert view.deciding.is_asking
    qtbot.waitUntil(lambda: view.deciding.question.is_armed)
    bench.press(_KEY.Key_Return)

    assert _decisions(bench) == [(CaseAction.ACCEPT, ())]


def test_a_mended_result_needs_a_reason_and_a_second_person(bench: Bench) -> None:
    bench.open_case(DONE)
    view = bench.desk.workbench.case_view
    view.bar.buttons[0].click()
    panel = view.deciding.notice_panel
    panel.outgoing.note.setFocus()
    bench.press(_KEY.Key_A)
    bench.press(_KEY.Key_Return, CTRL)
    assert _decisions(bench) == []
    panel.outgoing.approver.setFocus()
    bench.press(_KEY.Key_B)
    panel.outgoing.note.setFocus()
    bench.press(_KEY.Key_Return, CTRL)

    (action,) = bench.store.outbox.open_actions()
    assert (action.act.action, action.act.note, action.act.approver) == (CaseAction.REOPEN, "a", "b")


def test_b_shows_the_image_that_was_replaced(bench: Bench) -> None:
    case = answered(make_case(11, kind=FormKind.A, category=Category.MIGRANT))
    bench.put(case)
    bench.open_case(case)
    view = bench.desk.workbench.case_view
    view.form.list.go_to("asked:M21")
    shown = []
    for _ in range(2):
        bench.press(_KEY.Key_B)
        assert view.viewer.current is not None
        shown.append(view.viewer.current.id)

    assert shown == ["doc-000011-M21-1", "new"]
    assert not next(item for item in view.viewer._reel.items if item.id == shown[0]).can_judge
