"""What a notice to the guardian is being made of: items of the case, each with a reason of the library.

A draft is plain data: it is kept for each case and act while the reviewer goes back to look again, so that Esc loses
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reviewer_app.models.domain.case import DocumentId, ReasonPick
from reviewer_app.models.domain.display import target_label
from reviewer_app.models.domain.reasons import Reason, ReasonKind, ReasonLibrary
from reviewer_app.models.domain.workflow import MAX_REASON_NOTE, Need, Transition, is_overdue
from reviewer_app.ui.viewmodels.form_lines import Reading, canonical
from reviewer_app.ui.viewmodels.form_row import Row, RowKind
from reviewer_app.ui.viewmodels.marks import Verdict

OVERDUE, NOT_MENDED = "TJ01", "TJ02"
"""The reasons for 退件 out of 待补正."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that the notice names."""

    target: str
    """Field target or material code."""
    label: str
    is_material: bool
    code: str = ""
    """Reason code, empty while none is picked."""
    note: str = ""
    document: DocumentId | None = None
    """What shows the fault."""
    seeded: bool = False
    """Made from a mark or a finding, not by hand."""

    def pick(self) -> ReasonPick:
        """The item as the act wants it."""
        return ReasonPick(code=self.code, target=self.target, note=self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A notice in the making; immutable, each change gives another one."""

    kind: ReasonKind
    items: tuple[Item, ...] = ()
    current: int = 0
    due: datetime | None = None
    note: str = ""
    approver: str = ""
    removed: frozenset[str] = frozenset()
    """Targets of seeds that the reviewer took out: they do not come back by themselves."""

    @property
    def item(self) -> Item | None:
        """The item that number keys act on."""
        return self.items[self.current] if 0 <= self.current < len(self.items) else None

    def go_to(self, position: int) -> Draft:
        """Another current item."""
        return replace(self, current=max(0, min(position, len(self.items) - 1)))

    def at_first_bare(self) -> Draft:
        """Work begins at the first item without a reason."""
        return self.go_to(next((at for at, item in enumerate(self.items) if not item.code), 0))

    def with_reason(self, code: str) -> Draft:
        """The current item with a reason; the same reason again takes it away."""
        item = self.item
        return self if item is None else self._put(replace(item, code="" if item.code == code else code))

    def with_note(self, note: str) -> Draft:
        """The current item with words of the reviewer's own, cut to what is allowed."""
        item = self.item
        return self if item is None else self._put(replace(item, note=note[:MAX_REASON_NOTE]))

    def with_item(self, item: Item) -> Draft:
        """One more item, which becomes current; one that is there already is only gone to."""
        for position, known in enumerate(self.items):
            if known.target == item.target and (not item.code or known.code in ("", item.code)):
                moved = self.go_to(position)
                return moved.with_reason(item.code) if item.code and not known.code else moved
        return replace(
            self, items=(*self.items, item), current=len(self.items), removed=self.removed - {item.target}
        )

    def without(self, position: int) -> Draft:
        """The item taken out."""
        gone = self.items[position]
        kept = self.items[:position] + self.items[position + 1 :]
        removed = self.removed | {gone.target} if gone.seeded else self.removed
        return replace(self, items=kept, removed=removed).go_to(min(self.current, len(kept) - 1))

    def reseeded(self, seeds: Sequence[Item]) -> Draft:
        """The draft after marks have moved: new doubts come in, settled ones that nobody worked on go."""
        wanted = {seed.target for seed in seeds}
        kept = [item for item in self.items if not item.seeded or item.target in wanted or item.note]
        known = {item.target for item in kept} | self.removed
        return replace(self, items=(*kept, *(seed for seed in seeds if seed.target not in known))).go_to(
            self.current
        )

    def _put(self, item: Item) -> Draft:
        items = (*self.items[: self.current], item, *self.items[self.current + 1 :])
        return replace(self, items=items)


def item_for(reading: Reading, target: str, code: str = "", *, seeded: bool = False) -> Item:
    """An item about a field target or material code, with the document that shows it."""
    catalogue = reading.rules.catalogue
    material = catalogue.materials.find(target)
    if material is not None:
        documents = reading.case.documents_of(target)
        bad = [found for found in documents if reading.marks.document(found.id) is Verdict.BAD]
        shown = next(iter([*bad, *documents]), None)
        return Item(
            target=target,
            label=reading.rules.paper_title(target),
            is_material=True,
            code=code,
            document=shown.id if shown else None,
            seeded=seeded,
        )
    return Item(
        target=canonical(target),
        label=target_label(catalogue, canonical(target)),
        is_material=False,
        code=code,
        document=_proof(reading, target),
        seeded=seeded,
    )


def seeds(reading: Reading, rows: Iterable[Row]) -> tuple[Item, ...]:
    """Everything that was doubted: fields in doubt, missing materials, documents found 不合格.

    What the checks hold to be no matter of correction (too young, a duplicate) comes in only when a person doubts it.
    """
    library = reading.rules.catalogue.reasons
    found: dict[str, Item] = {}
    for row in rows:
        if row.kind not in (RowKind.FIELD, RowKind.NOTICE, RowKind.ASKED) or not (
            row.is_faulty and row.target
        ):
            continue
        target = canonical(row.target)
        if _is_for_refusal(library, row.suggested) and reading.marks.field(row.target) is None:
            continue
        code = row.suggested if _fits(library, row.suggested, target) else ""
        if target not in found or not found[target].code:
            found[target] = item_for(reading, target, code, seeded=True)
    for document in reading.case.documents:
        if reading.marks.document(document.id) is Verdict.BAD and document.material not in found:
            found[document.material] = item_for(reading, document.material, seeded=True)
    return tuple(found.values())


def first_refusals(reading: Reading, row: Transition, now: datetime) -> tuple[Item, ...]:
    """What a refusal begins with: findings that suggest a reason of its kind, or the corrections that failed."""
    if row.reason_kind not in (ReasonKind.DECLINE, ReasonKind.RETURN):
        return ()
    library = reading.rules.catalogue.reasons
    if Need.FAILED_CORRECTION in row.needs:
        code = OVERDUE if is_overdue(reading.case, now) else NOT_MENDED
        reason = library.find(code)
        asked = reading.case.corrections[-1].reasons if reading.case.corrections else ()
        targets = dict.fromkeys(canonical(pick.target) for pick in asked)
        fitting = [
            target for target in targets if reason and reason in library.reasons_for(target, row.reason_kind)
        ]
        return tuple(item_for(reading, target, code) for target in fitting)
    found: dict[tuple[str, str], Item] = {}
    for seen in reading.findings:
        reason = library.find(seen.suggested_reason) if seen.suggested_reason else None
        if reason is not None and reason.kind == row.reason_kind and seen.target:
            item = item_for(reading, seen.target, reason.code)
            found.setdefault((item.target, item.code), item)
    return tuple(found.values())


def reasons_for(reading: Reading, target: str, kind: ReasonKind) -> tuple[Reason, ...]:
    """Reasons of a kind that may be about an item, those that name it first."""
    return reading.rules.catalogue.reasons.reasons_for(target, kind)


def _is_for_refusal(library: ReasonLibrary, code: str) -> bool:
    """Whether a finding asks for 不予受理 or 退件: no correction could mend it."""
    reason = library.find(code) if code else None
    return reason is not None and reason.kind is not ReasonKind.CORRECTION


def _fits(library: ReasonLibrary, code: str, target: str) -> bool:
    return code in {reason.code for reason in library.reasons_for(target, ReasonKind.CORRECTION)}


def _proof(reading: Reading, target: str) -> DocumentId | None:
    field = reading.rules.catalogue.forms[reading.case.form_kind].find_field(target)
    for material in reading.rules.evidence.proof_of(field.code) if field else ():
        for document in reading.case.documents_of(material):
            return document.id
    return None
