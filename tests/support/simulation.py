"""Desktops, guardians and a service in one process, everything that can go wrong at random, and what must hold.

One seed is one run: the same events, faults and crashes each time.
"""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from reviewer_app.models.domain.case import (
    ActionId,
    AdmissionResult,
    AdmitMode,
    CaseId,
    ReasonPick,
    SchoolCode,
)
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import CaseQuery, OutboxState, PendingAction
from reviewer_app.models.domain.projection import ProjectedCase, project
from reviewer_app.models.domain.workflow import Act, Need, Role, available_actions, find_transition
from reviewer_app.models.store import LocalStore, open_store
from reviewer_app.sync.downloads import Downloads
from reviewer_app.sync.engine import SyncEngine
from tests.support.clocks import FixedClock
from tests.support.fake_service import FakeService, State, due_from
from tests.support.faulty_transport import FaultyTransport
from tests.support.stores import case_object

SCOPES = ("450721.2026", "450722.2026")
_REASON = {"补正": "HK01", "退件": "TJ01", "不予受理": "BY01"}


class Crash(BaseException):
    """The process ends here."""


class _NoFsync(sqlite3.Connection):
    """Crashes of the process are simulated, not of the machine: waiting for the disk proves nothing here."""

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        if sql.startswith("PRAGMA synchronous"):
            sql = "PRAGMA synchronous = OFF"
        return super().execute(sql, *parameters)


def fast_connection(path: Path) -> sqlite3.Connection:
    """A connection that does not wait for the disk."""
    return sqlite3.connect(path, timeout=5, check_same_thread=False, isolation_level=None, factory=_NoFsync)


