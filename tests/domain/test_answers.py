"""Answers are refused with a code, the field and what to do, or accepted whole."""

from __future__ import annotations

from typing import Any

import pytest

from reviewer_app.models.domain.answers import FieldError, drop_unasked, validate, validate_draft
from reviewer_app.models.domain.case import Answer, Category, FormKind, Stage
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.policy import CountyPolicy
from tests.support.cases import make_case


def _errors(
    catalogue: Catalogue, policy: CountyPolicy, answers: dict[str, Any], kind: FormKind = FormKind.B
) -> set[tuple[str, str]]:
    case = make_case(1, kind=kind, answers=answers)
    found = validate(catalogue.forms[kind], case.answers, case.guardians, settings=policy.settings)
    return {(error.code, error.field) for error in found}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    ("kind", "category"),
    [
        (FormKind.A, Category.LOCAL),
        (FormKind.A, Category.HOME_OWNER),
        (FormKind.A, Category.MIGRANT),
        (FormKind.A, Category.ENTITLED),
        (FormKind.B, Category.LOCAL),
        (FormKind.B, Category.ENTITLED),
    ],
)
def test_a_whole_case_has_no_errors(
    catalogue: Catalogue, policy: CountyPolicy, kind: FormKind, category: Category, stage: Stage
) -> None:
    case = make_case(3, kind=kind, category=category, stage=stage, guardians=2)
    assert validate(catalogue.forms[kind], case.answers, case.guardians, settings=policy.settings) == ()


@pytest.mark.parametrize(
    ("code", "value", "error"),
    [
        ("stu_name", None, "required"),
        ("stu_name", "", "required"),
        ("stu_name", "韦 思源", "bad_name"),
        ("stu_name", "Wei Siyuan", "bad_name"),
        ("stu_name", "韦" * 51, "too_long"),
        ("stu_name", 5, "wrong_type"),
        ("stu_name", "韦\u202e思", "bad_characters"),
        ("stu_addr", "灵山\x00县", "bad_characters"),
        ("stu_addr", "县" * 121, "too_long"),
        ("stu_id_no", "4599-99", "bad_characters"),
        ("stu_sex", "3", "not_in_codeset"),
        ("stu_sex", 1, "wrong_type"),
        ("stu_birth", "2019-02-29", "bad_date"),
        ("stu_birth", "20190228", "bad_date"),
        ("stu_birth", "0019-02-28", "bad_date"),
        ("stu_birth", 20190228, "wrong_type"),
        ("multi_birth", "是", "wrong_type"),
        ("multi_birth", None, "required"),
        ("stu_hukou_region", "450000", "not_in_codeset"),
        ("stu_hukou_region", "452824", "not_in_codeset"),
        ("stu_addr_region", "450721", "not_in_codeset"),
        ("stu_addr_region", "459999001001", "not_in_codeset"),
        ("region", "451302", "not_in_codeset"),
        ("apply_school", None, "required"),
        ("apply_school", "第一小学", "not_in_codeset"),
        ("xueji_no", "G459999201202290039", "not_asked"),
        ("pref_kind", "Y1", "not_asked"),
        ("rp_no", "123", "unknown_field"),
        ("shoe_size", "30", "unknown_field"),
        ("grd_name", "韦志强", "unknown_field"),
        ("grd_income", "5000", "forbidden_field"),
        ("religion", "无", "forbidden_field"),
    ],
)
def test_one_wrong_answer(
    catalogue: Catalogue, policy: CountyPolicy, code: str, value: Answer | None, error: str
) -> None:
    assert _errors(catalogue, policy, {code: value}) == {(error, code)}


@pytest.mark.parametrize(
    ("code", "value", "error"),
    [
        ("ss_months", -1, "out_of_range"),
        ("ss_months", 1000, "out_of_range"),
        ("ss_months", True, "wrong_type"),
        ("ss_months", "30", "wrong_type"),
        ("rp_holder", "韦-强", "bad_name"),
        ("emp_uscc", "91450721MA5K0A1B2TX", "too_long"),
    ],
)
def test_one_wrong_answer_of_a_migrant_family(
    catalogue: Catalogue, policy: CountyPolicy, code: str, value: Answer, error: str
) -> None:
    case = make_case(1, kind=FormKind.A, category=Category.MIGRANT, answers={code: value})
    found = validate(catalogue.forms[FormKind.A], case.answers, case.guardians, settings=policy.settings)
    assert [(item.code, item.field) for item in found] == [(error, code)]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (("45999920180515006X", "45999920180515006X"), "repeated"),
        (("459999201805150060",) * 1 + tuple(f"4599992018051500{n}0" for n in range(10, 14)), "too_long"),
        (("45-9",), "bad_characters"),
        ("45999920180515006X", "wrong_type"),
        ((), "required"),
    ],
)
def test_numbers_of_twins(catalogue: Catalogue, policy: CountyPolicy, value: Answer, error: str) -> None:
    assert _errors(catalogue, policy, {"multi_birth": True, "multi_birth_ids": value}) == {
        (error, "multi_birth_ids")
    }


