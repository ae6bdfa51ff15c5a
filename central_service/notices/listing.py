"""What went out to whom, for people: numbers masked, newest last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from central_service.notices.outbox import FAILED, SENDING, SENT, WAITING
from central_service.parts import Parts
from central_service.store.tables import notices
from reviewer_app.models.domain.masking import mask_phone

STATE_LABELS = {WAITING: "待发送", SENDING: "发送中", SENT: "已发送", FAILED: "发送失败"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedNotice:
    """One message."""

    created_at: datetime
    state: str
    mobile: str
    text: str
    attempts: int
    error: str

    def line(self) -> str:
        """One line for a terminal."""
        time = self.created_at.strftime("%Y-%m-%d %H:%M:%S")
        return f"{time}  {STATE_LABELS[self.state]}  {self.mobile}  {self.text}"


def list_notices(parts: Parts, *, office: str | None = None, last: int = 50) -> Sequence[ListedNotice]:
    """The newest ``last`` messages, oldest of them first."""
    statement = select(notices).order_by(notices.c.created_at.desc(), notices.c.id).limit(last)
    if office is not None:
        statement = statement.where(notices.c.office == office)
    zone = parts.clock.now().tzinfo
    with parts.database.read() as connection:
        rows = connection.execute(statement).all()
    return tuple(
        ListedNotice(
            created_at=row.created_at.astimezone(zone),
            state=row.state,
            mobile=mask_phone(row.mobile),
            text=row.text,
            attempts=row.attempts,
            error=row.error,
        )
        for row in reversed(rows)
    )
