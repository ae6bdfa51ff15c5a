"""What of a case a notice can name, and which reason of the library would be about which item."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reviewer_app.models.domain.conditions import facts_of
from reviewer_app.models.domain.evidence import Line
from reviewer_app.models.domain.forms import FilledBy, field_code, visible_targets
from reviewer_app.models.domain.reasons import Reason, ReasonKind
from reviewer_app.ui.viewmodels.form_lines import Reading, canonical
from reviewer_app.ui.viewmodels.reason_draft import Item, item_for, reasons_for
from reviewer_app.ui.viewmodels.translation import tr


def nameable(reading: Reading, kind: ReasonKind) -> tuple[Item, ...]:
    """Everything of the case that has a reason of the kind, fields before materials."""
    items = (item_for(reading, target) for target in (*_fields(reading, kind), *_materials(reading)))
    return tuple(item for item in items if reasons_for(reading, item.target, kind))


def library(
    reading: Reading, kind: ReasonKind, allowed: Collection[str], current: Item | None
) -> tuple[tuple[Reason, str], ...]:
    """Every reason of the kind with the item that it would be about; reasons about nothing here are left out.

    :param allowed: reason codes that the act is restricted to; empty for all.
    :param current: the item at work, preferred where the reason fits it.
    """
    fields, materials = _fields(reading, kind), _materials(reading)
    found = []
    for reason in reading.rules.catalogue.reasons.search("", kind):
        target = _target_for(reason, fields, materials, current)
        if target and (not allowed or reason.code in allowed):
            found.append((reason, target))
    return tuple(found)


def words_at(reading: Reading, item: Item) -> str:
    """The answer behind a field as it is read, or the number of images of a material."""
    if item.is_material:
        count = len(reading.case.documents_of(item.target))
        return tr("{n} 张").format(n=count) if count else tr("没有上传")
    field = reading.rules.catalogue.forms[reading.case.form_kind].find_field(item.target)
    return reading.text(field, item.target, Line(fields=(field.code,))) if field else ""


def _fields(reading: Reading, kind: ReasonKind) -> list[str]:
    """Targets of the form; only what a guardian can change where a correction is asked for."""
    case, rules = reading.case, reading.rules
    form = rules.catalogue.forms[case.form_kind]
    asked = visible_targets(form, facts_of(case, rules.policy.settings))
    correcting = kind is ReasonKind.CORRECTION
    return [
        canonical(target)
        for target, field in asked
        if not correcting or (field.correctable and field.filled_by is FilledBy.GUARDIAN)
    ]


def _materials(reading: Reading) -> list[str]:
    uploaded = [document.material for document in reading.case.documents]
    facts = facts_of(reading.case, reading.rules.policy.settings)
    return list(dict.fromkeys([*uploaded, *reading.rules.catalogue.materials.slots(facts)]))


def _target_for(reason: Reason, fields: Sequence[str], materials: Sequence[str], current: Item | None) -> str:
    if current is not None and reason.fits(field_code(current.target), is_material=current.is_material):
        return current.target
    for code in reason.applies_to:
        if code in materials:
            return code
        found = next((target for target in fields if field_code(target) == code), "")
        if found:
            return found
    return materials[0] if reason.every_material and materials else ""
