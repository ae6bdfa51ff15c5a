"""Clocks that a test sets."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.support.cases import SEASON_START


class FixedClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = SEASON_START) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
