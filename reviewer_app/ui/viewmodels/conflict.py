"""A decision that the platform did not take: both sides, what happened when, and what is kept (SYNC, writing)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reviewer_app.models.casework import Casework
from reviewer_app.models.domain.case import Case, CaseStatus, HistoryEntry
from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.domain.workflow import ACTION_LABELS, TRANSITIONS, CaseAction
from reviewer_app.ui.viewmodels.conflict_facts import Fact, Kept, kept, mine, theirs, who_did
from reviewer_app.ui.viewmodels.queue_row import done_word
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
        theirs=theirs(case, latest, casework),
        mine=mine(action, casework),
        kept=kept(action, latest),
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
        return tr("您的决定送到之前，{name}已对这件{done}").format(name=latest.name, done=done)
    return {
        Why.WITHDRAWN: tr("您的决定送到之前，家长撤回了这件报名"),
        Why.GUARDIAN: tr("您的决定送到之前，家长补交了材料"),
        Why.GONE: tr("这件办件已移交其他单位"),
        Why.REFUSED: tr("平台没有办理您的{act}").format(act=act),
    }.get(why, tr("您的决定送到之前，这件办件已有变化"))


def _lead(why: Why, action: PendingAction) -> str:
    if why is Why.REFUSED or (action.message and why is Why.OTHER):
        return tr("{message}您的决定还在本机，没有丢。").format(message=action.message)
    act = ACTION_LABELS[action.act.action]
    return tr("先到平台的操作有效。您的{act}没有生效，内容都保留着。").format(act=act)


def _moment(entry: HistoryEntry) -> Moment:
    return Moment(at=entry.at, text=who_did(entry), action=CaseAction(entry.action))


def _here(action: PendingAction) -> Moment:
    text = tr("您{act}").format(act=ACTION_LABELS[action.act.action])
    return Moment(at=action.decided_at, text=text, action=action.act.action)
