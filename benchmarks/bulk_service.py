"""A real service in a process of its own, holding cases in bulk; the desktop's side is measured alone."""

from __future__ import annotations

import multiprocessing
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from central_service.accounts.staff import add_account
from central_service.administration import add_office, open_season
from central_service.app import application, assemble
from central_service.cases.rows import insert_case
from central_service.config import ServiceConfig
from central_service.embedded import EmbeddedService
from central_service.parts import Parts
from central_service.sample.bulk import bulk_cases
from central_service.sample.stories import CLOSES, OPENS
from central_service.store.feed import publish
from reviewer_app.models.domain.workflow import Role
from reviewer_app.sync.protocol import scope_of

OFFICE = "450721"
SCOPE = scope_of(OFFICE, OPENS.year)
ACCOUNT = "benchmark"


@dataclass(frozen=True, slots=True)
class BulkService:
    """Where it listens, and the password of :data:`ACCOUNT`."""

    url: str
    password: str


@contextmanager
def bulk_service(folder: Path, cases: int) -> Iterator[BulkService]:
    """A service with ``cases`` cases of one office, until the context ends."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    password = secrets.token_urlsafe(18)
    process = context.Process(target=_serve, args=(folder, cases, password, theirs))
    process.start()
    try:
        yield BulkService(ours.recv(), password)
    finally:
        ours.send("stop")
        process.join()


def _serve(folder: Path, cases: int, password: str, parent: Connection) -> None:
    parts = assemble(ServiceConfig.embedded(folder))
    _fill(parts, cases, password)
    with EmbeddedService(application(parts, deliver_notices=False)) as service:
        parent.send(service.base_url)
        parent.recv()


def _fill(parts: Parts, cases: int, password: str) -> None:
    add_office(parts, OFFICE)
    open_season(parts, OFFICE, OPENS.year, opens=OPENS, closes=CLOSES)
    add_account(parts, login=ACCOUNT, name="测量", role=Role.REVIEWER, office=OFFICE, password=password)
    with parts.database.write() as transaction:
        for case in bulk_cases(cases):
            insert_case(transaction.connection, case, guardian=None, entered_by=None)
            publish(transaction, SCOPE, case.id)
