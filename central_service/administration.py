"""Sets a region up: offices, seasons, schools, policies. The command line and the sample season call it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from central_service.cases.claims import claim_for_private_school
from central_service.office_letters import OFFICE_LETTERS
from central_service.parts import Parts
from central_service.problems import ServiceProblem
from central_service.store.seasons import find_season, publish_policy, put_school, put_season
from central_service.store.tables import offices
from reviewer_app.models.domain.case import Stage
from reviewer_app.models.domain.ports import School
from reviewer_app.sync.protocol import scope_of

_SCHOOL_CODE = re.compile(r"[1-9]\d{9}")


def add_office(parts: Parts, code: str) -> str:
    """Open an office that takes part; answers its bureau's name. Doing it twice changes nothing.

    :raises ServiceProblem: ``office_unknown``
    """
    office = parts.catalogue.regions.find_office(code)
    letters = OFFICE_LETTERS.get(code)
    if office is None or letters is None:
        raise ServiceProblem(
            422, "office_unknown", f"没有编码为 {code} 的教育局，请核对 GB/T 2260 编码。", "office"
        )
    with parts.database.write() as transaction:
        connection = transaction.connection
        if connection.execute(select(offices.c.code).where(offices.c.code == code)).first() is None:
            connection.execute(insert(offices).values(code=code, name=office.bureau, letters=letters))
    return office.bureau


def open_season(
    parts: Parts,
    office: str,
    year: int,
    *,
    opens: datetime,
    closes: datetime,
    correction_days: int | None = None,
) -> str:
    """Open an office's season or move its dates; answers the scope.

    :param correction_days: days for a correction; the policy's by default.
    :raises ServiceProblem: ``office_unknown``, ``dates_reversed``, ``bad_date``
    """
    if opens.tzinfo is None or closes.tzinfo is None:
        message = "时间要带时区，例如 2026-07-10T00:00:00+08:00。"
        raise ServiceProblem(422, "bad_date", message, "opens" if opens.tzinfo is None else "closes")
    if closes <= opens:
        raise ServiceProblem(422, "dates_reversed", "截止时间须在开始时间之后。", "closes")
    _check_office(parts, office)
    days = parts.reference.policy(office).correction_days if correction_days is None else correction_days
    with parts.database.write() as transaction:
        return put_season(transaction.connection, office, year, opens, closes, days)


def add_school(parts: Parts, office: str, year: int, school: School) -> None:
    """Add a school to a season, or change it. :raises ServiceProblem: as :func:`import_schools`"""
    import_schools(parts, office, year, [school])


def import_schools(parts: Parts, office: str, year: int, schools: Sequence[School]) -> None:
    """Add schools to a season, or change them; all or none.

    :raises ServiceProblem: ``season_unknown``, ``school_code``, ``school_name``, ``school_plan``
    """
    for school in schools:
        _check_school(school)
    with parts.database.write() as transaction:
        connection = transaction.connection
        scope = scope_of(office, year)
        if find_season(connection, scope) is None:
            message = f"{office} 还没有 {year} 年度，请先运行 season open。"
            raise ServiceProblem(422, "season_unknown", message, "year")
        for school in schools:
            put_school(connection, scope, school)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateRegistration:
    """A child that a private school has registered outside this system."""

    id_type: str
    id_no: str
    stage: Stage
    school: str


def register_private(
    parts: Parts, office: str, year: int, registrations: Sequence[PrivateRegistration]
) -> tuple[int, ...]:
    """Take the children's places for their private schools; answers the positions of those who have applied already."""
    _check_office(parts, office)
    taken: list[int] = []
    with parts.database.write() as transaction:
        for position, child in enumerate(registrations):
            claimed = claim_for_private_school(
                transaction.connection,
                season=year,
                stage=child.stage,
                id_type=child.id_type,
                id_no=child.id_no,
                office=office,
                school=child.school,
            )
            if not claimed:
                taken.append(position)
    return tuple(taken)


def set_policy(parts: Parts, office: str, year: int, text: str) -> int:
    """Publish a new version of the office's policy text; answers its version.

    :raises ServiceProblem: ``office_unknown``, ``policy_empty``
    """
    if not text.strip():
        raise ServiceProblem(422, "policy_empty", "招生政策不能是空的。", "text")
    _check_office(parts, office)
    with parts.database.write() as transaction:
        return publish_policy(transaction.connection, office, year, text.strip(), parts.clock.now())


def _check_school(school: School) -> None:
    if _SCHOOL_CODE.fullmatch(school.code) is None:
        raise ServiceProblem(422, "school_code", f"学校标识码应为 10 位数字：{school.code[:20]}", "code")
    if not school.name.strip() or not school.stages:
        raise ServiceProblem(422, "school_name", "学校须有名称和招生学段。", "name")
    if school.plan < 0:
        raise ServiceProblem(422, "school_plan", "招生计划数不能是负数。", "plan")


def _check_office(parts: Parts, office: str) -> None:
    with parts.database.read() as connection:
        if connection.execute(select(offices.c.code).where(offices.c.code == office)).first() is None:
            message = f"还没有开通 {office}，请先运行 office add。"
            raise ServiceProblem(422, "office_unknown", message, "office")
