"""A wire action read as an act of the workflow; what cannot be read is refused by field."""

from __future__ import annotations

import re
from datetime import datetime

from reviewer_app.models.domain.case import AdmissionResult, AdmitMode, SchoolCode
from reviewer_app.models.domain.workflow import (
    REVIEW_ACTIONS,
    Act,
    WorkflowError,
)
from reviewer_app.sync.protocol import ActionMessage, reason_picks

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def unreadable_field(message: ActionMessage) -> str | None:
    """The first member with control characters: they cannot be stored."""
    texts = {"id": message.id, "case_id": message.case_id, "base": message.base, "after": message.after or ""}
    texts |= {"note": message.note, "approver": message.approver, "device": message.device}
    for position, pick in enumerate(message.reasons):
        texts |= {f"reasons.{position}.{name}": getattr(pick, name) for name in ("code", "target", "note")}
    if message.result is not None:
        texts |= {f"result.{name}": getattr(message.result, name) for name in ("school", "mode", "note")}
    for field, text in texts.items():
        if _CONTROL.search(text):
            return field
    return None


def act_of(message: ActionMessage) -> Act:
    """:raises WorkflowError: when it is no reviewer's act, or a member makes no sense."""
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
