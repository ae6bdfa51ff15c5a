"""Clocks: the machine's, and one that runs inside a demonstration's season."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """The present in UTC."""
        return datetime.now(UTC)


class SeasonClock:
    """Starts at a given moment and ticks at normal speed, so that a demonstration stands inside its season."""

    def __init__(self, start: datetime) -> None:
        self._offset = start - datetime.now(UTC)

    def now(self) -> datetime:
        """The present of the demonstration, in UTC."""
        return datetime.now(UTC) + self._offset
