"""The two sides of a conflict line by line, and what becomes of the reviewer's work."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.models.casework import Casework
from reviewer_app.models.domain.case import Case, HistoryEntry, ReasonPick
from reviewer_app.models.domain.display import target_label
from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.domain.workflow import ACTION_LABELS, STATUS_LABELS, TRANSITIONS, CaseAction
from reviewer_app.ui.viewmodels.times import day_and_time
from reviewer_app.ui.viewmodels.translation import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of a card: label and value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What becomes of one part of the reviewer's work."""

    icon: str
    what: str
    amount: str
    how: str


def who_did(entry: HistoryEntry) -> str:
    """``李文斌受理``, ``家长撤回``."""
    who = tr("家长") if entry.actor == "guardian" else entry.name
    return f"{who}{ACTION_LABELS.get(CaseAction(entry.action), entry.action)}"


def theirs(case: Case | None, latest: HistoryEntry | None, casework: Casework) -> tuple[Fact, ...]:
    """What the platform holds. :param latest: the step that was faster, where it is known."""
    if case is None:
        return (Fact(label=tr("操作"), value=tr("已不在本单位的办件中")),)
    facts = [Fact(label=tr("状态"), value=STATUS_LABELS[case.status])]
    if latest is not None:
        facts = [
            Fact(label=tr("操作"), value=who_did(latest)),
            Fact(label=tr("时间"), value=day_and_time(latest.at)),
        ]
        facts += _reasons(latest.reasons, casework)
        if latest.note:
            facts.append(Fact(label=tr("说明"), value=latest.note))
    return tuple(facts)


def mine(action: PendingAction, casework: Casework) -> tuple[Fact, ...]:
    """What was decided here."""
    act = action.act
    facts = [
        Fact(label=tr("操作"), value=f"{action.decided_by} {ACTION_LABELS[act.action]}"),
        Fact(label=tr("时间"), value=day_and_time(action.decided_at)),
        *_reasons(act.reasons, casework),
    ]
    if act.due is not None:
        facts.append(Fact(label=tr("期限"), value=day_and_time(act.due)))
    if act.result is not None:
        facts.append(Fact(label=tr("录取"), value=act.result.school_name))
    if act.note:
        facts.append(Fact(label=tr("说明"), value=act.note))
    return tuple(facts)


def _reasons(picks: tuple[ReasonPick, ...], casework: Casework) -> list[Fact]:
    facts = []
    for position, pick in enumerate(picks):
        reason = casework.catalogue.reasons.find(pick.code)
        text = reason.text if reason else pick.code
        value = f"{target_label(casework.catalogue, pick.target)}：{text}"
        facts.append(Fact(label=tr("原因") if position == 0 else "", value=value))
    return facts


def kept(action: PendingAction, latest: HistoryEntry | None) -> tuple[Kept, ...]:
    """Nothing of the work is dropped: what becomes of each part."""
    act = ACTION_LABELS[action.act.action]
    rows = [
        Kept(
            icon="check",
            what=tr("核对标记"),
            amount=tr("本次"),
            how=tr("这次打开程序后作的核对都还在，内容没有变的项目不用重看"),
        ),
        Kept(
            icon="archive",
            what=tr("{act}决定").format(act=act),
            amount=tr("1 个"),
            how=_on_record(action),
        ),
    ]
    if action.act.reasons:
        amount = tr("{n} 条").format(n=len(action.act.reasons))
        rows.append(Kept(icon="check", what=tr("选好的原因"), amount=amount, how=tr("和决定一起保留")))
    no_message = Kept(
        icon="minus", what=tr("您的短信"), amount=tr("0 条"), how=tr("没有发出，家长没有收到您的决定")
    )
    rows.append(no_message)
    if latest is not None and CaseAction(latest.action) in _WITH_NOTICE:
        how = tr("{when} 平台已按先到的操作通知家长").format(when=day_and_time(latest.at))
        rows.append(Kept(icon="message-square", what=tr("平台短信"), amount=tr("已发"), how=how))
    return tuple(rows)


def _on_record(action: PendingAction) -> str:
    """The platform keeps what met a conflict; what it refused or never got is on record here alone."""
    if action.state is OutboxState.CONFLICT and action.code != NEVER_SENT:
        return tr("没有生效；留在本机记录里，平台也记下了您提交的内容")
    return tr("没有生效；留在本机记录里")


NEVER_SENT = "predecessor"
"""Code of a decision that was not sent because the one on which it rests came to nothing."""
_WITH_NOTICE = frozenset(row.action for row in TRANSITIONS if row.notice)
