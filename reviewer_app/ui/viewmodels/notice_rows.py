"""Findings that belong to no field: a missing paper, a doubt about the whole case. They stand above the form."""

from __future__ import annotations

from reviewer_app.models.domain.checks.finding import Level
from reviewer_app.models.domain.materials import Material, missing_materials
from reviewer_app.ui.viewmodels.form_lines import Reading
from reviewer_app.ui.viewmodels.form_row import Row, RowKind, RowState, summary_of
from reviewer_app.ui.viewmodels.translation import tr

NOTICES = "notices"
"""Section of these rows."""
_FEW = 3
"""Alternatives that are all named."""


def _lacking(reading: Reading, material: Material) -> str:
    """``居住证``; where one of many would do, the first two and how many there are."""
    lines = missing_materials(reading.case, reading.rules.catalogue.materials, reading.rules.policy.settings)
    codes = next((line.one_of for line in lines if line.one_of[0] == material.code), (material.code,))
    names = [found.short for code in codes if (found := reading.rules.catalogue.materials.find(code))]
    if len(names) <= _FEW:
        return tr("或").join(names)
    return tr("{first}、{second}等 {n} 种之一").format(first=names[0], second=names[1], n=len(names))


def notice_rows(reading: Reading) -> list[Row]:
    """A heading and a row for each finding about a material or the whole case; empty without any."""
    catalogue = reading.rules.catalogue
    rows: list[Row] = []
    for found in reading.findings:
        material = catalogue.materials.find(found.target) if found.target else None
        if found.level is Level.OK or (found.target and material is None):
            continue
        rows.append(
            Row(
                kind=RowKind.NOTICE,
                key=f"notice:{found.code}:{found.target or found.message_zh}",
                section=NOTICES,
                label=tr("缺材料") if material else tr("整件"),
                value=_lacking(reading, material) if material else found.message_zh.rstrip("。"),
                state=RowState.UNFIT if found.level is Level.BLOCK or material else RowState.DOUBT,
                suggested=found.suggested_reason or "",
                target=found.target or "",
            )
        )
    if not rows:
        return []
    state, _ = summary_of(rows)
    head = Row(
        kind=RowKind.SECTION,
        key=f"section:{NOTICES}",
        section=NOTICES,
        label=tr("需要注意"),
        state=state,
        note=tr("{n} 处").format(n=len(rows)),
    )
    return [head, *rows]
