"""Plays many scripts in one season: each names its next moment, the clock steps there, the script goes on."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

Script = Iterator[datetime]
"""Yields the moments at which it wants to act, each not before the last; acts when it is resumed."""


class SteppedClock:
    """A clock that stands until it is set; it never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The moment of the season, in UTC."""
        return self._now.astimezone(UTC)

    def step_to(self, moment: datetime) -> None:
        """:raises ValueError: when ``moment`` lies in the clock's past."""
        if moment < self._now:
            raise ValueError(
                f"the season is at {self._now:%m-%d %H:%M} and cannot go back to {moment:%m-%d %H:%M}"
            )
        self._now = moment


def play(
    scripts: Iterable[Script], clock: SteppedClock, until: datetime, played: Callable[[], None] = lambda: None
) -> None:
    """Resume the scripts in the order of their moments; those after ``until`` do not happen.

    :param played: called whenever a script has come to its end.
    """
    waiting: list[tuple[datetime, int, Script]] = []
    for number, script in enumerate(scripts):
        _enqueue(waiting, number, script, played)
    while waiting:
        moment, number, script = heapq.heappop(waiting)
        if moment > until:
            played()
            continue
        clock.step_to(moment)
        _enqueue(waiting, number, script, played)
    clock.step_to(until)


def _enqueue(
    waiting: list[tuple[datetime, int, Script]], number: int, script: Script, played: Callable[[], None]
) -> None:
    moment = next(script, None)
    if moment is None:
        played()
    else:
        heapq.heappush(waiting, (moment, number, script))
