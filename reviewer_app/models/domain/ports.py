"""Protocols behind which disk, network, clock and paper live; use cases and screens know nothing else of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.workflow import Act


class StoreFault(Exception):
    """The disk or the store refused: stable ``code`` and a message for the person that says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


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
    """What the queue asks for. Empty sets mean no restriction.

    ``text`` matches any part of the name, receipt number, ID number, phone or address.
    """

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


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCursor:
    """How far one scope's feed is in the store; numbers mean nothing outside their epoch."""

    epoch: str
    seq: int
    began: int | None = None
    """While a feed is read from its beginning: its newest number when that began. Older tombstones may be gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """One changed case. ``put`` is the case as its JSON object, or nothing when it left the scope."""

    seq: int
    case_id: CaseId
    put: Mapping[str, object] | None
    text: str = ""
    """``put`` as the service wrote it; without it the store writes it anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """One verified page of a scope's feed, in the feed's order."""

    scope: str
    epoch: str
    after: int
    """The cursor that the page continues."""
    next: int
    """The cursor after it."""
    more: bool
    rows: Sequence[FeedRow]
    head: int | None = None
    """The feed's newest number when the page was read, if the service says it."""


class PageOutOfOrder(Exception):
    """A page that does not continue the store's cursor; nothing of it was kept."""


class Replica(Protocol):
    """The writing side of the replica: what the feed says, and how far it was read."""

    def cursor(self, scope: str) -> FeedCursor | None:
        """Where the feed goes on, or nothing before the first page and after :meth:`start_over`."""
        ...

    def apply_page(self, page: FeedPage) -> Changes:
        """Keep a page and its cursor in one transaction.

        :raises PageOutOfOrder: when the page does not continue the cursor.
        :raises StoreFault: when the disk refuses, or a row is no case; nothing is kept then.
        """
        ...

    def is_whole(self, scope: str) -> bool:
        """Whether the feed was once read to its end since it was begun."""
        ...

    def scope_of(self, case_id: CaseId) -> str | None:
        """The scope whose feed brought a case, or nothing when it is not here."""
        ...

    def start_over(self, scope: str) -> None:
        """Read the feed from its beginning. What is here stays in sight until the feed has been read whole."""
        ...

    def put_season(self, scope: str, season: Season) -> Changes:
        """Keep a county's season; answers whether anything moved."""
        ...


class Outbox(Protocol):
    """The decisions of this desktop. Adding is durable when the call returns."""

    def add(self, action: PendingAction) -> None:
        """Record a decision; committed when this returns.

        :raises StoreFault: when it could not be kept; the decision is then not on record.
        """
        ...

    def undo(self, action_id: ActionId) -> bool:
        """Delete a decision that is still PENDING; False when it is on its way, gone, or a later one rests on it."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the service said to one decision, as the outbox keeps it."""

    id: ActionId
    state: OutboxState
    """APPLIED, CONFLICT, REFUSED, or SENDING when it has to be sent again."""
    code: str = ""
    field: str = ""
    message: str = ""
    tag: VersionTag | None = None
    scope: str = ""
    epoch: str = ""
    seq: int | None = None
    """Feed number of the case after the decision, within ``scope`` and ``epoch``."""
    at: datetime | None = None
    """The service's own time of the answer."""


class OutboxSending(Protocol):
    """The side of the outbox that the sync engine uses. A row that was sent is never edited and never dropped."""

    def take_batch(self, limit: int, skip: Collection[ActionId] = ()) -> Sequence[PendingAction]:
        """The next decisions to send, those of unknown outcome first; they are SENDING, durably, when this returns.

        :param skip: decisions already tried in this run.
        """
        ...

    def record(self, answers: Iterable[Answered]) -> Changes:
        """Keep the service's answers. What rested on a failed one and was not sent becomes a conflict too."""
        ...

    def close_caught_up(self, scope: str, read_whole: Collection[ActionId] = ()) -> Changes:
        """Take applied decisions that the feed has caught up with off the cases and onto the record.

        :param read_whole: applied decisions without a feed number that were answered before the last whole reading.
        """
        ...

    def applied(self) -> Sequence[PendingAction]:
        """Applied decisions that the feed has not caught up with as far as is recorded, oldest first."""
        ...

    def replay(self, scope: str, epoch: str) -> Changes:
        """The service was restored into ``epoch``: send what it had acknowledged in another epoch once more."""
        ...

    def purge(self, before: datetime) -> None:
        """Forget decisions acknowledged before a service time; conflicts and refusals stay."""
        ...

    def counts(self) -> Mapping[OutboxState, int]:
        """Open rows in each state."""
        ...


class ViewState(Protocol):
    """Where a person left off: filters, widths, marks; kept with the decisions."""

    def find(self, key: str) -> str | None:
        """The text kept under a key, or nothing."""
        ...

    def keep(self, key: str, value: str) -> None:
        """Keep a text under a key."""
        ...


class Rendition(StrEnum):
    """Forms of a document that the service offers."""

    THUMBNAIL = "thumbnail"
    PREVIEW = "preview"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The beginning of a download that broke off. ``etag`` is the SHA-256 (hex) that the whole will have."""

    etag: str
    content: bytes


class DocumentCache(Protocol):
    """Document bytes on this desktop, verified before they are kept and again when they are read."""

    def find(self, document_id: DocumentId, rendition: Rendition, page: int = 1) -> bytes | None:
        """The bytes, or nothing when they are not here (or no longer verify).

        :param page: 1-based page of a paginated document; an original has only page 1.
        """
        ...

    def has(self, document_id: DocumentId, rendition: Rendition, page: int = 1) -> bool:
        """Whether the bytes are here, without reading them."""
        ...

    def put(
        self, document_id: DocumentId, rendition: Rendition, content: bytes, sha256: str, page: int = 1
    ) -> None:
        """Keep verified bytes. :raises ValueError: when ``content`` does not hash to ``sha256``."""
        ...

    def find_piece(self, document_id: DocumentId, rendition: Rendition, page: int = 1) -> Piece | None:
        """What an interrupted download left, or nothing."""
        ...

    def keep_piece(self, document_id: DocumentId, rendition: Rendition, piece: Piece, page: int = 1) -> None:
        """Keep the beginning of an interrupted download; :meth:`put` of the whole forgets it."""
        ...

    def pin(self, document_ids: Collection[DocumentId]) -> None:
        """Name the documents that must never be evicted, instead of those named before."""
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
