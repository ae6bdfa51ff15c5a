"""Service and desktop of different protocol versions refuse each other in words, and no decision is lost over it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from central_service.sample.guardian_client import Json
from tests.support.county import TYPED_PASSWORD
from tests.support.desktop import Desktop
from tests.support.families import family_number
from tests.support.processes import ServiceProcess, until
from tests.support.screen import QUEUE
from tests.support.service import REVIEWER, submit_case

pytestmark = pytest.mark.journey

FAMILY = family_number(21)
TOO_OLD = "本程序版本太旧，不能与服务同步，请升级后再登录；未发送的决定会保留。"
TOO_NEW = "本程序比服务的版本新，暂不能同步，请联系管理员升级服务；未发送的决定会保留。"


def test_an_upgrade_that_came_too_late_or_too_early(service: ServiceProcess, tmp_path: Path) -> None:
    """Too old to sign in; too new to sync; and what was decided before the upgrade goes out after all."""
    _is_refused_on_the_wire(service)
    _is_too_old_to_sign_in(service, tmp_path / "older")
    guardian = service.guardian(FAMILY)
    sent = submit_case(guardian, FAMILY)
    _decide(service, tmp_path / "upgraded", sent)
    service.start()
    _is_too_new_to_sync(service, tmp_path / "upgraded")
    assert guardian.case(sent["id"])["status"] == "PENDING"
    with Desktop(service.base_url, tmp_path / "upgraded", service.season):
        until(lambda: guardian.case(sent["id"])["status"] == "PROCESSING", "it is sent by the right version")


def _is_refused_on_the_wire(service: ServiceProcess) -> None:
    """Before anything is read, and with the service's own version in the answer."""
    body = json.dumps({"account": REVIEWER.login, "password": TYPED_PASSWORD}).encode()
    versions = {"": TOO_OLD, "0": TOO_OLD, "1.5": TOO_OLD, "2": TOO_NEW, "999": TOO_NEW}
    for spoken, message in versions.items():
        headers = {"Content-Type": "application/json"}
        if spoken:
            headers["X-Enrolment-Protocol"] = spoken
        answer = service.transport().request("POST", "/v1/sessions", headers, body)
        code = "client_too_new" if message == TOO_NEW else "client_too_old"
        assert (answer.status, answer.json()["code"], answer.json()["message"]) == (426, code, message)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["upgrade"] == "X-Enrolment-Protocol"
        assert answer.headers["x-enrolment-protocol"] == "1"
    assert service.query("SELECT count(*) FROM sessions") == [(0,)]


def _is_too_old_to_sign_in(service: ServiceProcess, folder: Path) -> None:
    with Desktop(service.base_url, folder, service.season, speaks=0) as desktop:
        desktop.sign_in(REVIEWER.login, TYPED_PASSWORD)
        desktop.until(lambda screen: screen.says(TOO_OLD), "the sign-in says why")
    assert service.query("SELECT count(*) FROM sessions WHERE account IS NOT NULL") == [(0,)]


def _decide(service: ServiceProcess, folder: Path, sent: Json) -> None:
    """Decide while the service is being upgraded: the decision waits on this machine."""
    with Desktop(service.base_url, folder, service.season) as desktop:
        desktop.sign_in(REVIEWER.login, TYPED_PASSWORD)
        desktop.until(lambda screen: screen.row(QUEUE, FAMILY.child_name), "the first sync")
        desktop.find(sent["number"])
        service.stop()
        desktop.go_forward("受理")
        desktop.until(lambda screen: screen.waiting == 1, "the decision is on record")


def _is_too_new_to_sync(service: ServiceProcess, folder: Path) -> None:
    """It opens, shows the work that is on this machine, and says why nothing moves."""
    with Desktop(service.base_url, folder, service.season, speaks=2) as desktop:
        screen = desktop.until(lambda screen: screen.pill.startswith("平台不接受"), "the service refuses it")
        assert "待发 1" in screen.pill
        desktop.until(lambda seen: "已受理·待发送" in seen.row(QUEUE, FAMILY.child_name), "the work is here")
        desktop.click(screen.pill)
        screen = desktop.see()
        assert screen.says(TOO_NEW)
        assert screen.says("决定都已存本机，没有丢。")
