"""Cases that are of one child though the unique key did not see it: entered under another paper, or without one.

They are let in and point at each other, so that a reviewer sees both; a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from central_service.cases.children import likeness
from central_service.cases.publishing import publish_case
from central_service.cases.rows import StoredCase, save_case, stored_case
from central_service.parts import Parts
from central_service.store.database import Transaction
from central_service.store.tables import cases
from reviewer_app.models.domain.case import Case, CaseStatus
from reviewer_app.models.domain.duplicates import key_of, same_child

_SENT_AND_LIVE = [status for status in CaseStatus if status.is_live and status is not CaseStatus.DRAFT]


def find_alike(connection: Connection, case: Case) -> Sequence[StoredCase]:
    """Live cases of the same child, of any office and channel; locked until the transaction ends."""
    near = (cases.c.season == case.season, cases.c.likeness == likeness(case), cases.c.id != case.id)
    live = cases.c.status.in_(_SENT_AND_LIVE)
    rows = connection.execute(select(cases).where(*near, live).order_by(cases.c.id).with_for_update())
    key = key_of(case)
    return [stored for stored in map(stored_case, rows) if same_child(key, key_of(stored.case))]


def point_at(parts: Parts, transaction: Transaction, case: Case, others: Sequence[StoredCase]) -> None:
    """Let the others know of a new case; their tags stay, no decision rests on it."""
    for other in others:
        numbers = tuple(dict.fromkeys((*other.case.duplicates, case.number)))
        _change(parts, transaction, other, numbers)


def forget_lookalike(parts: Parts, transaction: Transaction, ended: Case) -> None:
    """A case has ended without a place: the others of its child stand alone again."""
    near = (cases.c.season == ended.season, cases.c.likeness == likeness(ended), cases.c.id != ended.id)
    rows = transaction.connection.execute(select(cases).where(*near).order_by(cases.c.id).with_for_update())
    for other in map(stored_case, rows.all()):
        if ended.number in other.case.duplicates:
            numbers = tuple(number for number in other.case.duplicates if number != ended.number)
            _change(parts, transaction, other, numbers)


def _change(parts: Parts, transaction: Transaction, other: StoredCase, numbers: tuple[str, ...]) -> None:
    changed = replace(other.case, duplicates=numbers)
    kept = save_case(transaction.connection, other, changed, keep_tag=True)
    publish_case(parts, transaction, other, kept)
