"""Writes the notice of an act in the act's own transaction: both are kept, or neither."""

from __future__ import annotations

import secrets

from sqlalchemy import insert

from central_service.parts import Parts
from central_service.store.database import Transaction
from central_service.store.tables import notices
from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.notices import KIND_OF_ACTION, compose_sms
from reviewer_app.models.domain.workflow import Act

WAITING, SENDING, SENT, FAILED = "waiting", "sending", "sent", "failed"


def add_notice(parts: Parts, transaction: Transaction, case: Case, act: Act, cause: str) -> None:
    """Queue the text message that tells the guardian of ``act``; it is sent after the commit, by the worker."""
    office = parts.catalogue.regions.offices[case.office]
    mobile = str(case.guardians[0].get("grd_mobile", "")) if case.guardians else ""
    now = parts.clock.now()
    transaction.connection.execute(
        insert(notices).values(
            id=secrets.token_hex(8),
            dedupe=f"{cause}:{act.action}",
            case_id=case.id,
            office=case.office,
            mobile=mobile,
            text=compose_sms(parts.reference.sms, KIND_OF_ACTION[act.action], case, office),
            state=WAITING,
            attempts=0,
            due_at=now,
            error="",
            created_at=now,
        )
    )
    transaction.after_commit.append(parts.notice_waiting.set)
