"""What all enrolment papers share: facts in, a drawn page out.

A paper is a frozen dataclass of plain strings, so the document truly shows what the application says, or differs
from it exactly where the sample plans a contradiction. Subclasses print the form once and add what is put on by
hand.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from random import Random
from typing import ClassVar, cast

from PIL import Image

from central_service.sample.papers.form import Blank, Form
from central_service.sample.papers.sheet import Sheet
from central_service.sample.papers.stationery import BOND, Stock, blank

_KEPT_UP_TO = 1.6
"""Forms are kept for the usual sizes; those of a 12-megapixel picture are rare and 25 MB each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Any paper. Values are printed as given; an empty one leaves its blank empty."""

    size: ClassVar[tuple[int, int]] = (1000, 1414)
    """Width and height in paper units."""
    stocks: ClassVar[tuple[Stock, ...]] = (BOND,)
    corner: ClassVar[float] = 0.0
    """Radius of rounded corners (cards), in units."""
    fills_frame: ClassVar[bool] = False
    """The drawing is the whole picture (a snapshot) and lies on no table."""

    tone: int = 0
    """Chooses among the stocks in which this form was issued over the years."""

    @classmethod
    def form(cls, form: Form) -> None:
        """Print what is the same for everybody."""

    def values(self) -> Mapping[str, str]:
        """Return what goes into the blanks, by name."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}

    def finish(self, sheet: Sheet) -> None:
        """Add seals, signatures and whatever depends on the facts in more than a blank."""


def draw(paper: Paper, scale: float, seed: int) -> Image.Image:
    """Return the page as an RGB image, ``scale`` pixels per unit; the same for the same arguments."""
    kind = type(paper)
    tone = paper.tone % len(kind.stocks)
    printed, blanks = (
        _kept(cast("Hashable", kind), tone, scale) if scale <= _KEPT_UP_TO else _print(kind, tone, scale)
    )
    sheet = Sheet(printed.copy(), scale, Random(f"{seed}/{kind.__name__}"))
    values = paper.values()
    for place in blanks:
        place.fill(sheet, values[place.name])
    paper.finish(sheet)
    return sheet.image


def _print(kind: type[Paper], tone: int, scale: float) -> tuple[Image.Image, tuple[Blank, ...]]:
    size = (round(kind.size[0] * scale), round(kind.size[1] * scale))
    form = Form(blank(kind.stocks[tone], size, scale), scale)
    kind.form(form)
    form.mark()
    return form.image, tuple(form.blanks)


_kept = lru_cache(maxsize=40)(_print)
