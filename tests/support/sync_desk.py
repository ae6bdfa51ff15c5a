"""One desktop on a line that a test can break call by call: real store, real engine, the service in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from reviewer_app.models.domain.case import Case, DocumentId
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import (
    OutboxState,
    PendingAction,
    Piece,
    Rendition,
)
from reviewer_app.models.store import LocalStore, open_store
from reviewer_app.sync.downloads import Downloads
from reviewer_app.sync.engine import SyncEngine
from reviewer_app.sync.protocol import ActionMessage, Outcome
from reviewer_app.sync.transport import (
    Download,
    Missing,
)
from tests.support.actions import ACCEPT, make_action
from tests.support.clocks import FixedClock
from tests.support.fake_service import FakeService
from tests.support.faulty_transport import FaultyTransport
from tests.support.simulation import fast_connection

SCOPE = "450721.2026"


class Line(FaultyTransport):
    """A connection on which a test lets single calls fail."""

    def __init__(self, service: FakeService) -> None:
        super().__init__(service, Random(1), (SCOPE,), "desk")
        self.failures: dict[str, list[Exception]] = {}
        self.calls: list[str] = []
        self.pictures: dict[str, bytes] = {}

    def _call(self, name: str) -> None:
        self.calls.append(name)
        waiting = self.failures.get(name)
        if waiting:
            raise waiting.pop(0)

    def season(self, scope: str) -> Any:
        self._call("season")
        return super().season(scope)

    def _page(self, scope: str, cursor: Any) -> Any:
        self._call("page")
        return super()._page(scope, cursor)

    def send_actions(self, actions: Sequence[ActionMessage]) -> Sequence[Outcome]:
        self._call("send")
        outcomes = super().send_actions(actions)
        self._call("sent")
        return outcomes

    def wait(self, scope: str, after: int, seconds: float) -> int:
        self._call("wait")
        return super().wait(scope, after, seconds)

    def document(
        self, document_id: DocumentId, rendition: Rendition, page: int = 1, piece: Piece | None = None
    ) -> Download:
        self._call("document")
        content = self.pictures.get(f"{document_id}/{rendition}/{page}")
        if content is None:
            raise Missing("not_found", "没有找到。")
        return Download(content=content, sha256=hashlib.sha256(content).hexdigest())


class Desk:
    """A store, an engine and a service that a test drives."""

    def __init__(self, folder: Path) -> None:
        self.service = FakeService(Random(7), (SCOPE,))
        self.line = Line(self.service)
        self.clock = FixedClock()
        self.told: list[Changes] = []
        self.folder = folder
        self.start()

    def start(self) -> None:
        self.store: LocalStore = open_store(self.folder, creator=fast_connection, clock=self.clock)
        self.seconds = 0.0
        self.engine = SyncEngine(
            transport=self.line,
            replica=self.store.replica,
            outbox=self.store.sending,
            cases=self.store.cases,
            downloads=Downloads(self.line, self.store.documents, parallel=1),
            memory=self.store.view_state,
            clock=self.clock,
            scopes=[SCOPE],
            device="desk",
            tell=self.told.append,
            random=Random(1),
            steady=lambda: self.seconds,
        )

    def decide(self, n: int, case: Case, **overrides: Any) -> PendingAction:
        action = make_action(n, **({"case": case.id, "base": case.tag, "act": ACCEPT} | overrides))
        self.store.outbox.add(action)
        return action

    def here(self, case: Case) -> Case:
        found = self.store.cases.find(case.id)
        assert found is not None
        return found

    def states(self) -> dict[str, OutboxState]:
        outbox = self.store.outbox
        rows = (*outbox.open_actions(), *outbox.troubled(), *outbox.history())
        return {row.id: row.state for row in rows}


def submitted(desk: Desk, count: int) -> list[Case]:
    return [desk.service.state.cases[desk.service.submit(SCOPE).id] for _ in range(count)]
