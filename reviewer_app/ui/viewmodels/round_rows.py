"""What became of the last correction round: each item that was asked for, and what the guardian changed unasked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reviewer_app.models.domain.case import (
    Case,
    CaseStatus,
    Correction,
    Document,
    ReasonPick,
    answer_at,
)
from reviewer_app.models.domain.correction_scope import open_items
from reviewer_app.models.domain.display import target_label
from reviewer_app.ui.viewmodels.form_lines import Reading, canonical
from reviewer_app.ui.viewmodels.form_row import Row, RowKind, RowState, summary_of
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.viewmodels.round_answers import old_value, proof_of, title_of, words_at
from reviewer_app.ui.viewmodels.translation import tr

ASKED = "asked"
UNASKED = "unasked"


def last_round(case: Case) -> Correction | None:
    """The round whose answer is now to be reviewed, if the case came back from one."""
    if case.status is not CaseStatus.PENDING or not case.corrections or case.open_correction is not None:
        return None
    return case.corrections[-1]


def build_round_rows(reading: Reading) -> tuple[Row, ...]:
    """Rows of the last round, or none."""
    asked = last_round(reading.case)
    if asked is None:
        return ()
    found = [_asked_row(reading, asked, target, picks) for target, picks in _by_target(asked.reasons)]
    rows = [replace(row, label=f"{number} {row.label}") for number, row in enumerate(found, 1)]
    unasked = _unasked_rows(reading, asked)
    return (*_asked_head(rows), *rows, *unasked, _rest(reading, asked))


def _by_target(picks: Iterable[ReasonPick]) -> list[tuple[str, list[ReasonPick]]]:
    grouped: dict[str, list[ReasonPick]] = {}
    for pick in picks:
        grouped.setdefault(canonical(pick.target), []).append(pick)
    return list(grouped.items())


def _asked_head(rows: Sequence[Row]) -> list[Row]:
    state, _ = summary_of(rows)
    fine = [row for row in rows if row.state in (RowState.VERIFIED, RowState.CONFIRMED)]
    head = Row(
        kind=RowKind.SECTION,
        key=f"section:{ASKED}",
        section=ASKED,
        label=tr("上次要求补正 {n} 处").format(n=len(rows)),
        value=tr("已核 {n} / {all}").format(n=len(fine), all=len(rows)),
        state=state,
        note=summary_of(rows)[1],
    )
    return [head]


def _asked_row(reading: Reading, asked: Correction, target: str, picks: Sequence[ReasonPick]) -> Row:
    library = reading.rules.catalogue.reasons
    texts = [reason.text if (reason := library.find(pick.code)) else pick.code for pick in picks]
    why = tr("上次原因：{why}").format(why=" ".join(texts))
    if reading.rules.catalogue.materials.find(target) is not None:
        return _asked_material(reading, asked, target, why)
    return _asked_field(reading, asked, target, why)


def _asked_field(reading: Reading, asked: Correction, target: str, why: str) -> Row:
    before = old_value(asked, target)
    mark = reading.marks.field(target)
    findings = [found for found in reading.about(target) if found.level != "ok"]
    state, note = RowState.OPEN, tr("已改，待核")
    if mark is Verdict.GOOD:
        state, note = RowState.CONFIRMED, tr("已改，属实")
    elif mark is Verdict.BAD or before is None or findings:
        state, note = RowState.DOUBT, tr("未改") if before is None else tr("已改，存疑")
    proof = proof_of(reading, target)
    return Row(
        kind=RowKind.ASKED,
        key=f"asked:{target}",
        section=ASKED,
        label=target_label(reading.rules.catalogue, target),
        value=words_at(reading, target, answer_at(reading.case, target)) or tr("未填"),
        before="" if before is None else words_at(reading, target, before) or tr("未填"),
        state=state,
        note=note,
        reason=findings[0].message_zh if findings else why,
        target=target,
        markable=True,
        proof=tuple(document.id for document in proof),
        proof_name=title_of(reading, proof),
        tag=tr("字段"),
    )


def _asked_material(reading: Reading, asked: Correction, material: str, why: str) -> Row:
    now = reading.case.documents_of(material)
    old = [document for document in asked.replaced if document.material == material]
    fresh = [document for document in now if document.uploaded_at > asked.asked_at]
    state, note = _material_state(reading, now, old, fresh)
    shown = [*fresh, *(document for document in now if document not in fresh)]
    return Row(
        kind=RowKind.ASKED,
        key=f"asked:{material}",
        section=ASKED,
        label=reading.rules.paper_title(material),
        value=tr("现有 {n} 张").format(n=len(now)) if now else tr("没有上传"),
        state=state,
        note=note,
        reason=tr("与上次完全相同。") + why if _is_same(old, now) else why,
        target=material,
        proof=tuple(document.id for document in shown),
        proof_name=title_of(reading, shown),
        replaced=old[0].id if old else None,
        tag=tr("材料"),
    )


def _material_state(
    reading: Reading, now: Sequence[Document], old: Sequence[Document], fresh: Sequence[Document]
) -> tuple[RowState, str]:
    if not fresh or _is_same(old, now):
        return RowState.UNFIT, tr("未换") if now else tr("未补")
    verdicts = {reading.marks.document(document.id) for document in fresh}
    changed = tr("已换图") if old else tr("已补")
    if Verdict.BAD in verdicts:
        return RowState.UNFIT, tr("{changed}，不合格").format(changed=changed)
    if verdicts == {Verdict.GOOD}:
        return RowState.CONFIRMED, tr("{changed}，合格").format(changed=changed)
    return RowState.OPEN, tr("{changed}，待看").format(changed=changed)


def _is_same(old: Sequence[Document], now: Sequence[Document]) -> bool:
    return bool(old) and {document.sha256 for document in old} <= {document.sha256 for document in now}


def _unasked_rows(reading: Reading, asked: Correction) -> list[Row]:
    """Answers that changed though nobody asked for them; those that an asked item forces are no surprise."""
    wanted = {
        canonical(target)
        for target in open_items(reading.case, asked.reasons, reading.rules.catalogue).fields
    }
    targets = [canonical(target) for target in asked.before if canonical(target) not in wanted]
    rows = [_unasked_row(reading, asked, target) for target in targets]
    if not rows:
        return []
    head = Row(
        kind=RowKind.SECTION,
        key=f"section:{UNASKED}",
        section=UNASKED,
        label=tr("没有要求、家长自行改动"),
        state=RowState.DOUBT,
        note=tr("{n} 处").format(n=len(rows)),
    )
    return [head, *rows]


def _unasked_row(reading: Reading, asked: Correction, target: str) -> Row:
    mark = reading.marks.field(target)
    state = {Verdict.GOOD: RowState.CONFIRMED, Verdict.BAD: RowState.DOUBT, None: RowState.OPEN}[mark]
    proof = proof_of(reading, target)
    return Row(
        kind=RowKind.ASKED,
        key=f"unasked:{target}",
        section=UNASKED,
        label=target_label(reading.rules.catalogue, target),
        value=words_at(reading, target, answer_at(reading.case, target)) or tr("未填"),
        before=words_at(reading, target, old_value(asked, target)) or tr("未填"),
        state=state,
        note=tr("自行改动"),
        target=target,
        markable=True,
        proof=tuple(document.id for document in proof),
        proof_name=title_of(reading, proof),
    )


def _rest(reading: Reading, asked: Correction) -> Row:
    changed = {canonical(target) for target in asked.before}
    answers = [*reading.case.answers]
    answers += [f"guardians.{n}.{code}" for n, given in enumerate(reading.case.guardians) for code in given]
    same = [target for target in answers if canonical(target) not in changed]
    papers = [document for document in reading.case.documents if document.uploaded_at <= asked.asked_at]
    text = tr("其余 {n} 项、{m} 份材料没有变化").format(n=len(same), m=len(papers))
    return Row(kind=RowKind.REMARK, key="rest", section=ASKED, label=text)
