"""School age on the cut-off day, which itself counts."""

from __future__ import annotations

from datetime import date

import pytest

from reviewer_app.models.domain.age import completed_years, is_of_age, is_older_than_usual

CUTOFF = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("birth", "of_age", "older"),
    [
        (date(2020, 8, 31), True, False),
        (date(2020, 9, 1), False, False),
        (date(2020, 8, 30), True, False),
        (date(2020, 2, 29), True, False),
        (date(2019, 9, 1), True, False),
        (date(2019, 8, 31), True, True),
        (date(2018, 1, 1), True, True),
        (date(2026, 8, 31), False, False),
    ],
)
def test_six_full_years_by_31_august(birth: date, of_age: bool, older: bool) -> None:
    assert is_of_age(birth, CUTOFF) is of_age
    assert is_older_than_usual(birth, CUTOFF) is older


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(2020, 2, 29), date(2026, 2, 28), 5),
        (date(2020, 2, 29), date(2026, 3, 1), 6),
        (date(2020, 2, 29), date(2028, 2, 29), 8),
        (date(2010, 5, 5), date(2026, 5, 5), 16),
        (date(2010, 5, 5), date(2026, 5, 4), 15),
    ],
)
def test_full_years(birth: date, on: date, years: int) -> None:
    assert completed_years(birth, on) == years
