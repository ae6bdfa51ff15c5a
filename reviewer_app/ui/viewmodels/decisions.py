"""Which decisions stand in the bar, under which key and how strongly: read from the transition table, nothing else.

F7 says no, F8 asks the guardian, F9 goes forward. A decision's place never moves; the one that the marks suggest is
solid. Acts that neither end nor advance a case (催办) and 更正 have a place of their own and no key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.models.domain.case import Case, CaseStatus
from reviewer_app.models.domain.workflow import (
    ACTION_LABELS,
    SUBSTAGE_LABELS,
    CaseAction,
    Need,
    find_transition,
)
from reviewer_app.ui.viewmodels.form_lines import Reading
from reviewer_app.ui.viewmodels.form_row import Row, RowKind, RowState
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.viewmodels.translation import tr


class Slot(StrEnum):
    """A fixed place in the decision bar; the value is its key, or empty."""

    REFUSE = "F7"
    CORRECT = "F8"
    FORWARD = "F9"
    ASIDE = ""


class Route(StrEnum):
    """What has to be filled in before the decision can be made."""

    DIRECT = "direct"
    REASONS = "reasons"
    CORRECTION = "correction"
    DUE = "due"
    RESULT = "result"
    NOTE = "note"


SLOTS: Mapping[CaseAction, Slot] = {
    CaseAction.DECLINE: Slot.REFUSE,
    CaseAction.RETURN: Slot.REFUSE,
    CaseAction.REQUEST_CORRECTIONS: Slot.CORRECT,
    CaseAction.REQUEST_LATE_CORRECTIONS: Slot.CORRECT,
    CaseAction.MOVE_DUE: Slot.CORRECT,
    CaseAction.ACCEPT: Slot.FORWARD,
    CaseAction.FIRST_REVIEW: Slot.FORWARD,
    CaseAction.SECOND_REVIEW: Slot.FORWARD,
    CaseAction.ADMIT: Slot.FORWARD,
    CaseAction.COMPLETE: Slot.FORWARD,
    CaseAction.REMIND: Slot.ASIDE,
    CaseAction.REOPEN: Slot.ASIDE,
}
_CORRECTING = (CaseAction.REQUEST_CORRECTIONS, CaseAction.REQUEST_LATE_CORRECTIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How far a case has been looked through."""

    fields: int
    fields_done: int
    doubts: int
    """Fields in doubt, by a check or by the person."""
    documents: int
    documents_fit: int
    documents_unfit: int
    notices: int = 0
    """Faults that are neither: a missing paper, one that was asked for and not replaced."""

    @property
    def open_fields(self) -> int:
        """Fields that nobody has judged yet."""
        return self.fields - self.fields_done - self.doubts

    @property
    def open_documents(self) -> int:
        """Documents that nobody has judged yet."""
        return self.documents - self.documents_fit - self.documents_unfit

    @property
    def faults(self) -> int:
        """What would have to be mended."""
        return self.doubts + self.documents_unfit + self.notices

    @property
    def is_clean(self) -> bool:
        """Everything was looked at and nothing was found."""
        return not (self.faults or self.open_fields or self.open_documents)


def count(rows: Iterable[Row], reading: Reading | None) -> Tally:
    """The tally of what is on screen."""
    shown = list(rows)
    counted = [row for row in shown if row.is_counted]
    documents = reading.case.documents if reading else ()
    verdicts = [reading.marks.document(document.id) for document in documents] if reading else []
    return Tally(
        fields=len(counted),
        fields_done=sum(1 for row in counted if row.state in (RowState.VERIFIED, RowState.CONFIRMED)),
        doubts=sum(1 for row in counted if row.is_faulty),
        documents=len(documents),
        documents_fit=verdicts.count(Verdict.GOOD),
        documents_unfit=verdicts.count(Verdict.BAD),
        notices=sum(1 for row in shown if row.is_faulty and _is_notice(row, reading)),
    )


