"""What must be right before a case may leave its draft: form, materials, age, and who the guardian is."""

from __future__ import annotations

from collections.abc import Sequence

from central_service.accounts.people import Submitter
from central_service.cases.editing import refuse_field_errors
from central_service.parts import Parts
from reviewer_app.models.domain.age import is_of_age
from reviewer_app.models.domain.answers import FieldError, parse_date, validate
from reviewer_app.models.domain.case import Case, Stage
from reviewer_app.models.domain.materials import missing_materials


def check_complete(parts: Parts, who: Submitter, case: Case) -> None:
    """:raises ServiceProblem: 422 with every fault found."""
    refuse_field_errors([*_form_errors(parts, who, case), *_material_errors(parts, case)])


def _form_errors(parts: Parts, who: Submitter, case: Case) -> Sequence[FieldError]:
    policy = parts.reference.policy(case.office)
    form = parts.catalogue.forms[case.form_kind]
    errors = list(validate(form, case.answers, case.guardians, settings=policy.settings))
    if case.form_kind not in policy.form_kinds[case.category]:
        message = "所选学生类别不能用这张表，请按当地招生政策重新选择 A 表或 B 表。"
        errors.append(FieldError(code="wrong_form", field="category", message_zh=message))
    birth = parse_date(case.answers.get("stu_birth"))
    cutoff = policy.cutoff(case.season)
    if case.stage is Stage.PRIMARY and birth and not is_of_age(birth, cutoff, policy.entry_age):
        message = f"{cutoff.year}年{cutoff.month}月{cutoff.day}日（含）前年满{policy.entry_age}周岁才能报小学一年级。"
        errors.append(FieldError(code="under_age", field="stu_birth", message_zh=message))
    return errors + _holder_errors(who, case)


def _holder_errors(who: Submitter, case: Case) -> list[FieldError]:
    """Online, the first guardian is the person who signed in (guide FAQ 7)."""
    person = who.guardian
    if person is None or not case.guardians:
        return []
    first = case.guardians[0]
    claimed = {"grd_name": person.name, "grd_id_type": person.id_type, "grd_id_no": person.id_no}
    return [
        FieldError(
            code="not_the_account_holder",
            field=f"guardians.0.{code}",
            message_zh="第一监护人须是登录人本人（实名一致）；不是本人的，请本人登录或到线下报名点办理。",
        )
        for code, value in claimed.items()
        if first.get(code) not in (None, value)
    ]


def _material_errors(parts: Parts, case: Case) -> list[FieldError]:
    settings = parts.reference.policy(case.office).settings
    return [
        FieldError(
            code="material_missing",
            field=f"documents.{line.one_of[0]}",
            message_zh=f"{line.reason}，请上传。",
        )
        for line in missing_materials(case, parts.catalogue.materials, settings)
    ]
