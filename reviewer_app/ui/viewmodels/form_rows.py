"""The rows of the form column: sections of the form that the case fills in, exceptions visible, the rest folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer_app.models.domain.case import answer_at
from reviewer_app.models.domain.conditions import facts_of
from reviewer_app.models.domain.evidence import Line
from reviewer_app.models.domain.forms import Field, Section, guardian_target, visible_sections
from reviewer_app.ui.viewmodels.form_lines import Reading
from reviewer_app.ui.viewmodels.form_row import Row, RowKind, RowState, summary_of
from reviewer_app.ui.viewmodels.notice_rows import notice_rows
from reviewer_app.ui.viewmodels.policy_rows import with_rules
from reviewer_app.ui.viewmodels.translation import tr

_UNTIL = "至"


def build_rows(reading: Reading) -> tuple[Row, ...]:
    """All rows of a case in reading order, without those of a correction round."""
    case, rules = reading.case, reading.rules
    form = rules.catalogue.forms[case.form_kind]
    rows = [*notice_rows(reading)]
    for section in visible_sections(form, facts_of(case, rules.policy.settings)):
        rows += _section(reading, section)
    return tuple(rows)


def section_tab(reading: Reading, section: Section) -> str:
    """Short title of a section."""
    return reading.rules.evidence.section(section.code, section.label).tab


def _section(reading: Reading, section: Section) -> list[Row]:
    guardians: Sequence[int | None] = [None]
    if section.repeat is not None:
        guardians = range(len(reading.case.guardians))
    rows: list[Row] = []
    for guardian in guardians:
        rows += _with_fold(reading, section, guardian)
    rows = with_rules(reading, rows)
    counted = [row for row in rows if row.is_counted]
    return [_head(section, section_tab(reading, section), counted), *rows]


def _head(section: Section, title: str, rows: Sequence[Row]) -> Row:
    done = [row for row in rows if row.state in (RowState.VERIFIED, RowState.CONFIRMED)]
    state, note = summary_of(rows)
    return Row(
        kind=RowKind.SECTION,
        key=f"section:{section.code}",
        section=section.code,
        label=title,
        value=tr("已核 {n} / {all}").format(n=len(done), all=len(rows)) if rows else "",
        state=state,
        note=note,
    )


def _with_fold(reading: Reading, section: Section, guardian: int | None) -> list[Row]:
    lines = list(_lines(reading, section, guardian))
    hidden = [row for row in lines if row.quiet and not row.reason]
    rows = [replace(row, quiet=False) for row in lines if row not in hidden]
    if not hidden:
        return rows
    key = f"fold:{section.code}:{guardian or 0}"
    unfolded = key in reading.unfolded
    rows.append(_fold(key, section.code, hidden, folded=not unfolded))
    return rows + hidden if unfolded else rows


def _fold(key: str, section: str, hidden: Sequence[Row], *, folded: bool) -> Row:
    verified = [row for row in hidden if row.state is RowState.VERIFIED]
    rest = len(hidden) - len(verified)
    label = tr("系统已核 {n} 项").format(n=len(verified)) if verified else tr("其他 {n} 项").format(n=rest)
    ordered = [*verified, *(row for row in hidden if row not in verified)]
    return Row(
        kind=RowKind.FOLD,
        key=key,
        section=section,
        label=label,
        value="·".join(f"{row.label} {row.value}" for row in ordered),
        note=tr("另 {n} 项").format(n=rest) if verified and rest else "",
        folded=folded,
    )


def _lines(reading: Reading, section: Section, guardian: int | None) -> Iterator[Row]:
    facts = facts_of(reading.case, reading.rules.policy.settings)
    asked = {field.code: field for field in section.asked_fields(facts, guardian)}
    known = reading.rules.evidence.section(section.code, section.label).lines
    listed = {code for line in known for code in line.fields}
    extra = [Line(fields=(code,), quiet=True) for code in asked if code not in listed]
    for line in (*known, *extra):
        fields = [asked[code] for code in line.fields if code in asked]
        row = _line(reading, section, guardian, line, fields) if fields else None
        if row is not None:
            yield row


def _line(
    reading: Reading, section: Section, guardian: int | None, line: Line, fields: Sequence[Field]
) -> Row | None:
    targets = [field.code if guardian is None else guardian_target(guardian, field.code) for field in fields]
    proof = reading.proof(line, guardian)
    known = reading.known(line, targets, proof)
    value = _value(reading, line, fields, targets)
    faulty = known.state in (RowState.DOUBT, RowState.UNFIT)
    if not value and not faulty:
        return None
    return Row(
        kind=RowKind.FIELD,
        key=targets[0],
        section=section.code,
        label=line.label_for(guardian, fields[0].label),
        value=value or tr("未填"),
        copied=str(answer_at(reading.case, targets[0]) or ""),
        state=known.state,
        note=known.note,
        reason=known.reason,
        suggested=known.suggested,
        target=targets[0],
        markable=not reading.read_only,
        quiet=line.quiet,
        proof=tuple(document.id for document in proof),
        proof_name=reading.rules.paper_title(proof[0].material) if proof else "",
    )


def _value(reading: Reading, line: Line, fields: Sequence[Field], targets: Sequence[str]) -> str:
    pairs = zip(fields, targets, strict=True)
    values = [reading.text(field, target, line) for field, target in pairs]
    if line.join.strip() == _UNTIL and len(values) == 2 and values[0] and not values[1]:
        return tr("{day} 起").format(day=values[0])
    return line.join.join(value for value in values if value)
