"""What must be right before a case may leave its draft: form, materials, checks, and who the guardian is."""

from __future__ import annotations

from collections.abc import Sequence

from central_service.accounts.people import Submitter
from central_service.cases.editing import refuse_field_errors
from central_service.parts import Parts
from reviewer_app.models.domain.answers import FieldError, validate
from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.checks import Level, run_checks
from reviewer_app.models.domain.materials import missing_materials
from reviewer_app.models.domain.policy import LOCAL_ZONE


def check_complete(parts: Parts, who: Submitter, case: Case) -> None:
    """:raises ServiceProblem: 422 with every fault found."""
    refuse_field_errors([*_form_errors(parts, who, case), *_material_errors(parts, case)])


def _form_errors(parts: Parts, who: Submitter, case: Case) -> Sequence[FieldError]:
    policy = parts.reference.policy(case.office)
    form = parts.catalogue.forms[case.form_kind]
    errors = list(validate(form, case.answers, case.guardians, settings=policy.settings))
    today = parts.clock.now().astimezone(LOCAL_ZONE).date()
    findings = run_checks(case, catalogue=parts.catalogue, policy=policy, today=today)
    errors += [
        FieldError(code=finding.code, field=finding.target or "", message_zh=finding.message_zh)
        for finding in findings
        if finding.level is Level.BLOCK and finding.code not in _LEFT_TO_PERSONS
    ]
    return errors + _holder_errors(who, case)


_LEFT_TO_PERSONS = frozenset({"duplicate", "public_and_private"})
"""The unique key refuses what is certain; what only looks like it goes to a reviewer."""


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
