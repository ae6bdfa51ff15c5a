"""One sync after the other: read everything first, then send, then read what the sending changed.

No threads and no Qt: a caller on any one thread runs it, and everything that it needs is given to it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.changes import NOTHING, Changes
from reviewer_app.models.domain.ports import (
    CaseStore,
    Clock,
    OutboxSending,
    OutboxState,
    Replica,
    StoreFault,
    ViewState,
)
from reviewer_app.sync.downloads import Downloads
from reviewer_app.sync.protocol import season_of
from reviewer_app.sync.pulling import Pulling
from reviewer_app.sync.pushing import Pushing
from reviewer_app.sync.schedule import SEASON_AGE, is_due, pause_after, pause_without_news
from reviewer_app.sync.state import UNEXPECTED, SyncPhase, SyncState, sync_error
from reviewer_app.sync.transport import Cancelled, Transport, TransportError

KEEP_ACKNOWLEDGED = timedelta(days=90)
"""A backup from which the service is restored is not older."""

_LAST_SUCCESS = "sync/last_success"
_log = logging.getLogger(__name__)


def _silent(_: Changes) -> None:
    """Nobody listens."""


@dataclass(kw_only=True)
class SyncEngine:
    """The sync of one person's store. Call its methods from one thread at a time, :meth:`wake` from any.

    :param tell: hears of each step's changes while a run goes on; the run's answer is their sum.
    :param steady: monotonic seconds.
    """

    transport: Transport
    replica: Replica
    outbox: OutboxSending
    cases: CaseStore
    downloads: Downloads
    memory: ViewState
    clock: Clock
    scopes: Sequence[str]
    device: str = ""
    tell: Callable[[Changes], None] = _silent
    random: Random = field(default_factory=Random)
    steady: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._failures = 0
        self._pause: float | None = 0.0
        self._season_at: float | None = None
        self._pulling = Pulling(self.transport, self.replica, self.outbox, self._heard)
        self._pushing = Pushing(self.transport, self.replica, self.outbox, self.device, self._heard)
        kept = self.memory.find(_LAST_SUCCESS)
        self._sum = NOTHING
        self._state = self._counted(SyncState(last_success=datetime.fromisoformat(kept) if kept else None))

    @property
    def state(self) -> SyncState:
        """How the sync stands at this moment."""
        return self._state

    def run_once(self) -> Changes:
        """Read, send, read again. Never raises for network or disk: :attr:`state` says how it went."""
        self._sum = NOTHING
        self._become(phase=SyncPhase.PULLING, next_attempt=None, received=0)
        try:
            self._sync()
        except (TransportError, StoreFault) as error:
            self._fail(error)
        except BaseException:
            self._become(phase=SyncPhase.RESTING, error=UNEXPECTED)
            raise
        else:
            self._succeed()
        return self._sum

    def pause(self) -> float | None:
        """Seconds until the next attempt is due; nothing when it waits for a person to sign in."""
        return self._pause

    def wait_for_news(self, seconds: float) -> bool:
        """Stay until a feed has grown, :meth:`wake` is called or ``seconds`` are over; whether to run again at once.

        Only after a run that succeeded; the first scope is watched, the others are looked at in their turn.
        """
        if not self.scopes:
            return False
        cursor = self.replica.cursor(self.scopes[0])
        if cursor is None:
            return True
        try:
            return self.transport.wait(self.scopes[0], cursor.seq, seconds) != cursor.seq
        except Cancelled:
            return True
        except TransportError as error:
            self._sum = NOTHING
            self._fail(error)
            return False

    def wake(self) -> None:
        """There is something to send: end a wait that is under way. From any thread."""
        self.transport.interrupt()

    def prefetch(self, case_ids: Sequence[CaseId], *, limit: int = 40, originals: bool = False) -> Changes:
        """Fetch up to ``limit`` pictures of these cases that are not here, the first case first.

        Answers :data:`NOTHING` when all of them are here; call it again until then.
        """
        self._sum = NOTHING
        cases = (case for case in map(self.cases.find, case_ids) if case is not None)
        wanted = self.downloads.choose(cases, limit, originals=originals)
        if not wanted:
            return NOTHING
        self._become(phase=SyncPhase.PREFETCHING)
        try:
            self._heard(Changes(documents=self.downloads.fetch_all(wanted)))
        except (TransportError, StoreFault) as error:
            self._fail(error)
        else:
            self._become(phase=SyncPhase.RESTING)
        return self._sum

    # -- one run --------------------------------------------------------------------------------------------------

    def _sync(self) -> None:
        self._refresh_seasons()
        for scope in self.scopes:
            self._pulling.run(scope)
        self._become(phase=SyncPhase.PUSHING)
        if self._pushing.run(self.scopes):
            self._become(phase=SyncPhase.PULLING)
            for scope in self.scopes:
                self._pulling.run(scope)
        served = self.transport.service_time()
        if served is not None:
            self.outbox.purge(served - KEEP_ACKNOWLEDGED)

    def _refresh_seasons(self) -> None:
        if not is_due(self._season_at, self.steady(), SEASON_AGE):
            return
        for scope in self.scopes:
            self._heard(self.replica.put_season(scope, season_of(self.transport.season(scope))))
        self._season_at = self.steady()

    def _heard(self, changes: Changes, received: int = 0) -> None:
        """A step of the run is in the store."""
        self._sum |= changes
        if received or changes.outbox:
            self._become(received=self._state.received + received)
        if changes:
            self.tell(changes)

    def _succeed(self) -> None:
        self._failures = 0
        self._pause = pause_without_news(self.random)
        now = self.clock.now()
        self.memory.keep(_LAST_SUCCESS, now.isoformat())
        self._become(phase=SyncPhase.RESTING, error=None, last_success=now, next_attempt=None)

    def _fail(self, error: TransportError | StoreFault) -> None:
        self._failures += 1
        self._pause = pause_after(error, self._failures, self.random)
        due = None if self._pause is None else self.clock.now() + timedelta(seconds=self._pause)
        _log.info("sync failed (%s %s), attempt %d", type(error).__name__, error.code, self._failures)
        self._become(phase=SyncPhase.RESTING, error=sync_error(error), next_attempt=due)

    def _become(self, **values: object) -> None:
        """Another state, told when anything of it moved."""
        before = self._state
        self._state = self._counted(replace(before, **values))  # type: ignore[arg-type]
        if self._state != before:
            changes = Changes(sync_state=True)
            self._sum |= changes
            self.tell(changes)

    def _counted(self, state: SyncState) -> SyncState:
        counts = self.outbox.counts()
        return replace(
            state,
            waiting=counts[OutboxState.PENDING] + counts[OutboxState.SENDING],
            troubled=counts[OutboxState.CONFLICT] + counts[OutboxState.REFUSED],
            filling=not all(map(self.replica.is_whole, self.scopes)),
        )
