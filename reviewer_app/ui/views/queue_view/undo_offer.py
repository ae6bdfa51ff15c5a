"""The card at the foot of the queue: the last decision of this sitting, as long as it can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.domain.workflow import TRANSITIONS
from reviewer_app.ui.viewmodels.outbox_model import OutboxModel
from reviewer_app.ui.viewmodels.queue_row import done_word
from reviewer_app.ui.views.components import UndoCard

_TELLS_GUARDIAN = frozenset(row.action for row in TRANSITIONS if row.notice)


class UndoOffer(QWidget):
    """Shows and takes back the newest decision. ``undone`` carries the :class:`PendingAction` taken back."""

    undone = Signal(object)

    def __init__(
        self, outbox: OutboxModel, is_offline: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._outbox = outbox
        self._is_offline = is_offline
        self._known = {action.id for action in outbox.waiting}
        self._offered: PendingAction | None = None
        self._card = UndoCard()
        self._card.undone.connect(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self.hide()
        outbox.changed.connect(self.refresh)

    @property
    def offered(self) -> PendingAction | None:
        """The decision that Ctrl+Z would take back."""
        return self._offered

    def undo(self) -> None:
        """Take the offered decision back; when it is already on its way, say so."""
        action = self._offered
        if action is None:
            return
        if self._outbox.undo(action):
            self.undone.emit(action)
        else:
            self._show(action, sent=True)

    def refresh(self) -> None:
        """Offer the newest decision made since this window was opened, if it can still be taken back."""
        fresh = [a for a in self._outbox.waiting if a.id not in self._known]
        pending = [a for a in fresh if a.state is OutboxState.PENDING]
        self._offered = max(pending, key=lambda a: a.decided_at, default=None)
        self.setVisible(self._offered is not None)
        if self._offered is not None:
            self._show(self._offered)

    def _show(self, action: PendingAction, *, sent: bool = False) -> None:
        row = self._outbox.rows([action])[0]
        title = f"{row.name} {done_word(action.act.action)}"
        if sent:
            self._card.show_decision(title, self.tr("已在发送，不能撤销。"), can_undo=False)
            return
        tells = action.act.action in _TELLS_GUARDIAN
        if self._is_offline():
            detail = self.tr("已存本机，联网后发送并通知家长") if tells else self.tr("已存本机，联网后发送")
            self._card.show_decision(title, detail, self.tr("联网前均可撤销"))
        else:
            detail = self.tr("已存本机，片刻后发送并通知家长") if tells else self.tr("已存本机，片刻后发送")
            self._card.show_decision(title, detail, self.tr("发送前可撤销"))