@pytest.mark.parametrize(
    ("area", "is_right"), [("98.5", True), ("98.555", False), ("约98", False), (98, False)]
)
def test_decimals(catalogue: Catalogue, policy: CountyPolicy, area: Answer, is_right: bool) -> None:
    errors = _errors(catalogue, policy, {"pr_area": area}, FormKind.A)
    assert errors == (set() if is_right else {("wrong_type", "pr_area")})


@pytest.mark.parametrize("name", ["阿卜杜·热合曼", "𬱖" * 50, "NGUYEN VAN AN", "〇一"])
def test_names_of_every_people_pass(catalogue: Catalogue, policy: CountyPolicy, name: str) -> None:
    assert _errors(catalogue, policy, {"stu_name": name}) == set()


def test_length_counts_characters_and_not_utf_16_units(catalogue: Catalogue, policy: CountyPolicy) -> None:
    assert _errors(catalogue, policy, {"stu_former_name": "𬱖" * 50}) == set()
    assert _errors(catalogue, policy, {"stu_former_name": "𬱖" * 51}) == {("too_long", "stu_former_name")}


def test_faults_of_the_second_guardian_name_their_place(catalogue: Catalogue, policy: CountyPolicy) -> None:
    case = make_case(1, guardians=2)
    guardians = (case.guardians[0], {**case.guardians[1], "grd_mobile": "1234", "grd_relation": ""})
    found = validate(catalogue.forms[FormKind.B], case.answers, guardians, settings=policy.settings)
    assert [(error.code, error.field) for error in found] == [
        ("bad_mobile", "guardians.1.grd_mobile"),
        ("required", "guardians.1.grd_relation"),
    ]


@pytest.mark.parametrize("count", [0, 3])
def test_one_or_two_guardians(catalogue: Catalogue, policy: CountyPolicy, count: int) -> None:
    case = make_case(1)
    found = validate(
        catalogue.forms[FormKind.B], case.answers, case.guardians * count, settings=policy.settings
    )
    assert (
        FieldError(code="guardian_count", field="guardians", message_zh="法定监护人须填 1 至 2 人。") in found
    )


def test_messages_say_what_to_do(catalogue: Catalogue, policy: CountyPolicy) -> None:
    case = make_case(1, answers={"stu_name": None, "stu_sex": None})
    found = validate(catalogue.forms[FormKind.B], case.answers, case.guardians, settings=policy.settings)
    assert [error.message_zh for error in found] == ["请填写“姓名”。", "请选择“性别”。"]


def test_a_draft_may_be_empty_but_not_wrong(catalogue: Catalogue) -> None:
    form = catalogue.forms[FormKind.B]
    assert validate_draft(form, {}, ()) == ()
    found = validate_draft(form, {"stu_sex": "3", "rp_no": "1"}, ({"grd_mobile": "12"},))
    assert {(error.code, error.field) for error in found} == {
        ("not_in_codeset", "stu_sex"),
        ("unknown_field", "rp_no"),
        ("bad_mobile", "guardians.0.grd_mobile"),
    }


def test_a_guardian_cannot_vouch_for_themself(catalogue: Catalogue) -> None:
    answers: dict[str, Answer] = {"rp_months": 12}
    guardian: dict[str, Answer] = {"grd_face_ok": True, "grd_consent": "2026-1"}
    found = validate_draft(catalogue.forms[FormKind.A], answers, (guardian,))
    assert {(error.code, error.field) for error in found} == {
        ("filled_by_system", "rp_months"),
        ("filled_by_system", "guardians.0.grd_face_ok"),
        ("filled_by_system", "guardians.0.grd_consent"),
    }


def test_answers_no_longer_asked_are_dropped_with_those_that_hang_on_them(
    catalogue: Catalogue, policy: CountyPolicy
) -> None:
    migrant = make_case(1, kind=FormKind.A, category=Category.MIGRANT)
    changed = {**migrant.answers, "category": "BD", "dw_kind": "6"}
    form = catalogue.forms[FormKind.A]
    answers, guardians = drop_unasked(form, changed, migrant.guardians, settings=policy.settings)
    assert not [code for code in answers if code.startswith(("rp_", "emp_", "ss_", "pr_", "dw_lease"))]
    assert "no_other_home" not in answers
    assert guardians == migrant.guardians
    assert validate(form, answers, guardians, settings=policy.settings) == ()
    short, _ = drop_unasked(catalogue.forms[FormKind.B], migrant.answers, (), settings=policy.settings)
    assert short.keys() <= catalogue.forms[FormKind.B].fields.keys()


def test_a_guardians_stale_answer_is_dropped_from_that_guardian(catalogue: Catalogue) -> None:
    case = make_case(1, guardians=2)
    foreign = {**case.guardians[1], "grd_id_type": "A"}
    _, guardians = drop_unasked(catalogue.forms[FormKind.B], case.answers, (case.guardians[0], foreign))
    assert "grd_hukou_addr" in guardians[0]
    assert "grd_hukou_addr" not in guardians[1]
