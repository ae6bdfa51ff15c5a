"""A case as its guardian sees it: what was asked, what they may do, what came of it; never the inner stages."""

from __future__ import annotations

from datetime import datetime

from central_service.cases.rows import StoredCase
from central_service.parts import Parts
from central_service.portal.answers import (
    CaseListItem,
    CaseView,
    Checklist,
    CorrectionView,
    DocumentView,
    ReasonView,
    RequirementView,
    ResultView,
    StepView,
)
from central_service.portal.bodies import Values
from reviewer_app.models.domain.case import (
    AdmissionResult,
    Answers,
    Case,
    CaseStatus,
    Document,
    HistoryEntry,
    ReasonPick,
)
from reviewer_app.models.domain.conditions import facts_of
from reviewer_app.models.domain.display import target_label
from reviewer_app.models.domain.materials import missing_materials
from reviewer_app.models.domain.workflow import (
    ACTION_LABELS,
    STATUS_LABELS,
    CaseAction,
    Role,
    available_actions,
)

_HIDDEN_STEPS = frozenset(
    {CaseAction.FIRST_REVIEW, CaseAction.SECOND_REVIEW, CaseAction.ADMIT, CaseAction.RATE}
)


def case_view(parts: Parts, stored: StoredCase, role: Role) -> CaseView:
    """The whole case; while a correction is open, with what the guardian has changed so far."""
    case = stored.working
    return CaseView(
        **list_item(case).model_dump(),
        category=case.category,
        channel=case.channel,
        answers=_values(case.answers),
        guardians=[_values(guardian) for guardian in case.guardians],
        documents=[document_view(document) for document in case.documents],
        correction=_correction(parts, case),
        actions=_actions(stored, role, parts.clock.now()),
        history=[_step(parts, entry) for entry in stored.case.history if entry.action not in _HIDDEN_STEPS],
        result=result_view(parts, case),
        rated=[
            *(rating.occasion for rating in case.ratings),
            *(["submitted"] if stored.early_rating else []),
        ],
        predecessor=case.predecessor,
        created_at=case.created_at,
        submitted_at=case.submitted_at,
    )


def list_item(case: Case) -> CaseListItem:
    """A line of 我的办件."""
    return CaseListItem(
        id=case.id,
        number=case.number,
        office=case.office,
        season=case.season,
        stage=case.stage,
        form_kind=case.form_kind,
        child_name=case.child_name,
        status=case.status,
        status_label=STATUS_LABELS[case.status],
        updated_at=case.updated_at,
    )


def document_view(document: Document) -> DocumentView:
    """An uploaded file."""
    return DocumentView(
        id=document.id,
        material=document.material,
        page=document.page,
        sha256=document.sha256,
        media_type=document.media_type,
        size=document.size,
        width=document.width,
        height=document.height,
        pages=document.pages,
        uploaded_at=document.uploaded_at,
    )


def result_view(parts: Parts, case: Case) -> ResultView | None:
    """办件结果, which exists for the guardian once the case is concluded."""
    result: AdmissionResult | None = case.result
    if result is None or case.status is not CaseStatus.COMPLETED:
        return None
    return ResultView(
        school=result.school,
        school_name=result.school_name,
        mode=result.mode,
        mode_label=parts.catalogue.codes["admit_mode"].label(result.mode),
        note=result.note,
    )


def checklist(parts: Parts, case: Case) -> Checklist:
    """Materials of a draft as it stands."""
    materials = parts.catalogue.materials
    settings = parts.reference.policy(case.office).settings
    facts = facts_of(case, settings)
    lines = materials.requirements(facts)
    missing = set(missing_materials(case, materials, settings))
    required = {code for line in lines for code in line.one_of}
    return Checklist(
        requirements=[
            RequirementView(
                one_of=list(line.one_of),
                names=[materials.materials[code].name for code in line.one_of],
                reason=line.reason,
                missing=line in missing,
            )
            for line in lines
        ],
        optional=[code for code in materials.slots(facts) if code not in required],
    )


def _values(answers: Answers) -> Values:
    return {code: list(value) if isinstance(value, tuple) else value for code, value in answers.items()}


def _correction(parts: Parts, case: Case) -> CorrectionView | None:
    correction = case.open_correction
    if correction is None or case.status is not CaseStatus.CORRECTION:
        return None
    opened = parts.reference.opened(case)
    return CorrectionView(
        round=correction.round,
        due=correction.due,
        note=correction.note,
        reasons=[_reason(parts, pick) for pick in correction.reasons],
        open_fields=sorted(opened.fields),
        open_materials=sorted(opened.materials),
    )


def _step(parts: Parts, entry: HistoryEntry) -> StepView:
    return StepView(
        action=entry.action,
        label=ACTION_LABELS[CaseAction(entry.action)],
        at=entry.at,
        status=entry.to_status,
        reasons=[_reason(parts, pick) for pick in entry.reasons],
        note=entry.note if entry.actor == Role.GUARDIAN else "",
    )


def _reason(parts: Parts, pick: ReasonPick) -> ReasonView:
    reason = parts.catalogue.reasons.find(pick.code)
    return ReasonView(
        code=pick.code,
        target=pick.target,
        label=target_label(parts.catalogue, pick.target),
        text=reason.text if reason else "",
        guidance=reason.guidance if reason else "",
        note=pick.note,
    )


def _actions(stored: StoredCase, role: Role, now: datetime) -> list[str]:
    rated = {rating.occasion for rating in stored.case.ratings}
    occasion = "ended" if stored.case.status.is_terminal else "submitted"
    done = occasion in rated or (occasion == "submitted" and stored.early_rating is not None)
    return [
        str(action)
        for action in available_actions(stored.case, role, now)
        if not (action is CaseAction.RATE and done)
    ]
