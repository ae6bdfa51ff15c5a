"""The feed of a scope: order, pages, one row a case, gone rows, epochs, long polls, and its bytes on the wire."""

from __future__ import annotations

import gzip
import json
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from central_service.cases.reassigning import reassign_case
from central_service.sample.guardian_client import PROTOCOL, Json, Refused, ReviewClient
from central_service.store.feed import publish
from central_service.store.seasons import renew_epoch
from central_service.store.tables import feed, seasons
from reviewer_app.sync.protocol import case_from_json, case_to_json
from tests.support.service import OTHER_OFFICE, OTHER_REVIEWER, SCOPE, SeededService


def test_pages_in_order(any_service: SeededService) -> None:
    """Every change once, at its newest, in pages that follow one another."""
    cases = [any_service.submit_case()["id"] for _ in range(5)]
    reviewer = any_service.reviewer()
    reviewer.act(reviewer.cases()[cases[1]], "accept")
    seen: list[tuple[int, str]] = []
    after, epoch, more = 0, "", True
    while more:
        header, rows, trailer = reviewer.page(after, epoch, limit=2)
        assert header["from"] == after
        epoch = header["epoch"]
        assert trailer["n"] == len(rows) <= 2
        seen += [(row["seq"], row["put"]["id"]) for row in rows]
        assert trailer["next"] == rows[-1]["seq"]
        after, more = trailer["next"], trailer["more"]
    assert [case for _, case in seen] == [cases[0], *cases[2:], cases[1]]
    assert [seq for seq, _ in seen] == [1, 3, 4, 5, 6]
    _, rows, trailer = reviewer.page(after, epoch)
    assert rows == []
    assert trailer == {"end": 1, "n": 0, "sha256": sha256(b"").hexdigest(), "next": 6, "more": False}


def test_bodies_pass_through(service: SeededService) -> None:
    """What the feed carries is the canonical JSON of the case, byte for byte."""
    sent, reviewer = service.submit_case(), service.reviewer()
    answer = reviewer.call("GET", f"/v1/scopes/{SCOPE}/changes")
    line = answer.content.splitlines()[1]
    body = line.removeprefix(b'{"seq":1,"put":').removesuffix(b"}")
    case = case_from_json(body)
    assert case.id == sent["id"]
    assert case_to_json(case) == body
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["x-feed-next"] == "1"
    assert answer.headers["x-enrolment-protocol"] == "1"


def test_compressed_on_request(http_service: SeededService) -> None:
    """gzip where the client takes it; the trailer's hash is over the rows as they were."""
    http_service.submit_case()
    reviewer = http_service.reviewer()
    headers = {**PROTOCOL, "Authorization": f"Bearer {reviewer.token}", "Accept-Encoding": "gzip"}
    answer = http_service.transport().request("GET", f"/v1/scopes/{SCOPE}/changes", headers, None)
    assert answer.headers["content-encoding"] == "gzip"
    lines = gzip.decompress(answer.content).splitlines(keepends=True)
    assert json.loads(lines[-1])["sha256"] == sha256(b"".join(lines[1:-1])).hexdigest()


def test_a_case_that_leaves_the_scope(any_service: SeededService) -> None:
    """``gone`` here, ``put`` there; a decision on it is a conflict, not a mystery."""
    first, second = any_service.submit_case(), any_service.submit_case()
    reviewer, other = any_service.reviewer(), any_service.reviewer(OTHER_REVIEWER)
    seen = reviewer.cases()[first["id"]]
    epoch, after = reviewer.page()[0]["epoch"], reviewer.page()[2]["next"]
    reassign_case(any_service.parts, first["id"], OTHER_OFFICE)
    _, rows, _ = reviewer.page(after, epoch)
    assert rows == [{"seq": after + 1, "gone": first["id"]}]
    assert set(reviewer.cases()) == {second["id"]}
    assert other.cases()[first["id"]]["answers"]["region"] == OTHER_OFFICE
    assert reviewer.act(seen, "accept")["conflict"] == "reassigned"
    with pytest.raises(Refused, match="404"):
        reviewer.document(first["documents"][0]["id"])
    assert other.document(first["documents"][0]["id"])
    reassign_case(any_service.parts, first["number"], "450721")
    assert set(reviewer.cases()) == {first["id"], second["id"]}


