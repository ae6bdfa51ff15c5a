"""The first sync of 5,000 cases, against fetching the same pages bare and writing their text into a bare table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import requests

from benchmarks.bulk_service import ACCOUNT, SCOPE, BulkService, bulk_service
from benchmarks.measure import Measured, compare
from reviewer_app.config import PROTOCOL_VERSION
from reviewer_app.models.clock import SystemClock
from reviewer_app.models.store import open_store
from reviewer_app.sync.downloads import Downloads
from reviewer_app.sync.engine import SyncEngine
from reviewer_app.sync.http_transport import HttpTransport
from reviewer_app.sync.protocol import NEXT_HEADER, PROTOCOL_HEADER
from reviewer_app.sync.service_calls import PAGE_ROWS

CASES = 5_000


def run() -> list[Measured]:
    """Every round syncs into an empty store."""
    with TemporaryDirectory() as scratch, bulk_service(Path(scratch) / "service", CASES) as service:
        transport = HttpTransport(service.url)
        transport.sign_in(ACCOUNT, service.password)
        folders = (Path(scratch) / str(number) for number in count())
        measured = compare(
            "first sync of 5,000 (per case)",
            "same pages into a bare table",
            CASES,
            lambda: _sync(transport, next(folders)),
            lambda: _bare(service, transport.token, next(folders)),
        )
        transport.close()
    return [measured]


def _sync(transport: HttpTransport, folder: Path) -> None:
    store = open_store(folder)
    engine = SyncEngine(
        transport=transport,
        replica=store.replica,
        outbox=store.sending,
        cases=store.cases,
        downloads=Downloads(transport, store.documents),
        memory=store.view_state,
        clock=SystemClock(),
        scopes=[SCOPE],
    )
    engine.run_once()
    if sum(store.cases.count_by_status().values()) != CASES:
        raise RuntimeError(f"not everything arrived: {engine.state.error}")
    store.close()


def _bare(service: BulkService, token: str, folder: Path) -> None:
    folder.mkdir()
    connection = sqlite3.connect(folder / "bare.sqlite")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE bare (n INTEGER PRIMARY KEY, json TEXT)")
    for page in _pages(service, token):
        lines = page.splitlines()[1:-1]
        with connection:
            connection.executemany("INSERT INTO bare (json) VALUES (?)", ((line.decode(),) for line in lines))
    (found,) = connection.execute("SELECT count(*) FROM bare").fetchone()
    if found != CASES:
        raise RuntimeError("not everything arrived")
    connection.close()


def _pages(service: BulkService, token: str) -> Iterator[bytes]:
    headers = {"Authorization": f"Bearer {token}", PROTOCOL_HEADER: str(PROTOCOL_VERSION)}
    after, epoch = 0, ""
    with requests.Session() as session:
        session.trust_env = False
        while True:
            query = urlencode({"after": after, "epoch": epoch, "limit": PAGE_ROWS})
            answer = session.get(
                f"{service.url}/v1/scopes/{SCOPE}/changes?{query}", headers=headers, timeout=60
            )
            answer.raise_for_status()
            yield answer.content
            start = answer.content.index(b'"epoch":"') + 9
            epoch = answer.content[start : answer.content.index(b'"', start)].decode()
            after = int(answer.headers[NEXT_HEADER])
            if b'"more":true' not in answer.content[-200:]:
                return
