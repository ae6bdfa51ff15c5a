"""Acts that need a second person: the approver is a colleague of the office, and never the actor."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from central_service.accounts.people import Staff
from central_service.store.tables import accounts
from reviewer_app.models.domain.workflow import Act, Role, WorkflowError


def check_approver(connection: Connection, staff: Staff, act: Act) -> None:
    """The named approver exists: a supervisor, or, for a supervisor's own act, any other reviewer of the office.

    :raises WorkflowError: with field ``approver``.
    """
    named = or_(accounts.c.name == act.approver.strip(), accounts.c.login == act.approver.strip())
    statement = select(accounts.c.id, accounts.c.role).where(
        accounts.c.office == staff.office, accounts.c.disabled.is_(False), named
    )
    found = connection.execute(statement).all()
    others = [row for row in found if row.id != staff.id]
    if found and not others:
        raise WorkflowError("approver_is_self", "批准人不能是本人，请填写另一位同事。", "approver")
    allowed = {Role.SUPERVISOR} if staff.role is not Role.SUPERVISOR else {Role.SUPERVISOR, Role.REVIEWER}
    if not any(row.role in allowed for row in others):
        who = "负责人" if allowed == {Role.SUPERVISOR} else "负责人或审核员"
        raise WorkflowError("approver_unknown", f"本局没有这位{who}，请填写批准人的姓名或账号。", "approver")
