"""The case (办件) and its parts: plain immutable values that desktop, service and wire share.

Field codes are those of ``resources/forms/forms.json``, material codes those of
``resources/materials/materials.json``.
Times are timezone-aware; dates inside answers are ISO ``YYYY-MM-DD`` strings as the guardian's form sends
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

CaseId = NewType("CaseId", str)
DocumentId = NewType("DocumentId", str)
ActionId = NewType("ActionId", str)
OfficeCode = NewType("OfficeCode", str)
"""GB/T 2260 county code, or an office code such as ``450700-ZS`` for a city bureau (市直属)."""
SchoolCode = NewType("SchoolCode", str)
"""学校标识码, 10 digits."""
VersionTag = NewType("VersionTag", str)
"""Opaque tag of one committed version of a case; compared for equality only."""

Answer = str | int | bool | tuple[str, ...]
Answers = Mapping[str, Answer]
"""Field code -> value; a field without a value has no key."""


class CaseStatus(StrEnum):
    """办件状态 (guide FAQ 12; spec table of states). 已完成 is a display group, not a state."""

    DRAFT = "DRAFT"
    RECEIVING = "RECEIVING"
    PENDING = "PENDING"
    CORRECTION = "CORRECTION"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    RETURNED = "RETURNED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def is_live(self) -> bool:
        """Whether the child is taken by this case (one live case per child, stage and year)."""
        return self not in (CaseStatus.RETURNED, CaseStatus.DECLINED, CaseStatus.WITHDRAWN)

    @property
    def is_terminal(self) -> bool:
        """Whether only 更正, 再办一单 or 评价 can follow."""
        return self is CaseStatus.COMPLETED or not self.is_live


class Substage(StrEnum):
    """Inner stages of 办理中; never shown to the guardian."""

    FIRST_REVIEW = "CS"
    SECOND_REVIEW = "FH"
    AWAITING_PLACE = "DLQ"
    PROPOSED = "NLQ"
    ADMITTED = "YLQ"


class FormKind(StrEnum):
    """A表 详表 or B表 简表."""

    A = "A"
    B = "B"


class Stage(StrEnum):
    """报读学段."""

    PRIMARY = "XX1"
    JUNIOR = "CZ1"


class Category(StrEnum):
    """学生类别 (code set ``student_category``)."""

    LOCAL = "BD"
    HOME_OWNER = "FC"
    MIGRANT = "SQ"
    ENTITLED = "YF"


class Channel(StrEnum):
    """How the case came in; equal by rule, never an input to admission (guide FAQ 6)."""

    ONLINE = "online"
    OFFLINE = "offline"


class RegistryVerdict(StrEnum):
    """核验结果 (code set ``check_result``). Anything but MATCH goes to a person, never to a rejection."""

    UNCHECKED = "0"
    RUNNING = "1"
    MATCH = "2"
    MISMATCH = "3"
    NOT_FOUND = "4"
    FAULT = "5"
    NOT_APPLICABLE = "9"


class AdmitMode(StrEnum):
    """录取方式 (code set ``admit_mode``)."""

    CATCHMENT = "1"
    PLACED = "2"
    ENTITLED = "3"
    PRIVATE_DIRECT = "4"
    PRIVATE_LOTTERY = "5"
    SPECIAL = "6"
    DEFERRED = "7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One uploaded file of one material. ``sha256`` is the content's hash (hex) and the wire's ETag."""

    id: DocumentId
    material: str
    page: int
    """1-based position among the files of its material."""
    sha256: str
    media_type: str
    size: int
    """Bytes of the original."""
    width: int
    height: int
    """Pixels as shown upright, after EXIF orientation."""
    pages: int = 1
    uploaded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryResult:
    """One comparison with a government registry (户籍, 不动产, 居住证, 社保)."""

    registry: str
    verdict: RegistryVerdict
    fields: tuple[str, ...] = ()
    """Codes of the fields that the verdict is about."""
    detail: str = ""
    checked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonPick:
    """A reason from the library, bound to the item it is about.

    ``target`` is a field code, ``guardians.1.<field code>`` for the second guardian's, or a material code.
    ``note`` (≤ 200 characters) adds to the reason and never replaces it.
    """

    code: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionResult:
    """录取结果: the school and the mode of admission."""

    school: SchoolCode
    school_name: str
    mode: AdmitMode
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One round of 补齐补正: what was asked, until when, and what the guardian changed in answer to it."""

    round: int
    reasons: tuple[ReasonPick, ...]
    due: datetime
    asked_at: datetime
    asked_by: str
    note: str = ""
    answered_at: datetime | None = None
    before: Answers = field(default_factory=dict)
    """Old values of the answers that the guardian changed; guardians' fields as ``guardians.N.<code>``."""
    replaced: tuple[Document, ...] = ()
    """Documents that the guardian took away or replaced; their content stays readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One step of the case's life, append-only."""

    action: str
    """Value of :class:`~reviewer_app.models.domain.workflow.CaseAction`."""
    actor: str
    """Role: guardian, reviewer, supervisor, operator or system."""
    name: str
    at: datetime
    """Service time."""
    decided_at: datetime | None = None
    """The device's own time of the decision; recorded, never compared."""
    from_status: CaseStatus | None = None
    to_status: CaseStatus
    reasons: tuple[ReasonPick, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Guardian's separate consent to the handling of sensitive data: text version and time (个保法 29, 31)."""

    version: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """评价: 5 非常满意 … 1 非常不满意; ``occasion`` is ``submitted`` or ``ended``."""

    occasion: str
    level: int
    comment: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One application of one child."""

    id: CaseId
    number: str
    """收件号, issued at 收件; empty before."""
    office: OfficeCode
    season: int
    """Year of entry."""
    stage: Stage
    form_kind: FormKind
    category: Category
    channel: Channel
    status: CaseStatus
    substage: Substage | None = None
    tag: VersionTag
    answers: Answers
    """Every field but those of the guardians' section."""
    guardians: tuple[Answers, ...]
    """Fields of 法定监护人基本信息, one mapping a guardian; the first is the applicant."""
    documents: tuple[Document, ...] = ()
    registry: tuple[RegistryResult, ...] = ()
    corrections: tuple[Correction, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    result: AdmissionResult | None = None
    consent: Consent | None = None
    ratings: tuple[Rating, ...] = ()
    predecessor: CaseId | None = None
    duplicates: tuple[str, ...] = ()
    """收件号 of other live cases of the same child, found by the service over all channels."""
    created_at: datetime
    submitted_at: datetime | None = None
    updated_at: datetime

    @property
    def child_name(self) -> str:
        """姓名 as filled in, or an empty string in a draft."""
        return str(self.answers.get("stu_name", ""))

    @property
    def open_correction(self) -> Correction | None:
        """The round that waits for the guardian, if any: an unanswered one of a withdrawn or returned case does not."""
        if (
            self.status is CaseStatus.CORRECTION
            and self.corrections
            and self.corrections[-1].answered_at is None
        ):
            return self.corrections[-1]
        return None

    @property
    def answered_rounds(self) -> int:
        """Number of correction rounds that the guardian has answered."""
        return sum(1 for correction in self.corrections if correction.answered_at is not None)

    def documents_of(self, material: str) -> tuple[Document, ...]:
        """Files of one material, in page order."""
        found = (document for document in self.documents if document.material == material)
        return tuple(sorted(found, key=lambda document: document.page))


def answer_at(case: Case, target: str) -> Answer | None:
    """The value behind a field target (``stu_name``, ``grd_name`` = first guardian's, ``guardians.1.grd_name``)."""
    if target.startswith("guardians."):
        _, index, code = target.split(".", 2)
        position = int(index)
        return case.guardians[position].get(code) if position < len(case.guardians) else None
    if target.startswith("grd_"):
        return case.guardians[0].get(target) if case.guardians else None
    return case.answers.get(target)
