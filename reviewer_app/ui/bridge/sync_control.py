"""What the screens may know of the sync and ask of it; the thread behind it is the composition root's business."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer_app.ui.bridge.sync_status import SyncStatus


class SyncControl(QObject):
    """The sync as seen from the screens' thread."""

    status_changed = Signal(object)
    """Carries :class:`SyncStatus`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._status = SyncStatus()

    @property
    def status(self) -> SyncStatus:
        """The latest status."""
        return self._status

    def run_now(self) -> None:
        """Begin a run as soon as possible instead of when it is due."""
        raise NotImplementedError

    def _put(self, status: SyncStatus) -> None:
        if status != self._status:
            self._status = status
            self.status_changed.emit(status)
