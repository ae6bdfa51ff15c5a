"""Opens the outbox under its pill and keeps it as high as what is in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.viewmodels.outbox_model import OutboxModel
from reviewer_app.ui.viewmodels.sync_viewmodel import SyncViewModel
from reviewer_app.ui.views.components import Popover, open_popover
from reviewer_app.ui.views.outbox_panel import OutboxPanel

_WIDTH = 370


class OutboxPopover(QObject):
    """One at a time. Its signals come after it has closed, but for ``retry_wanted``."""

    confirm_wanted = Signal()
    sign_in_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, outbox: OutboxModel, sync: SyncViewModel, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._outbox = outbox
        self._sync = sync
        self._anchor = anchor
        self._popover: Popover | None = None

    def open(self) -> None:
        """Show it, unless another sheet is open."""
        if open_popover() is not None:
            return
        panel = OutboxPanel(self._outbox, self._sync)
        panel.confirm_wanted.connect(lambda: self._leave_for(self.confirm_wanted.emit))
        panel.sign_in_wanted.connect(lambda: self._leave_for(self.sign_in_wanted.emit))
        panel.retry_wanted.connect(self.retry_wanted)
        popover = Popover(panel, self._anchor, name=self.tr("待发送"))
        panel.resized.connect(lambda: _refit(popover))
        popover.closed.connect(self._forget)
        self._popover = popover
        popover.open_at(width=_WIDTH, right=True)

    def close(self) -> None:
        """Close it, if it is open."""
        if self._popover is not None:
            self._popover.close_popover()

    def _leave_for(self, act: Callable[[], None]) -> None:
        self.close()
        act()

    def _forget(self) -> None:
        self._popover = None


def _refit(popover: Popover) -> None:
    layout = popover.layout()
    if layout is not None:
        layout.activate()
    width = popover.width()
    fitting = popover.heightForWidth(width) if popover.hasHeightForWidth() else popover.sizeHint().height()
    popover.resize(width, min(fitting, popover.window().height() - popover.y()))
