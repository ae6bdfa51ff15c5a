"""Where the service's time comes from: the machine, a season of its own for a trial, or a test's hand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from threading import Lock

CHINA = timezone(timedelta(hours=8))


class SystemClock:
    """The machine's time, told in China's zone."""

    def now(self) -> datetime:
        """The present."""
        return datetime.now(CHINA)


class ShiftedClock:
    """Starts at a given moment and ticks at normal speed: a trial lives in its own season."""

    def __init__(self, start: datetime) -> None:
        self._shift = start - datetime.now(CHINA)

    def now(self) -> datetime:
        """The present of the trial."""
        return (datetime.now(CHINA) + self._shift).astimezone(CHINA)


class SteppedClock:
    """Stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._lock = Lock()

    def now(self) -> datetime:
        """The moment it was last moved to."""
        with self._lock:
            return self._now

    def advance(self, **step: float) -> datetime:
        """Move on by :class:`~datetime.timedelta` keywords; answers the new present."""
        with self._lock:
            self._now += timedelta(**step)
            return self._now

    def move_to(self, moment: datetime) -> None:
        """Stand at ``moment`` from now on."""
        with self._lock:
            self._now = moment
