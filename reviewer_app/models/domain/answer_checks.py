"""Checks one answer against its field: type, length, characters, code set, real date."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from reviewer_app.models.domain.case import Answer
from reviewer_app.models.domain.forms import Field, FieldType, TextFormat
from reviewer_app.models.domain.names import is_han_name, is_latin_name

_DECIMAL = re.compile(r"\d{1,7}(\.\d{1,2})?")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_ID_NUMBER = re.compile(r"[0-9A-Z()]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]")
_Problem = tuple[str, str] | None


def find_problem(item: Field, value: Answer) -> tuple[str, str] | None:
    """Code of the fault and what the person should do, in Chinese; nothing when the answer is right or empty."""
    if value in ("", ()):
        return None
    return _CHECKS[item.type](item, value)


def _check_text(item: Field, value: Answer) -> _Problem:
    if not isinstance(value, str):
        return "wrong_type", f"“{item.label}”应是文字。"
    if len(value) > item.max_len:
        return "too_long", f"“{item.label}”最多 {item.max_len} 字，现有 {len(value)} 字，请缩短。"
    if _CONTROL.search(value):
        return "bad_characters", f"“{item.label}”含有看不见的控制字符，请重新输入。"
    check = _FORMATS.get(item.format)
    return None if check is None else check(item, value)


def _check_name(item: Field, value: str) -> _Problem:
    if is_han_name(value) or is_latin_name(value):
        return None
    return "bad_name", f"“{item.label}”只能用汉字和间隔号“·”，或护照上的大写字母和空格，请按证件逐字更正。"


def _check_names(item: Field, value: str) -> _Problem:
    for name in value.split("、"):
        if _check_name(item, name) is not None and not all(
            part.isalnum() or part in "（）()·" for part in name
        ):
            return "bad_name", f"“{item.label}”有多人时用顿号“、”隔开，请更正“{name[:20]}”。"
    return None


def _check_id_number(item: Field, value: str) -> _Problem:
    if _ID_NUMBER.fullmatch(value.replace("、", "")):
        return None
    return "bad_characters", f"“{item.label}”只能由数字和大写字母组成，请更正。"


def _check_mobile(item: Field, value: str) -> _Problem:
    return None if _MOBILE.fullmatch(value) else ("bad_mobile", f"“{item.label}”应是 11 位手机号码，请更正。")


def _check_code(item: Field, value: Answer) -> _Problem:
    if not isinstance(value, str):
        return "wrong_type", f"“{item.label}”应是代码。"
    if item.codes is not None and not item.codes.accepts(value):
        return "not_in_codeset", f"“{item.label}”没有“{value[:20]}”这个选项，请重新选择。"
    return None


def _check_date(item: Field, value: Answer) -> _Problem:
    if not isinstance(value, str):
        return "wrong_type", f"“{item.label}”应是日期。"
    found = parse_date(value)
    if found is None or not 1900 <= found.year <= 2199:
        return "bad_date", f"“{item.label}”不是真实日期，请按 2018-08-31 的样式填写。"
    return None


def _check_bool(item: Field, value: Answer) -> _Problem:
    return None if isinstance(value, bool) else ("wrong_type", f"“{item.label}”请选“是”或“否”。")


def _check_int(item: Field, value: Answer) -> _Problem:
    if not isinstance(value, int) or isinstance(value, bool):
        return "wrong_type", f"“{item.label}”应是整数。"
    if not 0 <= value < 10**item.max_len:
        return "out_of_range", f"“{item.label}”应在 0 至 {10**item.max_len - 1} 之间。"
    return None


def _check_decimal(item: Field, value: Answer) -> _Problem:
    if isinstance(value, str) and _DECIMAL.fullmatch(value) and len(value) <= item.max_len:
        return None
    return "wrong_type", f"“{item.label}”应是数字，最多两位小数，如 98.5。"


def _check_list(item: Field, value: Answer) -> _Problem:
    if not isinstance(value, tuple) or not all(value):
        return "wrong_type", f"“{item.label}”应逐个填写。"
    if len(set(value)) != len(value):
        return "repeated", f"“{item.label}”有重复，请删除。"
    if sum(len(part) for part in value) > item.max_len:
        return "too_long", f"“{item.label}”合计最多 {item.max_len} 字，请删减。"
    return next((problem for part in value if (problem := _check_text(item, part)) is not None), None)


def parse_date(value: Answer | None) -> date | None:
    """The day of an ISO ``YYYY-MM-DD`` answer, or nothing when it is none."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


_FORMATS: Mapping[TextFormat, Callable[[Field, str], _Problem]] = {
    TextFormat.NAME: _check_name,
    TextFormat.NAMES: _check_names,
    TextFormat.ID_NUMBER: _check_id_number,
    TextFormat.ID_NUMBERS: _check_id_number,
    TextFormat.MOBILE: _check_mobile,
}
_CHECKS: Mapping[FieldType, Callable[[Field, Answer], _Problem]] = {
    FieldType.TEXT: _check_text,
    FieldType.CODE: _check_code,
    FieldType.DATE: _check_date,
    FieldType.BOOL: _check_bool,
    FieldType.INT: _check_int,
    FieldType.DECIMAL: _check_decimal,
    FieldType.LIST: _check_list,
}
