"""Names of every people in Guangxi and every character of GB 18030; and what of them lists and papers show."""

from __future__ import annotations

import pytest

from reviewer_app.models.domain.masking import mask_id, mask_name, mask_phone
from reviewer_app.models.domain.names import is_han_name, is_latin_name, split_name


@pytest.mark.parametrize(
    "name",
    ["韦思源", "欧阳娜娜", "阿卜杜·热合曼", "𬱖𫘦", "㛃", "〇一", "𠀀𪜀𫝀𫠝𬺰", "王\ufa0e"],
)
def test_names_in_chinese_characters(name: str) -> None:
    assert is_han_name(name)


@pytest.mark.parametrize(
    "name", ["", "韦 思源", "韦·", "·韦", "韦··源", "韦•源", "Wei", "韦1", "韦\u200b", "韦\ue000"]
)
def test_what_no_name_in_chinese_characters_looks_like(name: str) -> None:
    assert not is_han_name(name)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("NGUYEN VAN AN", True),
        ("LEE", True),
        ("Lee", False),
        ("LEE  AN", False),
        (" LEE", False),
        ("", False),
    ],
)
def test_names_of_passports(name: str, is_one: bool) -> None:
    assert is_latin_name(name) is is_one


@pytest.mark.parametrize(
    ("name", "surname", "given"),
    [
        ("张三", "张", "三"),
        ("欧阳娜", "欧阳", "娜"),
        ("欧阳", "欧", "阳"),
        ("司马相如", "司马", "相如"),
        ("阿卜杜·热合曼", "阿卜杜", "热合曼"),
        ("𬱖三", "𬱖", "三"),
    ],
)
def test_surname_and_given_name(name: str, surname: str, given: str) -> None:
    assert split_name(name) == (surname, given)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("李小明", "李*明"),
        ("欧阳娜", "欧阳*"),
        ("欧阳小明", "欧阳*明"),
        ("韦思源远", "韦**远"),
        ("阿卜杜·热合曼", "阿*·热*"),
        ("NGUYEN VAN AN", "N* V* A*"),
        ("𬱖三", "𬱖*"),
        ("韦", "*"),
        ("", ""),
    ],
)
def test_masked_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("450721201808310014", "450721********0014"),
        ("45072120180515006X", "450721********006X"),
        ("H12345678", "H1*****78"),
        ("123", "***"),
        ("", ""),
    ],
)
def test_masked_papers(number: str, masked: str) -> None:
    assert mask_id(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"), [("13812341234", "138****1234"), ("1381234", "*******"), ("", "")]
)
def test_masked_phones(number: str, masked: str) -> None:
    assert mask_phone(number) == masked
