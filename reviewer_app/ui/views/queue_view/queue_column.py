"""The left column of the workbench: the queues, one at a time, or the rail that they fold into."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.outbox_model import OutboxModel
from reviewer_app.ui.viewmodels.queue_counts import QueueAnswer
from reviewer_app.ui.viewmodels.queue_filter import CORRECTION_TABS, REVIEW_TABS
from reviewer_app.ui.views.painting import draw_vline
from reviewer_app.ui.views.queue_view.queue_panel import QueuePanel
from reviewer_app.ui.views.queue_view.queue_rail import WIDTH as RAIL
from reviewer_app.ui.views.queue_view.queue_rail import QueueRail
from reviewer_app.ui.views.queue_view.undo_offer import UndoOffer
from reviewer_app.ui.views.theme import look

REVIEW = "review"
CORRECTION = "correction"
_WIDTHS = ((1760, 328), (1500, 300), (1280, 272))
"""(window from, queue), design pixels (DESIGN_LANGUAGE 7); below the last one the queue is a rail."""


class QueueColumn(QWidget):
    """Holds the queues of 审核 and 补正跟踪 with one undo card between them."""

    case_wanted = Signal(str)

    def __init__(
        self,
        services: Services,
        outbox: OutboxModel,
        is_offline: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.undo = UndoOffer(outbox, is_offline)
        self._panels = {
            REVIEW: QueuePanel(services, REVIEW_TABS),
            CORRECTION: QueuePanel(services, CORRECTION_TABS),
        }
        self._rail = QueueRail()
        self._stack = QStackedWidget()
        self._current = REVIEW
        self._window_width = 1366
        self._width = look().px(RAIL)
        self._folded: bool | None = None
        """What the reviewer asked for; nothing while the width alone decides."""
        for panel in self._panels.values():
            self._stack.addWidget(panel)
            panel.case_wanted.connect(self.case_wanted)
            panel.fold_wanted.connect(self.toggle_fold)
            panel.answered.connect(self._on_answer)
        self._stack.addWidget(self._rail)
        self._rail.unfold_wanted.connect(self.toggle_fold)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.addWidget(self._stack)
        self.show_queue(REVIEW)

    @property
    def panel(self) -> QueuePanel:
        """The queue that is worked on."""
        return self._panels[self._current]

    @property
    def is_folded(self) -> bool:
        """Whether the queue is a rail."""
        return self._narrow() if self._folded is None else self._folded

    def show_queue(self, key: str) -> None:
        """Work on one of the queues."""
        self._current = key
        self.panel.foot.addWidget(self.undo)
        self._place()

    def toggle_fold(self) -> None:
        """Fold the queue, or open it again."""
        self._folded = not self.is_folded
        self._place()

    def fit(self, window_width: int) -> None:
        """Take the width that the window's leaves; ``window_width`` in logical pixels."""
        was_narrow = self._narrow()
        self._window_width = window_width
        if was_narrow != self._narrow():
            self._folded = None
        self._place()

    def _narrow(self) -> bool:
        return self._design_width() < _WIDTHS[-1][0]

    def _design_width(self) -> float:
        return self._window_width * 100 / look().scale

    def _place(self) -> None:
        folded = self.is_folded
        self._stack.setCurrentWidget(self._rail if folded else self.panel)
        wide = next((queue for start, queue in _WIDTHS if self._design_width() >= start), _WIDTHS[-1][1])
        self._width = look().px(RAIL if folded else wide)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._width, look().px(400))

    def minimumSizeHint(self) -> QSize:
        # Not its own width: that would keep a wide window from being made narrow in one step.
        return QSize(look().px(RAIL), look().px(200))

    def _on_answer(self, answer: QueueAnswer) -> None:
        self._rail.show_count(answer.tabs.get(self.panel.model.tabs[0], 0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_folded"):
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colours.side)
        draw_vline(painter, self.width() - 1, 0, self.height(), look().colours.line2)
