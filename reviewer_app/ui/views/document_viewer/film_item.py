"""What the viewer is given about each document: the document, what to call it, and what the reviewer said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer_app.models.domain.case import Document, DocumentId
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.components.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmItem:
    """One document in the strip.

    ``title`` names its kind (户口簿), the same for all of a kind; ``part`` what this one shows (首页), if known.
    ``material_number`` is the key 1-9 that leads to the kind, 0 for none.
    """

    document: Document
    title: str
    material_number: int
    verdict: Verdict | None = None
    part: str = ""
    can_judge: bool = True
    """False for a document that is only looked at, such as one that was replaced."""

    @property
    def id(self) -> DocumentId:
        """The document's id."""
        return self.document.id

    @property
    def name(self) -> str:
        """Kind and part: 户口簿·首页."""
        return f"{self.title}·{self.part}" if self.part else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Documents of one kind that stand together."""

    title: str
    number: int
    items: tuple[FilmItem, ...]

    @property
    def finding(self) -> Finding | None:
        """Any 不合格 marks the kind; ✓ once every document is 合格; nothing where there is nothing to judge."""
        verdicts = {item.verdict for item in self.items if item.can_judge}
        if not verdicts:
            return None
        if Verdict.BAD in verdicts:
            return Finding.BAD
        return Finding.AUTO if verdicts == {Verdict.GOOD} else Finding.OPEN


def kinds_of(items: Sequence[FilmItem]) -> tuple[Kind, ...]:
    """The items grouped by kind, both in the order given."""
    grouped: dict[tuple[int, str], list[FilmItem]] = {}
    for item in items:
        grouped.setdefault((item.material_number, item.title), []).append(item)
    return tuple(
        Kind(title=title, number=number, items=tuple(group)) for (number, title), group in grouped.items()
    )
