"""The embedded gateway: messages go into a table that the demonstration prints, and to no phone."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from central_service.store.database import Database
from central_service.store.tables import sms_log
from reviewer_app.models.domain.ports import Clock


class LogGateway:
    """Writes down what would be sent."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def send(self, mobile: str, text: str, dedupe: str) -> None:
        """Write one message down; the same key again is the same message."""
        values = {"dedupe": dedupe, "mobile": mobile, "text": text, "sent_at": self._clock.now()}
        try:
            with self._database.write() as transaction:
                transaction.connection.execute(insert(sms_log).values(**values))
        except IntegrityError:
            return
