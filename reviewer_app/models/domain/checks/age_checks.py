"""School age on the policy's day: too young is not ours to accept, older is a question and never one of proof."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.models.domain.age import is_of_age, is_older_than_usual
from reviewer_app.models.domain.case import Stage
from reviewer_app.models.domain.checks.finding import CheckContext, Finding, block, ok, warn


def check_age(context: CheckContext) -> Iterator[Finding]:
    """Six full years by the cut-off day, that day included, for 小学一年级; 初中一年级 has no rule of age."""
    birth = context.day("stu_birth")
    if birth is None:
        return
    if birth > context.today:
        yield block("birth_in_future", "stu_birth", "出生日期在今天以后，请更正。", "ID02")
        return
    if context.case.stage is not Stage.PRIMARY:
        return
    policy = context.policy
    cutoff, years = policy.cutoff(context.case.season), policy.entry_age
    day = f"{cutoff.year}年{cutoff.month}月{cutoff.day}日"
    if not is_of_age(birth, cutoff, years):
        message = f"截至{day}未满{years}周岁，不符合入学年龄规定。"
        yield block("under_age", "stu_birth", message, "BS01")
    elif is_older_than_usual(birth, cutoff, years):
        message = f"截至{day}已满{years + 1}周岁，请核对是否延缓入学；不得要求提供超龄证明。"
        yield warn("older_than_usual", "stu_birth", message)
    else:
        yield ok("school_age", "stu_birth", f"截至{day}已满{years}周岁")
