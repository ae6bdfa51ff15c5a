"""One row of the form column: what the delegate paints and a screen reader says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.ui.viewmodels.translation import tr


class RowKind(StrEnum):
    """Shape of a row."""

    SECTION = "section"
    FIELD = "field"
    FOLD = "fold"
    RULE = "rule"
    """A sentence of the policy beside the fields that it governs."""
    NOTICE = "notice"
    """Something about the case that belongs to no field: a missing material, a possible duplicate."""
    ASKED = "asked"
    """An item of the last correction round with what became of it."""
    REMARK = "remark"
    """A line of small print within a section."""


class RowState(StrEnum):
    """What is known of a row; always drawn as an icon of its own shape and said as a word."""

    VERIFIED = "verified"
    CONFIRMED = "confirmed"
    OPEN = "open"
    DOUBT = "doubt"
    UNFIT = "unfit"
    DECLARED = "declared"
    NONE = "none"


_STATE_WORDS: Mapping[RowState, str] = {
    RowState.VERIFIED: "系统比对一致",
    RowState.CONFIRMED: "人工核过",
    RowState.OPEN: "待核",
    RowState.DOUBT: "存疑",
    RowState.UNFIT: "不合格",
    RowState.DECLARED: "家长申报",
    RowState.NONE: "",
}
_FAULTY = (RowState.DOUBT, RowState.UNFIT)


def state_word(state: RowState) -> str:
    """The word that always stands for a state."""
    return tr(_STATE_WORDS[state])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. Colours and shapes follow from ``kind`` and ``state`` alone."""

    kind: RowKind
    key: str
    """Stable within the case: focus and unfolding survive a rebuild by it."""
    section: str
    """Code of the section that the row stands in."""
    label: str
    value: str = ""
    copied: str = ""
    """What copying the row gives: numbers without their blanks."""
    before: str = ""
    """Old value of an answer that the guardian changed."""
    state: RowState = RowState.NONE
    note: str = ""
    """A few words at the right end: who confirmed it, or what is the matter."""
    reason: str = ""
    """The finding in full."""
    suggested: str = ""
    """Code of the library's reason that the finding suggests."""
    target: str = ""
    """Field target or material code that marks and reasons of this row are bound to."""
    markable: bool = False
    """Whether 属实 and 存疑 apply to it."""
    quiet: bool = False
    """Shown only because its fold is open; not counted."""
    proof: tuple[DocumentId, ...] = ()
    """Documents of this case that prove the row, the best first."""
    proof_name: str = ""
    """``户口簿·首页``: what the first of them is."""
    replaced: DocumentId | None = None
    """On an item of a round: the document that the first of ``proof`` took the place of."""
    tag: str = ""
    """``字段`` or ``材料`` on an item of a correction round."""
    folded: bool = False
    """On a FOLD row: whether its lines are hidden."""

    @property
    def is_counted(self) -> bool:
        """Whether it is one of the fields that have to be judged."""
        return self.kind is RowKind.FIELD and not self.quiet and self.state is not RowState.DECLARED

    @property
    def is_open(self) -> bool:
        """Whether a person should still look at it."""
        return self.markable and (self.state is RowState.OPEN or self.is_faulty)

    @property
    def is_faulty(self) -> bool:
        """Whether it would have to be mended."""
        return self.state in _FAULTY

    @property
    def is_focusable(self) -> bool:
        """Whether arrows stop here."""
        return self.kind in (RowKind.FIELD, RowKind.FOLD, RowKind.NOTICE, RowKind.ASKED)

    @property
    def spoken(self) -> str:
        """The row for a screen reader: label, value, finding, source, reason."""
        before = tr("原为 {value}").format(value=self.before) if self.before else ""
        parts = (self.label, self.tag, self.value, before, state_word(self.state), self.note, self.reason)
        return "，".join(part for part in parts if part)


def summary_of(rows: Sequence[Row]) -> tuple[RowState, str]:
    """The worst state among rows and its words: ``1 项存疑``; nothing is said where all is well."""
    for state, words in (
        (RowState.UNFIT, tr("{n} 项不合格")),
        (RowState.DOUBT, tr("{n} 项存疑")),
        (RowState.OPEN, tr("{n} 项待核")),
    ):
        found = [row for row in rows if row.state is state]
        if found:
            return state, words.format(n=len(found))
    return (RowState.VERIFIED, "") if rows else (RowState.NONE, "")
