"""The order of documents and pages, and where the number keys lead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.components import Finding
from reviewer_app.ui.views.document_viewer.film_item import kinds_of
from reviewer_app.ui.views.document_viewer.reel import Frame, Reel
from tests.ui.viewer.papers import film_item

GOOD, BAD = Verdict.GOOD, Verdict.BAD
ITEMS = [
    film_item("a", verdict=GOOD),
    film_item("b"),
    film_item("c", "居住证", 2, pages=3),
    film_item("d", "租房", 3, verdict=GOOD),
]


def frame(name: str, page: int = 1) -> Frame:
    return Frame(DocumentId(name), page)


@pytest.fixture
def reel() -> Reel:
    made = Reel()
    made.load(ITEMS)
    return made


def test_pages_come_before_the_next_document(reel: Reel) -> None:
    seen = []
    here: Frame | None = reel.current
    while here is not None:
        reel.current = here
        seen.append((here.document_id, here.page))
        here = reel.beside(1)
    assert seen == [("a", 1), ("b", 1), ("c", 1), ("c", 2), ("c", 3), ("d", 1)]


def test_loading_keeps_the_page_on_show(reel: Reel) -> None:
    reel.current = frame("c", 2)
    reel.load([film_item("c", "居住证", 2, pages=3, verdict=BAD)])
    assert reel.current == frame("c", 2)
    reel.load(ITEMS, DocumentId("d"))
    assert reel.current == frame("d")
    reel.load(ITEMS[:1])
    assert reel.current == frame("a")


def test_without_documents_there_is_no_current_one(reel: Reel) -> None:
    reel.load([])
    assert (reel.current, reel.item_on_show, reel.beside(1)) == (None, None, None)


def test_a_kinds_key_leads_to_what_is_not_judged_and_then_on(reel: Reel) -> None:
    reel.current = frame("d")
    assert reel.of_kind(1) == frame("b")
    reel.current = frame("b")
    assert reel.of_kind(1) == frame("a")
    assert reel.of_kind(3) == frame("d")
    assert reel.of_kind(9) is None


def test_place_among_its_kind(reel: Reel) -> None:
    reel.current = frame("b")
    assert reel.place_in_kind() == (2, 2)
    reel.load([])
    assert reel.place_in_kind() == (0, 0)


def test_an_unknown_document_is_a_mistake(reel: Reel) -> None:
    with pytest.raises(KeyError):
        reel.item(DocumentId("zz"))


def test_kinds_sum_up_their_verdicts() -> None:
    kinds = kinds_of(
        [*ITEMS, film_item("e", "就业", 4, verdict=BAD), film_item("f", "就业", 4, verdict=GOOD)]
    )
    old = replace(film_item("g", "上次的图", 0), can_judge=False)
    assert kinds_of([old])[0].finding is None
    assert [kind.title for kind in kinds] == ["户口簿", "居住证", "租房", "就业"]
    assert [kind.finding for kind in kinds] == [Finding.OPEN, Finding.OPEN, Finding.AUTO, Finding.BAD]
