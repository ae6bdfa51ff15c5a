"""The workflow is one table: who may do what from where, with what it needs, and whether the guardian is told.

Buttons, the service's checks, the tests and the guides all read :data:`TRANSITIONS`. Row ids are those of
``resources/workflow/states.json``; a test holds both equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from reviewer_app.models.domain.case import (
    AdmissionResult,
    Case,
    CaseStatus,
    Correction,
    HistoryEntry,
    ReasonPick,
    Substage,
)


class Role(StrEnum):
    """Who acts. A supervisor (负责人) may do all that a reviewer (审核员) may."""

    GUARDIAN = "guardian"
    OPERATOR = "operator"
    """Staff of an offline registration point (线下报名点), acting for a guardian who stands before them."""
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    SYSTEM = "system"


class CaseAction(StrEnum):
    """Every act on a case."""

    SAVE_DRAFT = "save_draft"
    SUBMIT = "submit"
    RECEIVE = "receive"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    REQUEST_CORRECTIONS = "request_corrections"
    REQUEST_LATE_CORRECTIONS = "request_late_corrections"
    RESUBMIT = "resubmit"
    REMIND = "remind"
    MOVE_DUE = "move_due"
    DECLINE = "decline"
    RETURN = "return"
    FIRST_REVIEW = "first_review"
    SECOND_REVIEW = "second_review"
    ADMIT = "admit"
    COMPLETE = "complete"
    REOPEN = "reopen"
    REAPPLY = "reapply"
    RATE = "rate"


class Need(StrEnum):
    """What an act must bring."""

    REASONS = "reasons"
    NOTE = "note"
    DUE = "due"
    RESULT = "result"
    APPROVER = "approver"
    FAILED_CORRECTION = "failed_correction"
    """Overdue, or two answered rounds that did not mend the case; a person decides, never a timer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row of the table."""

    id: str
    action: CaseAction
    from_status: CaseStatus
    to_status: CaseStatus
    roles: frozenset[Role]
    needs: frozenset[Need] = frozenset()
    notice: bool = False
    """Whether an SMS goes to the guardian."""
    from_substages: frozenset[Substage] = frozenset()
    """Inner stages from which the act is possible; empty means any."""
    to_substage: Substage | None = None
    reason_kind: str | None = None
    """Kind of reasons that count: 补正, 退件 or 不予受理."""
    only_reasons: frozenset[str] = frozenset()
    """The few reason codes that the row allows; empty means all of the kind."""


_GUARDIAN = frozenset({Role.GUARDIAN, Role.OPERATOR})
_SYSTEM = frozenset({Role.SYSTEM})
_REVIEWERS = frozenset({Role.REVIEWER, Role.SUPERVISOR})
_SUPERVISOR = frozenset({Role.SUPERVISOR})
_S = CaseStatus
_A = CaseAction

TRANSITIONS: tuple[Transition, ...] = (
    Transition(id="T01", action=_A.SAVE_DRAFT, from_status=_S.DRAFT, to_status=_S.DRAFT, roles=_GUARDIAN),
    Transition(id="T02", action=_A.SUBMIT, from_status=_S.DRAFT, to_status=_S.RECEIVING, roles=_GUARDIAN),
    Transition(id="T03", action=_A.RECEIVE, from_status=_S.RECEIVING, to_status=_S.PENDING, roles=_SYSTEM),
    Transition(
        id="T04",
        action=_A.WITHDRAW,
        from_status=_S.PENDING,
        to_status=_S.WITHDRAWN,
        roles=_GUARDIAN,
        needs=frozenset({Need.NOTE}),
    ),
    Transition(
        id="T05",
        action=_A.WITHDRAW,
        from_status=_S.CORRECTION,
        to_status=_S.WITHDRAWN,
        roles=_GUARDIAN,
        needs=frozenset({Need.NOTE}),
    ),
    Transition(
        id="T06",
        action=_A.ACCEPT,
        from_status=_S.PENDING,
        to_status=_S.PROCESSING,
        roles=_REVIEWERS,
        notice=True,
        to_substage=Substage.FIRST_REVIEW,
    ),
    Transition(
        id="T07",
        action=_A.REQUEST_CORRECTIONS,
        from_status=_S.PENDING,
        to_status=_S.CORRECTION,
        roles=_REVIEWERS,
        needs=frozenset({Need.REASONS, Need.DUE}),
        notice=True,
        reason_kind="补正",
    ),
    Transition(
        id="T08", action=_A.RESUBMIT, from_status=_S.CORRECTION, to_status=_S.PENDING, roles=_GUARDIAN
    ),
    Transition(
        id="T09",
        action=_A.REQUEST_LATE_CORRECTIONS,
        from_status=_S.PROCESSING,
        to_status=_S.CORRECTION,
        roles=_REVIEWERS,
        needs=frozenset({Need.REASONS, Need.DUE, Need.APPROVER}),
        notice=True,
        reason_kind="补正",
    ),
    Transition(
        id="T10",
        action=_A.DECLINE,
        from_status=_S.PENDING,
        to_status=_S.DECLINED,
        roles=_REVIEWERS,
        needs=frozenset({Need.REASONS}),
        notice=True,
        reason_kind="不予受理",
    ),
    Transition(
        id="T11",
        action=_A.RETURN,
        from_status=_S.PROCESSING,
        to_status=_S.RETURNED,
        roles=_REVIEWERS,
        needs=frozenset({Need.REASONS}),
        notice=True,
        reason_kind="退件",
    ),
    Transition(
        id="T12",
        action=_A.RETURN,
        from_status=_S.CORRECTION,
        to_status=_S.RETURNED,
        roles=_REVIEWERS,
        needs=frozenset({Need.REASONS, Need.FAILED_CORRECTION}),
        notice=True,
        reason_kind="退件",
        only_reasons=frozenset({"TJ01", "TJ02"}),
    ),
    Transition(
        id="P01",
        action=_A.FIRST_REVIEW,
        from_status=_S.PROCESSING,
        to_status=_S.PROCESSING,
        roles=_REVIEWERS,
        from_substages=frozenset({Substage.FIRST_REVIEW}),
        to_substage=Substage.SECOND_REVIEW,
    ),
    Transition(
        id="P02",
        action=_A.SECOND_REVIEW,
        from_status=_S.PROCESSING,
        to_status=_S.PROCESSING,
        roles=_SUPERVISOR,
        from_substages=frozenset({Substage.SECOND_REVIEW}),
        to_substage=Substage.AWAITING_PLACE,
    ),
    Transition(
        id="P03",
        action=_A.ADMIT,
        from_status=_S.PROCESSING,
        to_status=_S.PROCESSING,
        roles=_SUPERVISOR,
        needs=frozenset({Need.RESULT}),
        from_substages=frozenset({Substage.AWAITING_PLACE}),
        to_substage=Substage.PROPOSED,
    ),
    Transition(
        id="T13",
        action=_A.COMPLETE,
        from_status=_S.PROCESSING,
        to_status=_S.COMPLETED,
        roles=_SUPERVISOR,
        needs=frozenset({Need.RESULT}),
        notice=True,
        from_substages=frozenset({Substage.AWAITING_PLACE, Substage.PROPOSED, Substage.ADMITTED}),
    ),
    Transition(
        id="P04",
        action=_A.REMIND,
        from_status=_S.CORRECTION,
        to_status=_S.CORRECTION,
        roles=_REVIEWERS,
        notice=True,
    ),
    Transition(
        id="P05",
        action=_A.MOVE_DUE,
        from_status=_S.CORRECTION,
        to_status=_S.CORRECTION,
        roles=_REVIEWERS,
        needs=frozenset({Need.DUE}),
        notice=True,
    ),
    *(
        Transition(id="T14", action=_A.REAPPLY, from_status=ended, to_status=ended, roles=_GUARDIAN)
        for ended in (_S.DECLINED, _S.RETURNED, _S.WITHDRAWN)
    ),
    *(
        Transition(id="T15", action=_A.RATE, from_status=submitted, to_status=submitted, roles=_GUARDIAN)
        for submitted in _S
        if submitted is not _S.DRAFT
    ),
    Transition(
        id="T16",
        action=_A.REOPEN,
        from_status=_S.COMPLETED,
        to_status=_S.PROCESSING,
        roles=_SUPERVISOR,
        needs=frozenset({Need.NOTE, Need.APPROVER}),
        notice=True,
        to_substage=Substage.AWAITING_PLACE,
    ),
)

_BY_KEY: Mapping[tuple[CaseStatus, CaseAction], Transition] = {
    (row.from_status, row.action): row for row in TRANSITIONS
}

GUARDIAN_ACTIONS = frozenset(row.action for row in TRANSITIONS if Role.GUARDIAN in row.roles)
REVIEW_ACTIONS = frozenset(row.action for row in TRANSITIONS if row.roles & _REVIEWERS)


class WorkflowError(Exception):
    """An act that the table forbids: stable ``code``, the ``field`` at fault and a message for the person."""

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person decided, apart from who, when and on which case."""

    action: CaseAction
    reasons: tuple[ReasonPick, ...] = ()
    due: datetime | None = None
    note: str = ""
    result: AdmissionResult | None = None
    approver: str = ""
    """Name of the second person, where the row needs one."""


