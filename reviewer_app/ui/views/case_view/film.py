"""The documents of a case as the viewer wants them: grouped by kind, numbered as the keys reach them, with verdicts."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer_app.models.domain.case import Case, Document
from reviewer_app.models.domain.materials import MaterialCatalogue
from reviewer_app.ui.viewmodels.marks import CaseMarks
from reviewer_app.ui.viewmodels.review_rules import ReviewRules
from reviewer_app.ui.viewmodels.round_rows import last_round
from reviewer_app.ui.viewmodels.translation import tr
from reviewer_app.ui.views.document_viewer import FilmItem

_KEYS = 9


def film_items(case: Case, marks: CaseMarks, rules: ReviewRules, *, can_judge: bool = True) -> list[FilmItem]:
    """Documents in the catalogue's order; those that the last round replaced stand at the end, without a key."""
    ordered = sorted(
        case.documents, key=lambda document: (_rank(document, rules.catalogue.materials), document.page)
    )
    groups = list(dict.fromkeys(_group(document, rules.catalogue.materials) for document in ordered))
    items = [
        FilmItem(
            document=document,
            title=_group(document, rules.catalogue.materials),
            material_number=_number(groups.index(_group(document, rules.catalogue.materials))),
            verdict=marks.document(document.id),
            part=rules.paper_part(document.material),
            can_judge=can_judge,
        )
        for document in ordered
    ]
    asked = last_round(case)
    return items + list(_replaced(asked.replaced if asked else (), rules))


def _replaced(documents: Iterable[Document], rules: ReviewRules) -> Iterable[FilmItem]:
    for document in documents:
        part = rules.paper_part(document.material) or _group(document, rules.catalogue.materials)
        yield FilmItem(document=document, title=tr("上次的图"), material_number=0, part=part, can_judge=False)


def _number(position: int) -> int:
    return position + 1 if position < _KEYS else 0


def _rank(document: Document, materials: MaterialCatalogue) -> tuple[int, int]:
    codes = list(materials.materials)
    groups = list(dict.fromkeys(material.group for material in materials.materials.values()))
    found = materials.find(document.material)
    if found is None:
        return len(groups), len(codes)
    return groups.index(found.group), codes.index(found.code)


def _group(document: Document, materials: MaterialCatalogue) -> str:
    found = materials.find(document.material)
    return found.group if found else tr("其他")
