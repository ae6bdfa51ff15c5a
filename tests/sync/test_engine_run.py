"""One run of the engine: what it reads and what it says, in good order and in trouble."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from reviewer_app.models.domain.ports import (
    CaseQuery,
    OutboxState,
    StoreFault,
)
from reviewer_app.sync.state import SyncPhase, SyncTrouble
from reviewer_app.sync.transport import (
    BrokenAnswer,
    Busy,
    Cancelled,
    Forbidden,
    Missing,
    Offline,
    Refused,
    TooOld,
    TransportError,
    Unauthorised,
)
from tests.support.sync_desk import Desk, submitted


def test_the_first_sync_brings_everything_page_by_page(desk: Desk) -> None:
    cases = submitted(desk, 8)
    assert desk.engine.state.filling
    changes = desk.engine.run_once()
    assert changes.cases == {case.id for case in cases}
    assert changes.reference
    assert desk.line.calls == ["season", "page", "page", "page"]
    brought = [told.cases for told in desk.told if told.cases]
    assert [len(page) for page in brought] == [3, 3, 2], "each page is told when it is here"
    state = desk.engine.state
    assert (state.phase, state.error, state.filling, state.received) == (SyncPhase.RESTING, None, False, 8)
    assert state.last_success == desk.clock.now()
    assert desk.store.season() is not None


def test_nothing_new_is_quiet(desk: Desk) -> None:
    desk.engine.run_once()
    desk.line.calls.clear()
    changes = desk.engine.run_once()
    assert not changes.cases
    assert not changes.outbox
    assert desk.line.calls == ["page"]


def test_the_season_is_asked_for_again_when_it_is_old(desk: Desk) -> None:
    desk.engine.run_once()
    desk.seconds = 601.0
    desk.line.calls.clear()
    desk.engine.run_once()
    assert desk.line.calls == ["season", "page"]


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (Offline("unreachable", "连不上。"), SyncTrouble.OFFLINE),
        (Unauthorised("signed_out", "请登录。"), SyncTrouble.SIGN_IN),
        (Forbidden("role", "无权。"), SyncTrouble.FORBIDDEN),
        (Missing("not_found", "没有。"), SyncTrouble.FORBIDDEN),
        (TooOld("client_too_old", "太旧。"), SyncTrouble.VERSION),
        (Busy("busy", "忙。"), SyncTrouble.BUSY),
        (Refused("invalid", "有误。"), SyncTrouble.REFUSED),
        (BrokenAnswer("feed_cut", "不完整。"), SyncTrouble.BROKEN),
    ],
)
def test_a_failed_reading_never_leads_to_sending(
    desk: Desk, error: TransportError, trouble: SyncTrouble
) -> None:
    (case,) = submitted(desk, 1)
    desk.engine.run_once()
    action = desk.decide(1, case)
    desk.line.failures["page"] = [error]
    desk.engine.run_once()
    assert "send" not in desk.line.calls
    assert desk.states() == {action.id: OutboxState.PENDING}
    state = desk.engine.state
    assert state.error is not None
    assert (state.error.trouble, state.error.code, state.error.message) == (
        trouble,
        error.code,
        error.message,
    )
    assert state.waiting == 1
    assert state.phase is SyncPhase.RESTING
    pause = desk.engine.pause()
    assert (pause is None) == isinstance(error, Unauthorised)
    assert (state.next_attempt is None) == (pause is None)
    desk.engine.run_once()
    assert desk.engine.state.error is None
    assert desk.engine.state.waiting == 0


def test_what_was_read_before_the_failure_stays_and_is_gone_on_with(desk: Desk) -> None:
    submitted(desk, 8)
    served = desk.line._page
    calls: list[int] = []

    def breaks_once(scope: str, cursor: Any) -> Any:
        calls.append(cursor.seq if cursor else 0)
        if len(calls) == 2:
            raise Offline("interrupted", "中断。")
        return served(scope, cursor)

    desk.line._page = breaks_once  # type: ignore[method-assign]
    desk.engine.run_once()
    assert len(desk.store.cases.ids(CaseQuery())) == 3
    assert desk.engine.state.filling
    desk.engine.run_once()
    assert calls == [0, 3, 3, 6]
    assert len(desk.store.cases.ids(CaseQuery())) == 8


def test_a_disk_that_refuses_is_said_so_and_sends_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(desk, 2)

    def full(_: object) -> None:
        raise StoreFault("store_full", "磁盘已满。")

    monkeypatch.setattr(desk.store.replica, "apply_page", full)
    desk.engine.run_once()
    error = desk.engine.state.error
    assert error is not None
    assert (error.trouble, error.code) == (SyncTrouble.STORE, "store_full")
    monkeypatch.undo()
    desk.engine.run_once()
    assert len(desk.store.cases.ids(CaseQuery())) == 2


def test_a_fault_of_the_program_is_shown_and_raised(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(_: object) -> None:
        raise ZeroDivisionError

    submitted(desk, 1)
    monkeypatch.setattr(desk.store.replica, "apply_page", bug)
    with pytest.raises(ZeroDivisionError):
        desk.engine.run_once()
    assert desk.engine.state.phase is SyncPhase.RESTING
    assert desk.engine.state.error is not None


def test_the_time_of_the_last_success_outlives_the_program(desk: Desk) -> None:
    desk.engine.run_once()
    when = desk.engine.state.last_success
    desk.store.close()
    desk.start()
    assert desk.engine.state.last_success == when
    assert not desk.engine.state.filling


def test_waiting_for_news(desk: Desk) -> None:
    submitted(desk, 1)
    assert desk.engine.wait_for_news(25), "before the first reading there is everything to read"
    desk.engine.run_once()
    assert not desk.engine.wait_for_news(25)
    submitted(desk, 1)
    assert desk.engine.wait_for_news(25)
    desk.line.failures["wait"] = [Cancelled("cancelled", "")]
    assert desk.engine.wait_for_news(25), "somebody has something to send"
    desk.line.failures["wait"] = [Offline("unreachable", "连不上。")]
    assert not desk.engine.wait_for_news(25)
    assert desk.engine.state.error is not None


def test_pauses_grow_with_each_failure_and_start_anew_after_a_success(desk: Desk) -> None:
    def pauses(failures: int) -> list[float]:
        found = []
        for _ in range(failures):
            desk.line.failures["page"] = [Busy("busy", "忙。")]
            desk.engine.run_once()
            found.append(desk.engine.pause() or 0.0)
        return found

    first = pauses(6)
    assert first[-1] > 4 * first[0]
    desk.engine.run_once()
    assert pauses(1)[0] <= 2


def test_the_state_is_told_only_when_it_moves(desk: Desk) -> None:
    desk.engine.run_once()
    seen: list[Any] = []
    desk.engine.tell = lambda changes: seen.append(desk.engine.state) if changes.sync_state else None
    desk.engine.run_once()
    assert all(before != after for before, after in pairwise(seen))
    assert [state.phase for state in seen] == [SyncPhase.PULLING, SyncPhase.PUSHING, SyncPhase.RESTING]
