"""The rows of the form column: sections of the form that the case fills in, exceptions visible, the rest folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reviewer_app.models.domain.case import answer_at
from reviewer_app.models.domain.checks.finding import Level
from reviewer_app.models.domain.conditions import facts_of
from reviewer_app.models.domain.evidence import Line
from reviewer_app.models.domain.forms import Field, Section, field_code, guardian_target, visible_sections
from reviewer_app.ui.viewmodels.form_lines import Reading
from reviewer_app.ui.viewmodels.form_row import Row, RowKind, RowState
from reviewer_app.ui.viewmodels.translation import tr

NOTICES = "notices"
_UNTIL = "至"


def build_rows(reading: Reading) -> tuple[Row, ...]:
    """All rows of a case in reading order, without those of a correction round."""
    case, rules = reading.case, reading.rules
    form = rules.catalogue.forms[case.form_kind]
    rows = [*_notices(reading)]
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
    rows = _with_rules(reading, rows)
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


def summary_of(rows: Sequence[Row]) -> tuple[RowState, str]:
    """The worst state among rows and its words: ``1 项存疑``; nothing is said where all is well."""
    for state, words in (
        (RowState.UNFIT, tr("{n} 项不合格")),
        (RowState.DOUBT, tr("{n} 项存疑")),
        (RowState.OPEN, tr("{n} 项待核")),
    ):
        found = [row for row in rows if row.state is state]
        if found:
            return state, words.format(n=len(found))
    return (RowState.VERIFIED, "") if rows else (RowState.NONE, "")


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


@dataclass(frozen=True, slots=True)
class _Governed:
    text: str
    last: int
    """Position of the last row that the rule governs."""
    state: RowState


def _with_rules(reading: Reading, rows: list[Row]) -> list[Row]:
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


def _notices(reading: Reading) -> list[Row]:
    """Findings about materials or the whole case: they have no field to stand beside."""
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
                value=found.message_zh.rstrip("。"),
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
