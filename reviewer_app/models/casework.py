"""Use cases of the reviewer's desk: each decision writes one outbox row, and answers with what it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from reviewer_app.models.domain.case import ActionId, AdmissionResult, CaseId, ReasonPick, VersionTag
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.changes import NOTHING, Changes
from reviewer_app.models.domain.ports import CaseStore, Clock, Outbox, PendingAction
from reviewer_app.models.domain.projection import ProjectedCase, project
from reviewer_app.models.domain.workflow import (
    Act,
    CaseAction,
    Role,
    WorkflowError,
    available_actions,
    check,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who sits at the desk."""

    name: str
    role: Role
    office: str


def _random_id() -> str:
    return uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Casework:
    """The desk of one person over one store."""

    cases: CaseStore
    outbox: Outbox
    clock: Clock
    catalogue: Catalogue
    person: Person
    new_id: Callable[[], str] = field(default=_random_id)

    def find(self, case_id: CaseId) -> ProjectedCase | None:
        """The case folded with the decisions made here, or nothing."""
        synced = self.cases.find(case_id)
        return None if synced is None else project(synced, self.outbox.open_actions(case_id))

    def available(self, projected: ProjectedCase) -> tuple[CaseAction, ...]:
        """The decisions that the transition table opens to this person now."""
        return available_actions(projected.case, self.person.role, self.clock.now())

    def accept(self, case_id: CaseId, seen: VersionTag) -> Changes:
        """受理."""
        return self.decide(case_id, seen, Act(action=CaseAction.ACCEPT))

    def request_corrections(
        self, case_id: CaseId, seen: VersionTag, reasons: Sequence[ReasonPick], due: datetime, note: str = ""
    ) -> Changes:
        """要求补正: every defect at once, each bound to its field or material."""
        act = Act(action=CaseAction.REQUEST_CORRECTIONS, reasons=tuple(reasons), due=due, note=note)
        return self.decide(case_id, seen, act)

    def decline(
        self, case_id: CaseId, seen: VersionTag, reasons: Sequence[ReasonPick], note: str = ""
    ) -> Changes:
        """不予受理, before acceptance."""
        return self.decide(case_id, seen, Act(action=CaseAction.DECLINE, reasons=tuple(reasons), note=note))

    def return_case(
        self, case_id: CaseId, seen: VersionTag, reasons: Sequence[ReasonPick], note: str = ""
    ) -> Changes:
        """退件, after acceptance or after failed corrections."""
        return self.decide(case_id, seen, Act(action=CaseAction.RETURN, reasons=tuple(reasons), note=note))

    def complete(self, case_id: CaseId, seen: VersionTag, result: AdmissionResult | None = None) -> Changes:
        """办结 with the result given, or with the one proposed before."""
        return self.decide(case_id, seen, Act(action=CaseAction.COMPLETE, result=result))

    def decide(self, case_id: CaseId, seen: VersionTag, act: Act) -> Changes:
        """Record one decision; it is on disk when this returns.

        :param seen: tag of the synced case that the person had before them.
        :raises WorkflowError: when the table forbids it, or the case is no longer the one that was seen.
        """
        projected = self.find(case_id)
        if projected is None:
            raise WorkflowError("case_unknown", "本机没有这件办件，它可能已移交其他单位。")
        if projected.synced.tag != seen:
            raise WorkflowError("case_changed", "办件刚刚有变化，请看过变化后再决定。")
        now = self.clock.now()
        kinds = self.catalogue.reasons.kinds
        check(projected.case, act, self.person.role, now, kinds, name=self.person.name)
        self.catalogue.reasons.check_picks(projected.case, act.reasons)
        self.outbox.add(
            PendingAction(
                id=ActionId(self.new_id()),
                case=case_id,
                act=act,
                base=seen,
                after=projected.pending[-1].id if projected.pending else None,
                decided_at=now,
                decided_by=self.person.name,
            )
        )
        return Changes(cases=frozenset({case_id}), outbox=True)

    def undo(self, action: PendingAction) -> Changes:
        """Take a decision back while it has not been sent; nothing moves when it is already on its way."""
        if not self.outbox.undo(action.id):
            return NOTHING
        return Changes(cases=frozenset({action.case}), outbox=True)

    def settle(self, action: PendingAction) -> Changes:
        """The person has read a conflict or refusal and goes on; both versions stay on record."""
        self.outbox.settle(action.id)
        return Changes(cases=frozenset({action.case}), outbox=True)
