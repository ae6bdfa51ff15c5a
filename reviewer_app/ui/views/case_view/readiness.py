"""Tells when the decisions of the case on screen may act: form and image painted, and a moment to settle."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer_app.ui.viewmodels.arming import SETTLE_SECONDS, Arming, Disarmed

_MARGIN_MS = 10


class Readiness(QObject):
    """An :class:`Arming` that speaks up by itself."""

    painted = Signal(str)
    """Form and image of a case stand on the screen; carries its id."""
    changed = Signal(bool)
    """Whether decisions may act now."""

    def __init__(
        self, parent: QObject | None = None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._arming = Arming(monotonic)
        self._case_id = ""
        self._form = self._image = False
        self._armed = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(round(SETTLE_SECONDS * 1000) + _MARGIN_MS)
        self._settle.timeout.connect(self._check)

    @property
    def disarmed(self) -> Disarmed | None:
        """Why nothing would happen now, or nothing when it would."""
        return self._arming.disarmed

    def start(self, case_id: str | None) -> None:
        """Another case, or the same one anew, is on its way to the screen."""
        self._case_id = case_id or ""
        self._form = self._image = False
        self._settle.stop()
        self._arming.show(case_id)
        self._check()

    def form_painted(self) -> None:
        """The form of the case stands on the screen."""
        if self._case_id:
            self._form = True
            self._arming.form_painted(self._case_id)
            self._both()

    def image_painted(self) -> None:
        """The image stands on the screen, or the words that say why there is none."""
        if self._case_id:
            self._image = True
            self._arming.image_painted(self._case_id)
            self._both()

    def decided(self) -> None:
        """One decision a showing."""
        self._arming.decided()
        self._check()

    def hold(self) -> None:
        """The case moved under the reviewer."""
        self._arming.hold_for_news()
        self._check()

    def _both(self) -> None:
        both = self._form and self._image
        if both and self._arming.disarmed is Disarmed.SETTLING and not self._settle.isActive():
            self._settle.start()
            self.painted.emit(self._case_id)

    def _check(self) -> None:
        armed = self._arming.disarmed is None
        if self._arming.disarmed is Disarmed.SETTLING:
            self._settle.start()
        if armed != self._armed:
            self._armed = armed
            self.changed.emit(armed)