def test_unknown_epochs_and_cursors_start_over(service: SeededService) -> None:
    """After a restore, beyond the head, or before the horizon of purged rows."""
    service.submit_case()
    reviewer = service.reviewer()
    epoch = reviewer.page()[0]["epoch"]

    def asks(after: int, named: str) -> tuple[int, str]:
        try:
            reviewer.page(after, named)
        except Refused as refused:
            return refused.status, refused.code
        return 200, ""

    assert asks(1, epoch) == (200, "")
    assert asks(0, "") == (200, "")
    assert asks(1, "") == (410, "start_over")
    assert asks(0, "0123456789abcdef") == (410, "start_over")
    assert asks(2, epoch) == (410, "start_over")
    with service.parts.database.write() as transaction:
        transaction.connection.execute(
            update(seasons).where(seasons.c.scope == SCOPE).values(horizon=2, head=5)
        )
    assert asks(1, epoch) == (410, "start_over")
    assert asks(0, epoch) == (200, "")
    assert asks(3, epoch) == (200, "")
    with service.parts.database.write() as transaction:
        renew_epoch(transaction.connection, SCOPE)
    assert asks(3, epoch) == (410, "start_over")


def test_numbers_become_visible_in_order(any_service: SeededService) -> None:
    """A number is taken last and held until the commit: while one waits, nobody gets the next."""
    case_id = any_service.submit_case()["id"]
    database = any_service.parts.database
    read: list[int] = []

    def write(_: int) -> int:
        with database.write() as transaction:
            return publish(transaction, SCOPE, case_id)

    def follow() -> None:
        while not read or read[-1] < 41:
            with database.read() as connection:
                newest = connection.execute(select(feed.c.seq).where(feed.c.scope == SCOPE)).scalar_one()
                head = connection.execute(select(seasons.c.head).where(seasons.c.scope == SCOPE)).scalar_one()
            assert newest == head
            read.append(newest)

    with ThreadPoolExecutor(5) as pool:
        following = pool.submit(follow)
        numbers = list(pool.map(write, range(40)))
        following.result(timeout=60)
    assert sorted(numbers) == list(range(2, 42))
    assert read == sorted(read)


def test_a_rolled_back_change_leaves_no_trace(any_service: SeededService) -> None:
    """No row, no number, no waking."""
    any_service.submit_case()
    reviewer = any_service.reviewer()
    before = reviewer.page()
    case_id = next(iter(reviewer.cases()))

    def change_and_fail() -> None:
        with any_service.parts.database.write() as transaction:
            transaction.connection.execute(delete(feed))
            publish(transaction, SCOPE, case_id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert reviewer.page() == before


def _wait(reviewer: ReviewClient, after: int, seconds: float) -> Json:
    return reviewer.call("GET", f"/v1/scopes/{SCOPE}/wait?after={after}&seconds={seconds}").json()


def _until_somebody_waits(service: SeededService) -> None:
    deadline = time.monotonic() + 30
    while not service.parts.freshness.waiters(SCOPE):
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_long_poll(http_service: SeededService) -> None:
    """Answers at once when there is something, at the first change, or when its time is over."""
    http_service.submit_case()
    reviewer = http_service.reviewer()
    assert _wait(reviewer, 0, 30)["head"] == 1
    assert _wait(reviewer, 1, 0)["head"] == 1
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(_wait, reviewer, 1, 50)
        _until_somebody_waits(http_service)
        http_service.submit_case()
        assert waiting.result(timeout=30)["head"] == 2


def test_a_service_that_stops_lets_its_long_polls_go(tmp_path: Path) -> None:
    """They are answered, not cut."""
    with ThreadPoolExecutor(1) as pool:
        with SeededService(tmp_path) as service:
            reviewer = service.reviewer()
            waiting = pool.submit(_wait, reviewer, 0, 50)
            _until_somebody_waits(service)
        assert waiting.result(timeout=30) == {"scope": SCOPE, "head": 0}
