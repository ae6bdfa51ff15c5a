"""Scripts act in the order of their moments, on one clock that never goes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central_service.clock import SteppedClock
from central_service.sample.timeline import Script, play

START = datetime(2026, 7, 10, tzinfo=UTC)


@given(st.lists(st.lists(st.integers(0, 100), max_size=5), max_size=8))
def test_everything_happens_once_in_order_and_nothing_after_the_end(hours: list[list[int]]) -> None:
    clock = SteppedClock(START)
    happened: list[datetime] = []
    ended: list[bool] = []

    def script(wanted: list[int]) -> Script:
        for hour in sorted(wanted):
            yield START + timedelta(hours=hour)
            happened.append(clock.now())

    until = START + timedelta(hours=60)
    play([script(wanted) for wanted in hours], clock, until, lambda: ended.append(True))
    due = sorted(START + timedelta(hours=hour) for wanted in hours for hour in wanted if hour <= 60)
    assert happened == due
    assert clock.now() == until
    assert len(ended) == len(hours)


def test_the_clock_never_goes_back() -> None:
    def script() -> Script:
        yield START - timedelta(seconds=1)

    with pytest.raises(ValueError, match="cannot go back"):
        play([script()], SteppedClock(START), START)
