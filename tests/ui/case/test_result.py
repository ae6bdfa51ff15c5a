"""A place for a child: schools, plan, mode, and the act that follows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.models.domain.case import (
    AdmissionResult,
    AdmitMode,
    Case,
    CaseStatus,
    Category,
    SchoolCode,
    Substage,
)
from reviewer_app.models.domain.ports import Season
from reviewer_app.models.domain.workflow import CaseAction, Role
from tests.support.cases import make_case
from tests.ui.case.conftest import MakeDesk, OpenView
from tests.ui.case.desk import season

_KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def _waiting(n: int = 6, substage: Substage = Substage.AWAITING_PLACE) -> Case:
    return make_case(n, status=CaseStatus.PROCESSING, substage=substage)


def _small(plan: int) -> Season:
    made = season()
    return replace(made, schools=tuple(replace(school, plan=plan) for school in made.schools))


def test_complete_places_the_child_where_the_family_applied(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = _waiting()
    desk = make_desk(case, role=Role.SUPERVISOR)
    view = open_view(desk, case)
    view.forward()
    panel = view.deciding.result_panel
    assert view.deciding.panel is panel
    assert panel.second.isVisible(), "录取 beside 办结"
    QTest.keyClick(panel, _KEY.Key_Return, CTRL)

    (action,) = desk.decisions()
    assert action.act.action is CaseAction.COMPLETE
    assert action.act.result == AdmissionResult(
        school=SchoolCode("2145000001"), school_name="灵山县第一小学", mode=AdmitMode.CATCHMENT
    )


def test_another_school_means_another_mode(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = _waiting()
    desk = make_desk(case, role=Role.SUPERVISOR)
    view = open_view(desk, case)
    view.forward()
    panel = view.deciding.result_panel
    modes = []
    for key in (_KEY.Key_2, _KEY.Key_4, _KEY.Key_1):
        QTest.keyClick(panel, key)
        modes.append(view.deciding.result.mode)
    panel.second.click()

    assert modes == [AdmitMode.PLACED, AdmitMode.PRIVATE_DIRECT, AdmitMode.CATCHMENT]
    assert [action.act.action for action in desk.decisions()] == [CaseAction.ADMIT]


def test_entitled_children_have_a_mode_of_their_own(make_desk: MakeDesk, open_view: OpenView) -> None:
    case = make_case(
        6, category=Category.ENTITLED, status=CaseStatus.PROCESSING, substage=Substage.AWAITING_PLACE
    )
    view = open_view(make_desk(case, role=Role.SUPERVISOR), case)
    view.forward()

    assert view.deciding.result.mode is AdmitMode.ENTITLED


def test_nobody_is_placed_above_the_plan(make_desk: MakeDesk, open_view: OpenView) -> None:
    done = make_case(9, status=CaseStatus.COMPLETED)
    first = SchoolCode("2145000001")
    done = replace(done, result=AdmissionResult(school=first, school_name="", mode=AdmitMode.CATCHMENT))
    case = _waiting()
    desk = make_desk(case, done, role=Role.SUPERVISOR, of=_small(1))
    view = open_view(desk, case)
    view.forward()
    panel = view.deciding.result_panel
    QTest.keyClick(panel, _KEY.Key_Return, CTRL)

    assert desk.decisions() == ()
    assert "计划 1 人，已录取 1 人，没有学位，请另选学校" in panel.checks.accessibleName()
    QTest.keyClick(panel, _KEY.Key_Down)
    QTest.keyClick(panel, _KEY.Key_Return, CTRL)
    assert [action.act.result.school_name for action in desk.decisions() if action.act.result] == [
        "灵山县第二小学"
    ]


def test_places_given_here_and_not_sent_are_counted(make_desk: MakeDesk, open_view: OpenView) -> None:
    case, other = _waiting(6), _waiting(9)
    desk = make_desk(case, other, role=Role.SUPERVISOR, of=_small(1))
    view = open_view(desk, case)
    view.forward()
    QTest.keyClick(view.deciding.result_panel, _KEY.Key_Return, CTRL)
    again = open_view(desk, other)
    again.forward()

    assert again.deciding.result.place is not None
    assert again.deciding.result.place.is_full


def test_a_reviewer_learns_that_the_next_stage_is_a_supervisors(
    make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = _waiting()
    view = open_view(make_desk(case), case)
    view.forward()

    assert view.deciding.panel is None
    assert view.bar._tally.accessibleName().endswith("“待录取”由负责人办理")


def test_what_was_proposed_is_where_completing_starts(make_desk: MakeDesk, open_view: OpenView) -> None:
    proposed = AdmissionResult(
        school=SchoolCode("2145000003"), school_name="灵山县第三小学", mode=AdmitMode.PLACED
    )
    case = replace(_waiting(substage=Substage.PROPOSED), result=proposed)
    desk = make_desk(case, role=Role.SUPERVISOR)
    view = open_view(desk, case)
    view.forward()
    panel = view.deciding.result_panel
    assert not panel.second.isVisible()
    QTest.keyClick(panel, _KEY.Key_Return, CTRL)

    assert [action.act.result for action in desk.decisions()] == [proposed]
