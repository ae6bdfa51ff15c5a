"""One live case per child, stage and year, over all offices and channels, public or private, by a unique key."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from central_service.cases.children import child_key
from central_service.problems import ServiceProblem
from central_service.store.tables import claims
from reviewer_app.models.domain.case import Case


def claim_child(connection: Connection, case: Case) -> None:
    """Take the child's place for the case. :raises ServiceProblem: 409 when somebody has it already."""
    key = child_key(case)
    values = {"season": case.season, "stage": case.stage, "child_key": key}
    try:
        with connection.begin_nested():
            connection.execute(insert(claims).values(office=case.office, case_id=case.id, **values))
    except IntegrityError:
        raise _taken(connection, case, key) from None


def release_child(connection: Connection, case_id: str) -> None:
    """The case has ended without a place: the child may apply anew."""
    connection.execute(delete(claims).where(claims.c.case_id == case_id))


def move_claim(connection: Connection, before: Case, after: Case) -> None:
    """A correction changed by what the child is known. :raises ServiceProblem: 409 when that child has a case."""
    if child_key(before) != child_key(after):
        release_child(connection, before.id)
        claim_child(connection, after)


def claim_for_private_school(
    connection: Connection, *, season: int, stage: str, id_type: str, id_no: str, office: str, school: str
) -> bool:
    """A private school registered the child outside this system; False when a case or school holds it already."""
    key = f"{id_type}:{id_no}"
    values = {"season": season, "stage": stage, "child_key": key, "office": office, "private_school": school}
    try:
        with connection.begin_nested():
            connection.execute(insert(claims).values(**values))
    except IntegrityError:
        return False
    return True


def _taken(connection: Connection, case: Case, key: str) -> ServiceProblem:
    here = (claims.c.season == case.season, claims.c.stage == case.stage, claims.c.child_key == key)
    school = connection.execute(select(claims.c.private_school).where(*here)).scalar_one_or_none()
    if school:
        message = "该生已在民办学校登记报名，公办、民办不能兼报；如要改报，请先到原学校办理退出。"
        return ServiceProblem(409, "registered_at_private_school", message, "answers.stu_id_no")
    message = "该生本年度已有报名办件（线上、线下只能报一次），请在“办件进度”中查看，或先撤回原办件。"
    return ServiceProblem(409, "child_already_registered", message, "answers.stu_id_no")
