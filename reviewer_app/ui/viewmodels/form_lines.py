"""What is known of one line of the form, from checks, registries, marks on the line and marks on its documents.

A registry's or the real-name check's word verifies a line; a check that this program works out by itself only lets a
quiet line fold. A line without findings counts as looked at once the document that proves it was found 合格: the
verdict on the paper is a verdict on what it says. A person's own mark stands above all of these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewer_app.models.domain.case import Case, Document, answer_at
from reviewer_app.models.domain.checks.finding import BY_RULE, Finding, Level
from reviewer_app.models.domain.display import display_value
from reviewer_app.models.domain.evidence import Line
from reviewer_app.models.domain.forms import Field, TextFormat, field_code, guardian_of, guardian_target
from reviewer_app.models.domain.masking import mask_phone
from reviewer_app.ui.viewmodels.form_row import RowState
from reviewer_app.ui.viewmodels.marks import CaseMarks, Verdict
from reviewer_app.ui.viewmodels.review_rules import ReviewRules
from reviewer_app.ui.viewmodels.translation import tr

_CITIZEN = re.compile(r"[0-9]{17}[0-9X]")
_UNANSWERED = {
    "registry_not_found": "未查到",
    "registry_fault": "接口异常",
    "registry_running": "核验中",
}
"""Codes of findings that ask a person to look but say nothing against the guardian -> words at the row's end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """State of a line and the words that go with it."""

    state: RowState
    note: str = ""
    reason: str = ""
    suggested: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that the rows of one case are made from."""

    case: Case
    rules: ReviewRules
    findings: Sequence[Finding]
    by_target: Mapping[str, Sequence[Finding]]
    """The findings by canonical target; see :func:`by_target`."""
    marks: CaseMarks
    schools: Mapping[str, str]
    """School code -> name of the season."""
    read_only: bool = False
    """Nothing is left to judge: the case waits for the guardian, or has ended."""
    unfolded: frozenset[str] = frozenset()
    """Keys of the folds that are open."""

    def about(self, target: str) -> Sequence[Finding]:
        """Findings about one target; a bare guardian's code and position 0 are the same."""
        return self.by_target.get(canonical(target), ())

    def text(self, field: Field, target: str, line: Line) -> str:
        """The answer as it is read."""
        shown = display_value(field, answer_at(self.case, target), self.schools)
        if shown and field.code in line.words:
            return line.words[field.code].replace("{}", shown)
        if field.format is TextFormat.MOBILE:
            return mask_phone(shown)
        if field.format in (TextFormat.ID_NUMBER, TextFormat.ID_NUMBERS):
            return "、".join(grouped_id(number) for number in shown.split("、"))
        return shown

    def proof(self, line: Line, guardian: int | None) -> tuple[Document, ...]:
        """Documents that prove a line, the best first; the second guardian's own page comes before the first's."""
        found: list[Document] = []
        for material in line.proof:
            pages = list(self.case.documents_of(material))
            if guardian and len(pages) > guardian:
                pages = [pages[guardian], *pages[:guardian], *pages[guardian + 1 :]]
            found += pages
        return tuple(found)

    def known(self, line: Line, targets: Sequence[str], proof: Sequence[Document]) -> Known:
        """The state of a line whose answers stand at ``targets``."""
        findings = [found for target in targets for found in self.about(target)]
        mark = self.marks.field(targets[0])
        worst = _worst(findings)
        if mark is Verdict.BAD:
            return Known(
                state=RowState.DOUBT,
                note=tr("存疑"),
                reason=worst.message_zh if worst else "",
                suggested=(worst.suggested_reason or "") if worst else "",
            )
        if mark is Verdict.GOOD:
            return Known(state=RowState.CONFIRMED, note=tr("人工"), reason=worst.message_zh if worst else "")
        if worst is not None:
            return _doubted(worst)
        source = self._vouched_by(line, targets, findings)
        if source:
            return Known(state=RowState.VERIFIED, note=source)
        if not proof and self._lacks(line.proof):
            return Known(state=RowState.OPEN, note=tr("缺依据"))
        return self._by_papers(proof)

    def _lacks(self, materials: Sequence[str]) -> bool:
        """Whether a paper that would prove the line is asked for and missing."""
        missing = {found.target for found in self.findings if found.level is not Level.OK}
        return not missing.isdisjoint(materials)

    def _vouched_by(self, line: Line, targets: Sequence[str], findings: Sequence[Finding]) -> str:
        fine = [found for found in findings if found.level is Level.OK]
        if line.follows:
            guardian = guardian_of(targets[0])
            leader = line.follows if guardian is None else guardian_target(guardian, line.follows)
            about = self.about(leader)
            fine += about if all(found.level is Level.OK for found in about) else []
        authority = next((found.source for found in fine if found.source != BY_RULE), "")
        if authority:
            return authority
        return tr("系统") if fine and line.quiet else ""

    def _by_papers(self, proof: Sequence[Document]) -> Known:
        if not proof or self.read_only:
            return Known(state=RowState.DECLARED, note="" if proof else tr("申报"))
        first = [document for document in proof if document.material == proof[0].material]
        verdicts = {self.marks.document(document.id) for document in first}
        if verdicts == {Verdict.GOOD}:
            return Known(state=RowState.CONFIRMED, note=tr("随材料"))
        return Known(state=RowState.OPEN, note=tr("待核"))


def by_target(findings: Sequence[Finding]) -> Mapping[str, Sequence[Finding]]:
    """Findings under the one spelling of their targets; those about the whole case are left out."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.target:
            found.setdefault(canonical(finding.target), []).append(finding)
    return found


def canonical(target: str) -> str:
    """One spelling for each target: ``grd_name`` is ``guardians.0.grd_name``."""
    position = guardian_of(target)
    return target if position is None else guardian_target(position, field_code(target))


def grouped_id(number: str) -> str:
    """``459999201808310014`` -> ``459999 20180831 0014``; anything else as it is."""
    if _CITIZEN.fullmatch(number) is None:
        return number
    return f"{number[:6]} {number[6:14]} {number[14:]}"


def _worst(findings: Sequence[Finding]) -> Finding | None:
    order = (Level.BLOCK, Level.WARN)
    ranked = [found for level in order for found in findings if found.level is level]
    plain = [found for found in ranked if found.code not in _UNANSWERED]
    return next(iter(plain or ranked), None)


def _doubted(found: Finding) -> Known:
    suggested = found.suggested_reason or ""
    if found.code in _UNANSWERED:
        note = tr(_UNANSWERED[found.code])
        return Known(state=RowState.OPEN, note=note, reason=found.message_zh, suggested=suggested)
    if found.level is Level.BLOCK:
        return Known(state=RowState.UNFIT, note=tr("不符合"), reason=found.message_zh, suggested=suggested)
    note = tr("请核对") if found.source == BY_RULE else tr("与{source}不同").format(source=found.source)
    return Known(state=RowState.DOUBT, note=note, reason=found.message_zh, suggested=suggested)
