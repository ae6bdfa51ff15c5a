"""Sessions: opaque 256-bit tokens that the database knows by hash alone, valid for a fixed time, revocable at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from central_service.accounts.people import GuardianPerson, Staff
from central_service.problems import ServiceProblem
from central_service.store.tables import accounts, guardians, sessions
from reviewer_app.models.domain.workflow import Role


@dataclass(frozen=True, slots=True)
class NewSession:
    """A token, told once, and when it ends."""

    token: str
    expires_at: datetime


def open_session(
    connection: Connection,
    now: datetime,
    seconds: int,
    *,
    account: str | None = None,
    guardian: str | None = None,
    device: str = "",
) -> NewSession:
    """Start a session for an account or a guardian."""
    token = secrets.token_urlsafe(32)
    ends = now + timedelta(seconds=seconds)
    connection.execute(
        insert(sessions).values(
            token_hash=_hash(token),
            account=account,
            guardian=guardian,
            device=device,
            created_at=now,
            expires_at=ends,
        )
    )
    return NewSession(token, ends)


def revoke(connection: Connection, token: str, now: datetime) -> None:
    """End one session; ending it twice is the same."""
    connection.execute(update(sessions).where(sessions.c.token_hash == _hash(token)).values(revoked_at=now))


def revoke_all(connection: Connection, account: str, now: datetime) -> None:
    """End every session of an account."""
    ended = update(sessions).where(sessions.c.account == account, sessions.c.revoked_at.is_(None))
    connection.execute(ended.values(revoked_at=now))


def staff_of(connection: Connection, token: str, now: datetime) -> Staff:
    """:raises ServiceProblem: 401 when the token is unknown, ended, revoked, or belongs to a guardian."""
    statement = (
        select(accounts, sessions.c.device, sessions.c.expires_at, sessions.c.revoked_at)
        .join(sessions, sessions.c.account == accounts.c.id)
        .where(sessions.c.token_hash == _hash(token))
    )
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise signed_out()
    _check(row.expires_at, row.revoked_at, now)
    if row.disabled:
        raise ServiceProblem(401, "account_disabled", "账号已停用，请联系本局管理员。")
    return Staff(id=row.id, name=row.name, role=Role(row.role), office=row.office, device=row.device)


def guardian_of(connection: Connection, token: str, now: datetime) -> GuardianPerson:
    """:raises ServiceProblem: 401 when the token is unknown, ended, revoked, or belongs to staff."""
    statement = (
        select(guardians, sessions.c.expires_at, sessions.c.revoked_at)
        .join(sessions, sessions.c.guardian == guardians.c.id)
        .where(sessions.c.token_hash == _hash(token))
    )
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise signed_out()
    _check(row.expires_at, row.revoked_at, now)
    return GuardianPerson(id=row.id, name=row.name, id_type=row.id_type, id_no=row.id_no, mobile=row.mobile)


def signed_out() -> ServiceProblem:
    """The answer to a request without a good token."""
    return ServiceProblem(401, "signed_out", "登录已失效，请重新登录。")


def _check(expires_at: datetime, revoked_at: datetime | None, now: datetime) -> None:
    if revoked_at is not None:
        raise ServiceProblem(401, "revoked", "这次登录已被停止，请重新登录。")
    if expires_at <= now:
        raise ServiceProblem(401, "expired", "登录已超过有效时间，请重新登录。")


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
