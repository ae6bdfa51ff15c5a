"""Checks what guardians wrote against their form, before anything of it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reviewer_app.models.domain.case import Answer, Answers
from reviewer_app.models.domain.conditions import Facts
from reviewer_app.models.domain.forms import (
    Field,
    FieldType,
    FilledBy,
    FormDefinition,
    TextFormat,
    guardian_of,
    guardian_target,
    required_fields,
    visible_targets,
)
from reviewer_app.models.domain.names import is_han_name, is_latin_name

_DECIMAL = re.compile(r"\d{1,7}(\.\d{1,2})?")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_ID_NUMBER = re.compile(r"[0-9A-Z()]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]")
_Problem = tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """One fault of one answer: stable ``code``, target of the field, and what the person should do."""

    code: str
    field: str
    message_zh: str


def validate(
    form: FormDefinition,
    answers: Answers,
    guardians: Sequence[Answers],
    *,
    settings: frozenset[str] = frozenset(),
) -> tuple[FieldError, ...]:
    """Everything that keeps the form from being submitted, in form order; empty when it is complete.

    ``answers`` hold every field but the guardians', ``stage``, ``region`` and ``category`` among them;
    values are
    normalised (:func:`~reviewer_app.models.domain.normalising.normalise`). Targets are ``stu_name`` or
    ``guardians.0.grd_name``.

    :param settings: switches of the county's policy.
    """
    facts = Facts(form_kind=form.kind, answers=answers, guardians=tuple(guardians), settings=settings)
    errors = [*_guardian_count(form, guardians), *_shape_errors(form, answers, guardians)]
    asked = dict(visible_targets(form, facts))
    known = form.fields
    for target, code, value in _given(answers, guardians):
        if _belongs(form, target, code) and target not in asked and value != "":
            message = f"按所填情形不需要填写“{known[code].label}”，请清空。"
            errors.append(FieldError(code="not_asked", field=target, message_zh=message))
    given = {target for target, _, value in _given(answers, guardians) if value not in ("", ())}
    for target in required_fields(form, facts):
        if target not in given:
            message = f"请{_verb(asked[target])}“{asked[target].label}”。"
            errors.append(FieldError(code="required", field=target, message_zh=message))
    return tuple(errors)


def validate_draft(
    form: FormDefinition, answers: Answers, guardians: Sequence[Answers]
) -> tuple[FieldError, ...]:
    """Faults of what is there: nothing is required yet, but only the guardian's own fields may be written."""
    errors = list(_shape_errors(form, answers, guardians))
    known = form.fields
    for target, code, _ in _given(answers, guardians):
        if code in known and known[code].filled_by is not FilledBy.GUARDIAN:
            message = f"“{known[code].label}”由系统填写，不能录入。"
            errors.append(FieldError(code="filled_by_system", field=target, message_zh=message))
    return tuple(errors)


def drop_unasked(
    form: FormDefinition,
    answers: Answers,
    guardians: Sequence[Answers],
    *,
    settings: frozenset[str] = frozenset(),
) -> tuple[dict[str, Answer], tuple[dict[str, Answer], ...]]:
    """The answers without those that the case is no longer asked, e.g. after a change of category or of the
    form.
    """
    kept: dict[str, Answer] = dict(answers)
    kept_guardians = tuple(dict(guardian) for guardian in guardians)
    while True:
        facts = Facts(form_kind=form.kind, answers=kept, guardians=kept_guardians, settings=settings)
        asked = {target for target, _ in visible_targets(form, facts)}
        stale = [(target, code) for target, code, _ in _given(kept, kept_guardians) if target not in asked]
        if not stale:
            return kept, kept_guardians
        for target, code in stale:
            position = guardian_of(target)
            del (kept if position is None or "." not in target else kept_guardians[position])[code]


def _given(answers: Answers, guardians: Sequence[Answers]) -> Iterator[tuple[str, str, Answer]]:
    """(target, code, value) of every answer."""
    for code, value in answers.items():
        yield code, code, value
    for position, guardian in enumerate(guardians):
        for code, value in guardian.items():
            yield guardian_target(position, code), code, value


def _guardian_count(form: FormDefinition, guardians: Sequence[Answers]) -> Iterator[FieldError]:
    repeat = form.guardian_section.repeat
    if repeat is not None and not repeat.min <= len(guardians) <= repeat.max:
        message = f"法定监护人须填 {repeat.min} 至 {repeat.max} 人。"
        yield FieldError(code="guardian_count", field="guardians", message_zh=message)


def _shape_errors(
    form: FormDefinition, answers: Answers, guardians: Sequence[Answers]
) -> Iterator[FieldError]:
    known = form.fields
    for target, code, value in _given(answers, guardians):
        problem = _check(known[code], value) if _belongs(form, target, code) else _refusal(form, code)
        if problem is not None:
            yield FieldError(code=problem[0], field=target, message_zh=problem[1])


def _belongs(form: FormDefinition, target: str, code: str) -> bool:
    """Whether the form has the field, and has it there: a guardian's with the guardian."""
    is_guardians = any(item.code == code for item in form.guardian_section.fields)
    return code in form.fields and is_guardians == (target != code)


def _refusal(form: FormDefinition, code: str) -> tuple[str, str]:
    if code in form.forbidden:
        barred = form.forbidden[code]
        return "forbidden_field", f"不得采集“{barred.label}”（{barred.why}），请删除。"
    return "unknown_field", f"{form.name}没有“{code[:40]}”这一项，请删除。"


def _check(item: Field, value: Answer) -> _Problem:
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


def _verb(item: Field) -> str:
    if item.filled_by is FilledBy.PLATFORM:
        return "先完成"
    return "选择" if item.type in (FieldType.CODE, FieldType.BOOL) else "填写"


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
