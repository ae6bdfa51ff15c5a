"""Plays a script against the running window: what it waits for is a condition, never a length of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

_TICK_MILLISECONDS = 20


@dataclass(frozen=True, slots=True)
class Until:
    """The script goes on as soon as ``holds`` does; ``what`` names it should that never be."""

    holds: Callable[[], bool]
    what: str
    seconds: float = 90.0


Script = Iterator[Until]


class Player(QObject):
    """Resumes the script from the window's own event loop."""

    ended = Signal(str)
    """Empty at the script's end, or what was waited for in vain."""

    def __init__(self, script: Script, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._script = script
        self._until: Until | None = None
        self._deadline = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin; the event loop must run."""
        self._timer.start()

    def _tick(self) -> None:
        if self._until is not None and not self._until.holds():
            if monotonic() > self._deadline:
                self._end(self._until.what)
            return
        try:
            self._until = next(self._script)
        except StopIteration:
            self._end("")
            return
        except Exception:
            self._timer.stop()
            raise
        self._deadline = monotonic() + self._until.seconds

    def _end(self, missing: str) -> None:
        self._timer.stop()
        self.ended.emit(missing)
