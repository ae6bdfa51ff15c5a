"""Invented cases for tests: one line makes a plausible whole case in any state, the same one every time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from reviewer_app.models.domain.case import (
    AdmissionResult,
    AdmitMode,
    Answer,
    Case,
    CaseId,
    CaseStatus,
    Category,
    Channel,
    Consent,
    Correction,
    Document,
    DocumentId,
    FormKind,
    HistoryEntry,
    OfficeCode,
    ReasonPick,
    RegistryResult,
    RegistryVerdict,
    SchoolCode,
    Stage,
    Substage,
    VersionTag,
)
from tests.support.case_answers import Child, answers_of, guardians_of, school_code

OFFICE = OfficeCode("450721")
SEASON_START = datetime(2026, 7, 14, 1, 0, tzinfo=UTC)
"""09:00 in Guangxi on the day on which the sample season's clock starts."""

_REVIEWER = "农晓玲"
_REASON = ReasonPick(code="HK01", target="M01", note="首页印章不清")


def make_case(
    n: int = 0,
    *,
    kind: FormKind = FormKind.B,
    category: Category = Category.LOCAL,
    stage: Stage = Stage.PRIMARY,
    status: CaseStatus = CaseStatus.PENDING,
    guardians: int = 1,
    answers: Mapping[str, Answer | None] | None = None,
    **overrides: Any,
) -> Case:
    """The ``n``-th invented case.

    :param status: history, correction round, inner stage and result are made to fit.
    :param answers: answers to set on top of the invented ones; ``None`` takes one away.
    :param overrides: any field of :class:`Case`.
    """
    child = Child(n=n, stage=stage)
    filled = answers_of(child, kind, category, OFFICE) | dict(answers or {})
    submitted = SEASON_START - timedelta(days=3) + timedelta(minutes=7 * n)
    made: dict[str, Any] = {
        "id": CaseId(f"case-{n:06d}"),
        "number": f"450721{2026}{stage.value}{n:06d}" if status is not CaseStatus.DRAFT else "",
        "office": OFFICE,
        "season": 2026,
        "stage": stage,
        "form_kind": kind,
        "category": category,
        "channel": Channel.OFFLINE if n % 9 == 8 else Channel.ONLINE,
        "status": status,
        "substage": Substage.FIRST_REVIEW if status is CaseStatus.PROCESSING else None,
        "tag": VersionTag(f"tag-{n}-1"),
        "answers": {code: value for code, value in filled.items() if value is not None},
        "guardians": guardians_of(child, guardians),
        "documents": documents_for(n, materials_of(kind, category), submitted),
        "registry": registry_for(kind, category, submitted),
        "corrections": _corrections(status, submitted),
        "history": _history(status, submitted),
        "result": _result(n, stage) if status is CaseStatus.COMPLETED else None,
        "consent": Consent(version="2026-1", at=submitted),
        "created_at": submitted - timedelta(hours=1),
        "submitted_at": submitted if status is not CaseStatus.DRAFT else None,
        "updated_at": submitted + timedelta(minutes=1),
    }
    return Case(**(made | overrides))


def materials_of(kind: FormKind, category: Category) -> tuple[str, ...]:
    """Materials that such a case brings."""
    materials = ["M01", "M02", "M03", "M04"]
    if category is Category.ENTITLED:
        materials.append("M30")
    if kind is FormKind.A:
        materials += ["M17", "M20", "M21"] if category is Category.MIGRANT else ["M10"]
    return tuple(materials)


def documents_for(n: int, materials: Sequence[str], uploaded_at: datetime) -> tuple[Document, ...]:
    """One photo a material, two of 监护人户口页 (M04); portrait, of phone size."""
    pages = [(material, page) for material in materials for page in ((1, 2) if material == "M04" else (1,))]
    return tuple(
        Document(
            id=DocumentId(f"doc-{n:06d}-{material}-{page}"),
            material=material,
            page=page,
            sha256=hashlib.sha256(f"{n}/{material}/{page}".encode()).hexdigest(),
            media_type="image/jpeg",
            size=2_400_000 + 1_000 * n,
            width=3000,
            height=4000,
            uploaded_at=uploaded_at,
        )
        for material, page in pages
    )


