"""What ships under resources/ is what the guide and the standards say: counted, and typed again where it matters."""

from __future__ import annotations

from collections import Counter

import pytest

from reviewer_app.models.domain.case import AdmitMode, Category, FormKind, RegistryVerdict, Stage
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.notices import contains_personal_numbers

HOTLINES = {
    "钦州市": {
        "市直属": ["0777-2880977"],
        "钦北区": ["0777-3686176"],
        "钦南区": ["0777-2697376"],
        "灵山县": ["0777-6429786"],
        "浦北县": ["0777-8212350"],
    },
    "来宾市": {
        "忻城县": ["0772-5515032", "0772-5511757"],
        "象州县": ["0772-4363880", "0772-4361850"],
        "武宣县": ["0772-5212014", "0772-5212967"],
        "金秀县": ["0772-6213382"],
        "合山市": ["0772-8919107"],
    },
    "崇左市": {
        "市直属": ["0771-7837802", "0771-7870633"],
        "江州区": ["0771-7825063", "0771-7990797"],
        "大新县": ["0771-3622255"],
        "扶绥县": ["0771-7533393", "0771-7510918"],
        "龙州县": ["0771-8825066"],
        "宁明县": ["0771-8621827"],
        "天等县": ["0771-3528866", "0771-3528055"],
        "凭祥市": ["0771-8532309"],
    },
}
"""The table of FAQ 13 of the 2024 guide, typed from the guide itself, in its order."""


def test_the_hotlines_are_those_of_the_guide_in_its_order(catalogue: Catalogue) -> None:
    offices = list(catalogue.regions.offices.values())
    expected = [
        (city, name, tuple(phones)) for city, rows in HOTLINES.items() for name, phones in rows.items()
    ]
    assert [(office.prefecture, office.name, office.phones) for office in offices] == expected
    assert sum(len(office.phones) for office in offices) == 25


@pytest.mark.parametrize(
    ("code", "bureau", "division"),
    [
        ("450721", "灵山县教育局", "450721"),
        ("450700-ZS", "钦州市教育局", ""),
        ("451400-ZS", "崇左市教育局", ""),
        ("451324", "金秀瑶族自治县教育局", "451324"),
    ],
)
def test_a_bureau_signs_with_its_official_name(
    catalogue: Catalogue, code: str, bureau: str, division: str
) -> None:
    office = catalogue.regions.find_office(code)
    assert office is not None
    assert (office.bureau, office.division) == (bureau, division)


@pytest.mark.parametrize("code", ["451302", "450701", "451301", "451401"])
def test_no_bureau_stands_outside_the_pilot(catalogue: Catalogue, code: str) -> None:
    assert catalogue.regions.find_office(code) is None


def test_the_library_has_97_reasons_of_three_kinds(catalogue: Catalogue) -> None:
    kinds = Counter(catalogue.reasons.kinds.values())
    assert kinds == {"补正": 83, "退件": 6, "不予受理": 8}
    assert len({reason.group for reason in catalogue.reasons.reasons.values()}) == 12


def test_the_detailed_form_asks_83_fields_and_the_short_one_leaves_three_sections_out(
    catalogue: Catalogue,
) -> None:
    detailed, short = catalogue.forms[FormKind.A], catalogue.forms[FormKind.B]
    assert len(detailed.fields) == 83
    assert [section.label for section in detailed.sections] == [
        "学生信息",
        "法定监护人基本信息",
        "法定监护人居住证信息",
        "法定监护人就业信息",
        "家庭合法稳定住所信息",
        "家庭房产信息",
    ]
    assert [section.label for section in short.sections] == [
        "学生信息",
        "法定监护人基本信息",
        "家庭合法稳定住所信息",
    ]
    assert short.fields.keys() < detailed.fields.keys()


def test_code_sets_have_their_standard_sizes(catalogue: Catalogue) -> None:
    offered = {name: len(codes.choices()) for name, codes in catalogue.codes.items()}
    assert offered["ethnic"] == 56
    assert offered["sex"] == 2
    assert offered["guardian_relation"] == 11
    assert offered["office"] == 18
    assert offered["country"] == 249


def test_codes_of_other_systems_are_accepted_and_not_offered(catalogue: Catalogue) -> None:
    for name, code in (("sex", "9"), ("family_relation", "03"), ("family_relation", "98"), ("ethnic", "97")):
        codes = catalogue.codes[name]
        assert codes.accepts(code)
        assert code not in dict(codes.choices())


def test_the_enumerations_of_the_case_are_the_code_sets(catalogue: Catalogue) -> None:
    for name, values in {
        "stage": Stage,
        "student_category": Category,
        "check_result": RegistryVerdict,
        "admit_mode": AdmitMode,
        "form_kind": FormKind,
    }.items():
        assert [code for code, _ in catalogue.codes[name].choices()] == [str(value) for value in values]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("452128", "扶绥县"),
        ("452129", "崇左县"),
        ("452130", "大新县"),
        ("452131", "天等县"),
        ("452132", "宁明县"),
        ("452133", "龙州县"),
        ("452101", "凭祥市"),
        ("452224", "象州县"),
        ("452225", "武宣县"),
        ("452230", "金秀瑶族自治县"),
        ("452231", "忻城县"),
        ("452201", "合山市"),
        ("452824", "灵山县"),
        ("452826", "浦北县"),
        ("452801", "钦州市"),
        ("452802", "钦州市"),
        ("452823", "钦州县"),
        ("450721", "灵山县"),
        ("430103", "天心区"),
    ],
)
def test_divisions_of_any_year_are_known(catalogue: Catalogue, code: str, name: str) -> None:
    assert catalogue.regions.divisions.was_ever(code)
    assert catalogue.regions.divisions.name(code).startswith(name)


def test_the_unassigned_prefix_is_no_division(catalogue: Catalogue) -> None:
    assert not catalogue.regions.divisions.was_ever("459999")


def test_every_reason_speaks_without_numbers_of_persons(catalogue: Catalogue) -> None:
    for reason in catalogue.reasons.reasons.values():
        assert not contains_personal_numbers(reason.text + reason.guidance), reason.code
