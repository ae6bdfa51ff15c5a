"""Conditions as data: each kind, alone and combined, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from reviewer_app.models.domain.case import FormKind, RegistryVerdict
from reviewer_app.models.domain.conditions import Facts, read_condition
from reviewer_app.models.domain.entries import CatalogueError, Entry

FACTS = Facts(
    form_kind=FormKind.A,
    answers={"category": "SQ", "multi_birth": False, "disability": "", "ss_months": 3},
    guardians=({"grd_basis": "1"}, {"grd_basis": "4"}),
    settings=frozenset({"tax_proof"}),
    verdicts={"不动产": RegistryVerdict.NOT_FOUND},
)
YES: dict[str, Any] = {"field": "category", "in": ["SQ"]}
NO: dict[str, Any] = {"field": "category", "in": ["BD"]}


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (YES, True),
        (NO, False),
        ({"field": "category", "not_in": ["BD", "YF"]}, True),
        ({"field": "category", "not_in": ["SQ"]}, False),
        ({"field": "absent", "in": ["1"]}, False),
        ({"field": "absent", "not_in": ["1"]}, True),
        ({"field": "multi_birth", "in": [False]}, True),
        ({"field": "multi_birth", "in": [True]}, False),
        ({"field": "grd_basis", "in": ["4"]}, True),
        ({"field": "grd_basis", "in": ["5"]}, False),
        ({"field": "disability", "given": True}, False),
        ({"field": "category", "given": True}, True),
        ({"form": "A"}, True),
        ({"form": "B"}, False),
        ({"setting": "tax_proof"}, True),
        ({"setting": "siblings_together"}, False),
        ({"registry": "不动产", "verdicts": ["3", "4"]}, True),
        ({"registry": "不动产", "verdicts": ["2"]}, False),
        ({"registry": "户籍", "verdicts": ["4"]}, False),
        ({"all": [YES, {"form": "A"}]}, True),
        ({"all": [YES, NO]}, False),
        ({"any": [NO, YES]}, True),
        ({"any": [NO, {"all": [YES, NO]}]}, False),
    ],
)
def test_conditions(condition: dict[str, Any], holds: bool) -> None:
    assert read_condition(Entry("f.json", "X", condition)).holds(FACTS) is holds


def test_a_combined_condition_names_all_its_fields() -> None:
    condition: dict[str, Any] = {
        "any": [YES, {"all": [{"field": "grd_basis", "given": True}, {"form": "A"}]}]
    }
    assert read_condition(Entry("f.json", "X", condition)).fields() == {"category", "grd_basis"}


def test_one_guardians_facts_leave_the_other_out() -> None:
    condition = read_condition(Entry("f.json", "X", {"field": "grd_basis", "in": ["4"]}))
    assert not condition.holds(FACTS.of_guardian(0))
    assert condition.holds(FACTS.of_guardian(1))


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"field": "a"},
        {"field": "a", "in": []},
        {"field": "a", "in": [3]},
        {"field": "a", "in": ["1"], "not_in": ["2"]},
        {"field": "a", "given": False},
        {"field": "a", "given": True, "in": ["1"]},
        {"field": "a", "is": "1"},
        {"form": "C"},
        {"form": "A", "field": "a"},
        {"setting": "unheard_of"},
        {"registry": "户籍", "verdicts": ["8"]},
        {"all": []},
        {"any": ["a"]},
        {"all": [YES], "any": [YES]},
    ],
)
def test_what_is_no_condition_is_refused(condition: dict[str, Any]) -> None:
    with pytest.raises(CatalogueError, match=r"f\.json: X"):
        read_condition(Entry("f.json", "X", condition))
