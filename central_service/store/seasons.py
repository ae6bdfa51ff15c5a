"""Offices, their seasons, policies and schools, as the command line set them up."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.engine import Row

from central_service.store.tables import offices, policies, schools, seasons
from reviewer_app.models.domain.case import Stage
from reviewer_app.models.domain.ports import School
from reviewer_app.sync.protocol import scope_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRow:
    """One office's season."""

    scope: str
    office: str
    office_name: str
    year: int
    opens: datetime
    closes: datetime
    correction_days: int
    letters: str

    def is_open(self, now: datetime) -> bool:
        """Whether guardians may begin and send cases."""
        return self.opens <= now <= self.closes


def _season(row: Row[tuple[object, ...]]) -> SeasonRow:
    return SeasonRow(
        scope=row.scope,
        office=row.office,
        office_name=row.name,
        year=row.year,
        opens=row.opens,
        closes=row.closes,
        correction_days=row.correction_days,
        letters=row.letters,
    )


_SEASONS = select(seasons, offices.c.name, offices.c.letters).join(
    offices, offices.c.code == seasons.c.office
)


def find_season(connection: Connection, scope: str) -> SeasonRow | None:
    """The season of a scope."""
    row = connection.execute(_SEASONS.where(seasons.c.scope == scope)).one_or_none()
    return None if row is None else _season(row)


def latest_season(connection: Connection, office: str) -> SeasonRow | None:
    """The office's newest season."""
    statement = _SEASONS.where(seasons.c.office == office).order_by(seasons.c.year.desc()).limit(1)
    row = connection.execute(statement).one_or_none()
    return None if row is None else _season(row)


def all_latest_seasons(connection: Connection) -> Sequence[SeasonRow]:
    """The newest season of every office that has one, by office code."""
    newest: dict[str, SeasonRow] = {}
    for row in connection.execute(_SEASONS.order_by(seasons.c.office, seasons.c.year)):
        newest[row.office] = _season(row)
    return tuple(newest.values())


def put_season(
    connection: Connection, office: str, year: int, opens: datetime, closes: datetime, correction_days: int
) -> str:
    """Open a season or move its dates; answers the scope."""
    scope = scope_of(office, year)
    dates = {"opens": opens, "closes": closes, "correction_days": correction_days}
    if find_season(connection, scope) is not None:
        connection.execute(update(seasons).where(seasons.c.scope == scope).values(**dates))
        return scope
    start = {"epoch": secrets.token_hex(8), "head": 0, "horizon": 0, "last_number": 0}
    connection.execute(insert(seasons).values(scope=scope, office=office, year=year, **start, **dates))
    return scope


def renew_epoch(connection: Connection, scope: str) -> str:
    """A new epoch: after a restore from a backup every desktop starts over."""
    epoch = secrets.token_hex(8)
    connection.execute(update(seasons).where(seasons.c.scope == scope).values(epoch=epoch))
    return epoch


def next_number(connection: Connection, season: SeasonRow) -> str:
    """The next 收件号: two letters of the office, year, six digits, such as ``LS26-000123``."""
    statement = (
        update(seasons)
        .where(seasons.c.scope == season.scope)
        .values(last_number=seasons.c.last_number + 1)
        .returning(seasons.c.last_number)
    )
    last = connection.execute(statement).scalar_one()
    return f"{season.letters}{season.year % 100:02d}-{last:06d}"


def policy_of(connection: Connection, office: str, year: int) -> tuple[int, str]:
    """Version and text of the policy in force; version 0 and no text before one is published."""
    statement = (
        select(policies.c.version, policies.c.text)
        .where(policies.c.office == office, policies.c.year == year)
        .order_by(policies.c.version.desc())
        .limit(1)
    )
    row = connection.execute(statement).one_or_none()
    return (0, "") if row is None else (row.version, row.text)


def publish_policy(connection: Connection, office: str, year: int, text: str, at: datetime) -> int:
    """A new version of the policy text; older ones stay."""
    version = policy_of(connection, office, year)[0] + 1
    values = {"office": office, "year": year, "version": version, "text": text, "published_at": at}
    connection.execute(insert(policies).values(**values))
    return version


def schools_of(connection: Connection, scope: str) -> tuple[School, ...]:
    """Schools of a season, by code."""
    rows = connection.execute(select(schools).where(schools.c.scope == scope).order_by(schools.c.code))
    return tuple(
        School(
            code=row.code,
            name=row.name,
            stages=frozenset(Stage(stage) for stage in row.stages.split(",")),
            plan=row.plan,
            private=row.private,
        )
        for row in rows
    )


def put_school(connection: Connection, scope: str, school: School) -> None:
    """Add a school to a season or change it."""
    values = {
        "name": school.name,
        "stages": ",".join(sorted(school.stages)),
        "plan": school.plan,
        "private": school.private,
    }
    here = (schools.c.scope == scope, schools.c.code == school.code)
    if connection.execute(select(schools.c.code).where(*here)).first() is None:
        connection.execute(insert(schools).values(scope=scope, code=school.code, **values))
    else:
        connection.execute(update(schools).where(*here).values(**values))
