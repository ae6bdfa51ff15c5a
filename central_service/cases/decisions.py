"""A reviewer's decision, done at most once: effect, remembered id and answer, audit and notice in one transaction.

The id is fixed for ever with its body: the same again gives the same answer, another body under it is a fault.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from central_service.accounts.people import Staff
from central_service.cases.admissions import check_result, plan_warning
from central_service.cases.approvals import check_approver
from central_service.cases.committing import commit_step
from central_service.cases.conflicts import CONFLICT_MESSAGES, conflict_kind, is_same_decision
from central_service.cases.remembered import answer_again, find_remembered, remember
from central_service.cases.rows import StoredCase, find_case
from central_service.cases.wire_acts import act_of, unreadable_field
from central_service.parts import Parts
from central_service.store.database import Transaction
from central_service.store.feed import has_left
from reviewer_app.models.domain.case import Case, CaseStatus
from reviewer_app.models.domain.workflow import Need, WorkflowError, apply, check
from reviewer_app.sync.protocol import (
    ActionMessage,
    ConflictKind,
    Outcome,
    OutcomeKind,
)


def decide(parts: Parts, staff: Staff, message: ActionMessage) -> Outcome:
    """Do one action, or say why not; all answers but ``blocked`` and ``mismatch`` are remembered under its id."""
    if (field := unreadable_field(message)) is not None:
        return _refused(message, "bad_characters", "文字中含有看不见的控制字符，请重新输入。", field)
    with parts.database.write() as transaction:
        connection = transaction.connection
        stored = find_case(connection, message.case_id, lock=True)
        known = find_remembered(connection, message.id)
        if known is not None:
            return answer_again(known, message, staff)
        outcome = _decide(parts, transaction, staff, message, stored)
        if outcome.kind is not OutcomeKind.BLOCKED:
            remember(connection, message, staff, outcome, parts.clock.now())
    return outcome


def _decide(
    parts: Parts, transaction: Transaction, staff: Staff, message: ActionMessage, stored: StoredCase | None
) -> Outcome:
    base = message.base
    if message.after is not None:
        earlier = find_remembered(transaction.connection, message.after)
        if earlier is None:
            text = "前一步操作还没有送达，稍后自动重试。"
            return Outcome(id=message.id, kind=OutcomeKind.BLOCKED, code="predecessor_unknown", message=text)
        if (stopped := _stopped_by(message, earlier.outcome)) is not None:
            return stopped
        base = earlier.outcome.tag or base
    if stored is None or stored.case.status is CaseStatus.DRAFT:
        return _refused(message, "case_unknown", "没有找到这个办件。", "case_id")
    case = stored.case
    if case.office != staff.office:
        return _elsewhere(transaction.connection, staff, message, stored)
    if case.tag != base:
        return _overtaken(message, case)
    return _perform(parts, transaction, staff, message, stored)


def _stopped_by(message: ActionMessage, earlier: Outcome) -> Outcome | None:
    """What rests on a decision that was never made cannot be made either."""
    if earlier.kind in (OutcomeKind.APPLIED, OutcomeKind.AGREED):
        return None
    if earlier.kind is OutcomeKind.CONFLICT:
        return earlier.model_copy(update={"id": message.id})
    return _refused(message, "predecessor_refused", "前一步操作没有成功，这一步也不能办理。", "after")


def _elsewhere(connection: Connection, staff: Staff, message: ActionMessage, stored: StoredCase) -> Outcome:
    """A case that was once this office's has been reassigned; any other does not exist for it."""
    if not has_left(connection, staff.office, stored.case.id):
        return _refused(message, "case_unknown", "没有找到这个办件。", "case_id")
    text = CONFLICT_MESSAGES[ConflictKind.REASSIGNED]
    return Outcome(
        id=message.id,
        kind=OutcomeKind.CONFLICT,
        conflict=ConflictKind.REASSIGNED,
        code="reassigned",
        message=text,
    )


def _overtaken(message: ActionMessage, case: Case) -> Outcome:
    if is_same_decision(message, case):
        text = "同事已作出同样的决定。"
        return Outcome(id=message.id, kind=OutcomeKind.AGREED, tag=case.tag, code="agreed", message=text)
    kind = conflict_kind(case)
    return Outcome(
        id=message.id,
        kind=OutcomeKind.CONFLICT,
        conflict=kind,
        tag=case.tag,
        code=str(kind),
        message=CONFLICT_MESSAGES[kind],
    )


def _perform(
    parts: Parts, transaction: Transaction, staff: Staff, message: ActionMessage, stored: StoredCase
) -> Outcome:
    connection = transaction.connection
    case, now = stored.case, parts.clock.now()
    try:
        act = act_of(message)
        row = check(case, act, staff.role, now, parts.catalogue.reasons.kinds)
        settings = parts.reference.policy(case.office).settings
        parts.catalogue.reasons.check_picks(case, act.reasons, settings)
        if Need.APPROVER in row.needs:
            check_approver(connection, staff, act)
        if act.result is not None:
            act = replace(act, result=check_result(connection, stored, act.result))
    except WorkflowError as error:
        return _refused(message, error.code, error.message, error.field)
    after = apply(case, act, row=row, role=staff.role, name=staff.name, at=now, decided_at=message.decided_at)
    warning = plan_warning(connection, stored, act.result)
    done = commit_step(parts, transaction, stored, after, who=staff, act=act, row=row, cause=message.id)
    return Outcome(
        id=message.id,
        kind=OutcomeKind.APPLIED,
        tag=done.case.tag,
        seq=done.seq,
        scope=stored.scope,
        code="plan_exceeded" if warning else "",
        message=warning,
    )


def _refused(message: ActionMessage, code: str, text: str, field: str | None = None) -> Outcome:
    return Outcome(id=message.id, kind=OutcomeKind.REFUSED, code=code, field=field, message=text)
