"""Materials that the checklist asks for and the case does not have."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.models.domain.checks.finding import CheckContext, Finding, warn
from reviewer_app.models.domain.materials import missing_materials


def check_materials(context: CheckContext) -> Iterator[Finding]:
    """One finding for each unmet line of the checklist, on its first material."""
    materials = context.catalogue.materials
    for line in missing_materials(context.case, materials, context.policy.settings):
        names = "或".join(f"“{materials.materials[code].short}”" for code in line.one_of)
        reason = materials.materials[line.one_of[0]].missing_reason or None
        yield warn("material_missing", line.one_of[0], f"缺少{names}。", reason)


def check_form_kind(context: CheckContext) -> Iterator[Finding]:
    """The category uses a form that the county does not provide for it (BS06)."""
    allowed = context.policy.form_kinds[context.case.category]
    if context.case.form_kind not in allowed:
        forms = "或".join(context.catalogue.forms[kind].name for kind in allowed)
        yield warn("wrong_form", "category", f"按本地政策，该类别应使用{forms}填报。", "BS06")
