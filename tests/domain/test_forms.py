"""Which questions a case is asked, and which it must answer."""

from __future__ import annotations

import pytest

from reviewer_app.models.domain.case import Answer, FormKind
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.conditions import Facts
from reviewer_app.models.domain.display import display_value, target_label
from reviewer_app.models.domain.forms import (
    FilledBy,
    field_code,
    guardian_of,
    required_fields,
    visible_sections,
    visible_targets,
)


def _facts(answers: dict[str, Answer], kind: FormKind = FormKind.A, *settings: str) -> Facts:
    return Facts(
        form_kind=kind, answers=answers, guardians=({"grd_id_type": "1"},), settings=frozenset(settings)
    )


def _asked(catalogue: Catalogue, facts: Facts) -> set[str]:
    return {target for target, _ in visible_targets(catalogue.forms[facts.form_kind], facts)}


def _required(catalogue: Catalogue, facts: Facts) -> set[str]:
    return set(required_fields(catalogue.forms[facts.form_kind], facts))


@pytest.mark.parametrize(
    ("kind", "answers", "sections"),
    [
        (FormKind.A, {"category": "BD", "dw_kind": "1"}, ["S1", "S2", "S5", "S6"]),
        (FormKind.A, {"category": "BD", "dw_kind": "6"}, ["S1", "S2", "S5"]),
        (FormKind.A, {"category": "SQ", "dw_kind": "3"}, ["S1", "S2", "S3", "S4", "S5", "S6"]),
        (FormKind.A, {"category": "SQ", "dw_kind": "9"}, ["S1", "S2", "S3", "S4", "S5"]),
        (FormKind.B, {"category": "SQ", "dw_kind": "1"}, ["S1", "S2", "S5"]),
    ],
)
def test_sections(
    catalogue: Catalogue, kind: FormKind, answers: dict[str, Answer], sections: list[str]
) -> None:
    shown = visible_sections(catalogue.forms[kind], _facts(answers, kind))
    assert [section.code for section in shown] == sections


def test_a_tenant_is_asked_of_another_home_and_of_no_title(catalogue: Catalogue) -> None:
    shown = visible_sections(catalogue.forms[FormKind.A], _facts({"category": "SQ", "dw_kind": "3"}))
    assert [field.code for field in shown[-1].fields] == ["no_other_home"]


@pytest.mark.parametrize(
    ("answers", "asked", "not_asked"),
    [
        ({"category": "YF"}, {"pref_kind"}, {"rp_no"}),
        ({"category": "BD"}, set(), {"pref_kind", "emp_unit"}),
        ({"stage": "XX1"}, set(), {"prev_school", "xueji_no", "board"}),
        ({"stage": "CZ1"}, {"prev_school", "xueji_no", "board"}, set()),
        ({"multi_birth": True}, {"multi_birth_ids"}, set()),
        ({"stu_id_type": "A"}, {"stu_id_no"}, {"stu_hukou_region", "stu_rel_to_head"}),
        ({"dw_kind": "3"}, {"dw_lessor", "dw_lease_to"}, {"pr_cert_no", "dw_owner_rel"}),
        ({"dw_kind": "1", "pr_doc": "3"}, {"pr_contract_no", "pr_cert_no"}, {"no_other_home"}),
    ],
)
def test_questions_hang_on_answers(
    catalogue: Catalogue, answers: dict[str, Answer], asked: set[str], not_asked: set[str]
) -> None:
    found = _asked(catalogue, _facts(answers))
    assert asked <= found
    assert found.isdisjoint(not_asked)


@pytest.mark.parametrize(
    ("answers", "required", "not_required"),
    [
        ({"stu_id_type": "1"}, {"stu_id_no", "stu_hukou_addr"}, set()),
        ({"stu_id_type": "N"}, set(), {"stu_id_no", "stu_hukou_addr"}),
        ({"stu_id_type": "Z"}, set(), {"stu_id_no", "stu_hukou_addr"}),
        ({"dw_kind": "1", "pr_doc": "1"}, {"pr_cert_no", "pr_owner"}, {"pr_unit_no", "pr_contract_no"}),
        ({"dw_kind": "1", "pr_doc": "3"}, {"pr_contract_no"}, {"pr_cert_no"}),
        ({"dw_kind": "7"}, {"pr_owner"}, {"dw_owner_rel"}),
        ({"category": "SQ"}, {"rp_holder", "emp_unit"}, {"rp_no", "rp_months", "emp_uscc"}),
    ],
)
def test_requirements_hang_on_answers(
    catalogue: Catalogue, answers: dict[str, Answer], required: set[str], not_required: set[str]
) -> None:
    found = _required(catalogue, _facts(answers))
    assert required <= found
    assert found.isdisjoint(not_required)


