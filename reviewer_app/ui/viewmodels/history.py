"""The life of a case in words: every step, who took it, both times, reasons, and what each round changed."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.models.domain.case import Case, Correction, HistoryEntry, ReasonPick
from reviewer_app.models.domain.display import target_label
from reviewer_app.models.domain.projection import ProjectedCase
from reviewer_app.models.domain.workflow import ACTION_LABELS, STATUS_LABELS, CaseAction
from reviewer_app.ui.viewmodels.case_header import Shade
from reviewer_app.ui.viewmodels.review_rules import ReviewRules
from reviewer_app.ui.viewmodels.times import day_and_time
from reviewer_app.ui.viewmodels.translation import tr

_ROLES = {
    "guardian": "家长",
    "operator": "报名点",
    "reviewer": "审核员",
    "supervisor": "负责人",
    "system": "系统",
}
_SHADES = {
    CaseAction.ACCEPT: Shade.OK,
    CaseAction.COMPLETE: Shade.OK,
    CaseAction.ADMIT: Shade.OK,
    CaseAction.REQUEST_CORRECTIONS: Shade.WARN,
    CaseAction.REQUEST_LATE_CORRECTIONS: Shade.WARN,
    CaseAction.DECLINE: Shade.STOP,
    CaseAction.RETURN: Shade.STOP,
    CaseAction.WITHDRAW: Shade.STOP,
    CaseAction.RESUBMIT: Shade.HOLD,
    CaseAction.REOPEN: Shade.HOLD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step as it is read."""

    title: str
    who: str
    when: str
    shade: Shade
    unsent: bool = False
    lines: tuple[str, ...] = ()
    """Reasons, notes, and what a round changed."""

    @property
    def spoken(self) -> str:
        """The step for a screen reader."""
        return "，".join((self.title, self.who, self.when, *self.lines))


def tell_history(projected: ProjectedCase, rules: ReviewRules) -> tuple[Step, ...]:
    """Every step, the newest first; decisions made here and not sent stand on top."""
    case = projected.case
    known = len(projected.synced.history)
    steps = [
        _step(case, entry, rules, unsent=position >= known) for position, entry in enumerate(case.history)
    ]
    return tuple(reversed(steps))


def _step(case: Case, entry: HistoryEntry, rules: ReviewRules, *, unsent: bool) -> Step:
    action = CaseAction(entry.action)
    lines = [_reason(pick, rules) for pick in entry.reasons]
    if entry.note:
        lines.append(tr("说明：{note}").format(note=entry.note))
    lines += _of_round(case, entry, rules)
    moved = entry.from_status is not None and entry.from_status is not entry.to_status
    title = ACTION_LABELS[action]
    if moved and entry.from_status is not None:
        path = f"{STATUS_LABELS[entry.from_status]} → {STATUS_LABELS[entry.to_status]}"
        title = tr("{act}（{path}）").format(act=title, path=path)
    return Step(
        title=title,
        who=_who(entry),
        when=_when(entry, unsent),
        shade=_SHADES.get(action, Shade.NEUTRAL),
        unsent=unsent,
        lines=tuple(lines),
    )


def _who(entry: HistoryEntry) -> str:
    role = tr(_ROLES.get(entry.actor, entry.actor))
    return role if entry.name in ("", role) else f"{entry.name}·{role}"


def _when(entry: HistoryEntry, unsent: bool) -> str:
    if unsent:
        return tr("本机 {at}·待发送").format(at=day_and_time(entry.at))
    service = tr("平台 {at}").format(at=day_and_time(entry.at))
    if entry.decided_at is None:
        return service
    return tr("本机 {at}·{service}").format(at=day_and_time(entry.decided_at), service=service)


def _reason(pick: ReasonPick, rules: ReviewRules) -> str:
    found = rules.catalogue.reasons.find(pick.code)
    text = found.text if found else pick.code
    note = tr("（{note}）").format(note=pick.note) if pick.note else ""
    return f"{target_label(rules.catalogue, pick.target)}：{text}{note}"


def _of_round(case: Case, entry: HistoryEntry, rules: ReviewRules) -> list[str]:
    """The due time of a round where it was asked, what the guardian changed where it was answered."""
    if entry.action in (CaseAction.REQUEST_CORRECTIONS, CaseAction.REQUEST_LATE_CORRECTIONS):
        asked = next((found for found in case.corrections if found.asked_at == entry.at), None)
        return (
            [tr("第 {n} 次，期限 {due}").format(n=asked.round, due=day_and_time(asked.due))] if asked else []
        )
    if entry.action == CaseAction.RESUBMIT:
        answered = next((found for found in case.corrections if found.answered_at == entry.at), None)
        return _changed(answered, rules) if answered else []
    return []


def _changed(answered: Correction, rules: ReviewRules) -> list[str]:
    lines = []
    if answered.before:
        names = "、".join(dict.fromkeys(target_label(rules.catalogue, target) for target in answered.before))
        lines.append(tr("改了 {what}").format(what=names))
    if answered.replaced:
        materials = dict.fromkeys(document.material for document in answered.replaced)
        names = "、".join(target_label(rules.catalogue, code) for code in materials)
        lines.append(tr("换了 {what}").format(what=names))
    return lines
