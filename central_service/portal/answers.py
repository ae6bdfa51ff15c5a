"""What guardians and registration points get back."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from central_service.portal.bodies import Body, Values
from reviewer_app.models.domain.case import AdmitMode, CaseStatus, Category, Channel, FormKind, Stage


class Session(Body):
    """A bearer token and its end."""

    token: str
    name: str
    expires_at: datetime
    office: str | None = None
    role: str


class DocumentView(Body):
    """An uploaded file."""

    id: str
    material: str
    page: int
    sha256: str
    media_type: str
    size: int
    width: int
    height: int
    pages: int
    uploaded_at: datetime


class ReasonView(Body):
    """What is wrong with which item, and what to do."""

    code: str
    target: str
    label: str
    text: str
    guidance: str
    note: str


class CorrectionView(Body):
    """The open round of 补齐补正."""

    round: int
    due: datetime
    note: str
    reasons: list[ReasonView]
    open_fields: list[str]
    open_materials: list[str]


class StepView(Body):
    """One step that the guardian may see."""

    action: str
    label: str
    at: datetime
    status: CaseStatus
    reasons: list[ReasonView]
    note: str


class ResultView(Body):
    """办件结果."""

    school: str
    school_name: str
    mode: AdmitMode
    mode_label: str
    note: str


class RequirementView(Body):
    """One line of the checklist: any one of the materials will do."""

    one_of: list[str]
    names: list[str]
    reason: str
    missing: bool


class Checklist(Body):
    """What the case must upload, and what it may."""

    requirements: list[RequirementView]
    optional: list[str]


class CaseListItem(Body):
    """A line of 我的办件."""

    id: str
    number: str
    office: str
    season: int
    stage: Stage
    form_kind: FormKind
    child_name: str
    status: CaseStatus
    status_label: str
    updated_at: datetime


class CaseView(CaseListItem):
    """A case as its guardian sees it: without inner stages and registry results."""

    category: Category
    channel: Channel
    answers: Values
    guardians: list[Values]
    documents: list[DocumentView]
    correction: CorrectionView | None
    actions: list[str]
    history: list[StepView]
    result: ResultView | None
    rated: list[str]
    predecessor: str | None
    created_at: datetime
    submitted_at: datetime | None


class CaseList(Body):
    """Newest first."""

    cases: list[CaseListItem]


class ProblemBody(BaseModel):
    """``application/problem+json``"""

    type: str
    title: str
    status: int
    code: str
    message: str
    field: str | None = None
    retry_after: float | None = None
    errors: list[dict[str, str]] | None = None
