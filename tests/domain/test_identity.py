"""Numbers of identity papers, by table. Invented numbers stand on the unassigned prefix 4599."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.models.domain.identity import check_character, read_paper


@pytest.mark.parametrize(
    ("number", "birth", "sex"),
    [
        ("459999201808310014", date(2018, 8, 31), "1"),
        ("459999201809010021", date(2018, 9, 1), "2"),
        ("459999201202290039", date(2012, 2, 29), "1"),
        ("45999920180515006X", date(2018, 5, 15), "2"),
    ],
)
def test_a_citizen_number_tells_birth_sex_and_first_division(number: str, birth: date, sex: str) -> None:
    paper = read_paper("1", number)
    assert (paper.fault, paper.birth, paper.sex, paper.region) == ("", birth, sex, "459999")


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("459999201808310015", "校验码"),
        ("459999201902290013", "不是真实日期"),
        ("45999920190229001" + check_character("45999920190229001"), "不是真实日期"),
        ("45999920181301001" + check_character("45999920181301001"), "不是真实日期"),
        ("459999180831001", "15 位"),
        ("45999920180831001", "现有 17 位"),
        ("45999920180831001x", "大写X"),
        ("45999920180831O014", "前 17 位应为数字"),
        ("４59999201808310014", "前 17 位应为数字"),
        ("", "现有 0 位"),
    ],
)
def test_a_wrong_citizen_number_is_refused_with_its_fault(number: str, fault: str) -> None:
    paper = read_paper("1", number)
    assert fault in paper.fault
    assert paper.is_certain


@pytest.mark.parametrize(
    ("id_type", "number"),
    [
        ("H", "810000199408230021"),
        ("H", "830000199201300022"),
        ("P", "ABC450712345678"),
        ("G", "H12345678"),
        ("G", "M87654321"),
        ("8", "01234567"),
        ("A", "E12345678"),
        ("A", "AB123"),
        ("6", "H123456(7)"),
        ("9", "X1234567"),
        ("N", "T450012345"),
        ("Z", "anything"),
    ],
)
def test_papers_of_other_people_are_accepted(id_type: str, number: str) -> None:
    assert read_paper(id_type, number).fault == ""


@pytest.mark.parametrize(
    ("id_type", "number", "fault"),
    [
        ("H", "459999201808310014", "810000"),
        ("H", "810000199408230022", "校验码"),
        ("P", "459999201808310014", "以 9 开头"),
        ("P", "AB1450712345678", "现有 15 位"),
        ("G", "A12345678", "H或M"),
        ("8", "1234567", "8 位"),
        ("A", "E1 2345678", "护照"),
        ("A", "e12345678", "护照"),
    ],
)
def test_faults_of_other_papers_are_told_and_only_warn(id_type: str, number: str, fault: str) -> None:
    paper = read_paper(id_type, number)
    assert fault in paper.fault
    assert not paper.is_certain


def test_a_new_permanent_residence_number_begins_with_9_and_checks() -> None:
    body = "945156" + "19900101" + "001"
    paper = read_paper("P", body + check_character(body))
    assert (paper.fault, paper.birth) == ("", date(1990, 1, 1))


@given(st.dates(date(1930, 1, 1), date(2026, 12, 31)), st.integers(0, 999))
def test_every_made_number_is_read_back_and_every_change_of_a_digit_is_caught(birth: date, n: int) -> None:
    body = f"459999{birth:%Y%m%d}{n:03d}"
    number = body + check_character(body)
    assert read_paper("1", number).birth == birth
    for position in range(17):
        other = str((int(number[position]) + 1) % 10)
        assert read_paper("1", number[:position] + other + number[position + 1 :]).fault
