"""Wrong passwords: after a few from one address for one account, a wait that doubles.

The key joins account and address, so that a stranger cannot lock a colleague out from elsewhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from central_service.config import Limits
from central_service.problems import ServiceProblem
from central_service.store.tables import sign_in_failures

FORGOTTEN_AFTER = timedelta(days=1)


def check_not_locked(connection: Connection, login: str, address: str, now: datetime) -> None:
    """:raises ServiceProblem: 429 with the seconds to wait."""
    until = connection.execute(
        select(sign_in_failures.c.locked_until).where(sign_in_failures.c.key == _key(login, address))
    ).scalar_one_or_none()
    if until is not None and until > now:
        wait = (until - now).total_seconds()
        message = f"密码错误次数太多，请 {max(1, round(wait / 60))} 分钟后再试。"
        raise ServiceProblem(429, "too_many_tries", message, retry_after=wait)


def count_failure(connection: Connection, login: str, address: str, now: datetime, limits: Limits) -> None:
    """Remember a wrong password, and lock when there were too many."""
    key = _key(login, address)
    connection.execute(delete(sign_in_failures).where(sign_in_failures.c.last_at < now - FORGOTTEN_AFTER))
    failures = connection.execute(
        select(sign_in_failures.c.failures).where(sign_in_failures.c.key == key).with_for_update()
    ).scalar_one_or_none()
    count = (failures or 0) + 1
    over = count - limits.sign_in_tries
    seconds = min(limits.lock_seconds * 2 ** min(over, 16), limits.longest_lock_seconds) if over >= 0 else 0
    values = {
        "failures": count,
        "last_at": now,
        "locked_until": now + timedelta(seconds=seconds) if seconds else None,
    }
    if failures is None:
        connection.execute(insert(sign_in_failures).values(key=key, **values))
    else:
        connection.execute(update(sign_in_failures).where(sign_in_failures.c.key == key).values(**values))


def forget_failures(connection: Connection, login: str, address: str) -> None:
    """A right password clears the count."""
    connection.execute(delete(sign_in_failures).where(sign_in_failures.c.key == _key(login, address)))


def _key(login: str, address: str) -> str:
    return f"{login.casefold()}@{address}"[:160]
