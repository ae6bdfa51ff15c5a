"""A notice in the making: 要求补正, 不予受理, 退件, 改期限, 催办, 更正. Each case and act has a draft of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.notices import KIND_OF_ACTION, compose_sms
from reviewer_app.models.domain.reasons import Reason, ReasonKind
from reviewer_app.models.domain.workflow import Act, CaseAction, Need, Transition, find_transition
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.case_viewmodel import CaseViewModel
from reviewer_app.ui.viewmodels.due_choices import DueChoice, day_moved, due_choices
from reviewer_app.ui.viewmodels.form_lines import Reading
from reviewer_app.ui.viewmodels.notice_checks import Checked, Circumstances, check_notice
from reviewer_app.ui.viewmodels.reason_draft import Draft, Item, first_refusals, item_for, reasons_for, seeds
from reviewer_app.ui.viewmodels.reason_scope import library, nameable, words_at

KEYS = 9
"""Reasons that have a number key."""


class NoticeViewModel(QObject):
    """Open it with :meth:`begin`; every change is announced by ``changed``."""

    changed = Signal()

    def __init__(self, case_vm: CaseViewModel, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case_vm = case_vm
        self._services = services
        self._drafts: dict[tuple[CaseId, CaseAction], Draft] = {}
        self._key: tuple[CaseId, CaseAction] | None = None
        self._row: Transition | None = None

    @property
    def action(self) -> CaseAction | None:
        """The act that is being prepared."""
        return self._key[1] if self._key else None

    @property
    def row(self) -> Transition:
        """The row of the transition table by which it goes. :raises RuntimeError: before :meth:`begin`."""
        if self._row is None:
            raise RuntimeError("no notice is being made")
        return self._row

    @property
    def draft(self) -> Draft:
        """The notice as it stands. :raises RuntimeError: before :meth:`begin`."""
        if self._key is None:
            raise RuntimeError("no notice is being made")
        return self._drafts[self._key]

    @property
    def reading(self) -> Reading:
        """The case. :raises RuntimeError: when none is shown."""
        if self._case_vm.reading is None:
            raise RuntimeError("no case is shown")
        return self._case_vm.reading

    def begin(self, action: CaseAction) -> None:
        """Prepare an act on the case that is shown; a draft begun before is gone on with."""
        case = self.reading.case
        row = find_transition(case.status, action)
        if row is None:
            raise RuntimeError(f"{action} is not open in {case.status}")
        self._row = row
        self._key = (case.id, action)
        draft = self._drafts.get(self._key) or self._fresh(row)
        if draft.kind is ReasonKind.CORRECTION and Need.REASONS in row.needs:
            draft = draft.reseeded(self.doubts)
        if draft.due is not None and draft.due <= self._now():
            draft = replace(draft, due=self._first_due())
        self._drafts[self._key] = draft.at_first_bare()
        self.changed.emit()

    def discard(self) -> None:
        """The act is on record: its draft has served."""
        if self._key is not None:
            self._drafts.pop(self._key, None)
            self._key = None

    @property
    def doubts(self) -> tuple[Item, ...]:
        """Everything that is in doubt now."""
        return seeds(self.reading, self._case_vm.rows)

    @property
    def rounds(self) -> int:
        """Correction rounds before this one."""
        return len(self.reading.case.corrections)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Reasons that may be about the current item; the first nine have a number key."""
        item = self.draft.item
        if item is None:
            return (
                ()
                if self.draft.kind is ReasonKind.CORRECTION
                else tuple(reason for reason, _ in self.library)
            )
        found = reasons_for(self.reading, item.target, self.draft.kind)
        allowed = self.row.only_reasons
        return tuple(reason for reason in found if not allowed or reason.code in allowed)

    def reason_of(self, item: Item) -> Reason | None:
        """The reason that was picked for an item."""
        return self._case_vm.rules.catalogue.reasons.find(item.code) if item.code else None

    @property
    def library(self) -> tuple[tuple[Reason, str], ...]:
        """Every reason of the kind with the item of this case that it would be about."""
        return library(self.reading, self.draft.kind, self.row.only_reasons, self.draft.item)

    @property
    def targets(self) -> tuple[Item, ...]:
        """Everything of this case that a notice of this kind can name."""
        return nameable(self.reading, self.draft.kind)

    def words_of(self, item: Item) -> str:
        """What the case says at an item: the answer, or how many images there are."""
        return words_at(self.reading, item)

    @property
    def due_choices(self) -> tuple[DueChoice, ...]:
        """The presets."""
        season = self._services.season()
        return due_choices(self._now(), season.closes if season else None)

    @property
    def sms(self) -> str:
        """The very message that the guardian will get; empty when the act sends none."""
        case, rules = self.reading.case, self._case_vm.rules
        office = rules.catalogue.regions.find_office(case.office)
        kind = KIND_OF_ACTION.get(self.action) if self.action else None
        if office is None or kind is None or not self.row.notice:
            return ""
        due = self.draft.due
        if due is None and Need.DUE in self.row.needs:
            return ""
        return compose_sms(rules.sms, kind, case, office, due)

    @property
    def checks(self) -> tuple[Checked, ...]:
        """What has to hold before it may go out."""
        season = self._services.season()
        person = self._services.casework.person
        about = Circumstances(
            row=self.row,
            doubts=self.doubts if self.draft.kind is ReasonKind.CORRECTION else (),
            sms=self.sms,
            now=self._now(),
            closes=season.closes if season else None,
            role=person.role,
            person=person.name,
        )
        return check_notice(self.draft, about)

    @property
    def ready(self) -> bool:
        """Whether every check passes."""
        return all(check.fine for check in self.checks)

    def act(self) -> Act:
        """The decision that the draft makes."""
        draft, needs = self.draft, self.row.needs
        return Act(
            action=self.row.action,
            reasons=tuple(item.pick() for item in draft.items) if Need.REASONS in needs else (),
            due=draft.due if Need.DUE in needs else None,
            note=draft.note.strip(),
            approver=draft.approver.strip(),
        )

    def edit(self, change: Callable[[Draft], Draft]) -> None:
        """Put a changed draft in place."""
        if self._key is not None:
            self._drafts[self._key] = change(self.draft)
            self.changed.emit()

    def pick(self, code: str) -> None:
        """Give the current item a reason, or take it away again; without any item the reason brings its own."""
        if self.draft.item is None:
            self.add(next(target for reason, target in self.library if reason.code == code), code)
        else:
            self.edit(lambda draft: draft.with_reason(code))

    def pick_number(self, number: int) -> bool:
        """The reason under a number key; whether there is one."""
        reasons = self.reasons[:KEYS]
        if not 1 <= number <= len(reasons):
            return False
        self.pick(reasons[number - 1].code)
        return True

    def add(self, target: str, code: str = "") -> None:
        """One more item."""
        item = item_for(self.reading, target, code)
        self.edit(lambda draft: draft.with_item(item))

    def set_due(self, due: datetime) -> None:
        """Another due time."""
        self.edit(lambda draft: replace(draft, due=due))

    def move_due(self, days: int) -> None:
        """A day earlier or later."""
        now = self._now()
        self.edit(lambda draft: replace(draft, due=day_moved(draft.due, days, now) if draft.due else None))

    def _fresh(self, row: Transition) -> Draft:
        kind = ReasonKind(row.reason_kind) if row.reason_kind else ReasonKind.CORRECTION
        due = self._first_due() if Need.DUE in row.needs else None
        items = first_refusals(self.reading, row, self._now())
        return Draft(kind=kind, due=due, items=items)

    def _first_due(self) -> datetime:
        return self.due_choices[0].at

    def _now(self) -> datetime:
        return self._services.casework.clock.now()
