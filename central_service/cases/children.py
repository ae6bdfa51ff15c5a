"""By what a child is told apart from others: the paper's number, or name, birth and guardian where there is none."""

from __future__ import annotations

from reviewer_app.models.domain.case import Case


def child_key(case: Case) -> str:
    """Equal for two cases of the same child. Children without a paper are known by name, birth and guardian."""
    number = str(case.answers.get("stu_id_no", ""))
    if number:
        return f"{case.answers.get('stu_id_type', '')}:{number}"
    guardian = str(case.guardians[0].get("grd_id_no", "")) if case.guardians else ""
    return f"-:{likeness(case)}:{guardian}"[:120]


def likeness(case: Case) -> str:
    """Equal for cases that may be of one child under two papers: name and day of birth."""
    return f"{case.child_name}|{case.answers.get('stu_birth', '')}"[:120]
