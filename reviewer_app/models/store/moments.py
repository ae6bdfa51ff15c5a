"""Times as the store keeps them: whole microseconds since 1970, exact both ways."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_ORIGIN = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Microseconds since 1970 of a timezone-aware time."""
    return (moment - _ORIGIN) // _MICROSECOND


def to_moment(micros: int) -> datetime:
    """The time behind microseconds since 1970, in UTC."""
    return _ORIGIN + timedelta(microseconds=micros)
