"""Numbers of enterprises, pupils, schools and property titles, by table."""

from __future__ import annotations

import pytest

from reviewer_app.models.domain.property_numbers import (
    certificate_doubt,
    tidy_certificate,
    unit_number_doubt,
)
from reviewer_app.models.domain.registration_numbers import (
    pupil_number_doubt,
    school_code_doubt,
    uscc_check_character,
    uscc_doubt,
)

GOOD_ID = "459999201202290039"


@pytest.mark.parametrize("body", ["91450700MA5K0A1B2", "92450721MA5L00001", "12450000498500123"])
def test_a_credit_code_with_its_check_character_is_right(body: str) -> None:
    assert uscc_doubt(body + uscc_check_character(body)) is None


def test_a_published_credit_code_checks() -> None:
    assert uscc_doubt("91350100M000100Y43") is None


@pytest.mark.parametrize(
    ("code", "doubt"),
    [
        ("91350100M000100Y44", "校验码"),
        ("91350100M000100Y4", "现有 17 位"),
        ("91350100M000100YI3", "字母 I"),
        ("91350100m000100y43", "字母 I"),
    ],
)
def test_a_wrong_credit_code_is_doubted(code: str, doubt: str) -> None:
    found = uscc_doubt(code)
    assert found is not None
    assert doubt in found


@pytest.mark.parametrize(
    ("number", "id_number", "doubt"),
    [
        (f"G{GOOD_ID}", GOOD_ID, None),
        ("J450721201202290031", GOOD_ID, None),
        ("L450721201202290031", GOOD_ID, None),
        (f"G{GOOD_ID}", "", None),
        (f"G{GOOD_ID}", "459999201808310014", "是否变更过"),
        (GOOD_ID, GOOD_ID, "G、J或L"),
        (f"g{GOOD_ID}", GOOD_ID, "G、J或L"),
        (f"X{GOOD_ID}", GOOD_ID, "G、J或L"),
    ],
)
def test_pupil_numbers(number: str, id_number: str, doubt: str | None) -> None:
    found = pupil_number_doubt(number, id_number)
    assert (found is None) if doubt is None else (found is not None and doubt in found)


@pytest.mark.parametrize(
    ("code", "doubt"),
    [
        ("2145000001", None),
        ("3145000001", None),
        ("3445000001", None),
        ("214500001", "10 位"),
        ("2144000001", "本自治区"),
    ],
)
def test_school_codes(code: str, doubt: str | None) -> None:
    found = school_code_doubt(code)
    assert (found is None) if doubt is None else (found is not None and doubt in found)


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("桂(2023)灵山县不动产权第0001234号", "桂（2023）灵山县不动产权第0001234号"),
        ("桂 〔2023〕 灵山县不动产权第 0001234 号", "桂（2023）灵山县不动产权第0001234号"),
        ("桂［２０２３］".replace("［", "[").replace("］", "]") + "灵山县", "桂（2023）灵山县"),
        ("灵房权证字第00123号", "灵房权证字第00123号"),
    ],
)
def test_certificate_numbers_are_tidied(typed: str, tidy: str) -> None:
    assert tidy_certificate(typed) == tidy


@pytest.mark.parametrize(
    "number",
    [
        "桂（2023）灵山县不动产权第0001234号",
        "桂(2024)钦州市不动产权第00012345号",
        "桂（2016）北湖不动产权第158545号",
        "桂（2019）崇左市江州区不动产权第10023999号",
    ],
)
def test_local_certificate_numbers_are_right(number: str) -> None:
    assert certificate_doubt(number) is None


@pytest.mark.parametrize(
    ("number", "doubt"),
    [
        ("苏（2017）海门市不动产权第0000183号", "“苏”开头"),
        ("D45001234567", "印制编号"),
        ("NO.D45001234567", "印制编号"),
        ("桂（2023）灵山县不动产证明第0001234号", "登记证明"),
        ("桂2023灵山县不动产权第0001234号", "样式"),
        ("桂（2023）灵山县不动产权第1234号", "样式"),
        ("0001234", "样式"),
    ],
)
def test_other_certificate_numbers_are_doubted(number: str, doubt: str) -> None:
    found = certificate_doubt(number)
    assert found is not None
    assert doubt in found


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("320684413219GB00029F00010002", True),
        ("320684413219GB00029F0001000", False),
        ("32068X413219GB00029F00010002", False),
    ],
)
def test_unit_numbers_have_28_characters(number: str, is_right: bool) -> None:
    assert (unit_number_doubt(number) is None) is is_right
