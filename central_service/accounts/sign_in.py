"""Signing in with account and password; unknown account and wrong password look and cost the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from sqlalchemy import select

from central_service.accounts.lockout import check_not_locked, count_failure, forget_failures
from central_service.accounts.passwords import verify_password
from central_service.accounts.people import Staff
from central_service.accounts.sessions import NewSession, open_session
from central_service.audit import record
from central_service.parts import Parts
from central_service.problems import ServiceProblem
from central_service.store.tables import accounts
from reviewer_app.models.domain.workflow import Role


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody typed, and from where."""

    login: str
    password: str
    device: str
    address: str


def sign_in(parts: Parts, attempt: Attempt, roles: frozenset[Role]) -> tuple[Staff, NewSession]:
    """A session for an account that has one of ``roles``.

    :raises ServiceProblem: 401 ``wrong_password``, 429 ``too_many_tries``.
    """
    now = parts.clock.now()
    with parts.database.read() as connection:
        check_not_locked(connection, attempt.login, attempt.address, now)
        row = connection.execute(select(accounts).where(accounts.c.login == attempt.login)).one_or_none()
    fits = verify_password(row.password_hash if row else None, attempt.password)
    if row is None or not fits or row.disabled or Role(row.role) not in roles:
        _refuse(parts, attempt, now)
    staff = Staff(id=row.id, name=row.name, role=Role(row.role), office=row.office, device=attempt.device)
    with parts.database.write() as transaction:
        connection = transaction.connection
        forget_failures(connection, attempt.login, attempt.address)
        session = open_session(
            connection, now, parts.config.limits.session_seconds, account=staff.id, device=attempt.device
        )
        record(connection, now, staff, "sign_in", staff.id)
    return staff, session


def _refuse(parts: Parts, attempt: Attempt, now: datetime) -> NoReturn:
    with parts.database.write() as transaction:
        count_failure(transaction.connection, attempt.login, attempt.address, now, parts.config.limits)
        record(transaction.connection, now, None, "sign_in", attempt.login, result="wrong_password")
    raise ServiceProblem(401, "wrong_password", "账号或密码不对，请重新输入。", "password")
