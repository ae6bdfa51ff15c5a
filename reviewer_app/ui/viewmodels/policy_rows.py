"""Sentences of the published policy beside the fields that do not meet them, or that a person has to judge by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer_app.models.domain.forms import field_code
from reviewer_app.ui.viewmodels.form_lines import Reading
from reviewer_app.ui.viewmodels.form_row import Row, RowKind, RowState


@dataclass(frozen=True, slots=True)
class _Governed:
    text: str
    last: int
    """Position of the last row that the rule governs."""
    state: RowState


def with_rules(reading: Reading, rows: list[Row]) -> list[Row]:
    """Each rule of the policy after the last row that it governs, where one of them needs a person."""
    governed = [
        found for line in reading.rules.policy.lines if (found := _governed(line.text, line.items, rows))
    ]
    result = list(rows)
    for rule in sorted(governed, key=lambda found: found.last, reverse=True):
        section = rows[rule.last].section
        shown = Row(
            kind=RowKind.RULE,
            key=f"rule:{section}:{rule.text}",
            section=section,
            label=rule.text,
            state=rule.state,
        )
        result.insert(rule.last + 1, shown)
    return result


def _governed(text: str, items: Sequence[str], rows: Sequence[Row]) -> _Governed | None:
    places = [
        place
        for place, row in enumerate(rows)
        if row.kind is RowKind.FIELD and field_code(row.target) in items
    ]
    about = [rows[place] for place in places]
    if not any(row.is_faulty for row in about):
        return None
    unmet = any(row.state is RowState.UNFIT for row in about)
    return _Governed(text, places[-1], RowState.UNFIT if unmet else RowState.DOUBT)
