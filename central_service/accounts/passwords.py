"""Password rules and hashes: Argon2id with 19 MiB, two passes, one lane, and never more than two at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from central_service.problems import ServiceProblem

MIN_LENGTH = 12
MAX_LENGTH = 128

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_AT_ONCE = BoundedSemaphore(2)
"""Forty sign-ins at once would otherwise take 1.6 GB."""
_PATIENCE_SECONDS = 10.0


@contextmanager
def _turn() -> Iterator[None]:
    """:raises ServiceProblem: 503 when too many sign in at once; waiting longer would keep others from working."""
    if not _AT_ONCE.acquire(timeout=_PATIENCE_SECONDS):
        raise ServiceProblem(503, "busy", "登录的人太多，请稍后重试。", retry_after=2.0)
    try:
        yield
    finally:
        _AT_ONCE.release()


def check_new_password(password: str, login: str) -> str:
    """The password in NFC. :raises ServiceProblem: when it is too short, too long or made of one idea."""
    password = unicodedata.normalize("NFC", password)
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        message = f"密码须为 {MIN_LENGTH} 至 {MAX_LENGTH} 个字符。"
        raise ServiceProblem(422, "password_length", message, "password")
    if len(set(password)) < 5 or (login and login.casefold() in password.casefold()):
        raise ServiceProblem(
            422, "password_weak", "密码太容易猜到：不要重复同样的字符，也不要包含账号。", "password"
        )
    return password


def hash_password(password: str) -> str:
    """The encoded hash with its parameters and salt."""
    with _turn():
        return _HASHER.hash(unicodedata.normalize("NFC", password))


def verify_password(encoded: str | None, password: str) -> bool:
    """Whether the password fits; an unknown account costs the same time as a known one."""
    with _turn():
        try:
            _HASHER.verify(encoded or _NOBODY, unicodedata.normalize("NFC", password))
        except (VerificationError, InvalidHashError):
            return False
    return encoded is not None


_NOBODY = _HASHER.hash("nobody has this password")
