"""A decision that the platform did not take: both sides on one screen, nothing dropped, the way on by 1, 2 or Esc."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from reviewer_app.models.domain.case import Case, CaseStatus, HistoryEntry, VersionTag
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.domain.workflow import Act, CaseAction, Role, apply, find_transition
from reviewer_app.ui.viewmodels.conflict import Story, Why, tell
from reviewer_app.ui.views.queue_view.queue_column import REVIEW
from tests.support.stores import SCOPE, page_of
from tests.ui.shell.bench import Bench
from tests.ui.shell.test_undo import first_case


def meanwhile(bench: Bench, case: Case, action: CaseAction, role: Role, name: str, note: str = "") -> Case:
    """Somebody else acts on the platform, and the feed brings it."""
    row = find_transition(case.status, action)
    assert row is not None
    at = bench.clock.now() - timedelta(minutes=30)
    moved = apply(case, Act(action=action, note=note), row=row, role=role, name=name, at=at)
    moved = replace(moved, tag=VersionTag(f"{case.tag}+"))
    bench.put(moved)
    return moved


def conflict(bench: Bench, action: CaseAction, role: Role, name: str, note: str = "") -> PendingAction:
    """The first case is accepted here and met somebody faster there."""
    case = first_case(bench)
    decided = bench.accept(case)
    meanwhile(bench, case, action, role, name, note)
    bench.answer(decided, OutboxState.CONFLICT, code="decided", message="办件已有变化。")
    return bench.desk.outbox.troubled[0]


def story_of(bench: Bench) -> Story:
    story = bench.desk.conflict.story
    assert story is not None
    return story


def test_a_colleague_was_faster(bench: Bench) -> None:
    action = conflict(bench, CaseAction.DECLINE, Role.REVIEWER, "李文斌")
    story = tell(action, bench.services.casework)
    assert story.why is Why.COLLEAGUE
    assert story.title == "您的决定送到之前，李文斌已对这件不予受理"
    assert [moment.text for moment in story.platform] == ["李文斌不予受理"]
    assert story.here.text == "您受理"
    assert story.status is CaseStatus.DECLINED
    assert ("操作", "覃晓梅 受理") in [(fact.label, fact.value) for fact in story.mine]


def test_a_guardian_withdrew_and_the_reason_is_told(bench: Bench) -> None:
    action = conflict(bench, CaseAction.WITHDRAW, Role.GUARDIAN, "黄志明", "报读学校选错")
    story = tell(action, bench.services.casework)
    assert story.why is Why.WITHDRAWN
    assert ("说明", "报读学校选错") in [(fact.label, fact.value) for fact in story.theirs]
    assert story.line == "家长撤回·您已受理"


def test_a_refusal_says_what_the_platform_said(bench: Bench) -> None:
    decided = bench.accept(first_case(bench))
    bench.answer(decided, OutboxState.REFUSED, code="role_not_allowed", message="您的岗位已调整。")
    story = tell(bench.desk.outbox.troubled[0], bench.services.casework)
    assert story.why is Why.REFUSED
    assert "您的岗位已调整。" in story.lead
    assert "没有丢" in story.lead


def test_a_case_that_left_the_county_can_only_be_put_on_record(bench: Bench) -> None:
    case = first_case(bench)
    decided = bench.accept(case)
    cursor = bench.store.replica.cursor(SCOPE)
    assert cursor is not None
    from reviewer_app.models.domain.ports import FeedRow

    gone = FeedRow(seq=cursor.seq + 1, case_id=case.id, put=None)
    bench.store.replica.apply_page(page_of([gone], cursor.seq, cursor.seq + 1, epoch=cursor.epoch))
    bench.services.hub.publish(Changes(cases=frozenset({case.id})))
    bench.answer(decided, OutboxState.CONFLICT, code="reassigned", message="已移交。")
    story = tell(bench.desk.outbox.troubled[0], bench.services.casework)
    assert story.why is Why.GONE
    assert not story.can_decide_again
    bench.desk.show_conflicts()
    bench.press(Qt.Key.Key_2)
    assert len(bench.desk.outbox.troubled) == 1
    bench.press(Qt.Key.Key_1)
    assert not bench.desk.outbox.troubled


def test_what_is_kept_is_listed_for_every_conflict(bench: Bench) -> None:
    action = conflict(bench, CaseAction.DECLINE, Role.REVIEWER, "李文斌")
    kept = tell(action, bench.services.casework).kept
    assert {row.what for row in kept} >= {"核对标记", "受理决定", "您的短信", "平台短信"}


def test_1_takes_the_platforms_state_and_keeps_the_decision_on_record(bench: Bench) -> None:
    action = conflict(bench, CaseAction.DECLINE, Role.REVIEWER, "李文斌")
    bench.desk.show_conflicts()
    assert story_of(bench).action.id == action.id
    bench.press(Qt.Key.Key_1)
    assert not bench.desk.outbox.troubled
    assert action.id in [kept.id for kept in bench.store.outbox.history()]


def test_esc_leaves_it_for_later(bench: Bench) -> None:
    conflict(bench, CaseAction.DECLINE, Role.REVIEWER, "李文斌")
    bench.desk.show_conflicts()
    bench.press(Qt.Key.Key_Escape)
    assert bench.desk.is_reviewing
    assert len(bench.desk.outbox.troubled) == 1


def test_2_opens_the_case_and_settles_only_with_a_new_decision(bench: Bench) -> None:
    case = first_case(bench)
    decided = bench.accept(case)
    moved = replace(case, tag=VersionTag("another"), answers={**case.answers, "stu_name": "改名后"})
    bench.put(moved)
    bench.answer(decided, OutboxState.CONFLICT, code="resubmitted", message="家长已补交。")
    bench.desk.show_conflicts()
    bench.press(Qt.Key.Key_2)
    assert bench.desk.tab == REVIEW
    assert bench.desk.workbench.case_id == case.id
    assert len(bench.desk.outbox.troubled) == 1
    bench.accept(moved)
    assert not bench.desk.outbox.troubled


def test_a_conflict_is_never_dropped_by_a_restart(bench: Bench) -> None:
    action = conflict(bench, CaseAction.DECLINE, Role.REVIEWER, "李文斌")
    from reviewer_app.models.store.local_store import open_store

    again = open_store(bench.store.decisions_file.path.parent, clock=bench.clock)
    assert [row.id for row in again.outbox.troubled()] == [action.id]
    again.close()


def test_decision_keys_do_nothing_on_the_conflict_screen(bench: Bench) -> None:
    bench.open_case(first_case(bench, 2))
    conflict(bench, CaseAction.DECLINE, Role.REVIEWER, "李文斌")
    bench.desk.show_conflicts()
    before = len(bench.store.outbox.open_actions())
    for key in (Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9):
        bench.press(key)
    assert len(bench.store.outbox.open_actions()) == before


def test_events_after_the_state_that_was_seen_are_all_told(bench: Bench) -> None:
    case = first_case(bench)
    decided = bench.accept(case)
    steps = []
    for minutes, (name, action, status) in enumerate(
        [
            ("李文斌", CaseAction.REQUEST_CORRECTIONS, CaseStatus.CORRECTION),
            ("韦建国", CaseAction.WITHDRAW, CaseStatus.WITHDRAWN),
        ]
    ):
        actor = "guardian" if action is CaseAction.WITHDRAW else "reviewer"
        at = bench.clock.now() + timedelta(minutes=minutes)
        steps.append(HistoryEntry(action=action, actor=actor, name=name, at=at, to_status=status))
    moved = replace(case, status=CaseStatus.WITHDRAWN, tag=VersionTag("t+"), history=(*case.history, *steps))
    bench.put(moved)
    bench.answer(decided, OutboxState.CONFLICT, code="withdrawn")
    story = tell(bench.desk.outbox.troubled[0], bench.services.casework)
    assert [moment.text for moment in story.platform] == ["李文斌要求补正", "家长撤回"]


@pytest.mark.parametrize("number", [1, 2])
def test_the_digits_are_keys_of_the_workbench_elsewhere(bench: Bench, number: int) -> None:
    conflict(bench, CaseAction.DECLINE, Role.REVIEWER, "李文斌")
    assert bench.desk.answer_conflict(number) is False
    assert len(bench.desk.outbox.troubled) == 1