def find_transition(status: CaseStatus, action: CaseAction) -> Transition | None:
    """The row for an act in a state, if there is one."""
    return _BY_KEY.get((status, action))


def is_overdue(case: Case, now: datetime) -> bool:
    """Whether the guardian let the due time of the open correction pass. A flag only: no timer ends a case."""
    correction = case.open_correction
    return correction is not None and correction.due < now


def has_failed_correction(case: Case, now: datetime) -> bool:
    """Ground for 退件 from 待补正 (row T12): overdue, or two answered rounds already."""
    return is_overdue(case, now) or case.answered_rounds >= 2


def available_actions(case: Case, role: Role, now: datetime) -> tuple[CaseAction, ...]:
    """The acts that the table opens to ``role`` on this case now, in table order."""
    return tuple(row.action for row in TRANSITIONS if _is_open(row, case, role, now))


def _is_open(row: Transition, case: Case, role: Role, now: datetime) -> bool:
    if row.from_status is not case.status or role not in row.roles:
        return False
    if row.from_substages and case.substage not in row.from_substages:
        return False
    return Need.FAILED_CORRECTION not in row.needs or has_failed_correction(case, now)


def check(
    case: Case, act: Act, role: Role, now: datetime, reason_kinds: Mapping[str, str], name: str = ""
) -> Transition:
    """The row by which ``act`` is allowed.

    :param reason_kinds: reason code -> kind (补正, 退件, 不予受理) of the reason library.
    :param name: who acts, where known: nobody approves their own act.
    :raises WorkflowError: with a code, the field at fault and a message that says what to do.
    """
    row = find_transition(case.status, act.action)
    if row is None:
        raise WorkflowError(
            "not_in_this_state", f"办件现为“{STATUS_LABELS[case.status]}”，不能{ACTION_LABELS[act.action]}。"
        )
    if role not in row.roles:
        raise WorkflowError("role_not_allowed", f"您的岗位不能{ACTION_LABELS[act.action]}，请由负责人办理。")
    if row.from_substages and case.substage not in row.from_substages:
        stage = SUBSTAGE_LABELS[case.substage] if case.substage else "办理中"
        raise WorkflowError("not_in_this_stage", f"办件在“{stage}”环节，还不能{ACTION_LABELS[act.action]}。")
    _check_surplus(row, act)
    _check_needs(row, case, act, now)
    if Need.APPROVER in row.needs and name and act.approver.strip() == name:
        raise WorkflowError("approver_is_actor", "批准人不能是经办人本人，请由另一人批准。", "approver")
    if Need.REASONS in row.needs:
        _check_reasons(row, act.reasons, reason_kinds)
    return row


