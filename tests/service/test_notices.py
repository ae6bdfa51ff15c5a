"""Text messages: written with the act, sent once, tried again, given up once, and shown masked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select, update

from central_service.notices.listing import list_notices
from central_service.notices.worker import FIRST_WAIT, LEASE, MAX_ATTEMPTS, deliver_due
from central_service.ports import GatewayError
from central_service.store.tables import notices, sms_log
from reviewer_app.models.domain.notices import contains_personal_numbers
from tests.support.service import FAMILY, SeededService


class Gateway:
    """Takes messages, or fails as often as it is told to."""

    def __init__(self) -> None:
        self.failures: list[Exception] = []
        self.sent: list[tuple[str, str, str]] = []
        self.took_one = Event()

    def send(self, mobile: str, text: str, dedupe: str) -> None:
        """Take one message."""
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((mobile, text, dedupe))
        self.took_one.set()


@pytest.fixture
def gateway() -> Gateway:
    """A gateway that works."""
    return Gateway()


@pytest.fixture
def accepted(tmp_path: Path, gateway: Gateway) -> Iterator[SeededService]:
    """A service in which one case was accepted and its notice waits."""
    with SeededService(tmp_path, gateway=gateway, http=False) as service:
        sent, reviewer = service.submit_case(service.guardian()), service.reviewer()
        reviewer.act(reviewer.cases()[sent["id"]], "accept")
        yield service


def _states(service: SeededService) -> list[tuple[str, int]]:
    with service.parts.database.read() as connection:
        return [(row.state, row.attempts) for row in connection.execute(select(notices))]


def test_sent_once(accepted: SeededService, gateway: Gateway) -> None:
    """The text names nobody fully and no number, says what to do, and whom to call."""
    assert _states(accepted) == [("waiting", 0)]
    assert deliver_due(accepted.parts) == 1
    assert deliver_due(accepted.parts) == 0
    assert _states(accepted) == [("sent", 1)]
    ((mobile, text, _),) = gateway.sent
    assert mobile == FAMILY.mobile
    assert text.startswith("【灵山县教育局】韦*禾")
    assert "0777-6429786" in text
    assert FAMILY.child_name not in text
    assert not contains_personal_numbers(text)


def test_no_notice_without_its_act(any_service: SeededService) -> None:
    """A refused decision tells nobody; 提交 and 撤回 tell nobody either."""
    guardian, reviewer = any_service.guardian(), any_service.reviewer()
    sent = any_service.submit_case(guardian)
    reviewer.act(reviewer.cases()[sent["id"]], "decline")
    guardian.withdraw(sent["id"], "不报了")
    assert any_service.deliver_notices() == 0


def test_tried_again_later_and_more_rarely(accepted: SeededService, gateway: Gateway) -> None:
    """A fault of the gateway delays a message and loses none."""
    gateway.failures = [GatewayError("busy"), GatewayError("busy")]
    assert deliver_due(accepted.parts) == 0
    assert _states(accepted) == [("waiting", 1)]
    assert deliver_due(accepted.parts) == 0
    accepted.clock.advance(seconds=FIRST_WAIT.total_seconds())
    assert deliver_due(accepted.parts) == 0
    accepted.clock.advance(seconds=FIRST_WAIT.total_seconds())
    assert deliver_due(accepted.parts) == 0
    accepted.clock.advance(seconds=FIRST_WAIT.total_seconds())
    assert deliver_due(accepted.parts) == 1
    assert _states(accepted) == [("sent", 3)]


def test_given_up_once(accepted: SeededService, gateway: Gateway) -> None:
    """A number that does not exist, or too many attempts: failed, and shown as such."""
    gateway.failures = [GatewayError("no such number", permanent=True)]
    assert deliver_due(accepted.parts) == 0
    assert _states(accepted) == [("failed", 1)]
    with accepted.parts.database.write() as transaction:
        transaction.connection.execute(update(notices).values(state="waiting", attempts=0))
    gateway.failures = [GatewayError("busy") for _ in range(MAX_ATTEMPTS)]
    for _ in range(MAX_ATTEMPTS):
        deliver_due(accepted.parts)
        accepted.clock.advance(hours=2)
    assert _states(accepted) == [("failed", MAX_ATTEMPTS)]
    (listed,) = list_notices(accepted.parts)
    assert "发送失败" in listed.line()


@pytest.mark.expected_log("the SMS gateway failed")
def test_a_gateway_that_breaks_is_a_delay(accepted: SeededService, gateway: Gateway) -> None:
    """An exception of any kind is a failed attempt, not the end of the worker."""
    gateway.failures = [RuntimeError("broken")]
    assert deliver_due(accepted.parts) == 0
    assert _states(accepted) == [("waiting", 1)]


def test_a_worker_that_died_leaves_a_lease(accepted: SeededService, gateway: Gateway) -> None:
    """Nobody touches its message before the lease is over; then the next one sends it, under the same key."""
    now = accepted.clock.now()
    with accepted.parts.database.write() as transaction:
        taken = {"state": "sending", "attempts": 1, "lease_until": now + LEASE}
        transaction.connection.execute(update(notices).values(**taken))
    assert deliver_due(accepted.parts) == 0
    accepted.clock.advance(seconds=LEASE.total_seconds())
    assert deliver_due(accepted.parts) == 1
    assert len(gateway.sent) == 1


def test_embedded_gateway_writes_a_log(any_service: SeededService) -> None:
    """Two hand-overs under one key are one message."""
    any_service.parts.gateway.send("13800000001", "一", "key")
    any_service.parts.gateway.send("13800000001", "一", "key")
    with any_service.parts.database.read() as connection:
        assert len(connection.execute(select(sms_log)).all()) == 1


def test_listing_masks_numbers(accepted: SeededService) -> None:
    """What the demonstration prints."""
    (listed,) = list_notices(accepted.parts, office="450721")
    assert list_notices(accepted.parts, office="450722") == ()
    assert listed.mobile == "138****0001"
    assert FAMILY.mobile not in listed.line()
    assert listed.line().startswith("2026-07-14 09:00:00  待发送  138****0001  【灵山县教育局】")


def test_worker_thread_delivers_and_stops(tmp_path: Path, gateway: Gateway) -> None:
    """It wakes at the commit, and ends with the service."""
    with SeededService(tmp_path, gateway=gateway, worker=True, http=False) as service:
        sent, reviewer = service.submit_case(), service.reviewer()
        due = service.clock.now() + timedelta(days=3)
        reasons = [{"code": "TP01", "target": "M01"}]
        reviewer.act(reviewer.cases()[sent["id"]], "request_corrections", reasons=reasons, due=due)
        assert gateway.took_one.wait(30)
    assert "7月17日9时" in gateway.sent[0][1]
