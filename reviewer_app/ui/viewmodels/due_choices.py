"""Due times that are offered for a correction: so many working days on, never past the closing of registration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from reviewer_app.ui.viewmodels.times import CHINA

PRESETS = (3, 5, 7)
"""Working days (Monday to Friday; movable holidays are left to the person)."""
CLOSING_HOUR = 18
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DueChoice:
    """One preset."""

    workdays: int
    at: datetime
    limited: bool
    """Whether the closing of registration cut it short."""


def due_choices(now: datetime, closes: datetime | None) -> tuple[DueChoice, ...]:
    """The presets from ``now``, each at 18:00, cut at ``closes`` while registration is open."""
    choices = []
    for days in PRESETS:
        wanted = workday_after(now, days)
        limit = closes.astimezone(CHINA) if closes is not None and closes > now else None
        at = min(wanted, limit) if limit else wanted
        choices.append(DueChoice(workdays=days, at=at, limited=at < wanted))
    return tuple(choices)


def workday_after(now: datetime, days: int) -> datetime:
    """18:00 on the ``days``-th working day after today."""
    at = now.astimezone(CHINA)
    while days:
        at += timedelta(days=1)
        days -= at.weekday() < _SATURDAY
    return at.replace(hour=CLOSING_HOUR, minute=0, second=0, microsecond=0)


def day_moved(due: datetime, by: int, now: datetime) -> datetime:
    """The due time a day earlier or later at 18:00, never before now."""
    at = due.astimezone(CHINA) + timedelta(days=by)
    moved = at.replace(hour=CLOSING_HOUR, minute=0, second=0, microsecond=0)
    return moved if moved > now else due
