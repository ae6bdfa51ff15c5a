"""Who and what the case is, in the few words above the form; and the one line that says how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from reviewer_app.models.domain.answers import parse_date
from reviewer_app.models.domain.case import Case, CaseStatus, Channel
from reviewer_app.models.domain.ports import OutboxState, PendingAction
from reviewer_app.models.domain.projection import ProjectedCase
from reviewer_app.models.domain.workflow import STATUS_LABELS, SUBSTAGE_LABELS
from reviewer_app.ui.viewmodels.queue_row import category_word, done_word
from reviewer_app.ui.viewmodels.review_rules import ReviewRules
from reviewer_app.ui.viewmodels.times import CHINA, day_and_time, remaining, waited
from reviewer_app.ui.viewmodels.translation import tr

SOON = timedelta(hours=24)


class Shade(StrEnum):
    """What a chip or line says by its colour; the values are the tones of the theme."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    STOP = "stop"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Sign:
    """A word with its colour and, where it needs one, an icon."""

    text: str
    shade: Shade = Shade.NEUTRAL
    icon: str = ""


class Errand(StrEnum):
    """What the action of a standing line does."""

    NONE = ""
    SEE_CHANGES = "see_changes"
    UNDO = "undo"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Standing:
    """One line about the case: what happened, and one action."""

    text: str
    shade: Shade
    action: str = ""
    errand: Errand = Errand.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeader:
    """Everything above the sections."""

    name: str
    person: str
    """``女·6 岁 5 个月``."""
    number: str
    due: Sign | None
    signs: tuple[Sign, ...]

    @property
    def spoken(self) -> str:
        """The header for a screen reader."""
        parts = [self.name, self.person, self.number, *(sign.text for sign in self.signs)]
        if self.due:
            parts.append(self.due.text)
        return "，".join(part for part in parts if part)


def describe_case(projected: ProjectedCase, rules: ReviewRules, now: datetime) -> CaseHeader:
    """The header of a case as it stands now."""
    case = projected.case
    sex = rules.catalogue.codes["sex"].label(str(case.answers.get("stu_sex", ""))).removesuffix("性")
    return CaseHeader(
        name=case.child_name,
        person="·".join(part for part in (sex, _age(case, now)) if part),
        number=case.number,
        due=_due(case, now),
        signs=tuple(_signs(projected)),
    )


def describe_standing(
    projected: ProjectedCase, troubled: Sequence[PendingAction], rules: ReviewRules
) -> Standing | None:
    """How the case stands, where that is not plain from its state; nothing for an ordinary open case."""
    case = projected.case
    if troubled:
        text = tr("您的“{act}”没有生效：{why}").format(
            act=done_word(troubled[0].act.action), why=troubled[0].message
        )
        return Standing(text, Shade.HOLD, tr("去处理"), Errand.SETTLE)
    if projected.awaits_sending:
        return _unsent(projected.pending[-1])
    if case.status is CaseStatus.CORRECTION and case.open_correction is not None:
        asked = case.open_correction
        text = tr("已要求补正 {n} 处，期限 {due}，等家长补正。").format(
            n=len(asked.reasons), due=day_and_time(asked.due)
        )
        return Standing(text, Shade.WARN)
    return _ending(case, rules)


def _unsent(action: PendingAction) -> Standing:
    done = done_word(action.act.action)
    if action.state is OutboxState.PENDING:
        text = tr("您{done}，待发送。已存本机，联网后发送并通知家长。").format(done=done)
        return Standing(text, Shade.WARN, tr("撤销"), Errand.UNDO)
    return Standing(tr("您{done}，正在发送。").format(done=done), Shade.WARN)


def _ending(case: Case, rules: ReviewRules) -> Standing | None:
    last = case.history[-1] if case.history else None
    if case.status is CaseStatus.COMPLETED and case.result is not None:
        mode = rules.catalogue.codes["admit_mode"].label(case.result.mode)
        text = tr("录取结果：{school}·{mode}").format(school=case.result.school_name, mode=mode)
        return Standing(text, Shade.OK)
    if case.status in (CaseStatus.DECLINED, CaseStatus.RETURNED):
        picks = last.reasons if last else ()
        found = [rules.catalogue.reasons.find(pick.code) for pick in picks]
        why = "".join(reason.text for reason in found if reason) or (last.note if last else "")
        label = STATUS_LABELS[case.status]
        return Standing(tr("{label}：{why}").format(label=label, why=why) if why else label, Shade.STOP)
    if case.status is CaseStatus.WITHDRAWN:
        why = last.note if last and last.note else tr("没有写原因")
        return Standing(tr("家长已撤回：{why}").format(why=why), Shade.NEUTRAL)
    return None


def _age(case: Case, now: datetime) -> str:
    birth = parse_date(case.answers.get("stu_birth"))
    if birth is None:
        return ""
    today = now.astimezone(CHINA).date()
    months = (today.year - birth.year) * 12 + today.month - birth.month - (today.day < birth.day)
    if months < 0:
        return ""
    years, rest = divmod(months, 12)
    return tr("{y} 岁 {m} 个月").format(y=years, m=rest) if rest else tr("{y} 岁").format(y=years)


def _due(case: Case, now: datetime) -> Sign | None:
    asked = case.open_correction
    if case.status is CaseStatus.CORRECTION and asked is not None:
        left = asked.due - now
        shade = Shade.STOP if left < timedelta(0) else Shade.WARN if left < SOON else Shade.NEUTRAL
        return Sign(remaining(asked.due, now), shade, "clock")
    if case.submitted_at is None or case.status.is_terminal:
        return None
    return Sign(waited(case.submitted_at, now), Shade.NEUTRAL, "clock")


_STATUS_SHADES = {
    CaseStatus.PENDING: Shade.ACCENT,
    CaseStatus.CORRECTION: Shade.WARN,
    CaseStatus.COMPLETED: Shade.OK,
    CaseStatus.RETURNED: Shade.STOP,
    CaseStatus.DECLINED: Shade.STOP,
}


def _signs(projected: ProjectedCase) -> list[Sign]:
    case = projected.case
    signs = [_status_sign(case)]
    signs.append(Sign(tr("A表") if case.form_kind == "A" else tr("B表")))
    signs.append(Sign(category_word(case.category.value)))
    if case.status is CaseStatus.PENDING and case.answered_rounds:
        signs.append(Sign(tr("第 {n} 次回件").format(n=case.answered_rounds), Shade.HOLD))
    if case.duplicates:
        signs.append(Sign(tr("疑似重复 {n}").format(n=len(case.duplicates)), Shade.WARN, "copy"))
    if case.answers.get("multi_birth") is True:
        signs.append(Sign(tr("双胞胎"), Shade.ACCENT))
    if case.channel is Channel.OFFLINE:
        signs.append(Sign(tr("线下")))
    if projected.awaits_sending:
        signs.append(Sign(tr("待发送"), Shade.WARN, "clock"))
    return signs


def _status_sign(case: Case) -> Sign:
    if case.status is CaseStatus.PENDING and case.answered_rounds:
        return Sign(tr("补正回件"), Shade.HOLD)
    label = STATUS_LABELS[case.status]
    if case.substage is not None:
        label = f"{label}·{SUBSTAGE_LABELS[case.substage]}"
    return Sign(label, _STATUS_SHADES.get(case.status, Shade.NEUTRAL))
