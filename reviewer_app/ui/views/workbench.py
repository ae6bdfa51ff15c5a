"""The workbench: the queue at the left, the case with its papers beside it, and what joins the two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QWidget

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.ports import PendingAction
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.outbox_model import OutboxModel
from reviewer_app.ui.views.case_view import CaseView
from reviewer_app.ui.views.queue_view.queue_column import QueueColumn
from reviewer_app.ui.views.theme import look

ROOM_FOR_ALL = 1760
"""From this width on, in design pixels, the queue stays beside a panel of the case (DESIGN_LANGUAGE 7)."""


class Workbench(QWidget):
    """``decided`` carries the :class:`Changes` of each decision made here."""

    decided = Signal(object)

    def __init__(
        self,
        services: Services,
        outbox: OutboxModel,
        is_offline: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self.queue = QueueColumn(services, outbox, is_offline)
        self.case_view = CaseView(services)
        self._case_id: CaseId | None = None
        self._covered = False
        self._lay_out()
        self._connect()

    @property
    def case_id(self) -> CaseId | None:
        """The case before the reviewer."""
        return self._case_id

    @property
    def is_covered(self) -> bool:
        """Whether a panel of the case has the floor; it must be left before another case can come."""
        return self._covered

    def open_case(self, case_id: CaseId | None) -> None:
        """Put a case before the reviewer and mark it in the queue."""
        self.queue.panel.list.select(case_id)
        self._show(case_id)

    def step(self, by: int) -> None:
        """Go to the previous (-1) or next (1) case of the queue; stays where it is at either end."""
        found = self.queue.panel.step(by)
        if found is not None:
            self._show(found)

    def next_pane(self) -> None:
        """Move the focus to the next of queue, form, documents, decisions."""
        view = self.case_view
        panes: list[QWidget] = [self.queue, view.form, view.viewer, view.bar]
        focus = QApplication.focusWidget()
        held = [pane for pane in panes if focus is not None and (pane is focus or pane.isAncestorOf(focus))]
        start = panes.index(held[0]) + 1 if held else 0
        for pane in panes[start:] + panes[:start]:
            target = _first_focusable(pane)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def show_queue(self, key: str) -> None:
        """Work on a queue: the case selected there comes before the reviewer, unless it is there already."""
        self.queue.show_queue(key)
        selected = self.queue.panel.list.selected
        if selected != self._case_id:
            self._show(selected)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.queue)
        row.addWidget(self.case_view, 1)

    def _connect(self) -> None:
        self.queue.case_wanted.connect(lambda case_id: self._show(CaseId(case_id)))
        self.queue.undo.undone.connect(self._on_undone)
        self.case_view.decided.connect(self.decided)
        self.case_view.next_case_wanted.connect(self._go_on)
        self.case_view.covers_queue.connect(self._on_covered)

    def _show(self, case_id: CaseId | None) -> None:
        self._case_id = case_id
        self.case_view.show_case(case_id)

    def _on_covered(self, covered: bool) -> None:
        self._covered = covered
        self._place_queue()

    def _place_queue(self) -> None:
        wide = self.width() * 100 // look().scale >= ROOM_FOR_ALL
        self.queue.setVisible(wide or not self._covered)

    def _go_on(self) -> None:
        self._show(self.queue.panel.next_open())

    def _on_undone(self, action: PendingAction) -> None:
        self.open_case(action.case)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.queue.fit(self.width())
        self._place_queue()


def _first_focusable(pane: QWidget) -> QWidget | None:
    """The list of a pane, or the first part of it that takes the focus."""
    parts: list[QWidget] = [*pane.findChildren(QAbstractItemView), *pane.findChildren(QWidget)]
    for part in parts:
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return part
    return None
