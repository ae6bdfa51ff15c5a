"""One row of the queue in words: who, what state, what hurries, and what was already decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from reviewer_app.models.domain.case import CaseId, CaseStatus, Category, FormKind
from reviewer_app.models.domain.ports import CaseSummary, OutboxState, PendingAction
from reviewer_app.models.domain.workflow import STATUS_LABELS, SUBSTAGE_LABELS, CaseAction
from reviewer_app.ui.viewmodels.times import ago, remaining, waited
from reviewer_app.ui.viewmodels.translation import tr

SOON = timedelta(hours=24)


class Urgency(StrEnum):
    """How a row's time presses."""

    NONE = "none"
    SOON = "soon"
    OVERDUE = "overdue"


class RowMark(StrEnum):
    """What the second line's right end points out; the first that applies."""

    NONE = "none"
    ROUND = "round"
    DUPLICATE = "duplicate"
    DOUBT = "doubt"
    TWIN = "twin"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """What the delegate paints and a screen reader says."""

    id: CaseId
    name: str
    number: str
    status: CaseStatus
    resubmitted: bool
    chip: str
    when: str
    urgency: Urgency
    detail: str
    mark: RowMark
    mark_text: str
    decided: CaseAction | None = None
    """The last decision made here that is not in the feed yet."""
    sent: bool = False
    """Whether that decision has been applied by the service."""

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        parts = (self.name, self.chip, self.detail, self.when, self.mark_text, self.number)
        return "，".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWords:
    """Words of the season that rows need."""

    schools: Mapping[str, str]
    """School code -> name."""


def describe(
    summary: CaseSummary, decision: PendingAction | None, words: RowWords, now: datetime
) -> QueueRow:
    """The row of a case; ``decision`` is the last one made here that still overlays it."""
    if decision is not None:
        return _decided(summary, decision, now)
    when, urgency = _time(summary, now)
    mark, mark_text = _mark(summary)
    return QueueRow(
        id=summary.id,
        name=summary.child_name,
        number=summary.number,
        status=summary.status,
        resubmitted=_is_resubmitted(summary),
        chip=_chip(summary),
        when=when,
        urgency=urgency,
        detail=_detail(summary, words),
        mark=mark,
        mark_text=mark_text,
    )


_DONE_WORDS = {
    CaseAction.ACCEPT: "已受理",
    CaseAction.REQUEST_CORRECTIONS: "已要求补正",
    CaseAction.REQUEST_LATE_CORRECTIONS: "已要求受理后补正",
    CaseAction.DECLINE: "已不予受理",
    CaseAction.RETURN: "已退件",
    CaseAction.FIRST_REVIEW: "已初审",
    CaseAction.SECOND_REVIEW: "已复核",
    CaseAction.ADMIT: "已拟录取",
    CaseAction.COMPLETE: "已办结",
    CaseAction.REOPEN: "已更正",
    CaseAction.REMIND: "已催办",
    CaseAction.MOVE_DUE: "已改补正期限",
}


def done_word(action: CaseAction) -> str:
    """``已受理``: a decision as something done."""
    return tr(_DONE_WORDS.get(action, "已决定"))


def _decided(summary: CaseSummary, decision: PendingAction, now: datetime) -> QueueRow:
    sent = decision.state is OutboxState.APPLIED
    under_way = tr("正在发送") if decision.state is OutboxState.SENDING else tr("待发送")
    state = tr("已发送") if sent else under_way
    return QueueRow(
        id=summary.id,
        name=summary.child_name,
        number=summary.number,
        status=summary.status,
        resubmitted=_is_resubmitted(summary),
        chip="",
        when=ago(decision.decided_at, now),
        urgency=Urgency.NONE,
        detail=f"{done_word(decision.act.action)}·{state}",
        mark=RowMark.NONE,
        mark_text="",
        decided=decision.act.action,
        sent=sent,
    )


def _is_resubmitted(summary: CaseSummary) -> bool:
    return summary.status is CaseStatus.PENDING and summary.rounds > 0


def _chip(summary: CaseSummary) -> str:
    if _is_resubmitted(summary):
        return tr("补正回件")
    if summary.status is CaseStatus.PROCESSING and summary.substage is not None:
        return SUBSTAGE_LABELS[summary.substage]
    return STATUS_LABELS[summary.status]


def _time(summary: CaseSummary, now: datetime) -> tuple[str, Urgency]:
    if summary.status is CaseStatus.CORRECTION and summary.due is not None:
        left = summary.due - now
        if left < timedelta(0):
            return remaining(summary.due, now), Urgency.OVERDUE
        return remaining(summary.due, now), Urgency.SOON if left < SOON else Urgency.NONE
    if summary.submitted_at is None or summary.status.is_terminal:
        return "", Urgency.NONE
    return waited(summary.submitted_at, now), Urgency.NONE


def _mark(summary: CaseSummary) -> tuple[RowMark, str]:
    if _is_resubmitted(summary):
        return RowMark.ROUND, tr("第 {n} 次回件").format(n=summary.rounds)
    if summary.duplicate:
        return RowMark.DUPLICATE, tr("疑似重复")
    if summary.doubt:
        return RowMark.DOUBT, tr("存疑")
    if summary.twin:
        return RowMark.TWIN, tr("双胞胎")
    return RowMark.NONE, ""


def _detail(summary: CaseSummary, words: RowWords) -> str:
    school = words.schools.get(summary.school, summary.school)
    form = tr("A表") if summary.form_kind is FormKind.A else tr("B表")
    return "·".join(part for part in (school, form, category_word(summary.category)) if part)


_CATEGORY_WORDS = {
    Category.LOCAL: "本地户籍",
    Category.HOME_OWNER: "购房",
    Category.MIGRANT: "随迁",
    Category.ENTITLED: "优抚",
}


def category_word(category: str) -> str:
    """``随迁``: a category of students in a word or two; the code itself when it is unknown."""
    return tr(_CATEGORY_WORDS[Category(category)]) if category in set(Category) else category
