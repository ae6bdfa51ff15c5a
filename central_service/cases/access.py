"""Whose case it is. What belongs to somebody else does not exist for the asker."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from central_service.accounts.people import Staff, Submitter
from central_service.cases.rows import StoredCase, find_case, stored_case
from central_service.problems import not_found
from central_service.store.tables import cases
from reviewer_app.models.domain.case import Case, CaseStatus, Channel

_LISTED = 500


def own_case(connection: Connection, who: Submitter, case_id: str, *, lock: bool = False) -> StoredCase:
    """A case that the submitter may act on. :raises ServiceProblem: 404 for all others."""
    stored = find_case(connection, case_id, lock=lock)
    if stored is None or not _owns(who, stored):
        raise not_found()
    return stored


def own_cases(connection: Connection, who: Submitter) -> Sequence[StoredCase]:
    """Cases of a submitter, newest first: a guardian's own, or the last ones entered at the operator's office."""
    mine = (
        cases.c.guardian == who.id
        if who.guardian is not None
        else (cases.c.entered_by.is_not(None)) & (cases.c.office == who.office)
    )
    rows = connection.execute(
        select(cases).where(mine).order_by(cases.c.created_at.desc(), cases.c.id).limit(_LISTED)
    )
    return tuple(stored_case(row) for row in rows)


def office_case(
    connection: Connection, staff: Staff, case_id: str, *, lock: bool = False
) -> StoredCase | None:
    """A case of the reviewer's office that has been sent in; nothing for drafts and for other counties' cases."""
    stored = find_case(connection, case_id, lock=lock)
    if stored is None or stored.case.office != staff.office or stored.case.status is CaseStatus.DRAFT:
        return None
    return stored


def shown_documents(case: Case) -> frozenset[str]:
    """Ids of what reviewers may see: the case's files, and those that a correction replaced; nothing unsent."""
    replaced = (document.id for round_ in case.corrections for document in round_.replaced)
    return frozenset([*(document.id for document in case.documents), *replaced])


def _owns(who: Submitter, stored: StoredCase) -> bool:
    if who.guardian is not None:
        return stored.guardian == who.id
    return stored.case.channel is Channel.OFFLINE and stored.case.office == who.office
