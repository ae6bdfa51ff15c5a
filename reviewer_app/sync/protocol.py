"""Wire messages and their JSON, shared by desktop and service.

Reading is one feed per scope, writing is actions in batches; both ends refuse a protocol version that they do
not know. Rows of the feed travel as canonical JSON of :class:`Case`: the desktop keeps them as text and decodes one
only to show it.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from reviewer_app.models.domain.case import Case, ReasonPick, Stage
from reviewer_app.models.domain.ports import PendingAction, School, Season
from reviewer_app.models.domain.workflow import CaseAction

PROTOCOL_HEADER = "X-Enrolment-Protocol"
NEXT_HEADER = "X-Feed-Next"
PROBLEM_TYPE = "application/problem+json"
FEED_TYPE = "application/x-ndjson"
MAX_BATCH = 50

_CASE: TypeAdapter[Case] = TypeAdapter(Case)


def case_to_json(case: Case) -> bytes:
    """Canonical JSON of a case (UTF-8)."""
    return _CASE.dump_json(case)


def case_from_json(text: bytes | str) -> Case:
    """:raises pydantic.ValidationError: when the text is no case."""
    return _CASE.validate_json(text)


class Message(BaseModel):
    """A message: immutable, unknown members refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ReasonMessage(Message):
    """A picked reason on the wire."""

    code: str = Field(max_length=8)
    target: str = Field(max_length=60)
    note: str = Field(default="", max_length=200)


class ResultMessage(Message):
    """An admission result on the wire; the service fills in the school's name itself."""

    school: str = Field(max_length=10)
    mode: str = Field(max_length=1)
    note: str = Field(default="", max_length=200)


class ActionMessage(Message):
    """One decision. ``id`` is random and fixed for ever with its body."""

    id: str = Field(min_length=16, max_length=64)
    case_id: str = Field(max_length=64)
    action: CaseAction
    reasons: tuple[ReasonMessage, ...] = Field(default=(), max_length=60)
    due: datetime | None = None
    note: str = Field(default="", max_length=1000)
    result: ResultMessage | None = None
    approver: str = Field(default="", max_length=50)
    base: str = Field(max_length=64)
    after: str | None = Field(default=None, max_length=64)
    decided_at: datetime
    device: str = Field(default="", max_length=64)


class ActionBatch(Message):
    """Body of ``POST /v1/actions``."""

    actions: tuple[ActionMessage, ...] = Field(min_length=1, max_length=MAX_BATCH)


class OutcomeKind(StrEnum):
    """What became of one action."""

    APPLIED = "applied"
    REPLAYED = "replayed"
    AGREED = "agreed"
    CONFLICT = "conflict"
    REFUSED = "refused"
    MISMATCH = "mismatch"
    BLOCKED = "blocked"


class ConflictKind(StrEnum):
    """Why an action met a case other than the one its maker saw."""

    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    RESUBMITTED = "resubmitted"
    REASSIGNED = "reassigned"
    CLOSED = "closed"


class Outcome(Message):
    """Answer to one action."""

    id: str
    kind: OutcomeKind
    first: OutcomeKind | None = None
    """For ``replayed``: what was answered the first time."""
    tag: str | None = None
    """Tag of the case after the action, or its current tag in a conflict."""
    code: str = ""
    field: str | None = None
    message: str = ""
    conflict: ConflictKind | None = None
    seq: int | None = None
    """Feed number of the case after the action."""
    scope: str = ""
    """The feed to which ``seq`` belongs; empty means the one that brought the case to the desktop."""


class OutcomeBatch(Message):
    """Answer to ``POST /v1/actions``, in the order of the batch."""

    outcomes: tuple[Outcome, ...]


class Problem(BaseModel):
    """``application/problem+json``: what failed, in stable code and in the person's language."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    status: int
    code: str
    message: str
    field: str | None = None
    retry_after: float | None = None


class SignIn(Message):
    """Body of ``POST /v1/sessions``."""

    account: str = Field(max_length=64)
    password: str = Field(max_length=128)
    device: str = Field(default="", max_length=64)


class SignedIn(Message):
    """A reviewer's session: bearer token and what it is good for."""

    token: str
    name: str
    role: Literal["reviewer", "supervisor"]
    office: str
    office_name: str
    season: int
    scope: str
    expires_at: datetime


class SchoolMessage(Message):
    """A school of the county."""

    code: str
    name: str
    stages: tuple[Stage, ...]
    plan: int
    private: bool = False


class SeasonMessage(Message):
    """Body of ``GET /v1/scopes/{scope}``: the county's season as the desktop needs it offline."""

    scope: str
    office: str
    office_name: str
    year: int
    opens: datetime
    closes: datetime
    correction_days: int
    policy: str
    hotlines: tuple[str, ...]
    schools: tuple[SchoolMessage, ...]


def scope_of(office: str, season: int) -> str:
    """Name of a feed: office code and year, such as ``450721.2026``."""
    return f"{office}.{season}"


def action_message(action: PendingAction, device: str) -> ActionMessage:
    """The wire form of a decision; the same decision always gives the same message."""
    act = action.act
    return ActionMessage(
        id=action.id,
        case_id=action.case,
        action=act.action,
        reasons=tuple(ReasonMessage(code=r.code, target=r.target, note=r.note) for r in act.reasons),
        due=act.due,
        note=act.note,
        result=ResultMessage(school=act.result.school, mode=act.result.mode, note=act.result.note)
        if act.result
        else None,
        approver=act.approver,
        base=action.base,
        after=action.after,
        decided_at=action.decided_at,
        device=device,
    )


def reason_picks(messages: tuple[ReasonMessage, ...]) -> tuple[ReasonPick, ...]:
    """The domain's reason picks behind wire reasons."""
    return tuple(ReasonPick(code=m.code, target=m.target, note=m.note) for m in messages)


def season_of(message: SeasonMessage) -> Season:
    """The domain's season behind the wire's."""
    schools = tuple(
        School(code=s.code, name=s.name, stages=frozenset(s.stages), plan=s.plan, private=s.private)
        for s in message.schools
    )
    return Season(
        office=message.office,
        office_name=message.office_name,
        year=message.year,
        opens=message.opens,
        closes=message.closes,
        correction_days=message.correction_days,
        policy=message.policy,
        hotlines=message.hotlines,
        schools=schools,
    )
