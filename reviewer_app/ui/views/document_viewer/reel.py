"""The documents of a case in the order of the strip, page by page, and which page is on show. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.ui.views.document_viewer.film_item import FilmItem


@dataclass(frozen=True, slots=True)
class Frame:
    """One page (1-based) of one document."""

    document_id: DocumentId
    page: int = 1


class Reel:
    """Items and the current frame; None while there are no items."""

    def __init__(self) -> None:
        self._items: dict[DocumentId, FilmItem] = {}
        self._frames: tuple[Frame, ...] = ()
        self.current: Frame | None = None

    def load(self, items: Sequence[FilmItem], wanted: DocumentId | None = None) -> None:
        """Take other items; current becomes ``wanted``, else stays, else is the first."""
        self._items = {item.id: item for item in items}
        self._frames = tuple(
            Frame(item.id, page) for item in items for page in range(1, max(1, item.document.pages) + 1)
        )
        if wanted in self._items and (self.current is None or self.current.document_id != wanted):
            self.current = Frame(wanted)
        elif self.current not in self._frames:
            self.current = self._frames[0] if self._frames else None

    def item(self, document_id: DocumentId) -> FilmItem:
        """:raises KeyError: when the document is not among the items."""
        return self._items[document_id]

    @property
    def items(self) -> tuple[FilmItem, ...]:
        """All items in order."""
        return tuple(self._items.values())

    @property
    def item_on_show(self) -> FilmItem | None:
        """The document on show."""
        return self._items[self.current.document_id] if self.current else None

    def beside(self, step: int) -> Frame | None:
        """The frame so many steps on, or None past either end."""
        if self.current is None:
            return None
        index = self._frames.index(self.current) + step
        return self._frames[index] if 0 <= index < len(self._frames) else None

    def of_kind(self, number: int) -> Frame | None:
        """Where the key of a kind leads: to its first document without a verdict, within the kind to the next one."""
        kind = [item for item in self._items.values() if item.material_number == number]
        if not kind:
            return None
        here = self.item_on_show
        if here in kind:
            return Frame(kind[(kind.index(here) + 1) % len(kind)].id)
        return Frame(next((item for item in kind if item.verdict is None), kind[0]).id)

    def place_in_kind(self) -> tuple[int, int]:
        """Position of the document on show among those of its kind, and their number."""
        here = self.item_on_show
        if here is None:
            return 0, 0
        key = (here.material_number, here.title)
        kind = [item for item in self._items.values() if (item.material_number, item.title) == key]
        return kind.index(here) + 1, len(kind)
