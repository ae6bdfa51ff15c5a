"""Transactions: what happens after a commit, in a race, and with times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import StatementError

from central_service.accounts.lockout import FORGOTTEN_AFTER, check_not_locked, count_failure
from central_service.app import assemble
from central_service.clock import CHINA, ShiftedClock, SteppedClock, SystemClock
from central_service.config import Limits
from central_service.problems import ServiceProblem
from central_service.store.feed import UnknownScope, head_of, publish, read_page
from central_service.store.tables import audit, sign_in_failures
from tests.support.service import START, SeededService


@pytest.mark.expected_log("a step after a commit failed")
def test_a_step_after_the_commit_cannot_undo_it(service: SeededService) -> None:
    """It is logged; the other steps still happen."""
    happened: list[str] = []

    def fail() -> None:
        raise OSError("the store is away")

    with service.parts.database.write() as transaction:
        transaction.after_commit += [fail, lambda: happened.append("next")]
    assert happened == ["next"]


def test_nothing_follows_a_rollback(service: SeededService) -> None:
    """Steps belong to the commit."""
    happened: list[str] = []

    def change_and_fail() -> None:
        with service.parts.database.write() as transaction:
            transaction.after_commit.append(lambda: happened.append("never"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert happened == []


def test_times_have_zones(any_service: SeededService) -> None:
    """Stored in UTC, read as the same moment; one without a zone is refused."""
    row = {"actor": "", "role": "", "office": "", "event": "x", "object": "", "device": "", "result": ""}
    moment = datetime(2026, 7, 14, 9, 30, 0, 123456, tzinfo=CHINA)
    with any_service.parts.database.write() as transaction:
        transaction.connection.execute(insert(audit).values(at=moment, **row))
    with any_service.parts.database.read() as connection:
        kept = connection.execute(select(audit.c.at).where(audit.c.event == "x")).scalar_one()
    assert kept == moment
    assert kept.utcoffset() == timedelta(0)

    def keep_without_zone() -> None:
        with any_service.parts.database.write() as transaction:
            naive = moment.replace(tzinfo=None)
            transaction.connection.execute(insert(audit).values(at=naive, **row))

    with pytest.raises(StatementError, match="names its zone"):
        keep_without_zone()


def test_scopes_that_do_not_exist(service: SeededService) -> None:
    """Nobody publishes into, or reads from, a season that was not opened."""
    with service.parts.database.read() as connection:
        with pytest.raises(UnknownScope):
            read_page(connection, "450721.1999", 0, 10)
        with pytest.raises(UnknownScope):
            head_of(connection, "450721.1999")

    def publish_nowhere() -> None:
        with service.parts.database.write() as transaction:
            publish(transaction, "450721.1999", "x")

    with pytest.raises(UnknownScope):
        publish_nowhere()


def test_old_failures_are_forgotten(service: SeededService) -> None:
    """The table of wrong passwords does not grow for ever."""
    now = START
    with service.parts.database.write() as transaction:
        connection = transaction.connection
        for number in range(20):
            count_failure(connection, f"stranger{number}", "10.0.0.1", now, Limits())
        later = now + FORGOTTEN_AFTER + timedelta(seconds=1)
        for _ in range(5):
            count_failure(connection, "shenhe01", "10.0.0.1", later, Limits())
        left = connection.execute(select(func.count()).select_from(sign_in_failures)).scalar_one()
        assert left == 1
        check_not_locked(connection, "shenhe01", "10.0.0.2", later)
        with pytest.raises(ServiceProblem, match="too_many_tries"):
            check_not_locked(connection, "shenhe01", "10.0.0.1", later)


def test_clocks() -> None:
    """All tell their zone; one stands, one runs in its own season."""
    stepped = SteppedClock(START)
    assert stepped.advance(hours=1) == START + timedelta(hours=1)
    stepped.move_to(START)
    assert stepped.now() == START
    shifted = ShiftedClock(START)
    assert START <= shifted.now() < START + timedelta(minutes=5)
    assert shifted.now() <= shifted.now()
    now = SystemClock().now()
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=5)
    assert now.utcoffset() == timedelta(hours=8)


def test_two_services_on_one_database_take_turns_to_migrate(tmp_path: Path) -> None:
    """The second finds everything in place."""
    with SeededService(tmp_path, http=False) as first:
        second = assemble(first.config, clock=first.clock)
        with second.database.read() as connection:
            assert head_of(connection, "450721.2026") == 0
        second.database.close()
