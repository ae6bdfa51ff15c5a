"""Writes answers into a draft, or into the working copy of a case whose correction is open; all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from central_service.cases.platform_answers import COMPUTED, PLATFORM, without_platform_answers
from central_service.problems import ServiceProblem
from central_service.reference import Reference
from reviewer_app.models.domain.answers import FieldError, validate_draft
from reviewer_app.models.domain.case import Answer, Answers, Case, CaseStatus, Category, Correction
from reviewer_app.models.domain.forms import guardian_target
from reviewer_app.models.domain.normalising import normalise

Change = Mapping[str, Answer | None]
FIXED = frozenset({"stage", "region"})
"""Chosen at the entrance: a mistake here means a new case."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Answers to set; None clears one. A guardian who is None is taken out (never the first)."""

    answers: Change
    guardians: Sequence[Change | None] = ()


def edit_case(case: Case, edit: Edit, reference: Reference, now: datetime) -> Case:
    """The case with the changed answers, checked as a draft.

    :raises ServiceProblem: 422 with every fault; 403 ``not_opened_for_correction``.
    """
    form = reference.catalogue.forms[case.form_kind]
    _refuse_platform_answers(edit)
    answers = normalise(form, _merged(case.answers, edit.answers))
    guardians = tuple(normalise(form, guardian) for guardian in _merged_guardians(case, edit.guardians))
    for code in FIXED & edit.answers.keys():
        if answers.get(code) != case.answers.get(code):
            message = "报读学段和报读地区在进入时已经选定；选错的，请另起一单。"
            raise ServiceProblem(422, "fixed_by_entrance", message, f"answers.{code}")
    own = [without_platform_answers(guardian) for guardian in guardians]
    refuse_field_errors(validate_draft(form, without_platform_answers(answers), own))
    edited = replace(
        case, answers=answers, guardians=guardians, category=_category(answers, case.category), updated_at=now
    )
    return _within_correction(case, edited, reference) if case.status is CaseStatus.CORRECTION else edited


def refuse_field_errors(errors: Sequence[FieldError]) -> None:
    """:raises ServiceProblem: 422 with the first fault, and all of them in ``errors``."""
    if not errors:
        return
    faults = tuple(
        {"code": error.code, "field": field_path(error.field), "message": error.message_zh}
        for error in errors
    )
    problem = ServiceProblem(422, errors[0].code, errors[0].message_zh, field_path(errors[0].field))
    problem.errors = faults
    raise problem


def field_path(target: str) -> str:
    """Where a field target stands in the request: ``answers.stu_name``, ``guardians.0.grd_name``."""
    return target if target.startswith(("guardians", "documents")) else f"answers.{target}"


def _refuse_platform_answers(edit: Edit) -> None:
    changes = [("answers", edit.answers)]
    changes += [(f"guardians.{n}", change) for n, change in enumerate(edit.guardians) if change is not None]
    for place, change in changes:
        for code in sorted(change.keys() & (PLATFORM | COMPUTED)):
            message = "这一项由系统填写，不能录入。"
            raise ServiceProblem(422, "filled_by_system", message, f"{place}.{code}")


def _merged(old: Answers, change: Change) -> dict[str, Answer]:
    merged = {**old, **{code: value for code, value in change.items() if value is not None}}
    return {code: value for code, value in merged.items() if change.get(code, value) is not None}


def _merged_guardians(case: Case, changes: Sequence[Change | None]) -> list[dict[str, Answer]]:
    merged = [dict(guardian) for guardian in case.guardians]
    for position, change in enumerate(changes):
        if change is None:
            if position == 0:
                raise ServiceProblem(
                    422, "first_guardian_stays", "第一监护人是申请人，不能删除。", "guardians.0"
                )
            continue
        if position < len(merged):
            merged[position] = _merged(merged[position], change)
        else:
            merged.append(_merged({}, change))
    gone = {position for position, change in enumerate(changes) if change is None}
    return [guardian for position, guardian in enumerate(merged) if position not in gone]


def _category(answers: Answers, old: Category) -> Category:
    try:
        return Category(str(answers.get("category", old)))
    except ValueError:
        return old


def _within_correction(case: Case, edited: Case, reference: Reference) -> Case:
    """The working copy; old values go into the open round the first time that an answer changes."""
    correction = case.open_correction
    if correction is None:
        raise ServiceProblem(409, "no_open_correction", "这个办件现在没有要求补正。")
    opened = reference.opened(case)
    changed = changed_targets(case, edited)
    for target in changed:
        if target not in opened.fields:
            message = "补正期间只能修改通知中列出的项目，这一项没有列出。"
            raise ServiceProblem(403, "not_opened_for_correction", message, field_path(target))
    before = dict(correction.before)
    for target, old in changed.items():
        before.setdefault(target, old if old is not None else "")
    return with_open_correction(edited, replace(correction, before=before))


def with_open_correction(case: Case, correction: Correction) -> Case:
    """The case with its last round replaced."""
    return replace(case, corrections=(*case.corrections[:-1], correction))


def changed_targets(old: Case, new: Case) -> dict[str, Answer | None]:
    """Targets whose answers differ, each with its old value."""
    before, after = _flat(old), _flat(new)
    return {
        target: before.get(target)
        for target in dict.fromkeys([*before, *after])
        if before.get(target) != after.get(target)
    }


def _flat(case: Case) -> dict[str, Answer]:
    flat = dict(case.answers)
    for position, guardian in enumerate(case.guardians):
        flat |= {guardian_target(position, code): value for code, value in guardian.items()}
    return flat
