"""Answers before and after a correction round, as they are read, and the papers that prove them."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer_app.models.domain.case import Answer, Correction, Document
from reviewer_app.models.domain.display import display_value
from reviewer_app.models.domain.forms import Field, TextFormat
from reviewer_app.models.domain.masking import mask_phone
from reviewer_app.ui.viewmodels.form_lines import Reading, canonical, grouped_id


def old_value(asked: Correction, target: str) -> Answer | None:
    """What stood at a target before; nothing when it did not change."""
    wanted = canonical(target)
    return next((value for key, value in asked.before.items() if canonical(key) == wanted), None)


def _field(reading: Reading, target: str) -> Field | None:
    return reading.rules.catalogue.forms[reading.case.form_kind].find_field(target)


def words_at(reading: Reading, target: str, answer: Answer | None) -> str:
    """An answer as it is read, numbers grouped or masked."""
    field = _field(reading, target)
    if field is None or answer is None:
        return ""
    shown = display_value(field, answer, reading.schools)
    if field.format is TextFormat.MOBILE:
        return mask_phone(shown)
    return grouped_id(shown) if field.format is TextFormat.ID_NUMBER else shown


def proof_of(reading: Reading, target: str) -> list[Document]:
    """Papers of the case that prove a field, the best first."""
    field = _field(reading, target)
    materials = reading.rules.evidence.proof_of(field.code) if field else ()
    return [document for material in materials for document in reading.case.documents_of(material)]


def title_of(reading: Reading, documents: Sequence[Document]) -> str:
    """What the first of the papers is called."""
    return reading.rules.paper_title(documents[0].material) if documents else ""
