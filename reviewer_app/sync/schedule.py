"""When to try again. Pure: time and chance are given."""

from __future__ import annotations

from random import Random

from reviewer_app.sync.transport import (
    Busy,
    Cancelled,
    Forbidden,
    Missing,
    Offline,
    TooNew,
    TooOld,
    TransportError,
    Unauthorised,
)

FIRST_PAUSE = 2.0
"""Seconds after the first failure; doubled with each further one."""
LONGEST_PAUSE = 300.0
LONGEST_OFFLINE_PAUSE = 60.0
"""A desktop that comes back to its network should notice within a minute."""
LONGEST_WISH = 900.0
"""What the service asks for is granted up to here."""
POLL = 45.0
"""Between two looks where the long poll does not work."""
SEASON_AGE = 600.0
"""Age in seconds at which the county's season is asked for again."""


def pause_after(error: Exception, failures: int, random: Random) -> float | None:
    """Seconds until the next attempt, or nothing when only a person can help (sign in again).

    Jitter keeps a county's desktops apart that were cut off together: between half of the pause and all of it.

    :param failures: failed attempts in a row, this one included.
    """
    if isinstance(error, Unauthorised | Cancelled):
        return None
    if isinstance(error, TooOld | TooNew | Forbidden | Missing):
        return LONGEST_PAUSE * (0.5 + random.random() / 2)
    longest = LONGEST_OFFLINE_PAUSE if isinstance(error, Offline) else LONGEST_PAUSE
    pause = min(longest, FIRST_PAUSE * 2.0 ** min(failures - 1, 30)) * (0.5 + random.random() / 2)
    if isinstance(error, Busy) and error.retry_after is not None:
        pause = max(pause, min(error.retry_after, LONGEST_WISH))
    return pause


def pause_without_news(random: Random) -> float:
    """Seconds between two looks where nobody tells of changes."""
    return POLL * (0.75 + random.random() / 2)


def is_due(last: float | None, now: float, every: float) -> bool:
    """Whether something that was last done at ``last`` (monotonic seconds) is to be done again."""
    return last is None or now - last >= every


def is_lasting(error: TransportError) -> bool:
    """Whether the error stays until a person or an administrator does something."""
    return isinstance(error, Unauthorised | Forbidden | Missing | TooOld | TooNew)
