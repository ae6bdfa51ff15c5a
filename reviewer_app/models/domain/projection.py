"""State is a fold: a screen shows the service's case folded with the decisions that are on their way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.domain.workflow import Role, Transition, apply, find_transition

_OVERLAYING = frozenset({OutboxState.PENDING, OutboxState.SENDING, OutboxState.APPLIED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectedCase:
    """A case as its reviewer should see it."""

    case: Case
    """The service's case with the pending decisions applied."""
    synced: Case
    """The service's case as last synced."""
    pending: tuple[PendingAction, ...] = ()
    """Decisions that overlay it, oldest first."""
    superseded: tuple[PendingAction, ...] = ()
    """Decisions that no longer fit the synced case; the service will answer them with a conflict."""

    @property
    def awaits_sending(self) -> bool:
        """Whether the guardian has not yet been told of what the screen shows."""
        return any(action.state is not OutboxState.APPLIED for action in self.pending)


def project(synced: Case, actions: Iterable[PendingAction]) -> ProjectedCase:
    """Fold ``actions`` (oldest first) over the service's case.

    An applied action whose resulting version is the synced one has been caught up with by the feed: it and
    everything before it is in the case already.
    """
    waiting = _not_yet_in(synced, [action for action in actions if action.state in _OVERLAYING])
    case = synced
    pending: list[PendingAction] = []
    superseded: list[PendingAction] = []
    for action in waiting:
        row = find_transition(case.status, action.act.action)
        if row is None or (row.from_substages and case.substage not in row.from_substages):
            superseded.append(action)
            continue
        case = apply(
            case,
            action.act,
            row=row,
            role=_role_of(row),
            name=action.decided_by,
            at=action.decided_at,
            decided_at=action.decided_at,
        )
        pending.append(action)
    return ProjectedCase(case=case, synced=synced, pending=tuple(pending), superseded=tuple(superseded))


def _not_yet_in(synced: Case, actions: list[PendingAction]) -> list[PendingAction]:
    for position in range(len(actions) - 1, -1, -1):
        if actions[position].result_tag == synced.tag:
            return actions[position + 1 :]
    return actions


def _role_of(row: Transition) -> Role:
    return Role.REVIEWER if Role.REVIEWER in row.roles else Role.SUPERVISOR