def test_settings_of_the_county_turn_questions_on(catalogue: Catalogue) -> None:
    assert "apply_school" not in _required(catalogue, _facts({}))
    assert "apply_school" in _required(catalogue, _facts({}, FormKind.A, "single_school_catchment"))
    assert "sibling_same_school" not in _asked(catalogue, _facts({}))
    assert "sibling_same_school" in _asked(catalogue, _facts({}, FormKind.A, "siblings_together"))


def test_each_guardian_is_asked_by_their_own_answers(catalogue: Catalogue) -> None:
    facts = Facts(form_kind=FormKind.B, answers={}, guardians=({"grd_id_type": "1"}, {"grd_id_type": "A"}))
    found = _asked(catalogue, facts)
    assert "guardians.0.grd_hukou_addr" in found
    assert "guardians.1.grd_hukou_addr" not in found
    assert "guardians.1.grd_name" in found


def test_a_case_without_guardians_is_asked_for_the_first(catalogue: Catalogue) -> None:
    facts = Facts(form_kind=FormKind.B, answers={})
    assert "guardians.0.grd_name" in _required(catalogue, facts)


def test_only_the_platform_writes_identity_and_consent(catalogue: Catalogue) -> None:
    by_platform = {
        field.code
        for field in catalogue.forms[FormKind.A].fields.values()
        if field.filled_by is not FilledBy.GUARDIAN
    }
    assert by_platform == {"grd_face_ok", "grd_consent", "rp_months"}


def test_region_and_stage_are_never_corrected(catalogue: Catalogue) -> None:
    fixed = {field.code for field in catalogue.forms[FormKind.A].fields.values() if not field.correctable}
    assert fixed == {"region", "stage"}


@pytest.mark.parametrize(
    ("target", "code", "guardian"),
    [
        ("stu_name", "stu_name", None),
        ("guardians.1.grd_name", "grd_name", 1),
        ("grd_name", "grd_name", 0),
        ("guardians.x.grd_name", "guardians.x.grd_name", None),
        ("M01", "M01", None),
    ],
)
def test_targets(target: str, code: str, guardian: int | None) -> None:
    assert (field_code(target), guardian_of(target)) == (code, guardian)


@pytest.mark.parametrize(
    ("code", "answer", "shown"),
    [
        ("stu_sex", "1", "男"),
        ("stu_ethnic", "08", "壮族"),
        ("stu_birth", "2020-03-14", "2020-03-14"),
        ("multi_birth", True, "是"),
        ("multi_birth", False, "否"),
        ("multi_birth_ids", ("A1", "B2"), "A1、B2"),
        ("ss_months", 30, "30"),
        ("stu_hukou_region", "450721", "广西壮族自治区钦州市灵山县"),
        ("stu_addr_region", "450721001001", "广西壮族自治区钦州市灵山县（450721001001）"),
        ("region", "450700-ZS", "钦州市市直属"),
        ("apply_school", "2145000001", "灵山县第一小学"),
        ("apply_school", "2145000009", "2145000009"),
        ("stu_sex", "7", "7"),
        ("stu_name", None, ""),
    ],
)
def test_answers_as_people_read_them(
    catalogue: Catalogue, code: str, answer: Answer | None, shown: str
) -> None:
    field = catalogue.forms[FormKind.A].fields[code]
    assert display_value(field, answer, {"2145000001": "灵山县第一小学"}) == shown


@pytest.mark.parametrize(
    ("target", "label"),
    [
        ("stu_name", "姓名"),
        ("guardians.0.grd_name", "监护人姓名"),
        ("guardians.1.grd_name", "监护人姓名（监护人二）"),
        ("M20", "居住证"),
        ("nonsense", "nonsense"),
    ],
)
def test_labels_of_targets(catalogue: Catalogue, target: str, label: str) -> None:
    assert target_label(catalogue, target) == label
