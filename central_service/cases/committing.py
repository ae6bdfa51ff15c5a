"""The end of every change of a case that reviewers see: row, notice, audit, and last of all its number in the feed."""

from __future__ import annotations

from central_service.accounts.people import Staff, Submitter
from central_service.audit import record
from central_service.cases.claims import release_child
from central_service.cases.lookalikes import forget_lookalike
from central_service.cases.publishing import Committed, publish_case
from central_service.cases.rows import StoredCase, save_case
from central_service.documents.forgetting import forget_staged_documents
from central_service.notices.outbox import add_notice
from central_service.parts import Parts
from central_service.store.database import Transaction
from reviewer_app.models.domain.case import Case, CaseStatus
from reviewer_app.models.domain.workflow import Act, CaseAction, Transition


def commit_step(
    parts: Parts,
    transaction: Transaction,
    stored: StoredCase,
    case: Case,
    *,
    who: Staff | Submitter,
    act: Act,
    row: Transition,
    cause: str,
) -> Committed:
    """Keep a step of the workflow: ``case`` is what :func:`~reviewer_app.models.domain.workflow.apply` gave.

    :param cause: id of the action, or of the request; two notices of one cause are one.
    """
    connection = transaction.connection
    if act.action is not CaseAction.RESUBMIT and case.status is not CaseStatus.CORRECTION:
        forget_staged_documents(parts, transaction, stored)
    kept = save_case(connection, stored, case)
    if not kept.status.is_live:
        release_child(connection, kept.id)
        forget_lookalike(parts, transaction, kept)
    if row.notice:
        add_notice(parts, transaction, kept, act, cause)
    record(connection, parts.clock.now(), who, str(act.action), kept.id)
    return publish_case(parts, transaction, stored, kept)
