"""What is checked before a notice goes out, in words that stand beside the button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reviewer_app.models.domain.notices import contains_personal_numbers
from reviewer_app.models.domain.reasons import ReasonKind
from reviewer_app.models.domain.workflow import Need, Role, Transition
from reviewer_app.ui.viewmodels.reason_draft import Draft, Item
from reviewer_app.ui.viewmodels.times import day
from reviewer_app.ui.viewmodels.translation import tr

_SINGLE, _PART = 70, 67
"""Characters of one text message, and of each part of a longer one."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One line: what has to hold, and whether it does."""

    text: str
    fine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the checks know besides the draft."""

    row: Transition
    doubts: Sequence[Item]
    """Everything that is in doubt now."""
    sms: str
    now: datetime
    closes: datetime | None
    role: Role
    person: str


def parts_of(sms: str) -> int:
    """How many messages the text is charged as."""
    return 1 if len(sms) <= _SINGLE else -(-len(sms) // _PART)


def check_notice(draft: Draft, about: Circumstances) -> tuple[Checked, ...]:
    """Every check that this notice has to pass, in the order of the screen."""
    checks: list[Checked] = []
    needs = about.row.needs
    if draft.kind is ReasonKind.CORRECTION and Need.REASONS in needs:
        checks.append(_all_listed(draft, about.doubts))
    if Need.REASONS in needs:
        checks.append(_all_reasoned(draft))
    if Need.DUE in needs:
        checks.append(_due(draft, about))
    if Need.APPROVER in needs:
        checks.append(_approver(draft, about))
    if Need.NOTE in needs:
        checks.append(Checked(tr("写明了原因"), bool(draft.note.strip())))
    checks.append(_private(draft, about.sms))
    return tuple(checks)


def _all_listed(draft: Draft, doubts: Sequence[Item]) -> Checked:
    listed = {item.target for item in draft.items}
    missing = [doubt.label for doubt in doubts if doubt.target not in listed]
    if not missing:
        return Checked(tr("存疑标记已全部列入，避免二次补正"), True)
    return Checked(tr("还没有列入：{what}").format(what="、".join(missing[:3])), False)


def _all_reasoned(draft: Draft) -> Checked:
    if not draft.items:
        return Checked(tr("还没有选要告知的信息项或材料"), False)
    bare = [item.label for item in draft.items if not item.code]
    if not bare:
        fine = tr("每处都有原因和办法") if draft.kind is ReasonKind.CORRECTION else tr("每处都有本类原因")
        return Checked(fine, True)
    return Checked(tr("还没有选原因：{what}").format(what="、".join(bare[:3])), False)


def _due(draft: Draft, about: Circumstances) -> Checked:
    if draft.due is None or draft.due <= about.now:
        return Checked(tr("还没有选今后的期限"), False)
    closes = about.closes
    if closes is None:
        return Checked(tr("期限在今天以后"), True)
    if closes <= about.now:
        return Checked(tr("报名已截止，期限由负责人定"), about.role is Role.SUPERVISOR)
    if draft.due <= closes:
        return Checked(tr("期限早于报名截止（{day}）").format(day=day(closes)), True)
    late = tr("期限晚于报名截止（{day}），须由负责人定").format(day=day(closes))
    return Checked(late, about.role is Role.SUPERVISOR)


def _approver(draft: Draft, about: Circumstances) -> Checked:
    name = draft.approver.strip()
    if name == about.person:
        return Checked(tr("批准人不能是经办人本人"), False)
    return Checked(tr("第二人已批准：{name}").format(name=name) if name else tr("还没有填批准人"), bool(name))


def _private(draft: Draft, sms: str) -> Checked:
    texts = [sms, draft.note, *(item.note for item in draft.items)]
    if any(contains_personal_numbers(text) for text in texts):
        return Checked(tr("文字中有证件号或手机号，请删去"), False)
    return Checked(tr("文字不含证件号和手机号"), True)
