"""Answers that nobody types: the platform's identity check and consent, and what is worked out from others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from reviewer_app.models.domain.answers import parse_date
from reviewer_app.models.domain.case import Answer, Answers, Case, Consent
from reviewer_app.models.domain.policy import LOCAL_ZONE

PLATFORM = frozenset({"grd_face_ok", "grd_consent"})
COMPUTED = frozenset({"rp_months"})


def with_platform_answers(case: Case, consent_version: str, now: datetime) -> Case:
    """The case as it goes out. The first guardian is the one who was checked: online by face, offline by paper."""
    guardians: list[Answers] = [
        {**guardian, "grd_consent": consent_version, "grd_face_ok": position == 0}
        for position, guardian in enumerate(case.guardians)
    ]
    case = replace(case, guardians=tuple(guardians), consent=Consent(version=consent_version, at=now))
    return with_computed_answers(case, now)


def with_computed_answers(case: Case, now: datetime) -> Case:
    """持证月数: full months from the permit's issue to today."""
    answers: dict[str, Answer] = {code: value for code, value in case.answers.items() if code not in COMPUTED}
    issued = parse_date(answers.get("rp_issue_date"))
    today = now.astimezone(LOCAL_ZONE).date()
    if issued is not None and issued <= today:
        answers["rp_months"] = min(full_months(issued, today), 999)
    return replace(case, answers=answers)


def without_platform_answers(answers: Answers) -> dict[str, Answer]:
    """What its owner wrote themselves."""
    return {code: value for code, value in answers.items() if code not in PLATFORM | COMPUTED}


def full_months(start: date, end: date) -> int:
    """Months that have passed whole."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
