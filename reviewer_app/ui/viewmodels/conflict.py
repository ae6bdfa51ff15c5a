"""A decision that the platform did not take: both sides, what happened when, and what is kept (SYNC, writing)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reviewer_app.models.casework import Casework
from reviewer_app.models.domain.case import Case, CaseStatus, HistoryEntry, ReasonPick
from reviewer_app.models.domain.display import target_label
from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.domain.workflow import ACTION_LABELS, STATUS_LABELS, TRANSITIONS, CaseAction
from reviewer_app.ui.viewmodels.queue_row import done_word
from reviewer_app.ui.viewmodels.times import day_and_time
from reviewer_app.ui.viewmodels.translation import tr


class Why(StrEnum):
    """Why the decision did not take effect."""

    WITHDRAWN = "withdrawn"
    COLLEAGUE = "colleague"
    GUARDIAN = "guardian"
    GONE = "gone"
    REFUSED = "refused"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One point on a lane of time."""

    at: datetime
    text: str
    action: CaseAction | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything that the conflict screen says."""

    action: PendingAction
    why: Why
    name: str
    number: str
    title: str
    lead: str
    platform: tuple[Moment, ...]
    here: Moment
    status: CaseStatus | None
    """State on the platform; nothing when the case is no longer here."""
    theirs: tuple[Fact, ...]
    mine: tuple[Fact, ...]
    kept: tuple[Kept, ...]

    @property
    def line(self) -> str:
        """``家长撤回·您已受理``: the second line of a list row."""
        refused = self.why is Why.REFUSED or not self.platform
        theirs = tr("平台没有办理") if refused else self.platform[-1].text
        return f"{theirs}·{tr('您')}{done_word(self.action.act.action)}"

    @property
    def can_decide_again(self) -> bool:
        """Whether the case is still here, to be looked at anew."""
        return self.status is not None


def tell(action: PendingAction, casework: Casework) -> Story:
    """The story of a CONFLICT or REFUSED row."""
    case = casework.cases.find(action.case)
    events = _since(case, action) if case is not None else ()
    why = _why(action, case, events)
    latest = events[-1] if events else None
    return Story(
        action=action,
        why=why,
        name=case.child_name if case else tr("已不在本机的办件"),
        number=case.number if case else "",
        title=_title(why, latest, action),
        lead=_lead(why, action),
        platform=tuple(_moment(entry) for entry in events),
        here=_here(action),
        status=case.status if case else None,
        theirs=_theirs(case, latest, casework),
        mine=_mine(action, casework),
        kept=_kept(action, latest),
    )


def _since(case: Case, action: PendingAction) -> tuple[HistoryEntry, ...]:
    """What others did after the state on which the decision rested; what cannot be told is left out."""
    wanted = {row.from_status for row in TRANSITIONS if row.action is action.act.action}
    steps = [entry for entry in case.history if entry.action != CaseAction.RATE]
    for position in range(len(steps) - 1, -1, -1):
        if steps[position].to_status in wanted:
            return tuple(steps[position + 1 :]) or _last_of_others(steps, action)
    return _last_of_others(steps, action)


def _last_of_others(steps: list[HistoryEntry], action: PendingAction) -> tuple[HistoryEntry, ...]:
    """The state is the same again: the guardian has mended the case, or a colleague went to and fro."""
    last = steps[-1:]
    if not last or last[0].name == action.decided_by or last[0].action in _COMING_IN:
        return ()
    return tuple(last)


_COMING_IN = frozenset({CaseAction.SUBMIT, CaseAction.RECEIVE})


def _why(action: PendingAction, case: Case | None, events: tuple[HistoryEntry, ...]) -> Why:
    if case is None:
        return Why.GONE
    if action.state is OutboxState.REFUSED:
        return Why.REFUSED
    if case.status is CaseStatus.WITHDRAWN:
        return Why.WITHDRAWN
    if not events:
        return Why.OTHER
    return Why.GUARDIAN if events[-1].actor == "guardian" else Why.COLLEAGUE


def _title(why: Why, latest: HistoryEntry | None, action: PendingAction) -> str:
    act = ACTION_LABELS[action.act.action]
    if why is Why.COLLEAGUE and latest is not None:
        done = ACTION_LABELS.get(CaseAction(latest.action), latest.action)
        return tr("您决定之前，{name}已对这件{done}").format(name=latest.name, done=done)
    return {
        Why.WITHDRAWN: tr("您决定之前，家长撤回了这件报名"),
        Why.GUARDIAN: tr("您决定之前，家长补交了材料"),
        Why.GONE: tr("这件办件已移交其他单位"),
        Why.REFUSED: tr("平台没有办理您的{act}").format(act=act),
    }.get(why, tr("这件办件在您决定之前已有变化"))


def _lead(why: Why, action: PendingAction) -> str:
    if why is Why.REFUSED or (action.message and why is Why.OTHER):
        return tr("{message}您的决定还在本机，没有丢。").format(message=action.message)
    act = ACTION_LABELS[action.act.action]
    return tr("先到平台的操作有效。您的{act}没有生效，内容都保留着。").format(act=act)


def _moment(entry: HistoryEntry) -> Moment:
    return Moment(at=entry.at, text=_who_did(entry), action=CaseAction(entry.action))


def _who_did(entry: HistoryEntry) -> str:
    who = tr("家长") if entry.actor == "guardian" else entry.name
    return f"{who}{ACTION_LABELS.get(CaseAction(entry.action), entry.action)}"


def _here(action: PendingAction) -> Moment:
    text = tr("您{act}").format(act=ACTION_LABELS[action.act.action])
    return Moment(at=action.decided_at, text=text, action=action.act.action)


def _theirs(case: Case | None, latest: HistoryEntry | None, casework: Casework) -> tuple[Fact, ...]:
    if case is None:
        return (Fact(label=tr("操作"), value=tr("已不在本单位的办件中")),)
    facts = [Fact(label=tr("状态"), value=STATUS_LABELS[case.status])]
    if latest is not None:
        facts = [
            Fact(label=tr("操作"), value=_who_did(latest)),
            Fact(label=tr("时间"), value=day_and_time(latest.at)),
        ]
        facts += _reasons(latest.reasons, casework)
        if latest.note:
            facts.append(Fact(label=tr("说明"), value=latest.note))
    return tuple(facts)


def _mine(action: PendingAction, casework: Casework) -> tuple[Fact, ...]:
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


def _kept(action: PendingAction, latest: HistoryEntry | None) -> tuple[Kept, ...]:
    act = ACTION_LABELS[action.act.action]
    rows = [
        Kept(
            icon="check",
            what=tr("核对标记"),
            amount=tr("全部"),
            how=tr("字段和材料的核对留在本机，内容没有变的项目不用重看"),
        ),
        Kept(
            icon="archive",
            what=tr("{act}决定").format(act=act),
            amount=tr("1 个"),
            how=tr("没有生效；留在本机记录里，平台也记下了您提交的内容"),
        ),
    ]
    if action.act.reasons:
        amount = tr("{n} 条").format(n=len(action.act.reasons))
        rows.append(Kept(icon="check", what=tr("选好的原因"), amount=amount, how=tr("和决定一起保留")))
    mine = Kept(
        icon="minus", what=tr("您的短信"), amount=tr("0 条"), how=tr("没有发出，家长没有收到您的决定")
    )
    rows.append(mine)
    if latest is not None and CaseAction(latest.action) in _WITH_NOTICE:
        how = tr("{when} 平台已按先到的操作通知家长").format(when=day_and_time(latest.at))
        rows.append(Kept(icon="message-square", what=tr("平台短信"), amount=tr("已发"), how=how))
    return tuple(rows)


_WITH_NOTICE = frozenset(row.action for row in TRANSITIONS if row.notice)
