"""Decisions on their way: what waits, what can still be taken back, and what needs a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.changes import NOTHING, Changes
from reviewer_app.models.domain.ports import CaseSummary, OutboxState, PendingAction
from reviewer_app.models.domain.workflow import ACTION_LABELS
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.times import ago

_WAITING = frozenset({OutboxState.PENDING, OutboxState.SENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One decision in words."""

    action: PendingAction
    name: str
    """Child's name, or the receipt number when the case is no longer here."""
    number: str
    label: str
    """``受理``, ``要求补正`` …"""
    when: str
    can_undo: bool


class OutboxModel(QObject):
    """The outbox as screens show it."""

    changed = Signal()
    undone = Signal(object)
    """Carries the :class:`PendingAction` that was taken back."""

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._open: Sequence[PendingAction] = ()
        self._troubled: Sequence[PendingAction] = ()
        self._read()
        services.hub.changed.connect(self._on_changes)

    @property
    def waiting(self) -> tuple[PendingAction, ...]:
        """Decisions that the service has not answered, oldest first."""
        return tuple(action for action in self._open if action.state in _WAITING)

    @property
    def troubled(self) -> tuple[PendingAction, ...]:
        """Decisions that met a conflict or a refusal and need a person, oldest first."""
        return tuple(self._troubled)

    @property
    def last_undoable(self) -> PendingAction | None:
        """What Ctrl+Z would take back."""
        pending = [action for action in self._open if action.state is OutboxState.PENDING]
        return max(pending, key=lambda action: action.decided_at, default=None)

    def rows(self, actions: Sequence[PendingAction]) -> list[OutboxRow]:
        """The words of some decisions, newest first."""
        now = self._services.casework.clock.now()
        found = self._services.casework.cases.summaries([action.case for action in actions])
        by_id = {summary.id: summary for summary in found}
        return [self._row(action, by_id, now) for action in reversed(actions)]

    def undo(self, action: PendingAction) -> bool:
        """Take a decision back; False when it is already on its way or something rests on it."""
        changes = self._services.casework.undo(action)
        if changes == NOTHING:
            return False
        self._services.hub.publish(changes)
        self.undone.emit(action)
        return True

    def settle(self, action: PendingAction) -> None:
        """The person goes on with what the platform holds; both versions stay on record."""
        self._services.hub.publish(self._services.casework.settle(action))

    def _row(self, action: PendingAction, by_id: dict[CaseId, CaseSummary], now: datetime) -> OutboxRow:
        summary = by_id.get(action.case)
        return OutboxRow(
            action=action,
            name=summary.child_name if summary else action.case,
            number=summary.number if summary else "",
            label=ACTION_LABELS[action.act.action],
            when=ago(action.decided_at, now),
            can_undo=action.state is OutboxState.PENDING,
        )

    def _read(self) -> None:
        self._open = self._services.casework.outbox.open_actions()
        self._troubled = self._services.casework.outbox.troubled()

    def _on_changes(self, changes: Changes) -> None:
        if changes.outbox or changes.everything:
            self._read()
            self.changed.emit()
