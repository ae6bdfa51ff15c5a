"""The service's side of the protocol in memory: feeds, actions, guardians, backups; small and plainly right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random

import orjson

from reviewer_app.models.domain.case import (
    AdmissionResult,
    AdmitMode,
    Case,
    CaseId,
    CaseStatus,
    SchoolCode,
    VersionTag,
)
from reviewer_app.models.domain.ports import FeedCursor
from reviewer_app.models.domain.workflow import (
    Act,
    CaseAction,
    Role,
    WorkflowError,
    apply,
    check,
    find_transition,
)
from reviewer_app.sync.protocol import (
    ActionMessage,
    ConflictKind,
    Outcome,
    OutcomeKind,
    SeasonMessage,
    case_to_json,
    reason_picks,
)
from tests.support.cases import SEASON_START, make_case

REASON_KINDS: Mapping[str, str] = {"HK01": "补正", "TJ01": "退件", "BY01": "不予受理"}


class UnknownCursor(Exception):
    """410."""


@dataclass
class Feed:
    """One scope: the newest number, and each case once at its newest, gone or not."""

    head: int = 0
    horizon: int = 0
    rows: dict[CaseId, tuple[int, bool]] = field(default_factory=dict)


@dataclass
class State:
    """All that a backup holds."""

    cases: dict[CaseId, Case] = field(default_factory=dict)
    scopes: dict[CaseId, str] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    answers: dict[str, tuple[bytes, Outcome]] = field(default_factory=dict)
    audit: list[str] = field(default_factory=list)
    """Ids of the applied actions, in order."""
    seen: list[tuple[str, str]] = field(default_factory=list)
    """(tag that the decision was based on, tag of the case that it changed), in the audit's order."""

    def copy(self) -> State:
        feeds = {scope: Feed(f.head, f.horizon, dict(f.rows)) for scope, f in self.feeds.items()}
        return State(
            dict(self.cases), dict(self.scopes), feeds, dict(self.answers), list(self.audit), list(self.seen)
        )