def _check_surplus(row: Transition, act: Act) -> None:
    """What a row does not ask for must not slip in with it: a result set by 受理, a due time by 退件."""
    brought = {
        Need.REASONS: bool(act.reasons),
        Need.DUE: act.due is not None,
        Need.RESULT: act.result is not None,
    }
    for need, is_there in brought.items():
        if is_there and need not in row.needs:
            message = f"{ACTION_LABELS[act.action]}不能带{NEED_LABELS[need]}，请去掉后重试。"
            raise WorkflowError("not_expected_here", message, str(need))


def _check_needs(row: Transition, case: Case, act: Act, now: datetime) -> None:
    if Need.FAILED_CORRECTION in row.needs and not has_failed_correction(case, now):
        raise WorkflowError("correction_still_open", "补正期限未到，也没有两次补正不符，还不能退件。")
    if Need.NOTE in row.needs and not act.note.strip():
        raise WorkflowError("note_missing", f"请填写{ACTION_LABELS[act.action]}的原因。", "note")
    if Need.DUE in row.needs and act.due is None:
        raise WorkflowError("due_missing", "请选择补正期限。", "due")
    if Need.DUE in row.needs and act.due is not None and act.due.tzinfo is None:
        raise WorkflowError("due_without_zone", "补正期限缺少时区，请重新选择。", "due")
    if Need.DUE in row.needs and act.due is not None and act.due <= now:
        raise WorkflowError("due_in_the_past", "补正期限已过，请选择今后的时间。", "due")
    if Need.RESULT in row.needs and act.result is None and case.result is None:
        raise WorkflowError("result_missing", "请选择录取学校和录取方式。", "result")
    if Need.APPROVER in row.needs and not act.approver.strip():
        raise WorkflowError(
            "approver_missing", f"{ACTION_LABELS[act.action]}须由第二人批准，请填写批准人。", "approver"
        )


