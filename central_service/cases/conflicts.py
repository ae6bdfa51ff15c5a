"""What to say when a decision meets a case that has moved on."""

from __future__ import annotations

from collections.abc import Mapping

from reviewer_app.models.domain.case import Case, CaseStatus
from reviewer_app.models.domain.workflow import CaseAction
from reviewer_app.sync.protocol import ActionMessage, ConflictKind

CONFLICT_MESSAGES: Mapping[ConflictKind, str] = {
    ConflictKind.WITHDRAWN: "家长已撤回这个办件，您的决定没有生效。",
    ConflictKind.DECIDED: "同事已先作出决定，您的决定没有生效，请核对后处理。",
    ConflictKind.RESUBMITTED: "家长已重新提交，材料有变化，请重新审核后再决定。",
    ConflictKind.REASSIGNED: "这个办件已转到其他地区，您的决定没有生效。",
    ConflictKind.CLOSED: "这个办件已经办完，您的决定没有生效。",
}
_CLOSED = frozenset({CaseStatus.COMPLETED, CaseStatus.RETURNED, CaseStatus.DECLINED})


def conflict_kind(case: Case) -> ConflictKind:
    """Why a case is no longer as its reviewer saw it, by its newest step."""
    if case.status is CaseStatus.WITHDRAWN:
        return ConflictKind.WITHDRAWN
    if case.status in _CLOSED:
        return ConflictKind.CLOSED
    newest = case.history[-1].action if case.history else ""
    return ConflictKind.RESUBMITTED if newest == CaseAction.RESUBMIT else ConflictKind.DECIDED


def is_same_decision(message: ActionMessage, case: Case) -> bool:
    """Whether the case's newest step is the very decision that comes in: same act, reasons, due time and result."""
    if not case.history or case.history[-1].action != message.action:
        return False
    newest = case.history[-1]
    theirs = {(pick.code, pick.target) for pick in newest.reasons}
    if theirs != {(pick.code, pick.target) for pick in message.reasons}:
        return False
    if message.due is not None and (case.open_correction is None or case.open_correction.due != message.due):
        return False
    if message.result is None:
        return True
    result = case.result
    return result is not None and (result.school, result.mode) == (message.result.school, message.result.mode)