@cache
def _empty_store() -> Path:
    """A store that has just been made, to be copied: migrating each anew takes longer than a seed."""
    folder = Path(tempfile.mkdtemp(prefix="empty-store-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    open_store(folder, creator=fast_connection).close()
    return folder


class _Crashing:
    """A part of the store that may end the process before or after each of its calls."""

    def __init__(self, part: object, crash: Callable[[], None]) -> None:
        self._part = part
        self._crash = crash

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._part, name)

        def call(*args: Any, **options: Any) -> Any:
            self._crash()
            result = method(*args, **options)
            self._crash()
            return result

        return call


class Desktop:
    """One reviewer's desktop: real store, real engine, a transport that breaks."""

    def __init__(
        self, name: str, folder: Path, service: FakeService, random: Random, scopes: tuple[str, ...]
    ) -> None:
        self.name = name
        self.folder = folder
        self.random = random
        self.scopes = scopes
        self.service = service
        self.transport = FaultyTransport(service, random, scopes, name)
        self.confirmed: dict[ActionId, PendingAction] = {}
        """What the person was told is recorded, and has not undone."""
        self.violations: list[str] = []
        self.crash_chance = 0.0
        self.clock = FixedClock()
        self._versions: dict[tuple[str, str, str], int] = {}
        shutil.copytree(_empty_store(), folder)
        self.start()

    def start(self) -> None:
        """The program starts on what is on disk."""
        self.store: LocalStore = open_store(self.folder, creator=fast_connection, clock=self.clock)
        self._begin()

    def _begin(self) -> None:
        chance, self.crash_chance = self.crash_chance, 0.0
        self.engine = SyncEngine(
            transport=self.transport,
            replica=_Crashing(self.store.replica, self._maybe_crash),
            outbox=_Crashing(self.store.sending, self._maybe_crash),
            cases=self.store.cases,
            downloads=Downloads(self.transport, self.store.documents, parallel=1),
            memory=self.store.view_state,
            clock=self.clock,
            scopes=self.scopes,
            device=self.name,
            tell=self._look,
            random=self.random,
        )
        self.crash_chance = chance

    def sync(self) -> None:
        """One run, or part of one."""
        self.transport.begin_run()
        try:
            self.engine.run_once()
        except Crash:
            # The store keeps nothing in mind: new connections and a new engine are a new process.
            self.store.decisions_file.reopen()
            self.store.replica_file.reopen()
            self._begin()
            self.check_kept()
        self.check_cursors()

    def decide(self) -> None:
        """The person decides something that the transition table allows, on what the screen shows."""
        ids = self.store.cases.ids(CaseQuery())
        if not ids:
            return
        case = self.store.cases.find(self.random.choice(ids))
        assert case is not None
        shown = project(case, self.store.outbox.open_actions(case.id))
        open_to = available_actions(shown.case, Role.SUPERVISOR, self.service.now)
        if not open_to:
            return
        action = PendingAction(
            id=ActionId(f"{self.name}-{self.random.getrandbits(96):024x}"),
            case=case.id,
            act=self._act(shown, self.random.choice(open_to)),
            base=shown.synced.tag,
            after=shown.pending[-1].id if shown.pending else None,
            decided_at=self.clock.now(),
            decided_by=self.name,
        )
        self.clock.move(1)
        self.store.outbox.add(action)
        self.confirmed[action.id] = action

    def _act(self, shown: ProjectedCase, chosen: Any) -> Act:
        row = find_transition(shown.case.status, chosen)
        assert row is not None
        reason = next(iter(sorted(row.only_reasons)), _REASON.get(row.reason_kind or "", ""))
        return Act(
            action=chosen,
            reasons=(ReasonPick(code=reason, target="M01"),) if Need.REASONS in row.needs else (),
            due=due_from(self.service.now) if Need.DUE in row.needs else None,
            note="说明" if Need.NOTE in row.needs else "",
            result=AdmissionResult(school=SchoolCode("2145000001"), school_name="", mode=AdmitMode.CATCHMENT)
            if Need.RESULT in row.needs
            else None,
            approver="黄立群" if Need.APPROVER in row.needs else "",
        )

    def undo(self) -> None:
        """The person takes the latest decision back, if that is still possible."""
        pending = [a for a in self.store.outbox.open_actions() if a.state is OutboxState.PENDING]
        if pending and self.store.outbox.undo(pending[-1].id):
            del self.confirmed[pending[-1].id]

    def settle(self) -> None:
        """The person has read a conflict."""
        for action in self.store.outbox.troubled()[:1]:
            self.store.outbox.settle(action.id)

    def rebuild_replica(self) -> None:
        """The replica's file is lost; the decisions' is not."""
        self.store.close()
        shutil.copy(_empty_store() / "replica.sqlite", self.folder / "replica.sqlite")
        self.start()

    def _maybe_crash(self) -> None:
        if self.crash_chance and self.random.random() < self.crash_chance:
            raise Crash

    # -- what must hold -------------------------------------------------------------------------------------------

    def kept(self) -> dict[ActionId, PendingAction]:
        """Every decision that the store knows, wherever it stands."""
        parts = (
            self.store.outbox.open_actions(),
            self.store.sending.applied(),
            self.store.outbox.troubled(),
            self.store.outbox.history(10_000),
        )
        return {action.id: action for part in parts for action in part}

    def check_kept(self) -> None:
        """Nothing confirmed is ever missing, and its body is as it was (1)."""
        kept = self.kept()
        for action_id, action in self.confirmed.items():
            if action_id not in kept:
                self.violations.append(f"{action_id} is lost")
            elif (kept[action_id].act, kept[action_id].base) != (action.act, action.base):
                self.violations.append(f"{action_id} was edited")
        for action_id in kept.keys() - self.confirmed.keys():
            self.violations.append(f"{action_id} came back after its undo")

    def check_cursors(self) -> None:
        """A cursor never passes data that is not in the store (5)."""
        for scope in self.scopes:
            cursor = self.store.replica.cursor(scope)
            if cursor is None or cursor.epoch != self.service.epoch:
                continue
            for case_id, (seq, gone) in self.service.state.feeds[scope].rows.items():
                here = self.store.cases.find(case_id)
                if seq > cursor.seq or self.service.state.scopes[case_id] != scope:
                    continue
                if not gone and here != self.service.state.cases[case_id]:
                    self.violations.append(f"{scope} is at {cursor.seq}, {case_id} of {seq} is not here")

    def _look(self, changes: Changes) -> None:
        """An applied decision is in what the screen shows, overlaid or in the case itself (6)."""
        if not changes.cases and not changes.outbox:
            return
        self._check_versions(changes)
        overlaying = {action.id for action in self.store.outbox.open_actions()}
        closed = [*self.store.sending.applied(), *self.store.outbox.history(10_000)]
        for action in closed:
            if action.state is not OutboxState.APPLIED or action.id in overlaying or action.code == "agreed":
                continue
            case = self.store.cases.find(action.case)
            if case is not None and action.decided_at not in {entry.decided_at for entry in case.history}:
                self.violations.append(f"{action.id} was applied, and the screen shows the case without it")

    def _check_versions(self, changes: Changes) -> None:
        """No case goes back to an older version within an epoch (6, 7)."""
        for case_id in sorted(changes.cases):
            with self.store.replica_file.read() as connection:
                row = connection.exec_driver_sql(
                    "SELECT scope, seq FROM case_row WHERE id = ?", (case_id,)
                ).first()
            if row is None:
                continue
            cursor = self.store.replica.cursor(row.scope)
            key = (case_id, row.scope, cursor.epoch if cursor else "")
            if row.seq < self._versions.get(key, 0):
                self.violations.append(f"{case_id} went back from {self._versions[key]} to {row.seq}")
            self._versions[key] = row.seq


class Simulation:
    """One seed's world."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.random = Random(seed)
        self.service = FakeService(self.random, SCOPES)
        self.backup: State | None = None
        self.desktops = [
            Desktop("a", folder / "a", self.service, self.random, SCOPES[:1]),
            Desktop("b", folder / "b", self.service, self.random, SCOPES),
        ]
        for scope in SCOPES * 2:
            self.service.submit(scope)

    def run(self, steps: int, trouble: float | None = None) -> list[str]:
        """Everything at random, then quiet; answers what did not hold.

        :param trouble: chance of a fault for each call, instead of one that the seed chooses.
        """
        for desktop in self.desktops:
            desktop.transport.trouble = self.random.choice([0.0, 0.15, 0.5])
            desktop.transport.page_rows = self.random.choice([1, 2, 5])
            desktop.crash_chance = self.random.choice([0.0, 0.01, 0.05])
            if trouble is not None:
                desktop.transport.trouble = trouble
        for _ in range(steps):
            self._step()
        self._quiet()
        self._check_end()
        for desktop in self.desktops:
            desktop.check_kept()
            desktop.store.close()
        return [v for d in self.desktops for v in (*d.violations, *d.transport.violations)] + self.violations

    def _step(self) -> None:
        desktop = self.random.choice(self.desktops)
        # The desk works more often than disasters come.
        step = self.random.choices(
            [
                desktop.sync, desktop.decide, desktop.undo, desktop.settle, desktop.rebuild_replica,
                self._submit, self._guardian, self._reassign, self._purge, self._back_up, self._restore,
            ],
            [30, 30, 3, 2, 2, 4, 8, 4, 3, 3, 3],
        )[0]  # fmt: skip
        step()

    def _submit(self) -> None:
        self.service.submit(self.random.choice(SCOPES))

    def _some_case(self) -> CaseId:
        return self.random.choice(sorted(self.service.state.cases))

    def _guardian(self) -> None:
        self.service.guardian_acts(self._some_case())

    def _reassign(self) -> None:
        self.service.reassign(self._some_case(), self.random.choice(SCOPES))

    def _purge(self) -> None:
        self.service.purge(self.random.choice(SCOPES))

    def _back_up(self) -> None:
        self.backup = self.service.state.copy()

    def _restore(self) -> None:
        if self.backup is not None:
            self.service.restore(self.backup)

    def _quiet(self) -> None:
        for desktop in self.desktops:
            desktop.transport.trouble = desktop.crash_chance = 0.0
        for _ in range(3):
            for desktop in self.desktops:
                desktop.sync()

    def _check_end(self) -> None:
        self.violations: list[str] = []
        state = self.service.state
        if len(set(state.audit)) != len(state.audit):
            self.violations.append("an action was applied twice (2)")
        if any(base != before for base, before in state.seen):
            self.violations.append("a decision overwrote what its maker had not seen (3)")
        for desktop in self.desktops:
            self._check_outcomes(desktop)
            self._check_replica(desktop)

    def _check_outcomes(self, desktop: Desktop) -> None:
        applied = set(self.service.state.audit)
        for action in desktop.kept().values():
            if action.state in (OutboxState.PENDING, OutboxState.SENDING):
                self.violations.append(f"{action.id} still waits (10)")
            if action.state is OutboxState.APPLIED and action.code != "agreed" and action.id not in applied:
                self.violations.append(f"{action.id} counts as applied and is not (1)")
            if action.state is not OutboxState.APPLIED and action.id in applied:
                self.violations.append(f"{action.id} was applied and counts as {action.state} (1)")
        if desktop.store.outbox.open_actions():
            self.violations.append(f"{desktop.name} still overlays")

    def _check_replica(self, desktop: Desktop) -> None:
        """The replica is the scopes' truth, and nothing else is here (4)."""
        state = self.service.state
        expected = {
            c: case_object(state.cases[c]) for c, scope in state.scopes.items() if scope in desktop.scopes
        }
        here = {case.id: case_object(case) for case in desktop.store.cases.cases(CaseQuery())}
        if here != expected:
            self.violations.append(f"{desktop.name} differs: {sorted(set(here) ^ set(expected))}")
