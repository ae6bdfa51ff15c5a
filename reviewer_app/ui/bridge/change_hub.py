"""The one place through which screens learn that something moved, whichever thread moved it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer_app.models.domain.changes import Changes


class ChangeHub(QObject):
    """Hands :class:`Changes` to whoever shows the things that moved."""

    changed = Signal(object)
    """Carries :class:`Changes`; always emitted on the thread that the hub lives in, which is the screens'."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._announce)

    def publish(self, changes: Changes) -> None:
        """Announce from any thread: at once on the screens' own, queued from another; NOTHING is silence."""
        if changes:
            self._posted.emit(changes)

    def _announce(self, changes: Changes) -> None:
        self.changed.emit(changes)
