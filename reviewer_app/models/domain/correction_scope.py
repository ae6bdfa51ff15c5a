"""What a guardian may change in one round of 补齐补正: the named items, and what those force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer_app.models.domain.case import Case, ReasonPick
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.conditions import facts_of
from reviewer_app.models.domain.forms import (
    FilledBy,
    FormDefinition,
    field_code,
    guardian_of,
    guardian_target,
)
from reviewer_app.models.domain.materials import missing_materials


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItems:
    """Targets of fields and codes of materials that are open; everything else stays as it is."""

    fields: frozenset[str]
    """``stu_name`` or ``guardians.N.grd_name``; a guardian's field always with its position."""
    materials: frozenset[str]


def open_items(
    case: Case,
    picks: Iterable[ReasonPick],
    catalogue: Catalogue,
    settings: frozenset[str] = frozenset(),
) -> OpenItems:
    """What the picked reasons open.

    A field opens the fields that it forces and those whose being asked hangs on it. A material opens those
    that may
    stand in for it. The materials that a reason is about open with the field that it was bound to, for
    evidence; so do
    materials that the case lacks or that hang on an open field, and the supplement (其他补充材料).
    """
    form = catalogue.forms[case.form_kind]
    fields: set[str] = set()
    materials = {catalogue.materials.supplement}
    for pick in picks:
        if catalogue.materials.find(pick.target) is not None:
            materials.add(pick.target)
            continue
        fields |= _forced(form, pick.target)
        reason = catalogue.reasons.find(pick.code)
        named = reason.applies_to if reason is not None else ()
        materials |= {item for item in named if catalogue.materials.find(item) is not None}
    return OpenItems(
        fields=frozenset(fields),
        materials=frozenset(_with_evidence(case, catalogue, settings, fields, materials)),
    )


def _forced(form: FormDefinition, target: str) -> set[str]:
    """The target and all that it forces, as targets. A guardian's field forces fields of the same guardian."""
    known = form.fields
    waiting, reached = [field_code(target)], set[str]()
    while waiting:
        code = waiting.pop()
        if code in reached or code not in known:
            continue
        reached.add(code)
        waiting += known[code].forces
        waiting += [item.code for item in known.values() if code in item.depends_on()]
        waiting += [
            item.code
            for section in form.sections
            if section.when is not None and code in section.when.fields()
            for item in section.fields
        ]
    own = {item.code for item in form.guardian_section.fields}
    position = guardian_of(target) or 0
    changeable = {
        code for code in reached if known[code].correctable and known[code].filled_by is FilledBy.GUARDIAN
    }
    return {guardian_target(position, code) if code in own else code for code in changeable}


def _with_evidence(
    case: Case, catalogue: Catalogue, settings: frozenset[str], fields: set[str], named: set[str]
) -> set[str]:
    library = catalogue.materials
    open_now = set(named)
    for line in missing_materials(case, library, settings):
        open_now |= set(line.one_of)
    codes = {field_code(target) for target in fields}
    for material in library.materials.values():
        if material.when is not None and not codes.isdisjoint(material.when.fields()):
            open_now.add(material.code)
    for group in library.checklist_for(facts_of(case, settings)).always:
        if not open_now.isdisjoint(group):
            open_now |= set(group)
    for code in tuple(open_now):
        open_now |= set(library.materials[code].alternatives)
    return open_now
