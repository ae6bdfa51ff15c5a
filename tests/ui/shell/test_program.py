"""Signing in, working without a network, closing and opening again, and the other seat that was faster."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer_app.models.domain.case import CaseStatus
from reviewer_app.models.domain.workflow import CaseAction
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.components import SyncSign
from reviewer_app.ui.views.theme import TextScale
from tests.support.cable import Cable
from tests.support.service import PASSWORD, REVIEWER, SECOND_REVIEWER, START, SeededService
from tests.ui.shell.program import Program

pytestmark = pytest.mark.expected_log("sync failed")


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    """A workstation on a service with three cases, not started."""
    with SeededService(tmp_path / "service") as service, Cable(service.base_url) as cable:
        for _ in range(3):
            service.submit_case()
        made = Program(service=service, cable=cable, data_dir=tmp_path / "desktop", qtbot=qtbot)
        yield made
        made.close()


def fault(program: Program) -> str:
    line = program.running.sign_in._fault
    return line.text if line.isVisible() else ""


def test_a_wrong_password_is_told_in_words_and_not_kept(program: Program) -> None:
    program.start()
    program.try_to_sign_in(password="not the password 12")
    program.until(lambda: fault(program))
    assert "不对" in fault(program)
    assert program.running.sign_in.password.text() == ""
    assert program.running.sign_in.account.text() == REVIEWER.login


def test_without_a_network_signing_in_says_what_to_do(program: Program) -> None:
    program.cable.cut()
    program.start()
    program.try_to_sign_in()
    program.until(lambda: fault(program))
    assert "连不上平台" in fault(program)
    assert "没有丢" in fault(program)


def test_empty_fields_are_not_sent(program: Program) -> None:
    program.start()
    program.running.sign_in._submit()
    assert fault(program) == "请填写账号。"
    program.running.sign_in.account.setText("someone")
    program.running.sign_in._submit()
    assert fault(program) == "请填写密码。"


def test_from_signing_in_to_a_decision_on_the_service(program: Program) -> None:
    program.start()
    program.sign_in()
    program.until_synced(3)
    case = program.accept_first()
    program.until(lambda: program.case(case.id).status is CaseStatus.PROCESSING)
    program.until_synced(3)
    entry = program.case(case.id).history[-1]
    assert (entry.action, entry.name) == (CaseAction.ACCEPT, REVIEWER.name)


def test_a_decision_made_offline_outlives_a_restart_and_is_sent_later(program: Program) -> None:
    program.start()
    program.sign_in()
    program.until_synced(3)
    program.cable.cut()
    program.seat.sync.run_now()
    program.until(lambda: program.desk.bar.pill.sign is SyncSign.OFFLINE)
    case = program.accept_first()
    assert "待发 1" in program.desk.bar.pill.accessibleName()
    program.close()

    program.start(START + timedelta(hours=3))
    program.until(lambda: program.desk.bar.pill.sign is SyncSign.OFFLINE)
    assert [action.case for action in program.desk.outbox.waiting] == [case.id]
    assert program.case(case.id).status is CaseStatus.PENDING
    program.cable.mend()
    program.seat.sync.run_now()
    program.until(lambda: program.case(case.id).status is CaseStatus.PROCESSING)
    program.until_synced(3)


def test_the_session_outlives_a_restart_and_the_password_is_nowhere(program: Program) -> None:
    program.start()
    program.sign_in()
    program.until_synced(3)
    program.close()
    for path in program.data_dir.rglob("*"):
        if path.is_file():
            assert PASSWORD.encode() not in path.read_bytes()
    program.start()
    assert program.desk.bar.person.accessibleName().startswith(REVIEWER.name)
    program.until_synced(3)


def test_after_signing_out_the_next_start_asks_again_and_unsent_work_is_kept(program: Program) -> None:
    program.start()
    program.sign_in()
    program.until_synced(3)
    program.cable.cut()
    program.seat.sync.run_now()
    program.until(lambda: program.desk.bar.pill.sign is SyncSign.OFFLINE)
    case = program.accept_first()
    program.running.sign_out()
    assert program.running.seat is None
    assert program.running.sign_in.isVisible()
    program.close()
    program.start()
    assert program.running.seat is None
    program.cable.mend()
    program.sign_in()
    program.until(lambda: program.case(case.id).status is CaseStatus.PROCESSING)


def test_two_people_at_one_workstation_do_not_share_a_store(program: Program) -> None:
    program.start()
    program.sign_in()
    program.until_synced(3)
    program.cable.cut()
    program.seat.sync.run_now()
    program.until(lambda: program.desk.bar.pill.sign is SyncSign.OFFLINE)
    program.accept_first()
    program.running.sign_out()
    program.cable.mend()
    program.sign_in(SECOND_REVIEWER)
    program.until_synced(3)
    assert not program.desk.outbox.waiting


def test_a_colleague_who_was_faster_is_shown_with_both_sides(program: Program) -> None:
    program.start()
    program.sign_in()
    program.until_synced(3)
    program.cable.cut()
    program.seat.sync.run_now()
    program.until(lambda: program.desk.bar.pill.sign is SyncSign.OFFLINE)
    case = program.accept_first()
    other = program.service.reviewer(SECOND_REVIEWER)
    other.act(
        other.cases()[case.id], CaseAction.DECLINE.value, reasons=[{"code": "BS01", "target": "stu_birth"}]
    )
    program.cable.mend()
    program.seat.sync.run_now()
    program.until(lambda: program.desk.outbox.troubled)
    program.until(lambda: program.desk.bar.pill.sign is SyncSign.NEEDS_YOU)
    program.desk.show_conflicts()
    story = program.desk.conflict.story
    assert story is not None
    assert SECOND_REVIEWER.name in story.title
    assert story.here.text == "您受理"
    assert story.status is CaseStatus.DECLINED
    program.press(Qt.Key.Key_1)
    assert not program.desk.outbox.troubled
    assert program.case(case.id).status is CaseStatus.DECLINED


def test_revoked_session_asks_for_the_password_and_keeps_working(program: Program) -> None:
    program.start()
    program.sign_in()
    program.until_synced(3)
    program.seat.transport.token = "x" * 43
    program.seat.sync.run_now()
    program.until(lambda: program.desk.bar.pill.sign is SyncSign.LOGIN_EXPIRED)
    case = program.accept_first()
    program.desk.sign_in_wanted.emit()
    assert program.running.sign_in.isVisible()
    assert program.running.sign_in.account.isReadOnly()
    program.running.sign_in.left.emit()
    assert program.desk.isVisible()
    program.desk.sign_in_wanted.emit()
    program.running.sign_in.password.setText(PASSWORD)
    QTest.keyClick(program.running.sign_in.password, Qt.Key.Key_Return)
    program.until(lambda: program.running.seat is not None and program.running.window.desk.isVisible())  # type: ignore[union-attr]
    program.until(lambda: program.case(case.id).status is CaseStatus.PROCESSING)


def test_place_and_text_size_are_found_again(program: Program) -> None:
    program.start()
    program.sign_in()
    geometry = program.running.window.saveGeometry()
    program.desk.bar.person.scale_wanted.emit(TextScale.LARGE)
    program.close()
    theme.change(scale=TextScale.NORMAL)
    program.start()
    # The test's screen is too small for the window itself to come back to its place.
    assert program.seat.store.view_state.find("window/geometry") == bytes(geometry.toBase64().data()).decode()
    assert theme.look().scale is TextScale.LARGE
    theme.change(scale=TextScale.NORMAL)


def test_a_decision_made_just_before_leaving_is_sent_before_the_window_is_gone(program: Program) -> None:
    program.start()
    program.sign_in()
    program.until_synced(3)
    case = program.accept_first()
    program.close()
    sent = program.service.reviewer(SECOND_REVIEWER).cases()[case.id]
    assert sent["status"] == CaseStatus.PROCESSING.value
