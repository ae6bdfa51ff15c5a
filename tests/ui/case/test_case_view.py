"""One case on screen: what arms the decisions, what they write, and what stands there in every state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer_app.models.domain.case import CaseStatus, DocumentId, FormKind, HistoryEntry, VersionTag
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import OutboxState
from reviewer_app.models.domain.workflow import CaseAction, Role
from reviewer_app.ui.viewmodels.arming import Disarmed
from reviewer_app.ui.viewmodels.case_header import Errand
from reviewer_app.ui.viewmodels.decisions import Slot
from reviewer_app.ui.viewmodels.form_row import RowState
from reviewer_app.ui.viewmodels.history import tell_history
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.case_view import CaseView
from reviewer_app.ui.views.components import ButtonKind
from reviewer_app.ui.views.document_viewer import Trouble
from tests.support.actions import answer
from tests.support.cases import SEASON_START, make_case
from tests.ui.case.conftest import MakeDesk, OpenView

_KEY = Qt.Key


def why_not(view: CaseView) -> Disarmed | None:
    """Why a decision key would do nothing."""
    return view.disarmed


def status_of(view: CaseView) -> CaseStatus | None:
    """State of the case on screen."""
    return view.vm.case.status if view.vm.case else None


def _find_fit(view: CaseView, qtbot: QtBot) -> None:
    """Space on one document after the other, each as soon as it is to be seen."""
    assert view.vm.case is not None
    for _ in view.vm.case.documents:
        qtbot.waitUntil(lambda: view.viewer.shows_image)
        QTest.keyClick(view.form.list, _KEY.Key_Space)


def test_a_clean_case_is_accepted_by_a_space_a_document_and_one_key(
    qtbot: QtBot, make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(3)
    desk = make_desk(case)
    view = open_view(desk, case)
    wanted: list[bool] = []
    view.next_case_wanted.connect(lambda: wanted.append(True))

    _find_fit(view, qtbot)
    forward = view.bar.button(Slot.FORWARD)

    assert view.vm.tally.is_clean
    assert forward is not None
    assert forward.kind is ButtonKind.SOLID
    view.forward()
    assert [action.act.action for action in desk.decisions()] == [CaseAction.ACCEPT]
    assert desk.decisions()[0].base == case.tag
    assert wanted == [True]


def test_nothing_is_decided_before_form_and_image_are_painted_nor_twice(
    qtbot: QtBot, make_desk: MakeDesk, open_view: OpenView
) -> None:
    case, other = make_case(3), make_case(13)
    desk = make_desk(case, other)
    view = open_view(desk, case)
    view.show_case(other.id)

    view.forward()
    view.correct()
    view.refuse()
    button = view.bar.button(Slot.FORWARD)
    assert button is not None
    button.click()
    assert why_not(view) is Disarmed.NOT_PAINTED
    assert (desk.decisions(), view.deciding.panel, view.deciding.is_asking) == ((), None, False)

    qtbot.waitUntil(lambda: view.disarmed is None)
    for document in other.documents:
        view.vm.mark_document(document, Verdict.GOOD)
    view.forward()
    view.forward()
    assert len(desk.decisions()) == 1
    assert why_not(view) is Disarmed.DECIDED


def test_open_items_are_asked_about_once_and_esc_goes_back(
    qtbot: QtBot, make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(3)
    desk = make_desk(case)
    view = open_view(desk, case)

    view.forward()
    question = view.deciding.question
    assert question.isVisible()
    assert "3 项未核、5 份材料未看" in question.question
    QTest.keyClick(question, _KEY.Key_Return)
    view.forward()
    assert desk.decisions() == (), "a key that was on its way when the question came decides nothing"
    QTest.keyClick(question, _KEY.Key_Escape)
    assert not question.isVisible()

    view.forward()
    qtbot.waitUntil(lambda: question.is_armed)
    QTest.keyClick(question, _KEY.Key_Return)
    assert [action.act.action for action in desk.decisions()] == [CaseAction.ACCEPT]


def test_a_focused_field_brings_the_document_that_proves_it(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = make_case(5, kind=FormKind.A)
    view = open_view(make_desk(case), case)

    shown: dict[str, str] = {}
    for target in ("stu_name", "stu_hukou_addr", "pr_cert_no", "stu_hukou_head"):
        view.form.list.go_to(target)
        current = view.viewer.current
        assert current is not None
        shown[target] = current.document.material

    assert shown == {"stu_name": "M03", "stu_hukou_addr": "M01", "pr_cert_no": "M10", "stu_hukou_head": "M02"}


def test_marks_are_kept_for_what_was_seen_and_for_nothing_else(
    make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(3)
    desk = make_desk(case)
    view = open_view(desk, case)
    view.form.list.go_to("stu_addr")
    QTest.keyClick(view.form.list, _KEY.Key_F)
    QTest.keyClick(view.form.list, _KEY.Key_X)
    doubted = next(row for row in view.vm.rows if row.key == "stu_addr")
    correct = view.bar.button(Slot.CORRECT)

    assert doubted.state is RowState.DOUBT
    assert view.vm.tally.documents_unfit == 1
    assert correct is not None
    assert correct.kind is ButtonKind.SOLID

    moved = replace(
        case,
        answers={**case.answers, "stu_addr": "灵山县新圩镇"},
        documents=tuple(replace(document, sha256="e" * 64) for document in case.documents),
        tag=VersionTag("tag-3-2"),
    )
    desk.put(moved)
    view.vm.see_changes()
    assert next(row for row in view.vm.rows if row.key == "stu_addr").state is RowState.OPEN
    assert view.vm.tally.documents_unfit == 0


def test_a_document_that_cannot_be_seen_is_not_found_fit(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = make_case(3)
    troubles = {document.id: Trouble.OFFLINE for document in case.documents}
    view = open_view(make_desk(case, troubles=troubles), case)

    QTest.keyClick(view.form.list, _KEY.Key_Space)

    assert view.vm.tally.documents_fit == 0
    assert view.message == "图片没有显示出来，不能判为合格。"


def test_a_version_that_comes_in_disarms_and_waits_to_be_seen(
    qtbot: QtBot, make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(3)
    desk = make_desk(case)
    view = open_view(desk, case)
    step = HistoryEntry(
        action=CaseAction.ACCEPT,
        actor=Role.REVIEWER,
        name="李文斌",
        at=SEASON_START,
        from_status=CaseStatus.PENDING,
        to_status=CaseStatus.PROCESSING,
    )
    moved = make_case(
        3, status=CaseStatus.PROCESSING, tag=VersionTag("tag-3-2"), history=(*case.history, step)
    )

    desk.put(moved)
    assert view.form.line.text == "李文斌刚刚已受理。看过变化后，决定键才可用。"
    assert why_not(view) is Disarmed.NEWS
    assert status_of(view) is CaseStatus.PENDING, "what is on screen does not change under the reviewer"
    view.forward()
    assert desk.decisions() == ()

    view.form.line.acted.emit()
    qtbot.waitUntil(lambda: view.disarmed is None)
    assert status_of(view) is CaseStatus.PROCESSING


def test_a_decision_made_here_says_that_it_waits_and_can_be_taken_back(
    qtbot: QtBot, make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(3)
    desk = make_desk(case)
    view = open_view(desk, case)
    for document in case.documents:
        view.vm.mark_document(document, Verdict.GOOD)
    view.forward()
    view.show_case(case.id)

    standing = view.vm.standing
    assert standing is not None
    assert standing.text == "您已受理，待发送。已存本机，联网后发送并通知家长。"
    assert standing.errand is Errand.UNDO
    assert "待发送" in [sign.text for sign in view.vm.header.signs]  # type: ignore[union-attr]
    view.form.line.acted.emit()
    assert desk.decisions() == ()
    assert status_of(view) is CaseStatus.PENDING


def test_a_conflict_is_said_and_leads_to_where_it_is_settled(
    make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(3)
    desk = make_desk(case)
    view = open_view(desk, case)
    for document in case.documents:
        view.vm.mark_document(document, Verdict.GOOD)
    view.forward()

    desk.store.sending.take_batch(10)
    desk.store.sending.record([answer(desk.decisions()[0].id, OutboxState.CONFLICT, message="家长已撤回。")])
    desk.services.hub.publish(Changes(cases=frozenset({case.id}), outbox=True))
    view.show_case(case.id)
    asked: list[str] = []
    view.settling_wanted.connect(asked.append)
    view.form.line.acted.emit()

    assert view.form.line.text == "您的“已受理”没有生效：家长已撤回。"
    assert asked == [case.id]


@pytest.mark.parametrize("status", [status for status in CaseStatus if status.is_terminal])
def test_an_ended_case_is_only_read(status: CaseStatus, make_desk: MakeDesk, open_view: OpenView) -> None:
    case = make_case(4, status=status)
    view = open_view(make_desk(case), case)
    view.form.list.go_to("stu_addr")
    QTest.keyClick(view.form.list, _KEY.Key_Return)
    QTest.keyClick(view.form.list, _KEY.Key_Space)

    assert view.bar.buttons == []
    assert (view.vm.tally.documents_fit, view.vm.marks.of(case).fields) == (0, {})
    assert view.bar._tally.accessibleName() == "本件已结束，只供查阅"


def test_no_case_and_a_case_that_is_gone_say_what_to_do(make_desk: MakeDesk, open_view: OpenView) -> None:
    view = open_view(make_desk(), None)
    assert view.empty.isVisible()
    assert view.empty.accessibleName().startswith("没有选中的办件")
    wanted: list[bool] = []
    view.next_case_wanted.connect(lambda: wanted.append(True))

    view.show_case(make_case(1).id)
    view.empty.acted.emit()
    assert view.empty.accessibleName().startswith("这件办件已不在本机")
    assert wanted == [True]
    assert why_not(view) is Disarmed.NO_CASE


def test_keys_of_kinds_and_images_work_wherever_the_focus_is(
    make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(5, kind=FormKind.A)
    view = open_view(make_desk(case), case)

    def shown() -> DocumentId:
        assert view.viewer.current is not None
        return view.viewer.current.id

    QTest.keyClick(view.form.list, _KEY.Key_2)
    assert "M10" in shown()
    QTest.keyClick(view.viewer, _KEY.Key_Left)
    assert "M04-2" in shown()
    QTest.keyClick(view, _KEY.Key_Z)
    assert view.viewer.canvas.percent == 100
    QTest.keyClick(view.form.list, _KEY.Key_0)
    assert view.viewer.canvas.percent < 100


def test_the_history_tells_both_times_reasons_and_rounds(make_desk: MakeDesk, open_view: OpenView) -> None:

    case = make_case(8, status=CaseStatus.CORRECTION)
    asked = case.history[-1]
    asked = replace(asked, decided_at=asked.at - timedelta(minutes=3), at=case.corrections[0].asked_at)
    case = replace(case, history=(*case.history[:-1], asked))
    view = open_view(make_desk(case), case)
    assert view.vm.projected is not None

    first = tell_history(view.vm.projected, view.vm.rules)[0]

    assert first.title == "要求补正（待受理 → 待补正）"
    assert first.when.startswith("本机 ")
    assert "平台 " in first.when
    assert any("首页印章不清" in line for line in first.lines)
    assert any(line.startswith("第 1 次，期限") for line in first.lines)
