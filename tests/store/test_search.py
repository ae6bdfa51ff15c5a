"""Any part of a name, number, phone or address is found, whatever characters it has; what is typed is data."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer_app.models.domain.ports import CaseQuery
from reviewer_app.models.store import LocalStore
from reviewer_app.models.store.search import parts_of, searched
from tests.support.cases import make_case
from tests.support.stores import fill


def found(store: LocalStore, text: str) -> list[str]:
    return [str(case_id) for case_id in store.cases.ids(CaseQuery(text=text))]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("黄雨桐", "雨"),
        ("黄雨桐", "雨桐"),
        ("\U00020bb7野\U0002b81d", "\U00020bb7"),
        ("覃\U00030edd\U00031350", "\U00031350"),
        ("买买提·艾力", "提艾"),
        ("买买提·艾力", "买提·艾"),
        ("买买提·艾力", "买提•艾"),
        ("Anna Maria Wei", "maria w"),
        ("韦㐂", "㐂"),
    ],
)
def test_names(store: LocalStore, name: str, typed: str) -> None:
    fill(store, [make_case(1, answers={"stu_name": name}), make_case(2, answers={"stu_name": "林小满"})])
    assert found(store, typed) == ["case-000001"]


def test_numbers_phones_and_addresses(store: LocalStore) -> None:
    case = make_case(1, guardians=2)
    other = make_case(
        2, number="9", answers={"stu_addr": "浦北县小江镇", "stu_hukou_addr": "浦北县", "dw_addr": "浦北县"}
    )
    fill(store, [case, other])
    id_number, phone = str(case.answers["stu_id_no"]), str(case.guardians[1]["grd_mobile"])
    for typed in (
        case.number,
        id_number,
        id_number[3:9] + id_number[9:],
        phone[-4:],
        "路2号2栋",
        "2栋 101",
    ):
        assert found(store, typed) == [case.id], typed
    assert found(store, str(case.guardians[1]["grd_name"])) == [case.id]


def test_case_and_width_do_not_count(store: LocalStore) -> None:
    fill(store, [make_case(1, answers={"stu_id_no": "45999920180515006X"})])
    assert found(store, "006x")
    assert found(store, "００６Ｘ")


def test_every_part_must_occur(store: LocalStore) -> None:
    case = make_case(1)
    fill(store, [case, make_case(14)])
    assert found(store, f"{case.child_name} {case.number}") == [case.id]
    assert not found(store, f"{case.child_name} 999888777")


def test_nothing_is_found_across_two_texts(store: LocalStore) -> None:
    case = make_case(1)
    fill(store, [case])
    assert not found(store, case.number[-3:] + case.child_name[:1])


@pytest.mark.parametrize(
    "typed", ['"', "'", "%", "_", "*", "?", "[", "\\", "NEAR(", '" OR 1=1 --', "\x00", "\ud800"]
)
def test_what_is_typed_is_data(store: LocalStore, typed: str) -> None:
    fill(store, [make_case(1), make_case(2)])
    assert len(found(store, typed)) in (0, 2)
    assert not found(store, f"张三丰{typed}张三丰")


def test_a_query_of_left_out_characters_asks_for_nothing() -> None:
    assert parts_of(" · — 　") == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(texts=st.lists(st.text(min_size=1), min_size=1, max_size=4), data=st.data())
def test_every_part_of_a_text_is_found(texts: list[str], data: st.DataObject) -> None:
    scanned = searched(texts)
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert all(part in scanned for part in parts_of(text[start:end]))
