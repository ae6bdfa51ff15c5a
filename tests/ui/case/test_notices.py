"""要求补正, 不予受理, 退件, 改补正期限 and 催办, from the key to exactly one row of the outbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.models.domain.case import (
    Case,
    CaseStatus,
    Category,
    FormKind,
    ReasonPick,
    Substage,
)
from reviewer_app.models.domain.workflow import CaseAction, Role
from reviewer_app.ui.viewmodels.decisions import Slot
from reviewer_app.ui.viewmodels.due_choices import day_moved, due_choices, workday_after
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.viewmodels.times import CHINA
from reviewer_app.ui.views.case_view.notice import NoticePanel
from reviewer_app.ui.views.case_view.notice.search_popover import SearchPopover
from reviewer_app.ui.views.components import open_popover
from tests.support.cases import SEASON_START, make_case
from tests.ui.case.conftest import MakeDesk, OpenView
from tests.ui.case.desk import season

_KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def type_words(field: QWidget, words: str) -> None:
    """What an input method commits: Chinese has no keys of its own."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def _migrant() -> Case:
    return make_case(
        5,
        kind=FormKind.A,
        category=Category.MIGRANT,
        answers={"rp_endorse_until": "2026-06-30", "emp_uscc": None},
    )


def _local(at: datetime) -> tuple[int, int, int]:
    day = at.astimezone(CHINA)
    return day.month, day.day, day.hour


