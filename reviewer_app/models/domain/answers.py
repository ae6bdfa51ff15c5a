"""Checks what guardians wrote against their form, before anything of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer_app.models.domain.answer_checks import find_problem, parse_date
from reviewer_app.models.domain.case import Answer, Answers
from reviewer_app.models.domain.conditions import Facts
from reviewer_app.models.domain.forms import (
    Field,
    FieldType,
    FilledBy,
    FormDefinition,
    guardian_of,
    guardian_target,
    required_fields,
    visible_targets,
)

__all__ = ["FieldError", "drop_unasked", "parse_date", "validate", "validate_draft"]


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
    """The answers without those that the case is no longer asked, e.g. after a change of category or of the form."""
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
        problem = find_problem(known[code], value) if _belongs(form, target, code) else _refusal(form, code)
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


def _verb(item: Field) -> str:
    if item.filled_by is FilledBy.PLATFORM:
        return "先完成"
    return "选择" if item.type in (FieldType.CODE, FieldType.BOOL) else "填写"
