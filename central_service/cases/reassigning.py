"""Moves a case to another office, when both and the city have agreed: it leaves one feed and enters the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sqlalchemy import Connection, or_, select, update

from central_service.audit import record
from central_service.cases.rows import get_case, save_case
from central_service.parts import Parts
from central_service.problems import ServiceProblem, not_found
from central_service.store.feed import publish
from central_service.store.seasons import find_season
from central_service.store.tables import cases, claims
from reviewer_app.models.domain.case import Case, CaseStatus, OfficeCode
from reviewer_app.sync.protocol import scope_of

_MOVABLE = frozenset({CaseStatus.PENDING, CaseStatus.CORRECTION, CaseStatus.PROCESSING})


def reassign_case(parts: Parts, name: str, office: str) -> Case:
    """Hand a case to another office of the same season; its number stays.

    :param name: id or 收件号.

    :raises ServiceProblem: 404, or 409 when the case has ended, the office has no such season, or is the same.
    """
    with parts.database.write() as transaction:
        connection = transaction.connection
        case_id = _id_of(connection, name)
        stored = get_case(connection, case_id, lock=True)
        old = stored.scope
        new = scope_of(office, stored.case.season)
        if stored.case.status not in _MOVABLE:
            raise ServiceProblem(409, "not_movable", "只有待受理、待补正、办理中的办件可以转办。")
        if new == old or find_season(connection, new) is None:
            raise ServiceProblem(
                409, "office_unknown", "转入地区没有开通本年度报名，或就是原地区。", "office"
            )
        answers = {**stored.case.answers, "region": office}
        moved = replace(stored.case, office=OfficeCode(office), answers=answers, updated_at=parts.clock.now())
        kept = save_case(connection, stored, moved)
        connection.execute(update(claims).where(claims.c.case_id == case_id).values(office=office))
        record(connection, parts.clock.now(), None, "reassign", case_id, result=f"{old}>{new}"[:40])
        for scope in sorted((old, new)):
            publish(transaction, scope, case_id, gone=scope == old)
            transaction.after_commit.append(partial(parts.freshness.announce, scope))
    return kept


def _id_of(connection: Connection, name: str) -> str:
    named = select(cases.c.id).where(or_(cases.c.id == name, cases.c.number == name))
    found: str | None = connection.execute(named).scalar_one_or_none()
    if found is None:
        raise not_found()
    return found
