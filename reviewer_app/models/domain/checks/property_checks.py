"""The family's own home: numbers and owners are copied wrongly so often that nothing here does more than warn."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.models.domain.checks.finding import CheckContext, Finding, ok, warn
from reviewer_app.models.domain.checks.guardian_checks import is_family_name
from reviewer_app.models.domain.property_numbers import certificate_doubt, unit_number_doubt

_TITLE = "1"
_OWN_HOME = "1"


def check_property(context: CheckContext) -> Iterator[Finding]:
    """Certificate and unit number (FC01), use (FC06), owners (FC04)."""
    number = context.text("pr_cert_no")
    if number and context.text("pr_doc") == _TITLE:
        doubt = certificate_doubt(number)
        yield (
            warn("certificate_number", "pr_cert_no", f"{doubt}请对照证书核对。", "FC01")
            if doubt
            else ok("certificate_number", "pr_cert_no", "证书号样式正确")
        )
    unit = context.text("pr_unit_no")
    if unit and (doubt := unit_number_doubt(unit)):
        yield warn("unit_number", "pr_unit_no", doubt)
    use = context.text("pr_use")
    if use and "住宅" not in use:
        yield warn("not_residential", "pr_use", f"房屋规划用途为“{use}”，不是住宅。", "FC06")
    yield from _owners(context)


def _owners(context: CheckContext) -> Iterator[Finding]:
    owners = [name for name in context.text("pr_owner").split("、") if name]
    if not owners or context.text("dw_kind") != _OWN_HOME:
        return
    if any(is_family_name(context, name) for name in owners):
        yield ok("owner_in_family", "pr_owner", "权利人为学生或监护人")
    else:
        message = "住所类型为监护人自有房产，权利人却不是学生或填报的监护人。"
        yield warn("owner_outside_family", "pr_owner_rel", message, "FC04")
