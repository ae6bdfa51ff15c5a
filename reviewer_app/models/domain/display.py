"""How answers read on screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping

from reviewer_app.models.domain.answers import parse_date
from reviewer_app.models.domain.case import Answer
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.forms import Field, FieldType, field_code

_NO_SCHOOLS: Mapping[str, str] = {}


def display_value(field: Field, answer: Answer | None, schools: Mapping[str, str] = _NO_SCHOOLS) -> str:
    """The answer as a person reads it: labels of codes, dates as ``2020-03-14``, 是 or 否; empty when there is none.

    :param schools: school code -> name of the season, for 报读学校.
    """
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return "是" if answer else "否"
    if isinstance(answer, tuple):
        return "、".join(answer)
    text = str(answer)
    if field.type is FieldType.CODE and field.codes is not None:
        return schools.get(text) or field.codes.label(text)
    if field.type is FieldType.DATE:
        day = parse_date(text)
        return day.isoformat() if day else text
    return text


def target_label(catalogue: Catalogue, target: str) -> str:
    """Chinese name of a field target or material code, e.g. ``监护人姓名`` or ``居住证``; the target when unknown."""
    material = catalogue.materials.find(target)
    if material is not None:
        return material.short
    for form in catalogue.forms.values():
        field = form.find_field(target)
        if field is not None:
            second = target.startswith("guardians.") and not target.startswith("guardians.0.")
            return f"{field.label}（监护人二）" if second else field.label
    return field_code(target)
