"""One live case per child, stage and year; twins are two children."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.models.domain.case import Case, CaseId, CaseStatus, OfficeCode, Stage
from reviewer_app.models.domain.duplicates import (
    duplicates_of,
    key_of,
    same_child,
    shared_address,
    twin_doubts,
)
from tests.support.cases import make_case

ONE = make_case(1)


def _other(**changes: object) -> Case:
    changed = replace(ONE, id=CaseId("case-x"), number="X")
    answers = {**changed.answers, **{k: v for k, v in changes.items() if k.startswith(("stu_", "dw_"))}}
    fields = {k: v for k, v in changes.items() if not k.startswith(("stu_", "dw_"))}
    kept = {code: value for code, value in answers.items() if value is not None}
    return replace(changed, answers=kept, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (_other(), True),
        (_other(office=OfficeCode("450722")), True),
        (_other(stu_name="另名"), True),
        (_other(stage=Stage.JUNIOR), False),
        (_other(season=2025), False),
        (_other(stu_id_no="459999201808310014"), False),
        (_other(stu_id_no=None), True),
        (_other(stu_id_no=None, stu_name="另名"), False),
        (_other(stu_id_no=None, stu_birth="2019-01-01"), False),
        (_other(stu_id_no=None, guardians=()), False),
    ],
)
def test_the_same_child(other: Case, same: bool) -> None:
    assert same_child(key_of(ONE), key_of(other)) is same
    assert same_child(key_of(other), key_of(ONE)) is same


@pytest.mark.parametrize("status", CaseStatus)
def test_only_live_cases_are_duplicates(status: CaseStatus) -> None:
    other = key_of(_other(status=status))
    assert bool(duplicates_of(key_of(ONE), [other])) is status.is_live


def test_a_case_is_not_its_own_duplicate() -> None:
    assert duplicates_of(key_of(ONE), [key_of(ONE)]) == ()


def _twins(mutual: bool = True, school: str | None = None) -> tuple[Case, Case]:
    elder, younger = "459999202003140019", "459999202003140035"
    one = make_case(
        1, answers={"stu_id_no": elder, "multi_birth": True, "multi_birth_ids": (younger,)}, number="1"
    )
    answers = {
        **one.answers,
        "stu_id_no": younger,
        "stu_name": "韦思远",
        "multi_birth_ids": (elder,) if mutual else (),
    }
    if school:
        answers["apply_school"] = school
    return one, replace(one, id=CaseId("twin"), number="2", answers=answers)


def test_twins_who_name_each_other_and_go_to_one_school_are_in_order() -> None:
    one, two = _twins()
    assert not same_child(key_of(one), key_of(two))
    assert twin_doubts(key_of(one), [key_of(two)]) == ()
    assert twin_doubts(key_of(two), [key_of(one)]) == ()


def test_what_is_wrong_between_twins() -> None:
    one, two = _twins(mutual=False)
    assert twin_doubts(key_of(one), [key_of(two)]) == ("本件填报了同胞，但办件 2 没有互填。",)
    assert twin_doubts(key_of(two), [key_of(one)]) == ("办件 1 填报本学生为同胞，本件没有互填。",)
    one, two = _twins(school="2145000099")
    assert twin_doubts(key_of(one), [key_of(two)]) == ("与同胞的办件 2 报读学校不同。",)
    assert twin_doubts(key_of(one), []) == ("同胞（证件号尾号0035）尚未报名或不在本次可查范围。",)


def test_siblings_of_one_birth_who_name_nobody_are_noticed() -> None:
    one, two = _twins()
    alone = replace(one, answers={k: v for k, v in one.answers.items() if k != "multi_birth_ids"})
    other = replace(two, answers={k: v for k, v in two.answers.items() if k != "multi_birth_ids"})
    assert twin_doubts(key_of(alone), [key_of(other)])[0].startswith("办件 2 为同一监护人、同一出生日期")


def test_withdrawn_twins_do_not_count() -> None:
    one, two = _twins(mutual=False)
    doubts = twin_doubts(key_of(one), [replace(key_of(two), is_live=False)])
    assert doubts == ("同胞（证件号尾号0035）尚未报名或不在本次可查范围。",)


@pytest.mark.parametrize(
    ("changes", "shared"),
    [
        ({"guardians": make_case(2).guardians}, True),
        ({}, False),
        ({"guardians": make_case(2).guardians, "dw_addr": "别处"}, False),
        ({"guardians": make_case(2).guardians, "season": 2025}, False),
        ({"guardians": make_case(2).guardians, "status": CaseStatus.WITHDRAWN}, False),
    ],
)
def test_one_address_of_two_families(changes: dict[str, object], shared: bool) -> None:
    assert bool(shared_address(key_of(ONE), [key_of(_other(**changes))])) is shared


def test_blanks_do_not_make_another_address() -> None:
    spaced = " ".join(str(ONE.answers["dw_addr"]))
    other = _other(guardians=make_case(2).guardians, dw_addr=spaced)
    assert shared_address(key_of(ONE), [key_of(other)])
