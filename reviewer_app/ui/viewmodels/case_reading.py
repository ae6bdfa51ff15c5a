"""Everything that the rows of a case are made from, gathered once when the case is opened."""

from __future__ import annotations

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.checks import run_checks
from reviewer_app.models.domain.policy import LOCAL_ZONE
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.form_lines import Reading, by_target
from reviewer_app.ui.viewmodels.marks import CaseMarks
from reviewer_app.ui.viewmodels.near_cases import near_keys
from reviewer_app.ui.viewmodels.review_rules import ReviewRules


def read_case(case: Case, services: Services, rules: ReviewRules, marks: CaseMarks) -> Reading:
    """The case with its findings as of today, in the county's time, and the names of the season's schools."""
    season, casework = services.season(), services.casework
    findings = run_checks(
        case,
        catalogue=rules.catalogue,
        policy=rules.policy,
        today=casework.clock.now().astimezone(LOCAL_ZONE).date(),
        siblings=near_keys(case, casework.cases, season),
    )
    return Reading(
        case=case,
        rules=rules,
        findings=findings,
        by_target=by_target(findings),
        marks=marks,
        schools={school.code: school.name for school in season.schools} if season else {},
    )
