"""All checks of one case, in the order in which a reviewer reads the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.checks.age_checks import check_age
from reviewer_app.models.domain.checks.finding import CheckContext, Finding
from reviewer_app.models.domain.checks.guardian_checks import check_guardians, check_relation_to_head
from reviewer_app.models.domain.checks.identity_checks import check_guardian_identity, check_student_identity
from reviewer_app.models.domain.checks.livelihood_checks import (
    check_lease,
    check_residence_permit,
    check_work,
)
from reviewer_app.models.domain.checks.material_checks import check_form_kind, check_materials
from reviewer_app.models.domain.checks.property_checks import check_property
from reviewer_app.models.domain.checks.registry_checks import check_registries
from reviewer_app.models.domain.checks.standing_checks import (
    check_duplicates,
    check_office,
    check_pupil_number,
    check_shared_address,
    check_twins,
)
from reviewer_app.models.domain.duplicates import CaseKey, key_of
from reviewer_app.models.domain.policy import CountyPolicy

_Check = Callable[[CheckContext], Iterator[Finding]]

CHECKS: tuple[_Check, ...] = (
    check_duplicates,
    check_office,
    check_form_kind,
    check_student_identity,
    check_age,
    check_relation_to_head,
    check_twins,
    check_pupil_number,
    check_guardians,
    check_guardian_identity,
    check_residence_permit,
    check_work,
    check_lease,
    check_shared_address,
    check_property,
    check_registries,
    check_materials,
)


def run_checks(
    case: Case,
    *,
    catalogue: Catalogue,
    policy: CountyPolicy,
    today: date,
    siblings: Iterable[CaseKey] = (),
    key: CaseKey | None = None,
) -> tuple[Finding, ...]:
    """Every finding about a case. Tolerates incomplete and malformed answers: those are the form's to refuse.

    :param today: day in the county's time.
    :param siblings: keys of near cases (same child, family, address), of any office and channel.
    :param key: the case's own key, when the caller knows more than the case says (a private school).
    """
    context = CheckContext(
        case=case,
        catalogue=catalogue,
        policy=policy,
        today=today,
        siblings=tuple(siblings),
        key=key or key_of(case),
    )
    return tuple(finding for check in CHECKS for finding in check(context))
