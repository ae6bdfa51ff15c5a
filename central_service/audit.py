"""The audit trail: who did what to which object, when and with what result; never the data itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert

from central_service.accounts.people import Staff, Submitter
from central_service.store.tables import audit


def record(
    connection: Connection,
    at: datetime,
    who: Staff | Submitter | None,
    event: str,
    about: str,
    *,
    result: str = "ok",
) -> None:
    """Add a row, in the transaction of what it tells about. ``about`` is an object's id."""
    connection.execute(
        insert(audit).values(
            at=at,
            actor=who.id if who else "",
            role=who.role if who else "",
            office=(who.office if who else None) or "",
            event=event,
            object=about[:80],
            device=who.device if isinstance(who, Staff) else "",
            result=result,
        )
    )
