"""Conflicts whose cases are being looked at anew: settled by the decision that follows, never by looking."""

from __future__ import annotations

from PySide6.QtCore import QObject

from reviewer_app.models.domain.case import ActionId, CaseId
from reviewer_app.ui.viewmodels.outbox_model import OutboxModel


class Reopened(QObject):
    """Watches the outbox for new decisions on such cases. After a restart the conflicts simply stand again."""

    def __init__(self, outbox: OutboxModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outbox = outbox
        self._rows: dict[CaseId, ActionId] = {}
        outbox.changed.connect(self._on_changed)

    def watch(self, case_id: CaseId) -> None:
        """The person goes to decide on a case again."""
        for action in self._outbox.troubled:
            if action.case == case_id:
                self._rows[case_id] = action.id

    def _on_changed(self) -> None:
        decided = {action.case for action in self._outbox.waiting}
        for case_id in [case_id for case_id in self._rows if case_id in decided]:
            action_id = self._rows.pop(case_id)
            for action in self._outbox.troubled:
                if action.id == action_id:
                    self._outbox.settle(action)