def registry_for(kind: FormKind, category: Category, at: datetime) -> tuple[RegistryResult, ...]:
    """Every registry that such a case concerns, all of them 一致."""
    concerned: dict[str, tuple[str, ...]] = {"户籍": ("stu_name", "stu_id_no", "stu_hukou_addr")}
    if kind is FormKind.A and category is Category.MIGRANT:
        concerned |= {"居住证": ("rp_holder", "rp_addr"), "社保": ("emp_unit", "ss_months")}
    elif kind is FormKind.A:
        concerned["不动产"] = ("pr_cert_no", "pr_owner")
    checked = at + timedelta(seconds=20)
    return tuple(
        RegistryResult(registry=name, verdict=RegistryVerdict.MATCH, fields=fields, checked_at=checked)
        for name, fields in concerned.items()
    )


def _corrections(status: CaseStatus, submitted: datetime) -> tuple[Correction, ...]:
    if status is not CaseStatus.CORRECTION:
        return ()
    asked = submitted + timedelta(days=1)
    return (
        Correction(
            round=1, reasons=(_REASON,), due=asked + timedelta(days=3), asked_at=asked, asked_by=_REVIEWER
        ),
    )


def _result(n: int, stage: Stage) -> AdmissionResult:
    return AdmissionResult(
        school=SchoolCode(school_code(n, stage)),
        school_name=f"灵山县第{1 + n % 3}小学",
        mode=AdmitMode.CATCHMENT,
    )


_DRAFT, _RECEIVING, _PENDING = CaseStatus.DRAFT, CaseStatus.RECEIVING, CaseStatus.PENDING
_SUBMITTED = (
    ("submit", "guardian", "监护人", _DRAFT, _RECEIVING),
    ("receive", "system", "系统", _RECEIVING, _PENDING),
)
_ACCEPTED = (*_SUBMITTED, ("accept", "reviewer", _REVIEWER, _PENDING, CaseStatus.PROCESSING))
_PATHS: Mapping[CaseStatus, tuple[tuple[str, str, str, CaseStatus, CaseStatus], ...]] = {
    _DRAFT: (),
    _RECEIVING: _SUBMITTED[:1],
    _PENDING: _SUBMITTED,
    CaseStatus.CORRECTION: (
        *_SUBMITTED,
        ("request_corrections", "reviewer", _REVIEWER, _PENDING, CaseStatus.CORRECTION),
    ),
    CaseStatus.PROCESSING: _ACCEPTED,
    CaseStatus.COMPLETED: (
        *_ACCEPTED,
        ("complete", "supervisor", "黄立群", CaseStatus.PROCESSING, CaseStatus.COMPLETED),
    ),
    CaseStatus.RETURNED: (
        *_ACCEPTED,
        ("return", "reviewer", _REVIEWER, CaseStatus.PROCESSING, CaseStatus.RETURNED),
    ),
    CaseStatus.DECLINED: (*_SUBMITTED, ("decline", "reviewer", _REVIEWER, _PENDING, CaseStatus.DECLINED)),
    CaseStatus.WITHDRAWN: (*_SUBMITTED, ("withdraw", "guardian", "监护人", _PENDING, CaseStatus.WITHDRAWN)),
}


def _history(status: CaseStatus, submitted: datetime) -> tuple[HistoryEntry, ...]:
    return tuple(
        HistoryEntry(
            action=action,
            actor=actor,
            name=name,
            at=submitted + timedelta(hours=6 * step),
            from_status=before,
            to_status=after,
            reasons=(_REASON,) if action == "request_corrections" else (),
        )
        for step, (action, actor, name, before, after) in enumerate(_PATHS[status])
    )
