"""What happened to the open case elsewhere, in one sentence; a case never changes under its reviewer."""

from __future__ import annotations

from reviewer_app.models.domain.case import Case, HistoryEntry
from reviewer_app.models.domain.projection import ProjectedCase
from reviewer_app.models.domain.workflow import ACTION_LABELS, CaseAction, Role
from reviewer_app.ui.viewmodels.translation import tr

_GUARDIAN_NEWS = {
    CaseAction.RESUBMIT: "家长刚刚补交了材料。看过变化后，决定键才可用。",
    CaseAction.WITHDRAW: "家长刚刚撤回了这件报名。您还没有发出任何决定。",
}


def find_news(seen: Case, found: ProjectedCase | None, me: str) -> str | None:
    """What to tell the reviewer who has ``seen`` on the screen, or nothing when only their own work came back.

    :param found: the case now; nothing when it left the county.
    :param me: the reviewer's name as it stands in the history.
    """
    if found is None:
        return tr("这件办件已移交其他单位，本机不再保留。")
    if found.synced.tag == seen.tag:
        return None
    fresh = found.synced.history[len(seen.history) :]
    others = [entry for entry in fresh if entry.name != me or entry.actor not in _DESK_ROLES]
    if fresh and not others:
        return None
    return _tell(others[-1]) if others else tr("这件办件刚刚有变化。看过变化后，决定键才可用。")


_DESK_ROLES = frozenset({Role.REVIEWER.value, Role.SUPERVISOR.value})


def _tell(entry: HistoryEntry) -> str:
    guardian = _GUARDIAN_NEWS.get(CaseAction(entry.action))
    if guardian is not None:
        return tr(guardian)
    act = ACTION_LABELS.get(CaseAction(entry.action), entry.action)
    return tr("{name}刚刚对这件作了“{act}”。看过变化后，决定键才可用。").format(name=entry.name, act=act)
