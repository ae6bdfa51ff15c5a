"""What moved under the reviewer, in one sentence."""

from __future__ import annotations

from reviewer_app.models.domain.case import Case, CaseStatus, HistoryEntry
from reviewer_app.models.domain.projection import ProjectedCase
from reviewer_app.models.domain.workflow import CaseAction
from reviewer_app.ui.viewmodels.queue_row import done_word
from reviewer_app.ui.viewmodels.translation import tr

_BY_GUARDIAN = {CaseAction.RESUBMIT: "家长刚刚补交了材料", CaseAction.WITHDRAW: "家长刚刚撤回了报名"}


def what_moved(old: Case, new: Case) -> str:
    """``家长刚刚补交了材料。看过变化后，决定键才可用。``"""
    cause = _cause(old, new)
    return tr("{cause}。看过变化后，决定键才可用。").format(cause=cause)


def is_own(old: ProjectedCase, new: ProjectedCase) -> bool:
    """Whether the new version is nothing but decisions of this desk that came back applied."""
    fresh = new.synced.history[len(old.synced.history) :]
    ours = {(action.act.action.value, action.decided_at) for action in old.pending}
    return bool(fresh) and all((entry.action, entry.decided_at) in ours for entry in fresh)


def _cause(old: Case, new: Case) -> str:
    fresh = new.history[len(old.history) :]
    if fresh:
        return _words(fresh[-1])
    if new.duplicates != old.duplicates:
        return tr("同一学生的其他办件有变化")
    if new.status is not CaseStatus.DRAFT and new.documents != old.documents:
        return tr("这件办件的材料有变化")
    return tr("这件办件刚刚有变化")


def _words(entry: HistoryEntry) -> str:
    action = CaseAction(entry.action)
    if action in _BY_GUARDIAN:
        return tr(_BY_GUARDIAN[action])
    return tr("{name}刚刚{done}").format(name=entry.name, done=done_word(action))
