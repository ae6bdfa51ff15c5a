"""Sends what is due: takes a lease, hands the message over, tries again later and more rarely, and gives up once.

A worker that dies leaves a lease that runs out; the dedupe key keeps a second attempt from becoming a second message.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from sqlalchemy import or_, select, update

from central_service.notices.outbox import FAILED, SENDING, SENT, WAITING
from central_service.parts import Parts
from central_service.ports import GatewayError
from central_service.store.tables import notices

LEASE = timedelta(minutes=2)
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=1)
MAX_ATTEMPTS = 12
_BATCH = 20
_LOOK_AGAIN_SECONDS = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Leased:
    id: str
    mobile: str
    text: str
    dedupe: str
    attempts: int


def deliver_due(parts: Parts) -> int:
    """Send everything that is due now; answers the number of messages that were taken by the gateway."""
    sent = 0
    while batch := _lease(parts):
        for notice in batch:
            sent += _deliver(parts, notice)
    return sent


def _lease(parts: Parts) -> tuple[_Leased, ...]:
    now = parts.clock.now()
    free = or_(notices.c.state == WAITING, (notices.c.state == SENDING) & (notices.c.lease_until <= now))
    statement = (
        select(notices)
        .where(free, notices.c.due_at <= now)
        .order_by(notices.c.due_at, notices.c.id)
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    with parts.database.write() as transaction:
        rows = transaction.connection.execute(statement).all()
        ids = [row.id for row in rows]
        leased = {"state": SENDING, "lease_until": now + LEASE, "attempts": notices.c.attempts + 1}
        transaction.connection.execute(update(notices).where(notices.c.id.in_(ids)).values(**leased))
    return tuple(_Leased(row.id, row.mobile, row.text, row.dedupe, row.attempts + 1) for row in rows)


def _deliver(parts: Parts, notice: _Leased) -> bool:
    try:
        parts.gateway.send(notice.mobile, notice.text, notice.dedupe)
    except GatewayError as error:
        _settle(parts, notice, error=str(error), permanent=error.permanent)
        return False
    except Exception as error:
        log.exception("the SMS gateway failed")
        _settle(parts, notice, error=type(error).__name__, permanent=False)
        return False
    _settle(parts, notice, error="", permanent=False)
    return True


def _settle(parts: Parts, notice: _Leased, *, error: str, permanent: bool) -> None:
    now = parts.clock.now()
    values: dict[str, object] = {"lease_until": None, "error": error[:200]}
    if not error:
        values |= {"state": SENT, "sent_at": now}
    elif permanent or notice.attempts >= MAX_ATTEMPTS:
        values |= {"state": FAILED}
    else:
        values |= {"state": WAITING, "due_at": _next_try(now, notice.attempts)}
    with parts.database.write() as transaction:
        mine = (notices.c.id == notice.id, notices.c.state == SENDING, notices.c.attempts == notice.attempts)
        transaction.connection.execute(update(notices).where(*mine).values(**values))


def _next_try(now: datetime, attempts: int) -> datetime:
    return now + min(FIRST_WAIT * 2.0 ** (attempts - 1), LONGEST_WAIT)


class NoticeWorker:
    """A thread that delivers when a notice is committed, and looks again from time to time for what is due."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="notices", daemon=True)

    def start(self) -> None:
        """Begin to deliver."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the message in hand and end."""
        self._stopping.set()
        self._parts.notice_waiting.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._parts.notice_waiting.clear()
            try:
                deliver_due(self._parts)
            except Exception:
                log.exception("notices could not be delivered")
            self._parts.notice_waiting.wait(_LOOK_AGAIN_SECONDS)
