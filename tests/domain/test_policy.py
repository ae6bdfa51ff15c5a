"""The county's rules: days, lines, switches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reviewer_app.models.domain.case import Category, FormKind
from reviewer_app.models.domain.policy import LOCAL_ZONE, CountyPolicy


def test_the_template(policy: CountyPolicy) -> None:
    assert policy.cutoff(2026) == date(2026, 8, 31)
    assert (policy.entry_age, policy.correction_days, policy.residence_months) == (6, 3, 6)
    assert policy.form_kinds[Category.MIGRANT] == (FormKind.A,)
    assert policy.form_kinds[Category.ENTITLED][0] is FormKind.B
    assert [rank.rank for rank in policy.classes] == list(range(7))
    assert policy.publicity_required


def test_lines_stand_beside_their_fields(policy: CountyPolicy) -> None:
    assert policy.lines_for("stu_birth") == ("小学一年级新生须在当年8月31日（含当日）前年满6周岁。",)
    assert policy.lines_for("M20")[0].startswith("随迁子女")
    assert policy.lines_for("stu_ethnic") == ()


NOW = datetime(2026, 7, 12, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("closes", "due"),
    [
        (datetime(2026, 7, 31, 10, tzinfo=UTC), datetime(2026, 7, 15, 18, tzinfo=LOCAL_ZONE)),
        (datetime(2026, 7, 14, 9, tzinfo=UTC), datetime(2026, 7, 14, 17, tzinfo=LOCAL_ZONE)),
        (datetime(2026, 7, 1, 9, tzinfo=UTC), datetime(2026, 7, 15, 18, tzinfo=LOCAL_ZONE)),
    ],
)
def test_a_correction_is_due_after_three_days_and_not_after_the_closing(
    policy: CountyPolicy, closes: datetime, due: datetime
) -> None:
    assert policy.default_due(NOW, closes) == due


def test_days_are_counted_in_local_time(policy: CountyPolicy) -> None:
    late = datetime(2026, 7, 12, 17, 0, tzinfo=UTC)
    assert policy.default_due(late, datetime(2026, 8, 1, tzinfo=UTC)).day == 16


def test_demo_numbers_belong_to_the_policy(policy: CountyPolicy) -> None:
    assert policy.is_demo_number("459999201808310014")
    assert not policy.is_demo_number("450721201808310014")
    assert not replace(policy, demo_prefixes=()).is_demo_number("459999201808310014")