class FakeService:
    """What two desktops and some guardians do to the same cases, one call at a time."""

    def __init__(self, random: Random, scopes: tuple[str, ...]) -> None:
        self.state = State(feeds={scope: Feed() for scope in scopes})
        self.random = random
        self.epoch = self._name("epoch")
        self.now = SEASON_START
        self._made = 0

    # -- what desktops ask ----------------------------------------------------------------------------------------

    def changes(self, scope: str, cursor: FeedCursor | None, limit: int) -> bytes:
        """A page as it goes over the wire."""
        feed = self.state.feeds[scope]
        after = cursor.seq if cursor else 0
        if cursor is not None and (cursor.epoch != self.epoch or after > feed.head):
            raise UnknownCursor
        if cursor is not None and after < feed.horizon and (cursor.began or 0) < feed.horizon:
            raise UnknownCursor
        rows = sorted((seq, gone, case_id) for case_id, (seq, gone) in feed.rows.items() if seq > after)
        page = rows[:limit]
        lines = b"".join(self._line(seq, gone, case_id) for seq, gone, case_id in page)
        more = len(rows) > limit
        head = orjson.dumps({"epoch": self.epoch, "from": after, "head": feed.head})
        next_ = page[-1][0] if more else feed.head
        digest = sha256(lines).hexdigest()
        end = orjson.dumps({"end": 1, "n": len(page), "sha256": digest, "next": next_, "more": more})
        return head + b"\n" + lines + end + b"\n"

    def _line(self, seq: int, gone: bool, case_id: CaseId) -> bytes:
        if gone:
            return orjson.dumps({"seq": seq, "gone": case_id}) + b"\n"
        return b'{"seq":%d,"put":%s}\n' % (seq, case_to_json(self.state.cases[case_id]))

    def season(self, scope: str) -> SeasonMessage:
        return SeasonMessage(
            scope=scope, office=scope.partition(".")[0], office_name="灵山县教育局", year=2026, opens=SEASON_START,
            closes=SEASON_START + timedelta(days=6), correction_days=3, policy="default", hotlines=(), schools=(),
        )  # fmt: skip

    def act(self, message: ActionMessage, scopes: tuple[str, ...], name: str) -> Outcome:
        """One action, at most once: effect, answer and audit together."""
        body = message.model_dump_json().encode()
        known = self.state.answers.get(message.id)
        if known is not None:
            if known[0] != body:
                return Outcome(
                    id=message.id, kind=OutcomeKind.MISMATCH, code="id_reused", message="编号已用过。"
                )
            return known[1].model_copy(update={"kind": OutcomeKind.REPLAYED, "first": known[1].kind})
        outcome = self._decide(message, scopes, name)
        if outcome.kind is not OutcomeKind.BLOCKED:
            self.state.answers[message.id] = (body, outcome)
        return outcome

    def _decide(self, message: ActionMessage, scopes: tuple[str, ...], name: str) -> Outcome:
        def answer(kind: OutcomeKind, **values: object) -> Outcome:
            return Outcome.model_validate({"id": message.id, "kind": kind, "message": "服务答复。", **values})

        base = message.base
        if message.after is not None:
            earlier = self.state.answers.get(message.after)
            if earlier is None:
                return answer(OutcomeKind.BLOCKED, code="predecessor_unknown")
            if earlier[1].kind is OutcomeKind.CONFLICT:
                return answer(OutcomeKind.CONFLICT, conflict=earlier[1].conflict, tag=earlier[1].tag)
            if earlier[1].kind is OutcomeKind.REFUSED:
                return answer(OutcomeKind.REFUSED, code="predecessor_refused")
            base = earlier[1].tag or base
        case = self.state.cases.get(CaseId(message.case_id))
        if case is None:
            return answer(OutcomeKind.REFUSED, code="case_unknown")
        if self.state.scopes[case.id] not in scopes:
            return answer(OutcomeKind.CONFLICT, conflict=ConflictKind.REASSIGNED)
        if case.tag != base:
            kind, conflict = _overtaken(message, case)
            return answer(kind, conflict=conflict, tag=case.tag)
        act = _act(message)
        try:
            row = check(case, act, Role.SUPERVISOR, self.now, REASON_KINDS)
        except WorkflowError as error:
            return answer(OutcomeKind.REFUSED, code=error.code, field=error.field)
        self.state.audit.append(message.id)
        self.state.seen.append((base, case.tag))
        after = apply(
            case, act, row=row, role=Role.SUPERVISOR, name=name, at=self.now, decided_at=message.decided_at
        )
        seq = self._keep(after)
        return answer(
            OutcomeKind.APPLIED, tag=self.state.cases[case.id].tag, seq=seq, scope=self.state.scopes[case.id]
        )

    # -- what happens elsewhere -----------------------------------------------------------------------------------

    def submit(self, scope: str) -> Case:
        """A guardian sends a new case."""
        self._made += 1
        case = make_case(self._made, id=CaseId(self._name("case")), tag=self._tag(), documents=())
        self.state.scopes[case.id] = scope
        self._keep(case)
        return case

    def guardian_acts(self, case_id: CaseId) -> None:
        """Mend what was asked for, or withdraw; nothing where the table forbids both."""
        case = self.state.cases[case_id]
        wanted = CaseAction.RESUBMIT if self.random.random() < 0.6 else CaseAction.WITHDRAW
        row = find_transition(case.status, wanted)
        if row is None:
            return
        act = Act(action=wanted, note="家里有事")
        after = apply(case, act, row=row, role=Role.GUARDIAN, name="监护人", at=self.now)
        if wanted is CaseAction.RESUBMIT:
            answered = replace(after.corrections[-1], answered_at=self.now)
            after = replace(after, corrections=(*after.corrections[:-1], answered))
        self._keep(after)

    def reassign(self, case_id: CaseId, scope: str) -> None:
        """The case goes to another office."""
        before = self.state.scopes[case_id]
        if before == scope:
            return
        feed = self.state.feeds[before]
        feed.head += 1
        feed.rows[case_id] = (feed.head, True)
        self.state.scopes[case_id] = scope
        self._keep(self.state.cases[case_id])

    def purge(self, scope: str) -> None:
        """Forget tombstones; older cursors have to start over."""
        feed = self.state.feeds[scope]
        feed.rows = {case_id: row for case_id, row in feed.rows.items() if not row[1]}
        feed.horizon = feed.head

    def restore(self, backup: State) -> None:
        """The service comes back as it was, in a new epoch."""
        self.state = backup.copy()
        self.epoch = self._name("epoch")

    def _keep(self, case: Case) -> int:
        self.now += timedelta(seconds=1)
        self.state.cases[case.id] = replace(case, tag=self._tag())
        feed = self.state.feeds[self.state.scopes[case.id]]
        feed.head += 1
        feed.rows[case.id] = (feed.head, False)
        return feed.head

    def _tag(self) -> VersionTag:
        return VersionTag(self._name("tag"))

    def _name(self, kind: str) -> str:
        return f"{kind}-{self.random.getrandbits(64):016x}"


def _overtaken(message: ActionMessage, case: Case) -> tuple[OutcomeKind, ConflictKind | None]:
    if case.history and case.history[-1].action == message.action:
        return OutcomeKind.AGREED, None
    withdrawn = case.status is CaseStatus.WITHDRAWN
    return OutcomeKind.CONFLICT, ConflictKind.WITHDRAWN if withdrawn else ConflictKind.DECIDED


def _act(message: ActionMessage) -> Act:
    result = message.result
    admitted = (
        AdmissionResult(
            school=SchoolCode(result.school), school_name="", mode=AdmitMode(result.mode), note=result.note
        )
        if result
        else None
    )
    return Act(
        action=message.action, reasons=reason_picks(message.reasons), due=message.due, note=message.note,
        result=admitted, approver=message.approver,
    )  # fmt: skip


def due_from(now: datetime) -> datetime:
    """A due time that stays in the future for the length of a simulation."""
    return now + timedelta(days=30)
