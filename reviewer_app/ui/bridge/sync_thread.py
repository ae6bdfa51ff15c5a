"""Drives the sync engine on a thread of its own: when it is due, when there is news, when somebody asks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.changes import NOTHING, Changes
from reviewer_app.models.domain.ports import Clock
from reviewer_app.sync.state import SyncPhase, SyncState, SyncTrouble
from reviewer_app.ui.bridge.change_hub import ChangeHub
from reviewer_app.ui.bridge.sync_control import SyncControl
from reviewer_app.ui.bridge.sync_status import Link, SyncStatus

PREFETCH = 12
"""Pictures a step: between two steps a decision or a sign-in is heard."""
_LONG = 3600.0
_AFTER_FAULT = 60.0
_AFTER_DUE = 0.05
"""A timer may fire a little early."""
_log = logging.getLogger(__name__)


class Engine(Protocol):
    """The part of :class:`~reviewer_app.sync.engine.SyncEngine` that the thread drives."""

    @property
    def state(self) -> SyncState:
        """How the sync stands."""
        ...

    def run_once(self) -> Changes:
        """Read, send, read again."""
        ...

    def pause(self) -> float | None:
        """Seconds until the next attempt; nothing while a person has to sign in."""
        ...

    def wait_for_news(self, seconds: float) -> bool:
        """Stay until something is new, at most so many seconds."""
        ...

    def wake(self) -> None:
        """End a wait. From any thread."""
        ...

    def prefetch(self, case_ids: Sequence[CaseId], *, limit: int = 40, originals: bool = False) -> Changes:
        """Fetch pictures ahead."""
        ...


class SyncThread(SyncControl):
    """One thread; all of its words reach the screens through the hub.

    :param next_due: seconds until a decision that is still held back may be sent, if one is.
    :param wanted: cases whose pictures should be here before the network goes, the most urgent first.
    """

    def __init__(
        self,
        engine: Engine,
        hub: ChangeHub,
        clock: Clock,
        next_due: Callable[[], float | None],
        wanted: Callable[[], Sequence[CaseId]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._hub = hub
        self._clock = clock
        self._next_due = next_due
        self._wanted = wanted
        self._turn = threading.Condition()
        self._asked = False
        self._last = False
        self._stopping = False
        self._tried = False
        self._failed = False
        # Nothing is lost when the process ends during a run: what was sent and not answered is asked for again.
        self._thread = threading.Thread(target=self._loop, name="sync", daemon=True)
        hub.changed.connect(self._on_changes)
        self._read_state()

    def start(self) -> None:
        """Begin with the first run."""
        self._thread.start()

    def run_now(self) -> None:
        """Begin a run as soon as the present step is over."""
        with self._turn:
            self._asked = True
            self._turn.notify_all()
        self._engine.wake()

    def finish(self, seconds: float) -> bool:
        """Make one more run, so that nothing that could be sent stays here overnight; whether it ended in time."""
        if not self._thread.is_alive():
            return True
        with self._turn:
            self._last = self._asked = True
            self._turn.notify_all()
        self._engine.wake()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def stop(self, seconds: float = 5.0) -> bool:
        """Take no new step; whether the thread has ended within ``seconds``."""
        with self._turn:
            self._stopping = True
            self._turn.notify_all()
        if not self._thread.is_alive():
            return True
        self._engine.wake()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    # -- on the sync's thread -------------------------------------------------------------------------------------

    def _loop(self) -> None:
        while not self._stopping:
            try:
                self._take_turn()
            except Exception:
                # A fault of the program must neither pass for a working sync nor end it for the day.
                _log.exception("a sync run ended by a fault of the program")
                self._failed = True
                self._hub.publish(Changes(sync_state=True))
                self._rest(_AFTER_FAULT)

    def _take_turn(self) -> None:
        with self._turn:
            self._asked, last = False, self._last
        held = self._next_due() is not None
        self._engine.run_once()
        self._tried, self._failed = True, False
        self._hub.publish(Changes(sync_state=True))
        if last:
            self._stopping = True
            return
        if self._engine.state.error is None:
            self._prefetch()
        if self._engine.state.error is None:
            self._await_news(held)
        else:
            self._rest(self._engine.pause())

    def _prefetch(self) -> None:
        wanted = self._wanted()
        while not (self._asked or self._stopping):
            if self._engine.prefetch(wanted, limit=PREFETCH) == NOTHING or self._engine.state.error:
                return

    def _await_news(self, held: bool) -> None:
        """Wait for the service, but no longer than until a decision that is held back may go.

        :param held: whether one was held back when the run began; if none is now, it has become free meanwhile.
        """
        pause, due = self._engine.pause() or 0.0, self._next_due()
        if self._asked or self._stopping or due == 0 or (held and due is None):
            return
        self._engine.wait_for_news(pause if due is None else min(pause, max(0.0, due)))
        if self._engine.state.error is not None:
            self._rest(self._engine.pause())

    def _rest(self, pause: float | None) -> None:
        with self._turn:
            self._turn.wait_for(lambda: self._asked or self._stopping, _LONG if pause is None else pause)

    # -- on the screens' thread -----------------------------------------------------------------------------------

    def _on_changes(self, changes: Changes) -> None:
        if changes.sync_state:
            self._read_state()
        if changes.outbox:
            due = self._next_due()
            if due is not None:
                self._nudge_at(due)

    def _nudge_at(self, due: float) -> None:
        """End the wait when a decision may go; a nudge that comes between two waits ends the next one."""
        QTimer.singleShot(round((due + _AFTER_DUE) * 1000), self, self._nudge)

    def _nudge(self) -> None:
        # The engine's state is of its last run: it does not know yet what was decided since.
        if self.status.link is Link.ONLINE:
            self._engine.wake()

    def _read_state(self) -> None:
        state = self._engine.state
        link = Link.FAULTY if self._failed else _link(state, self._tried)
        known = self._status.since if link is self._status.link else None
        since = known or self._clock.now()
        status = replace(_status(state, link), since=since)
        if self._failed:
            words = self.tr("程序出错，没有同步成功，一分钟后再试；仍不成功的，请联系技术支持。")
            status = replace(status, busy=False, message=words)
        self._put(status)


_LINKS = {
    SyncTrouble.OFFLINE: Link.OFFLINE,
    SyncTrouble.SIGN_IN: Link.EXPIRED,
    SyncTrouble.FORBIDDEN: Link.REFUSED,
    SyncTrouble.VERSION: Link.REFUSED,
    SyncTrouble.BUSY: Link.FAULTY,
    SyncTrouble.REFUSED: Link.FAULTY,
    SyncTrouble.BROKEN: Link.FAULTY,
    SyncTrouble.STORE: Link.FAULTY,
}


def _link(state: SyncState, tried: bool) -> Link:
    if state.error is not None:
        return _LINKS[state.error.trouble]
    return Link.ONLINE if tried or state.received else Link.CONNECTING


def _status(state: SyncState, link: Link) -> SyncStatus:
    return SyncStatus(
        link=link,
        busy=state.phase in (SyncPhase.PULLING, SyncPhase.PUSHING),
        last_synced=state.last_success,
        message=state.error.message if state.error else "",
        next_try=state.next_attempt,
        received=state.received,
        filling=state.filling,
    )
