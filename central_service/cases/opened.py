"""What a guardian may change while a correction is open: the named items, and what those force open with them."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.conditions import facts_of
from reviewer_app.models.domain.forms import FormDefinition, field_code, guardian_of, guardian_target


@dataclass(frozen=True, slots=True)
class OpenItems:
    """Field targets (guardians' as ``guardians.N.<code>``) and material codes."""

    fields: frozenset[str]
    materials: frozenset[str]

    def has_field(self, target: str) -> bool:
        """Whether the answer may change."""
        return target in self.fields


def open_items(case: Case, catalogue: Catalogue) -> OpenItems:
    """The items of the open correction round; nothing when none is open."""
    correction = case.open_correction
    named = [pick.target for pick in correction.reasons] if correction else []
    materials = {target for target in named if catalogue.materials.find(target) is not None}
    fields = {_full(target) for target in named if target not in materials}
    fields = _with_forced(catalogue.forms[case.form_kind], fields)
    materials |= {other for code in materials for other in _group_of(case, catalogue, code)}
    changed = {field_code(target) for target in fields}
    materials |= {
        material.code
        for material in catalogue.materials.materials.values()
        if material.when is not None and not changed.isdisjoint(material.when.fields())
    }
    return OpenItems(frozenset(fields), frozenset(materials))


def _group_of(case: Case, catalogue: Catalogue, code: str) -> frozenset[str]:
    """Materials that would do as well as the named one."""
    lines = catalogue.materials.requirements(facts_of(case))
    return frozenset(other for line in lines if code in line.one_of for other in line.one_of)


def _with_forced(form: FormDefinition, targets: set[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(targets)
    while waiting:
        target = waiting.pop()
        if target in found:
            continue
        found.add(target)
        item = form.find_field(target)
        if item is None:
            continue
        forced = [
            *item.forces,
            *(other.code for other in form.fields.values() if item.code in other.depends_on()),
        ]
        own = {field.code for field in form.guardian_section.fields}
        position = guardian_of(target)
        waiting += [guardian_target(position or 0, code) if code in own else code for code in forced]
    return found


def _full(target: str) -> str:
    position = guardian_of(target)
    return target if position is None else guardian_target(position, field_code(target))
