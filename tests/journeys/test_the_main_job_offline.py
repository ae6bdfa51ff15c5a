"""The offline twin of the main job: the service is dead, the desktop is killed, and no decision is lost or doubled.

Three cases are decided while nothing answers. One decision is taken back, one meets a case that its guardian withdrew
meanwhile, and one is applied: once, with one message.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from central_service.sample.guardian_client import Json
from tests.support.county import TYPED_PASSWORD
from tests.support.desktop import Desktop
from tests.support.families import Family, family_number
from tests.support.processes import ServiceProcess, free_port, until
from tests.support.screen import QUEUE, TROUBLES, Screen
from tests.support.service import REVIEWER, submit_case

pytestmark = pytest.mark.journey

KEPT, TAKEN_BACK, WITHDRAWN = family_number(1), family_number(2), family_number(3)
REASON = "改到外县就读"


def test_decisions_outlive_the_network_the_service_and_the_desktop(
    service: ServiceProcess, workstation: Callable[[str], Desktop]
) -> None:
    """Decided without a network, kept through a power cut, sent when the service is back."""
    cases = {
        family: submit_case(service.guardian(family), family) for family in (KEPT, TAKEN_BACK, WITHDRAWN)
    }
    with workstation("offline") as desktop:
        _look_at_the_cases(desktop, cases)
        service.kill()
        _decide_offline(desktop, cases)
        desktop.kill()
        desktop.start()
        _find_the_work_again(desktop, cases)
        _take_one_back(desktop)
        _withdraw_elsewhere(service, cases[WITHDRAWN])
        service.start()
        _send(desktop)
        _settle_the_conflict(desktop, cases[WITHDRAWN])
    _was_applied_once(service, cases)


def _look_at_the_cases(desktop: Desktop, cases: dict[Family, Json]) -> None:
    desktop.sign_in(REVIEWER.login, TYPED_PASSWORD)
    desktop.until(lambda screen: len(screen.lists.get(QUEUE, [])) == len(cases), "the first sync")
    for case in cases.values():
        desktop.find(case["number"])
        desktop.until(lambda screen: screen.image and screen.pictures, "its documents are here")


def _decide_offline(desktop: Desktop, cases: dict[Family, Json]) -> None:
    desktop.until(lambda screen: screen.pill.startswith("离线工作"), "the desktop notices")
    for waiting, case in enumerate(cases.values(), start=1):
        screen = desktop.find(case["number"])
        assert screen.image, "documents that were looked at are here without a network"
        desktop.go_forward("受理")
        desktop.until(_has_waiting(waiting), "the decision is on record")
    screen = desktop.see()
    assert "待发 3" in screen.pill
    assert screen.says("联网前均可撤销")
    desktop.grab("01-decided-offline")


def _has_waiting(count: int) -> Callable[[Screen], bool]:
    return lambda screen: screen.waiting == count


def _find_the_work_again(desktop: Desktop, cases: dict[Family, Json]) -> None:
    """No sign-in, every case, every decision; and pictures to go on with."""
    screen = desktop.until(lambda screen: screen.row(QUEUE, KEPT.child_name), "the queue is here")
    assert screen.waiting == len(cases)
    assert f"{REVIEWER.name}·审核员" in screen.buttons
    for family in cases:
        assert "已受理·待发送" in screen.row(QUEUE, family.child_name)
    screen = desktop.until(lambda screen: screen.pill.startswith("离线工作"), "nothing answers")
    assert "待发 3" in screen.pill
    desktop.find(cases[KEPT]["number"])
    screen = desktop.until(lambda screen: screen.image and screen.pictures, "the image is here")
    assert screen.says("待发送")
    desktop.grab("02-after-the-power-cut")


def _take_one_back(desktop: Desktop) -> None:
    _tab_to(desktop, "离线工作")
    desktop.press("Space")
    screen = desktop.see()
    assert screen.says("待发送 3 件")
    desktop.grab("03-outbox")
    desktop.click(f"撤销 {TAKEN_BACK.child_name}")
    desktop.until(lambda screen: screen.waiting == 2, "the decision is taken back")
    desktop.press("Esc", "Ctrl+F", "Backspace", "Esc")
    desktop.until(lambda screen: "，待受理，" in screen.row(QUEUE, TAKEN_BACK.child_name), "it waits again")


def _withdraw_elsewhere(service: ServiceProcess, case: Json) -> None:
    """The guardian has a network, the county has none: the service listens where the desktop does not look."""
    address = service.start(port=free_port())
    guardian = service.guardian(WITHDRAWN, address)
    assert guardian.withdraw(case["id"], REASON)["status"] == "WITHDRAWN"
    service.stop()


def _send(desktop: Desktop) -> None:
    _tab_to(desktop, "离线工作")
    desktop.press("Space")
    desktop.click("马上重试")
    screen = desktop.until(lambda screen: screen.pill.startswith("1 件需要您确认"), "all is answered")
    assert (screen.waiting, screen.troubled) == (0, 1)
    desktop.press("Esc")


def _settle_the_conflict(desktop: Desktop, case: Json) -> None:
    """Both sides on one screen; the keyboard leads there, answers, and leads back."""
    _tab_to(desktop, "1 件需要您确认")
    desktop.press("Space")
    desktop.press("Shift+Tab")
    assert desktop.see().focus == "去确认"
    desktop.press("Space")
    screen = desktop.until(lambda screen: screen.conflict, "the conflict is on the screen")
    desktop.grab("04-conflict")
    assert WITHDRAWN.child_name in screen.row(TROUBLES, "家长撤回·您已受理")
    for words in ("您的决定送到之前，家长撤回了这件报名", f"{WITHDRAWN.child_name}·{case['number']}"):
        assert screen.says(words)
    for words in ("平台现状", "已撤销", "家长撤回", REASON, "您的决定", f"{REVIEWER.name} 受理"):
        assert screen.says(words), words
    desktop.press("1")
    screen = desktop.until(lambda screen: screen.troubled == 0, "the conflict is settled")
    assert screen.says("没有需要您确认的决定")
    desktop.press("Esc")
    screen = desktop.until(lambda screen: screen.pill.startswith("已同步"), "nothing is left to do")
    assert not screen.conflict
    assert not screen.row(QUEUE, WITHDRAWN.child_name)
    assert not screen.row(QUEUE, KEPT.child_name)
    assert screen.row(QUEUE, TAKEN_BACK.child_name)


def _was_applied_once(service: ServiceProcess, cases: dict[Family, Json]) -> None:
    """Asked of the service itself: its cases, its memory of actions, its audit, its messages."""
    here = service.reviewer().cases()
    statuses = {family: here[case["id"]]["status"] for family, case in cases.items()}
    assert statuses == {KEPT: "PROCESSING", TAKEN_BACK: "PENDING", WITHDRAWN: "WITHDRAWN"}
    steps = [entry["action"] for entry in here[cases[KEPT]["id"]]["history"]]
    assert steps == ["submit", "receive", "accept"]
    answered = sorted(service.query("SELECT case_id, kind FROM actions"))
    assert answered == sorted([(cases[KEPT]["id"], "applied"), (cases[WITHDRAWN]["id"], "conflict")])
    assert service.query("SELECT case_id FROM notices") == [(cases[KEPT]["id"],)]
    until(lambda: service.query("SELECT mobile FROM sms_log") == [(KEPT.mobile,)], "one message went out")


def _tab_to(desktop: Desktop, name: str) -> Screen:
    """Press Tab until the focus is there; every control can be reached so."""
    for _ in range(80):
        screen = desktop.see()
        if screen.focus.startswith(name):
            return screen
        desktop.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")
