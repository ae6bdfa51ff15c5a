"""School age: full years on the county's day of the year, that day included (义务教育法 11)."""

from __future__ import annotations

from datetime import date


def completed_years(birth: date, on: date) -> int:
    """Full years of age on a day; a birthday on 29 February is kept on 1 March in other years."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def is_of_age(birth: date, cutoff: date, years: int = 6) -> bool:
    """Whether the child has its birthday on or before ``cutoff``, e.g. 31 August, which itself counts."""
    return completed_years(birth, cutoff) >= years


def is_older_than_usual(birth: date, cutoff: date, years: int = 6) -> bool:
    """Whether the child could have entered a year earlier; a thing to ask about, never one to prove."""
    return completed_years(birth, cutoff) > years
