"""A reviewer's decision, done at most once: effect, remembered id and answer, audit and notice in one transaction.

The id is fixed for ever with its body: the same again gives the same answer, another body under it is a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from central_service.accounts.people import Staff
from central_service.cases.admissions import check_result, plan_warning
from central_service.cases.approvals import check_approver
from central_service.cases.committing import commit_step
from central_service.cases.conflicts import CONFLICT_MESSAGES, conflict_kind, is_same_decision
from central_service.cases.rows import StoredCase, find_case
from central_service.parts import Parts
from central_service.store.database import Transaction
from central_service.store.feed import has_left
from central_service.store.tables import actions
from reviewer_app.models.domain.case import AdmissionResult, AdmitMode, Case, CaseStatus, SchoolCode
from reviewer_app.models.domain.workflow import REVIEW_ACTIONS, Act, Need, WorkflowError, apply, check
from reviewer_app.sync.protocol import (
    ActionMessage,
    ConflictKind,
    Outcome,
    OutcomeKind,
    reason_picks,
)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class _Remembered:
    body_hash: str
    account: str
    outcome: Outcome


def decide(parts: Parts, staff: Staff, message: ActionMessage) -> Outcome:
    """Do one action, or say why not; all answers but ``blocked`` and ``mismatch`` are remembered under its id."""
    if (unreadable := _unreadable(message)) is not None:
        return unreadable
    body = message.model_dump_json()
    digest = sha256(body.encode()).hexdigest()
    with parts.database.write() as transaction:
        connection = transaction.connection
        stored = find_case(connection, message.case_id, lock=True)
        known = _remembered(connection, message.id)
        if known is not None:
            return _again(known, digest, staff)
        outcome = _decide(parts, transaction, staff, message, stored)
        if outcome.kind is not OutcomeKind.BLOCKED:
            _remember(connection, message, body, digest, staff, outcome, parts.clock.now())
    return outcome


def recall(connection: Connection, staff: Staff, action_id: str) -> Outcome | None:
    """What an action was answered, if it was one of this account."""
    known = _remembered(connection, action_id)
    return None if known is None or known.account != staff.id else known.outcome


def _again(known: _Remembered, digest: str, staff: Staff) -> Outcome:
    first = known.outcome
    if known.body_hash != digest or known.account != staff.id:
        message = "这条记录的编号已用于另一项操作，请联系技术人员。"
        return Outcome(id=first.id, kind=OutcomeKind.MISMATCH, code="id_reused", message=message)
    return first.model_copy(update={"kind": OutcomeKind.REPLAYED, "first": first.kind})


def _remembered(connection: Connection, action_id: str) -> _Remembered | None:
    row = connection.execute(select(actions).where(actions.c.id == action_id)).one_or_none()
    if row is None:
        return None
    return _Remembered(row.body_hash, row.account, Outcome.model_validate_json(row.answer))


def _remember(
    connection: Connection,
    message: ActionMessage,
    body: str,
    digest: str,
    staff: Staff,
    outcome: Outcome,
    at: datetime,
) -> None:
    connection.execute(
        insert(actions).values(
            id=message.id,
            case_id=message.case_id,
            office=staff.office,
            account=staff.id,
            body_hash=digest,
            body=body,
            kind=outcome.kind,
            answer=outcome.model_dump_json(),
            answered_at=at,
        )
    )


def _decide(
    parts: Parts, transaction: Transaction, staff: Staff, message: ActionMessage, stored: StoredCase | None
) -> Outcome:
    base = message.base
    if message.after is not None:
        earlier = _remembered(transaction.connection, message.after)
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
        act = _act(message)
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
        code="plan_exceeded" if warning else "",
        message=warning,
    )


def _unreadable(message: ActionMessage) -> Outcome | None:
    """Control characters cannot be stored; such an action is answered and not remembered."""
    texts = {"id": message.id, "case_id": message.case_id, "base": message.base, "after": message.after or ""}
    texts |= {"note": message.note, "approver": message.approver, "device": message.device}
    for position, pick in enumerate(message.reasons):
        texts |= {f"reasons.{position}.{name}": getattr(pick, name) for name in ("code", "target", "note")}
    if message.result is not None:
        texts |= {f"result.{name}": getattr(message.result, name) for name in ("school", "mode", "note")}
    for field, text in texts.items():
        if _CONTROL.search(text):
            return _refused(message, "bad_characters", "文字中含有看不见的控制字符，请重新输入。", field)
    return None


def _act(message: ActionMessage) -> Act:
    if message.action not in REVIEW_ACTIONS:
        raise WorkflowError("role_not_allowed", "这不是审核岗位的操作。", "action")
    return Act(
        action=message.action,
        reasons=reason_picks(message.reasons),
        due=_aware(message.due),
        note=message.note,
        result=_result(message),
        approver=message.approver,
    )


def _aware(due: datetime | None) -> datetime | None:
    if due is not None and due.tzinfo is None:
        raise WorkflowError("due_without_zone", "补正期限缺少时区，请升级程序后重试。", "due")
    return due


def _result(message: ActionMessage) -> AdmissionResult | None:
    if message.result is None:
        return None
    try:
        mode = AdmitMode(message.result.mode)
    except ValueError:
        raise WorkflowError("mode_unknown", "没有这种录取方式，请重新选择。", "result.mode") from None
    school = SchoolCode(message.result.school)
    return AdmissionResult(school=school, school_name="", mode=mode, note=message.result.note)


def _refused(message: ActionMessage, code: str, text: str, field: str | None = None) -> Outcome:
    return Outcome(id=message.id, kind=OutcomeKind.REFUSED, code=code, field=field, message=text)