def test_a_correction_goes_out_by_keyboard_with_every_doubt_and_its_reason(
    qtbot: QtBot, make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = _migrant()
    desk = make_desk(case)
    view = open_view(desk, case)
    contract = next(document for document in case.documents if document.material == "M21")
    view.viewer.show_document(contract.id)
    QTest.keyClick(view.form.list, _KEY.Key_X)
    covered: list[bool] = []
    view.covers_queue.connect(covered.append)

    view.correct()
    panel = view.deciding.notice_panel
    assert view.deciding.panel is panel
    assert [item.label for item in view.deciding.notice.draft.items] == ["签注有效期至", "就业·劳动合同"]
    assert view.deciding.notice.draft.item == view.deciding.notice.draft.items[1], "the one without a reason"
    QTest.keyClick(panel, _KEY.Key_Return, CTRL)
    assert desk.decisions() == (), "an item without a reason keeps the notice back"

    reasons = [reason.code for reason in view.deciding.notice.reasons]
    QTest.keyClick(panel, getattr(_KEY, f"Key_{reasons.index('TP01') + 1}"))
    assert "发出，下一件" in panel.send.text()
    QTest.keyClick(panel, _KEY.Key_Return, CTRL)

    (action,) = desk.decisions()
    assert action.act.action is CaseAction.REQUEST_CORRECTIONS
    assert action.act.reasons == (
        ReasonPick(code="JZ02", target="rp_endorse_until"),
        ReasonPick(code="TP01", target="M21"),
    )
    assert action.act.due is not None
    assert _local(action.act.due) == (7, 17, 18)
    assert covered == [True, False]
    assert view.deciding.panel is None


def test_esc_loses_nothing_and_new_doubts_come_in(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = _migrant()
    view = open_view(make_desk(case), case)
    view.correct()
    panel, notice = view.deciding.notice_panel, view.deciding.notice
    panel.items.picker.note.setFocus()
    type_words(panel.items.picker.note, "有效期 2026-06-30")
    due = notice.due_choices[1].at
    notice.set_due(due)
    QTest.keyClick(panel.items.picker.note, _KEY.Key_Escape)
    assert view.deciding.panel is panel, "the first Esc leaves the field"
    QTest.keyClick(panel, _KEY.Key_Escape)
    assert not panel.isVisible()

    view.form.list.go_to("emp_addr")
    QTest.keyClick(view.form.list, _KEY.Key_F)
    view.correct()

    assert [(item.label, item.note) for item in notice.draft.items] == [
        ("签注有效期至", "有效期 2026-06-30"),
        ("工作（经营）地址", ""),
    ]
    assert notice.draft.due == due


def test_taking_a_doubt_out_is_noticed_before_sending(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = _migrant()
    view = open_view(make_desk(case), case)
    view.correct()
    panel = view.deciding.notice_panel
    QTest.keyClick(panel, _KEY.Key_Delete)

    assert not view.deciding.notice.ready
    assert "还没有列入：签注有效期至" in panel.outgoing.checks.accessibleName()


def test_personal_numbers_in_a_note_keep_the_notice_back(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = _migrant()
    view = open_view(make_desk(case), case)
    view.correct()
    panel = view.deciding.notice_panel
    panel.items.picker.note.setFocus()
    type_words(panel.items.picker.note, "请拨 13912345678")

    assert not view.deciding.notice.ready
    assert "文字中有证件号或手机号，请删去" in panel.outgoing.checks.accessibleName()


def test_the_message_on_screen_is_the_one_that_goes_out(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = _migrant()
    view = open_view(make_desk(case), case)
    view.correct()

    assert view.deciding.notice_panel.outgoing.sms.text == (
        "【灵山县教育局】梁*怡的入学报名有材料需要补齐补正，请于7月17日18时前登录“智桂通”办件进度查看并处理。"
        "咨询0777-6429786"
    )


def test_the_library_is_searched_and_brings_the_item_it_is_about(
    make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = _migrant()
    view = open_view(make_desk(case), case)
    view.correct()
    panel = view.deciding.notice_panel
    QTest.keyClick(panel, _KEY.Key_Slash)
    popover = open_popover()
    assert isinstance(popover, SearchPopover)
    type_words(popover.field, "户口簿缺户主页")
    QTest.keyClick(popover.field, _KEY.Key_Return)

    assert open_popover() is None
    item = view.deciding.notice.draft.item
    assert item is not None
    assert (item.target, item.code) == ("M02", "HK02")


def test_any_field_or_material_can_be_added(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = make_case(3)
    view = open_view(make_desk(case), case)
    view.correct()
    panel = view.deciding.notice_panel
    assert view.deciding.notice.draft.items == ()
    QTest.keyClick(panel, _KEY.Key_N)
    popover = open_popover()
    assert isinstance(popover, SearchPopover)
    type_words(popover.field, "民族")
    QTest.keyClick(popover.field, _KEY.Key_Return)
    QTest.keyClick(panel, _KEY.Key_1)

    item = view.deciding.notice.draft.item
    assert item is not None
    assert (item.target, item.code) == ("stu_ethnic", "ID03")
    assert view.deciding.notice.ready
    assert "region" not in {target.target for target in view.deciding.notice.targets}


def test_declining_begins_with_the_reasons_and_each_brings_its_item(
    make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(3)
    desk = make_desk(case)
    view = open_view(desk, case)
    view.refuse()
    panel = view.deciding.notice_panel
    assert isinstance(view.deciding.panel, NoticePanel)
    assert {reason.kind for reason in view.deciding.notice.reasons} == {"不予受理"}
    QTest.keyClick(panel, _KEY.Key_Return, CTRL)
    assert desk.decisions() == ()

    QTest.keyClick(panel, _KEY.Key_2)
    QTest.keyClick(panel, _KEY.Key_Return, CTRL)

    (action,) = desk.decisions()
    assert (action.act.action, action.act.due) == (CaseAction.DECLINE, None)
    assert action.act.reasons == (ReasonPick(code="BS02", target="region"),)


def test_a_child_that_is_too_young_brings_its_reason_along(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = make_case(3, answers={"stu_birth": "2020-09-01"})
    view = open_view(make_desk(case), case)
    view.refuse()

    assert [(item.target, item.code) for item in view.deciding.notice.draft.items] == [("stu_birth", "BS01")]


def test_what_no_correction_can_mend_is_not_asked_for(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = make_case(3, duplicates=("LS26-000099",))
    view = open_view(make_desk(case), case)
    view.correct()
    assert not view.deciding.notice.draft.items
    view.deciding.close_panel()
    view.refuse()

    assert [(item.target, item.code) for item in view.deciding.notice.draft.items] == [("stu_id_no", "BS03")]


def test_returning_after_an_overdue_correction_uses_the_rows_own_reasons(
    make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(3, status=CaseStatus.CORRECTION)
    late = replace(case.corrections[0], due=SEASON_START - timedelta(hours=2))
    case = replace(case, corrections=(late,))
    desk = make_desk(case)
    view = open_view(desk, case)
    view.refuse()
    assert {reason.code for reason in view.deciding.notice.reasons} == {"TJ01", "TJ02"}
    QTest.keyClick(view.deciding.notice_panel, _KEY.Key_Return, CTRL)

    (action,) = desk.decisions()
    assert (action.act.action, action.act.reasons) == (
        CaseAction.RETURN,
        (ReasonPick(code="TJ01", target="M01"),),
    )


@pytest.mark.parametrize(
    ("slot", "action"), [(Slot.CORRECT, CaseAction.MOVE_DUE), (Slot.ASIDE, CaseAction.REMIND)]
)
def test_a_round_under_way_can_be_moved_and_repeated(
    slot: Slot, action: CaseAction, make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(3, status=CaseStatus.CORRECTION)
    desk = make_desk(case)
    view = open_view(desk, case)
    button = view.bar.button(slot)
    assert button is not None
    button.click()
    panel = view.deciding.notice_panel
    assert view.deciding.panel is panel
    assert panel.outgoing.sms.text.startswith("【灵山县教育局】")
    QTest.keyClick(panel, _KEY.Key_Return, CTRL)

    assert [found.act.action for found in desk.decisions()] == [action]
    assert (desk.decisions()[0].act.due is not None) is (action is CaseAction.MOVE_DUE)


def test_a_late_correction_needs_a_second_person(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = replace(_migrant(), status=CaseStatus.PROCESSING, substage=Substage.FIRST_REVIEW)
    desk = make_desk(case)
    view = open_view(desk, case)
    view.correct()
    panel = view.deciding.notice_panel
    assert "还没有填批准人" in panel.outgoing.checks.accessibleName()
    panel.outgoing.approver.setFocus()
    type_words(panel.outgoing.approver, "覃晓梅")
    assert "批准人不能是经办人本人" in panel.outgoing.checks.accessibleName()
    panel.outgoing.approver.selectAll()
    type_words(panel.outgoing.approver, "黄立群")
    QTest.keyClick(panel.outgoing.approver, _KEY.Key_Return, CTRL)

    assert [(found.act.action, found.act.approver) for found in desk.decisions()] == [
        (CaseAction.REQUEST_LATE_CORRECTIONS, "黄立群")
    ]


def test_due_times_are_working_days_cut_at_the_closing() -> None:
    friday = datetime(2026, 7, 17, 10, tzinfo=CHINA)
    closes = datetime(2026, 7, 23, 18, tzinfo=CHINA)

    assert _local(workday_after(friday, 3)) == (7, 22, 18)
    assert [
        (choice.workdays, _local(choice.at), choice.limited) for choice in due_choices(friday, closes)
    ] == [
        (3, (7, 22, 18), False),
        (5, (7, 23, 18), True),
        (7, (7, 23, 18), True),
    ]
    assert day_moved(friday, -1, friday) == friday


def test_a_due_time_after_the_closing_is_left_to_a_supervisor(
    make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = _migrant()
    for role, allowed in ((Role.REVIEWER, False), (Role.SUPERVISOR, True)):
        view = open_view(make_desk(case, role=role, of=season(SEASON_START + timedelta(days=2))), case)
        view.correct()
        view.deciding.notice.set_due(SEASON_START + timedelta(days=5))
        assert view.deciding.notice.ready is allowed


def test_a_second_round_says_which_it_is(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = _migrant()
    first = make_case(5, status=CaseStatus.CORRECTION).corrections[0]
    case = replace(case, corrections=(replace(first, answered_at=SEASON_START - timedelta(hours=1)),))
    view = open_view(make_desk(case), case)
    view.vm.mark_document(case.documents[0], Verdict.BAD)
    view.correct()

    assert view.deciding.notice_panel.sign.text() == "第 2 次补正"