def _check_reasons(row: Transition, reasons: Iterable[ReasonPick], kinds: Mapping[str, str]) -> None:
    picks = tuple(reasons)
    if not picks:
        raise WorkflowError("reasons_missing", f"{ACTION_LABELS[row.action]}至少要选一条原因。", "reasons")
    for position, pick in enumerate(picks):
        at = f"reasons.{position}"
        kind = kinds.get(pick.code)
        if kind is None:
            raise WorkflowError("reason_unknown", f"原因库中没有 {pick.code}。", f"{at}.code")
        if kind != row.reason_kind:
            message = f"“{pick.code}”是{kind}原因，不能用于{ACTION_LABELS[row.action]}。"
            raise WorkflowError("reason_of_other_kind", message, f"{at}.code")
        if row.only_reasons and pick.code not in row.only_reasons:
            allowed = "、".join(sorted(row.only_reasons))
            raise WorkflowError(
                "reason_not_allowed_here", f"待补正的办件退件只能选 {allowed}。", f"{at}.code"
            )
        if len(pick.note) > MAX_REASON_NOTE:
            raise WorkflowError("note_too_long", f"补充说明不能超过 {MAX_REASON_NOTE} 字。", f"{at}.note")


MAX_REASON_NOTE = 200


def apply(
    case: Case,
    act: Act,
    *,
    row: Transition,
    role: Role,
    name: str,
    at: datetime,
    decided_at: datetime | None = None,
) -> Case:
    """The case after ``act``: status, inner stage, correction round, result and history. Never edits answers.

    :param row: what :func:`check` answered for the same case and act.
    :param name: person's name as it stands in the history.
    """
    entry = HistoryEntry(
        action=act.action,
        actor=role,
        name=name,
        at=at,
        decided_at=decided_at,
        from_status=case.status,
        to_status=row.to_status,
        reasons=act.reasons,
        note=act.note,
    )
    return replace(
        case,
        status=row.to_status,
        substage=_substage_after(case, row),
        corrections=_corrections_after(case, act, name, at),
        result=_result_after(case, act, row),
        history=(*case.history, entry),
        updated_at=at,
    )