def _is_notice(row: Row, reading: Reading | None) -> bool:
    """Whether a faulty row is counted neither as a field nor through a document that was found 不合格."""
    if row.kind is RowKind.NOTICE:
        return True
    if row.kind is not RowKind.ASKED or row.markable or reading is None:
        return False
    papers = reading.case.documents_of(row.target)
    return all(reading.marks.document(paper.id) is not Verdict.BAD for paper in papers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One button of the bar."""

    slot: Slot
    actions: tuple[CaseAction, ...]
    """The act behind it; several where one panel offers both 录取 and 办结."""
    label: str
    route: Route
    suggested: bool = False
    count: int = 0
    """Faults that the panel will list; 0 shows no number."""


def choices(case: Case, available: Sequence[CaseAction], tally: Tally, listed: int) -> tuple[Choice, ...]:
    """Buttons for the acts that the table opens, in the bar's order from left to right.

    :param listed: items that a request for corrections would begin with.
    """
    found: list[Choice] = []
    for slot in (Slot.ASIDE, Slot.REFUSE, Slot.CORRECT, Slot.FORWARD):
        actions = tuple(action for action in available if SLOTS.get(action) is slot)
        if slot is Slot.ASIDE:
            found += [_choice(case, slot, (action,), tally, listed) for action in actions]
        elif actions:
            found.append(_choice(case, slot, actions, tally, listed))
    return tuple(found)


def open_question(tally: Tally, label: str) -> str:
    """What is asked once before going forward past things that nobody looked at; empty when there are none."""
    parts: list[str] = []
    if tally.faults:
        parts.append(tr("{n} 处存疑或不合格").format(n=tally.faults))
    if tally.open_fields:
        parts.append(tr("{n} 项未核").format(n=tally.open_fields))
    if tally.open_documents:
        parts.append(tr("{n} 份材料未看").format(n=tally.open_documents))
    if not parts:
        return ""
    return tr("还有 {what}，仍要{act}？").format(what=tr("、").join(parts), act=label)


def why_idle(case: Case, found: Sequence[Choice]) -> str:
    """Words for the bar where the table opens no way forward to this person; empty where it does."""
    if any(choice.slot is Slot.FORWARD for choice in found):
        return ""
    if case.status is CaseStatus.PROCESSING and case.substage is not None:
        return tr("“{stage}”由负责人办理").format(stage=SUBSTAGE_LABELS[case.substage])
    return tr(_IDLE.get(case.status, "本件已结束，只供查阅"))


_IDLE = {
    CaseStatus.RECEIVING: "系统正在收件，还不能办理",
    CaseStatus.CORRECTION: "等家长补正",
    CaseStatus.DRAFT: "家长还没有提交",
}


def _choice(case: Case, slot: Slot, actions: tuple[CaseAction, ...], tally: Tally, listed: int) -> Choice:
    correcting = actions[0] in _CORRECTING
    return Choice(
        slot=slot,
        actions=actions,
        label=_label(case, actions),
        route=_route(case, actions[-1]),
        suggested=_is_suggested(slot, correcting and listed > 0, tally),
        count=listed if correcting else 0,
    )


def _is_suggested(slot: Slot, correcting: bool, tally: Tally) -> bool:
    if tally.faults:
        return correcting
    return slot is Slot.FORWARD and tally.is_clean


def _label(case: Case, actions: tuple[CaseAction, ...]) -> str:
    if actions[0] is CaseAction.REQUEST_CORRECTIONS and case.answered_rounds:
        return tr("再次补正")
    return ACTION_LABELS[actions[-1]]


def _route(case: Case, action: CaseAction) -> Route:
    row = find_transition(case.status, action)
    needs = row.needs if row is not None else frozenset()
    if action in _CORRECTING:
        return Route.CORRECTION
    for need, route in _ROUTES:
        if need in needs:
            return route
    return Route.DIRECT


_ROUTES = (
    (Need.RESULT, Route.RESULT),
    (Need.REASONS, Route.REASONS),
    (Need.DUE, Route.DUE),
    (Need.NOTE, Route.NOTE),
)
