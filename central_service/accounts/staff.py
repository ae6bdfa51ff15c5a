"""Accounts of an office's staff: made on the command line, without any default password."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, insert, select, update

from central_service.accounts.passwords import check_new_password, hash_password
from central_service.accounts.sessions import revoke_all
from central_service.parts import Parts
from central_service.problems import ServiceProblem
from central_service.store.tables import accounts, offices
from reviewer_app.models.domain.workflow import Role

STAFF_ROLES = frozenset({Role.REVIEWER, Role.SUPERVISOR, Role.OPERATOR})


def add_account(parts: Parts, *, login: str, name: str, role: Role, office: str, password: str) -> str:
    """Make an account; answers its id.

    :raises ServiceProblem: ``office_unknown``, ``login_taken``, ``password_length``, ``password_weak``.
    """
    if not login.strip() or len(login) > 64:
        raise ServiceProblem(422, "login_invalid", "账号不能为空，也不能超过 64 个字符。", "login")
    if role not in STAFF_ROLES:
        raise ServiceProblem(422, "role_unknown", "岗位须为 reviewer、supervisor 或 operator。", "role")
    encoded = hash_password(check_new_password(password, login))
    account = secrets.token_hex(8)
    with parts.database.write() as transaction:
        connection = transaction.connection
        if connection.execute(select(offices.c.code).where(offices.c.code == office)).first() is None:
            raise ServiceProblem(
                422, "office_unknown", f"还没有开通 {office}，请先运行 office add。", "office"
            )
        if connection.execute(select(accounts.c.id).where(accounts.c.login == login)).first() is not None:
            raise ServiceProblem(409, "login_taken", f"账号 {login} 已经存在。", "login")
        connection.execute(
            insert(accounts).values(
                id=account,
                login=login,
                name=name,
                role=role,
                office=office,
                password_hash=encoded,
                disabled=False,
                created_at=parts.clock.now(),
            )
        )
    return account


def set_disabled(parts: Parts, login: str, disabled: bool) -> None:
    """Stop or reopen an account; stopping ends its sessions at once."""
    with parts.database.write() as transaction:
        connection = transaction.connection
        found = connection.execute(
            select(accounts.c.id).where(accounts.c.login == login)
        ).scalar_one_or_none()
        if found is None:
            raise ServiceProblem(404, "not_found", f"没有账号 {login}。", "login")
        connection.execute(update(accounts).where(accounts.c.id == found).values(disabled=disabled))
        if disabled:
            revoke_all(connection, found, parts.clock.now())


def set_password(parts: Parts, login: str, password: str) -> None:
    """Give an account a new password; its sessions end. :raises ServiceProblem: as :func:`add_account`"""
    encoded = hash_password(check_new_password(password, login))
    with parts.database.write() as transaction:
        connection = transaction.connection
        account = _get_account(connection, login)
        connection.execute(update(accounts).where(accounts.c.id == account).values(password_hash=encoded))
        revoke_all(connection, account, parts.clock.now())


def _get_account(connection: Connection, login: str) -> str:
    found: str | None = connection.execute(
        select(accounts.c.id).where(accounts.c.login == login)
    ).scalar_one_or_none()
    if found is None:
        raise ServiceProblem(404, "not_found", f"没有账号 {login}。", "login")
    return found