def _substage_after(case: Case, row: Transition) -> Substage | None:
    if row.to_status is not CaseStatus.PROCESSING:
        return None
    return row.to_substage if row.to_substage is not None else case.substage


def _corrections_after(case: Case, act: Act, name: str, at: datetime) -> tuple[Correction, ...]:
    if act.action in (CaseAction.REQUEST_CORRECTIONS, CaseAction.REQUEST_LATE_CORRECTIONS):
        if act.due is None:
            raise ValueError("a correction has a due time")
        asked = Correction(
            round=len(case.corrections) + 1,
            reasons=act.reasons,
            due=act.due,
            asked_at=at,
            asked_by=name,
            note=act.note,
        )
        return (*case.corrections, asked)
    if act.action is CaseAction.MOVE_DUE and case.corrections and act.due is not None:
        return (*case.corrections[:-1], replace(case.corrections[-1], due=act.due))
    if act.action is CaseAction.RESUBMIT and case.corrections and case.corrections[-1].answered_at is None:
        return (*case.corrections[:-1], replace(case.corrections[-1], answered_at=at))
    return case.corrections


def _result_after(case: Case, act: Act, row: Transition) -> AdmissionResult | None:
    """A case that goes back for correction or is returned gives its proposed place up, and so does 更正."""
    if act.action is CaseAction.REOPEN or row.to_status not in (CaseStatus.PROCESSING, CaseStatus.COMPLETED):
        return None
    return act.result if act.result is not None else case.result


STATUS_LABELS: Mapping[CaseStatus, str] = {
    CaseStatus.DRAFT: "草稿",
    CaseStatus.RECEIVING: "待收件",
    CaseStatus.PENDING: "待受理",
    CaseStatus.CORRECTION: "待补正",
    CaseStatus.PROCESSING: "办理中",
    CaseStatus.COMPLETED: "已办结",
    CaseStatus.RETURNED: "已退件",
    CaseStatus.DECLINED: "不予受理",
    CaseStatus.WITHDRAWN: "已撤销",
}

SUBSTAGE_LABELS: Mapping[Substage, str] = {
    Substage.FIRST_REVIEW: "初审",
    Substage.SECOND_REVIEW: "复核",
    Substage.AWAITING_PLACE: "待录取",
    Substage.PROPOSED: "拟录取",
    Substage.ADMITTED: "已录取待办结",
}

NEED_LABELS: Mapping[Need, str] = {
    Need.REASONS: "原因",
    Need.NOTE: "说明",
    Need.DUE: "补正期限",
    Need.RESULT: "录取结果",
    Need.APPROVER: "批准人",
    Need.FAILED_CORRECTION: "补正不符的记录",
}

ACTION_LABELS: Mapping[CaseAction, str] = {
    CaseAction.SAVE_DRAFT: "保存草稿",
    CaseAction.SUBMIT: "提交",
    CaseAction.RECEIVE: "收件",
    CaseAction.WITHDRAW: "撤回",
    CaseAction.ACCEPT: "受理",
    CaseAction.REQUEST_CORRECTIONS: "要求补正",
    CaseAction.REQUEST_LATE_CORRECTIONS: "受理后补正",
    CaseAction.RESUBMIT: "补齐补正",
    CaseAction.REMIND: "催办",
    CaseAction.MOVE_DUE: "改补正期限",
    CaseAction.DECLINE: "不予受理",
    CaseAction.RETURN: "退件",
    CaseAction.FIRST_REVIEW: "初审",
    CaseAction.SECOND_REVIEW: "复核",
    CaseAction.ADMIT: "录取",
    CaseAction.COMPLETE: "办结",
    CaseAction.REOPEN: "更正",
    CaseAction.REAPPLY: "再办一单",
    CaseAction.RATE: "评价",
}
