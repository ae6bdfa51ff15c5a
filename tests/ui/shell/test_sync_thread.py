"""The thread that drives the sync: runs when due and when asked, tells the truth, and stops when told."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer_app.models.domain.case import ActionId, CaseId, VersionTag
from reviewer_app.models.domain.changes import NOTHING, Changes
from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.domain.workflow import Act, CaseAction
from reviewer_app.models.store.local_store import open_store
from reviewer_app.sync.state import SyncError, SyncPhase, SyncState, SyncTrouble
from reviewer_app.ui.bridge.change_hub import ChangeHub
from reviewer_app.ui.bridge.sync_status import Link
from reviewer_app.ui.bridge.sync_thread import SyncThread
from reviewer_app.ui.bridge.undo_window import UNDO_WINDOW, UndoWindow
from tests.support.cases import SEASON_START, make_case
from tests.support.clocks import FixedClock
from tests.support.stores import fill

ERRORS = {
    trouble: SyncError(trouble=trouble, code=trouble.value, message=f"原因：{trouble.value}。")
    for trouble in SyncTrouble
}


@dataclass
class ScriptedEngine:
    """Each run ends as the script says next; waits end by :meth:`wake`."""

    hub: ChangeHub
    script: queue.SimpleQueue[SyncError | Exception | None] = field(default_factory=queue.SimpleQueue)
    state: SyncState = field(default_factory=SyncState)
    runs: int = 0
    waits: list[float] = field(default_factory=list)
    fetched: list[CaseId] = field(default_factory=list)
    _woken: threading.Event = field(default_factory=threading.Event)
    _pause: float | None = 45.0

    def run_once(self) -> Changes:
        self.runs += 1
        end = self.script.get() if not self.script.empty() else None
        if isinstance(end, Exception):
            raise end
        self._pause = None if end is not None else 45.0
        last = self.state.last_success if end else SEASON_START
        self.state = replace(self.state, phase=SyncPhase.RESTING, error=end, last_success=last)
        self.hub.publish(Changes(sync_state=True))
        return NOTHING

    def pause(self) -> float | None:
        return self._pause

    def wait_for_news(self, seconds: float) -> bool:
        self.waits.append(seconds)
        news = self._woken.wait(seconds)
        self._woken.clear()
        return news

    def wake(self) -> None:
        self._woken.set()

    def prefetch(self, case_ids: Sequence[CaseId], *, limit: int = 40, originals: bool = False) -> Changes:
        if self.fetched:
            return NOTHING
        self.fetched.extend(case_ids)
        return Changes(sync_state=True)


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine(ChangeHub())


Start = Callable[..., SyncThread]


@pytest.fixture
def start(engine: ScriptedEngine) -> Iterator[Start]:
    """Makes the thread and starts it; stopped when the test ends."""
    made: list[SyncThread] = []

    def make(next_due: Callable[[], float | None] = lambda: None) -> SyncThread:
        wanted = [CaseId("a"), CaseId("b")]
        thread = SyncThread(engine, engine.hub, FixedClock(), next_due, lambda: wanted)
        made.append(thread)
        thread.start()
        return thread

    yield make
    for thread in made:
        assert thread.stop()


def test_before_the_first_answer_it_says_that_it_is_connecting(engine: ScriptedEngine) -> None:
    thread = SyncThread(engine, engine.hub, FixedClock(), lambda: None, list)
    assert thread.status.link is Link.CONNECTING
    assert thread.stop()


def test_after_a_good_run_it_is_online_and_waits_for_news(
    qtbot: QtBot, engine: ScriptedEngine, start: Start
) -> None:
    thread = start()
    qtbot.waitUntil(lambda: thread.status.link is Link.ONLINE)
    qtbot.waitUntil(lambda: bool(engine.waits))
    assert thread.status.last_synced == SEASON_START
    assert engine.fetched == ["a", "b"]


@pytest.mark.parametrize(
    ("trouble", "link"),
    [
        (SyncTrouble.OFFLINE, Link.OFFLINE),
        (SyncTrouble.SIGN_IN, Link.EXPIRED),
        (SyncTrouble.FORBIDDEN, Link.REFUSED),
        (SyncTrouble.VERSION, Link.REFUSED),
        (SyncTrouble.BUSY, Link.FAULTY),
        (SyncTrouble.REFUSED, Link.FAULTY),
        (SyncTrouble.BROKEN, Link.FAULTY),
        (SyncTrouble.STORE, Link.FAULTY),
    ],
)
def test_every_trouble_has_its_link_and_its_words(
    qtbot: QtBot, engine: ScriptedEngine, start: Start, trouble: SyncTrouble, link: Link
) -> None:
    engine.script.put(ERRORS[trouble])
    thread = start()
    qtbot.waitUntil(lambda: thread.status.link is link)
    assert thread.status.message == f"原因：{trouble.value}。"
    assert not engine.fetched


def test_asked_to_run_it_runs_at_once_even_while_it_rests(
    qtbot: QtBot, engine: ScriptedEngine, start: Start
) -> None:
    engine.script.put(ERRORS[SyncTrouble.SIGN_IN])
    thread = start()
    qtbot.waitUntil(lambda: thread.status.link is Link.EXPIRED)
    thread.run_now()
    qtbot.waitUntil(lambda: thread.status.link is Link.ONLINE)
    assert engine.runs >= 2


def test_offline_since_counts_from_the_first_failure(
    qtbot: QtBot, engine: ScriptedEngine, start: Start
) -> None:
    engine.script.put(ERRORS[SyncTrouble.OFFLINE])
    engine.script.put(ERRORS[SyncTrouble.OFFLINE])
    thread = start()
    qtbot.waitUntil(lambda: thread.status.link is Link.OFFLINE)
    since = thread.status.since
    thread.run_now()
    qtbot.waitUntil(lambda: engine.runs == 2)
    assert thread.status.since == since


def test_a_decision_ends_the_wait_when_it_may_go(qtbot: QtBot, engine: ScriptedEngine, start: Start) -> None:
    dues = iter([None, None, 0.05])
    thread = start(lambda: next(dues, 0.05))
    qtbot.waitUntil(lambda: thread.status.link is Link.ONLINE and bool(engine.waits))
    assert engine.waits == [45.0]
    assert not engine.state.waiting, "an engine counts in its runs: of this decision it cannot know"
    engine.hub.publish(Changes(outbox=True))
    qtbot.waitUntil(lambda: engine.runs >= 2)


def test_a_held_decision_shortens_the_wait(qtbot: QtBot, engine: ScriptedEngine, start: Start) -> None:
    start(lambda: 7.5)
    qtbot.waitUntil(lambda: bool(engine.waits))
    assert engine.waits[0] == 7.5


@pytest.mark.expected_log("fault of the program")
def test_a_fault_of_the_program_is_told_and_the_sync_goes_on(
    qtbot: QtBot, engine: ScriptedEngine, start: Start
) -> None:
    engine.script.put(RuntimeError("planned"))
    thread = start()
    qtbot.waitUntil(lambda: thread.status.link is Link.FAULTY)
    assert "程序出错" in thread.status.message
    thread.run_now()
    qtbot.waitUntil(lambda: thread.status.link is Link.ONLINE)


def test_stopping_ends_a_wait_and_a_rest(qtbot: QtBot, engine: ScriptedEngine) -> None:
    for end in (None, ERRORS[SyncTrouble.SIGN_IN]):
        engine.script.put(end)
        thread = SyncThread(engine, engine.hub, FixedClock(), lambda: None, list)
        before = engine.runs
        thread.start()
        qtbot.waitUntil(lambda before=before: engine.runs > before)  # type: ignore[misc]
        assert thread.stop()


# -- the window in which a decision can be taken back -----------------------------------------------------------------


def pending(number: int, clock: FixedClock) -> PendingAction:
    case = make_case(number)
    return PendingAction(
        id=ActionId(f"{number:032d}"),
        case=case.id,
        act=Act(action=CaseAction.ACCEPT),
        base=VersionTag(case.tag),
        decided_at=clock.now(),
        decided_by="覃晓梅",
    )


def test_a_decision_is_held_for_its_window_and_then_sent(tmp_path: Path) -> None:
    clock = FixedClock()
    store = open_store(tmp_path, clock=clock)
    fill(store, [make_case(n) for n in (1, 2)])
    outgoing = UndoWindow(store.sending, store.outbox, clock)
    assert outgoing.seconds_until_due() is None
    first = pending(1, clock)
    store.outbox.add(first)
    clock.move(4)
    store.outbox.add(pending(2, clock))
    assert outgoing.seconds_until_due() == UNDO_WINDOW.total_seconds() - 4
    assert not outgoing.take_batch(50)
    clock.move(UNDO_WINDOW.total_seconds() - 4)
    assert [action.id for action in outgoing.take_batch(50)] == [first.id]
    states = {action.id: action.state for action in store.outbox.open_actions()}
    assert states[first.id] is OutboxState.SENDING
    store.close()


def test_a_clock_set_back_holds_nothing_for_ever(tmp_path: Path) -> None:
    clock = FixedClock()
    store = open_store(tmp_path, clock=clock)
    fill(store, [make_case(1)])
    store.outbox.add(pending(1, clock))
    clock.at -= timedelta(days=365)
    outgoing = UndoWindow(store.sending, store.outbox, clock)
    assert outgoing.seconds_until_due() is None
    assert len(outgoing.take_batch(50)) == 1
    store.close()
