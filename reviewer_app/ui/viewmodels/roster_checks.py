"""What is checked of an admission list before it goes out, in words: nothing here stops it, a person looks."""

from __future__ import annotations

from reviewer_app.models.domain.roster import Roster, RosterIssue, find_issues
from reviewer_app.ui.viewmodels.translation import tr

Check = tuple[bool, str]
"""Whether it is in order, and the words."""


def check(roster: Roster, plan: int | None) -> list[Check]:
    """Places, doubled ID numbers, same names, rare characters. :param plan: places, where they are known."""
    issues = {issue.code: issue for issue in find_issues(roster)}
    over = plan is not None and len(roster.rows) > plan
    rare = sum(1 for row in roster.rows if rare_characters(row.name))
    return [
        (not over, tr("超出学位数") if over else tr("没有超出学位数")),
        _issue(issues.get("id_doubled"), tr("证件号没有重复")),
        _issue(issues.get("same_name"), tr("没有同名")),
        (True, tr("含生僻字 {n} 人").format(n=rare) if rare else tr("没有生僻字")),
    ]


def rare_characters(name: str) -> list[str]:
    """Characters of a name outside the common block: the ones that other systems fail to print."""
    return [
        character for character in name if not ("\u4e00" <= character <= "\u9fff" or ord(character) < 0x3400)
    ]


def _issue(issue: RosterIssue | None, fine: str) -> Check:
    return (True, fine) if issue is None else (False, f"{issue.message}：{'、'.join(issue.names)}")
