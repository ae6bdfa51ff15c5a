"""Protocols behind which disk, network, clock and paper live; use cases and screens know nothing else of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from reviewer_app.models.domain.case import (
    ActionId,
    Case,
    CaseId,
    CaseStatus,
    DocumentId,
    FormKind,
    Stage,
    Substage,
    VersionTag,
)
from reviewer_app.models.domain.workflow import Act


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The present, timezone-aware."""
        ...


class OutboxState(StrEnum):
    """Life of one decision on its way to the service."""

    PENDING = "pending"
    SENDING = "sending"
    APPLIED = "applied"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingAction:
    """One decision of this desktop: written once, never edited; undo deletes it while it is PENDING."""

    id: ActionId
    """Random, made here; the service remembers it with its answer."""
    case: CaseId
    act: Act
    base: VersionTag
    """Tag of the case that the person saw."""
    after: ActionId | None = None
    """Earlier action of this outbox on the same case on which this one rests."""
    decided_at: datetime
    decided_by: str
    state: OutboxState = OutboxState.PENDING
    code: str = ""
    """Stable code of a conflict or refusal."""
    message: str = ""
    """What the service said, in the person's language."""
    result_tag: VersionTag | None = None
    """Tag of the case after this action was applied; the overlay stays until the feed has caught up with it."""


class CaseOrder(StrEnum):
    """Order of the queue. Time may order review; it never orders admission."""

    DUE_FIRST = "due"
    OLDEST_FIRST = "oldest"
    NEWEST_FIRST = "newest"
    NUMBER = "number"


class CaseFlag(StrEnum):
    """Quick filters of the queue."""

    DOUBT = "doubt"
    DUPLICATE = "duplicate"
    RESUBMITTED = "resubmitted"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """What the queue asks for. Empty sets mean no restriction; ``text`` matches part of name, receipt number, ID number or phone."""

    text: str = ""
    statuses: frozenset[CaseStatus] = frozenset()
    substages: frozenset[Substage] = frozenset()
    stages: frozenset[Stage] = frozenset()
    form_kinds: frozenset[FormKind] = frozenset()
    categories: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    flags: frozenset[CaseFlag] = frozenset()
    order: CaseOrder = CaseOrder.OLDEST_FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """One row of the queue: columns only, no answers."""

    id: CaseId
    number: str
    child_name: str
    status: CaseStatus
    substage: Substage | None
    stage: Stage
    form_kind: FormKind
    category: str
    school: str
    """报读学校 as chosen, or the admitted school."""
    submitted_at: datetime | None
    due: datetime | None
    """Due time of the open correction, if any."""
    rounds: int
    """Answered correction rounds."""
    duplicate: bool
    doubt: bool
    """Whether a check or registry comparison left something for a person."""
    twin: bool


class CaseStore(Protocol):
    """The replica: the service's cases as last synced, unfolded."""

    def find(self, case_id: CaseId) -> Case | None:
        """The service's version of a case, or nothing."""
        ...

    def ids(self, query: CaseQuery) -> Sequence[CaseId]:
        """Ids that match, in the query's order."""
        ...

    def summaries(self, ids: Iterable[CaseId]) -> Sequence[CaseSummary]:
        """Rows for the ids that still exist, in the order asked."""
        ...

    def count_by_status(self) -> dict[CaseStatus, int]:
        """Number of cases in each state."""
        ...

    def cases(self, query: CaseQuery) -> Iterable[Case]:
        """Whole cases that match, streamed (rosters)."""
        ...


class Outbox(Protocol):
    """The decisions of this desktop. Adding is durable when the call returns."""

    def add(self, action: PendingAction) -> None:
        """Record a decision; committed when this returns."""
        ...

    def undo(self, action_id: ActionId) -> bool:
        """Delete a decision that is still PENDING; False when it is on its way or gone."""
        ...

    def open_actions(self, case_id: CaseId | None = None) -> Sequence[PendingAction]:
        """Rows that still overlay a case (PENDING, SENDING, APPLIED but not yet in the feed), oldest first."""
        ...

    def troubled(self) -> Sequence[PendingAction]:
        """Rows that need a person: CONFLICT and REFUSED, oldest first."""
        ...

    def settle(self, action_id: ActionId) -> None:
        """The person has dealt with a CONFLICT or REFUSED row: keep it on record, out of the way."""
        ...

    def done_since(self, since: datetime) -> int:
        """Decisions made here since a time, undone ones not counted (day summary)."""
        ...


class Rendition(StrEnum):
    """Forms of a document that the service offers."""

    THUMBNAIL = "thumbnail"
    PREVIEW = "preview"
    ORIGINAL = "original"


class DocumentCache(Protocol):
    """Document bytes on this desktop, verified before they are kept."""

    def find(self, document_id: DocumentId, rendition: Rendition) -> bytes | None:
        """The bytes, or nothing when they are not here (or no longer verify)."""
        ...

    def put(self, document_id: DocumentId, rendition: Rendition, content: bytes, sha256: str) -> None:
        """Keep verified bytes. :raises ValueError: when ``content`` does not hash to ``sha256``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school of the county, as the season's reference data name it."""

    code: str
    name: str
    stages: frozenset[Stage]
    plan: int
    """Places (招生计划数) of the season."""
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A county's dates and settings of the year."""

    office: str
    office_name: str
    year: int
    opens: datetime
    closes: datetime
    correction_days: int
    policy: str
    hotlines: tuple[str, ...]
    schools: tuple[School, ...]
