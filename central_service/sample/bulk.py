"""Cases in bulk for benchmarks: whole and plausible, but without pictures and without their way through the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from uuid import UUID

from central_service.sample.defects import reasons_of
from central_service.sample.filling import fill_in
from central_service.sample.stories import OPENS, Ending, Story, tell
from reviewer_app.models.domain.case import (
    AdmissionResult,
    AdmitMode,
    Answer,
    Case,
    CaseId,
    CaseStatus,
    Consent,
    Correction,
    Document,
    DocumentId,
    HistoryEntry,
    OfficeCode,
    ReasonPick,
    RegistryResult,
    RegistryVerdict,
    SchoolCode,
    Substage,
    VersionTag,
)
from reviewer_app.models.domain.workflow import CaseAction, Role

_REVIEWER = "覃晓梅"
_MATERIALS = ("M01", "M02", "M03", "M04", "M10", "M17", "M20", "M21")

_STATES: Mapping[Ending, tuple[CaseStatus, Substage | None]] = {
    Ending.PENDING: (CaseStatus.PENDING, None),
    Ending.DRAFT: (CaseStatus.PENDING, None),
    Ending.RESUBMITTED: (CaseStatus.PENDING, None),
    Ending.RESUBMITTED_TWICE: (CaseStatus.PENDING, None),
    Ending.REAPPLIED: (CaseStatus.PENDING, None),
    Ending.CORRECTION: (CaseStatus.CORRECTION, None),
    Ending.OVERDUE: (CaseStatus.CORRECTION, None),
    Ending.CORRECTION_FAILED: (CaseStatus.CORRECTION, None),
    Ending.FIRST_REVIEW: (CaseStatus.PROCESSING, Substage.FIRST_REVIEW),
    Ending.SECOND_REVIEW: (CaseStatus.PROCESSING, Substage.SECOND_REVIEW),
    Ending.AWAITING_PLACE: (CaseStatus.PROCESSING, Substage.AWAITING_PLACE),
    Ending.PROPOSED: (CaseStatus.PROCESSING, Substage.PROPOSED),
    Ending.COMPLETED: (CaseStatus.COMPLETED, None),
    Ending.DECLINED: (CaseStatus.DECLINED, None),
    Ending.RETURNED: (CaseStatus.RETURNED, None),
    Ending.WITHDRAWN: (CaseStatus.WITHDRAWN, None),
}


def bulk_cases(count: int, seed: int = 1, office: str = "450721") -> Iterator[Case]:
    """``count`` cases of one office, the same for the same seed."""
    number = 0
    for story in tell(count * 2, seed):
        if number == count:
            return
        if story.plan.county.office == office:
            number += 1
            yield _case(story, number)


def _case(story: Story, number: int) -> Case:
    rng = Random(story.seed)
    plan = story.plan
    status, substage = _STATES[story.ending]
    filled = fill_in(plan, rng)
    platform: dict[str, Answer] = {"grd_face_ok": True, "grd_consent": "2026-1"}
    case_id = CaseId(UUID(int=rng.getrandbits(128), version=4).hex)
    at = story.submitted_at
    return Case(
        id=case_id,
        number=f"{plan.county.letters}26-{number:06d}",
        office=OfficeCode(plan.county.office),
        season=OPENS.year,
        stage=plan.stage,
        form_kind=plan.form_kind,
        category=plan.category,
        channel=story.channel,
        status=status,
        substage=substage,
        tag=VersionTag(UUID(int=rng.getrandbits(128), version=4).hex),
        answers=filled.answers,
        guardians=tuple({**guardian, **platform} for guardian in filled.guardians),
        documents=tuple(
            _document(case_id, material, at, rng) for material in _MATERIALS[: rng.randint(4, 8)]
        ),
        registry=_registry(story, at),
        corrections=_corrections(story, status),
        history=_history(story, status),
        result=_result(story, status),
        consent=Consent(version="2026-1", at=at),
        created_at=at - timedelta(minutes=40),
        submitted_at=at,
        updated_at=at + timedelta(hours=5),
    )


def _document(case_id: CaseId, material: str, at: datetime, rng: Random) -> Document:
    return Document(
        id=DocumentId(f"{case_id[:24]}{material}"),
        material=material,
        page=1,
        sha256=sha256(f"{case_id}/{material}".encode()).hexdigest(),
        media_type="image/jpeg",
        size=rng.randint(180_000, 3_600_000),
        width=1280,
        height=960,
        uploaded_at=at - timedelta(minutes=10),
    )


def _registry(story: Story, at: datetime) -> tuple[RegistryResult, ...]:
    return tuple(
        RegistryResult(
            registry=registry,
            verdict=story.registry.get(registry, RegistryVerdict.MATCH),
            fields=fields,
            checked_at=at,
        )
        for registry, fields in (("户籍", ("stu_name", "stu_id_no")), ("不动产", ("pr_cert_no",)))
    )


def _corrections(story: Story, status: CaseStatus) -> tuple[Correction, ...]:
    if not story.defects:
        return ()
    asked = story.submitted_at + timedelta(hours=6)
    return (
        Correction(
            round=1,
            reasons=tuple(ReasonPick(code=code, target=target) for code, target in reasons_of(story.defects)),
            due=asked + timedelta(days=3),
            asked_at=asked,
            asked_by=_REVIEWER,
            answered_at=None if status is CaseStatus.CORRECTION else asked + timedelta(days=1),
        ),
    )


def _history(story: Story, status: CaseStatus) -> tuple[HistoryEntry, ...]:
    submitted = HistoryEntry(
        action=CaseAction.SUBMIT,
        actor=Role.GUARDIAN,
        name=story.plan.applicant.name,
        at=story.submitted_at,
        from_status=CaseStatus.DRAFT,
        to_status=CaseStatus.PENDING,
    )
    if status is CaseStatus.PENDING:
        return (submitted,)
    return (
        submitted,
        HistoryEntry(
            action=CaseAction.ACCEPT,
            actor=Role.REVIEWER,
            name=_REVIEWER,
            at=story.submitted_at + timedelta(hours=5),
            from_status=CaseStatus.PENDING,
            to_status=status,
        ),
    )


def _result(story: Story, status: CaseStatus) -> AdmissionResult | None:
    if status is not CaseStatus.COMPLETED and story.ending is not Ending.PROPOSED:
        return None
    school = story.plan.school
    return AdmissionResult(school=SchoolCode(school.code), school_name=school.name, mode=AdmitMode.CATCHMENT)
