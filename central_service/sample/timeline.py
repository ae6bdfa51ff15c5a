"""Plays many scripts in one season: each names its next moment, the clock steps there, the script goes on."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from central_service.clock import SteppedClock

Script = Iterator[datetime]
"""Yields the moments at which it wants to act, each not before the last; acts when it is resumed."""


def play(
    scripts: Iterable[Script], clock: SteppedClock, until: datetime, played: Callable[[], None] = lambda: None
) -> None:
    """Resume the scripts in the order of their moments; those after ``until`` do not happen.

    :raises ValueError: when a script wants to go back in time.

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
        _step(clock, moment)
        _enqueue(waiting, number, script, played)
    _step(clock, until)


def _step(clock: SteppedClock, moment: datetime) -> None:
    now = clock.now()
    if moment < now:
        raise ValueError(f"the season is at {now:%m-%d %H:%M} and cannot go back to {moment:%m-%d %H:%M}")
    clock.move_to(moment)


def _enqueue(
    waiting: list[tuple[datetime, int, Script]], number: int, script: Script, played: Callable[[], None]
) -> None:
    moment = next(script, None)
    if moment is None:
        played()
    else:
        heapq.heappush(waiting, (moment, number, script))
