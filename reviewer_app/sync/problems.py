"""From an HTTP answer that is no success to the error that it stands for."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from reviewer_app.config import PROTOCOL_VERSION
from reviewer_app.sync.protocol import PROBLEM_TYPE, PROTOCOL_HEADER, Problem
from reviewer_app.sync.transport import (
    BrokenAnswer,
    Busy,
    Forbidden,
    Missing,
    Refused,
    StartOver,
    TooNew,
    TooOld,
    TransportError,
    Unauthorised,
)

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_ERRORS: Mapping[int, type[TransportError]] = {
    401: Unauthorised,
    403: Forbidden,
    404: Missing,
    410: StartOver,
}


def media_type(headers: Mapping[str, str]) -> str:
    """The content type without its parameters."""
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


def error_of(status: int, headers: Mapping[str, str], body: bytes) -> TransportError:
    """What an answer with an error status means. Only a problem document speaks for the service."""
    problem = _problem(headers, body)
    if problem is None:
        return _foreign(status, headers)
    if status == 426:
        return (TooNew if problem.code == "client_too_new" else TooOld)(problem.code, problem.message)
    if status in _BUSY:
        wish = problem.retry_after if problem.retry_after is not None else _retry_after(headers)
        return Busy(problem.code, problem.message, wish)
    kind = _ERRORS.get(status)
    return (
        kind(problem.code, problem.message) if kind else Refused(problem.code, problem.message, problem.field)
    )


def check_speaker(headers: Mapping[str, str]) -> None:
    """A success counts only from a service of our own protocol version.

    :raises BrokenAnswer: when the version is missing: something else answers at this address.
    :raises TooOld: when the service is newer. :raises TooNew: when it is older.
    """
    version = headers.get(PROTOCOL_HEADER, "")
    if not version.isascii() or not version.isdigit():
        raise BrokenAnswer(
            "not_the_service", "应答的不是招生服务。请检查服务地址；公共网络可能要求先在浏览器里登录。"
        )
    if int(version) > PROTOCOL_VERSION:
        raise TooOld("client_too_old", "本程序版本太旧，不能与服务同步，请升级；未发送的决定会保留。")
    if int(version) < PROTOCOL_VERSION:
        raise TooNew("client_too_new", "本程序比服务的版本新，暂不能同步，请联系管理员；未发送的决定会保留。")


def _problem(headers: Mapping[str, str], body: bytes) -> Problem | None:
    if media_type(headers) != PROBLEM_TYPE:
        return None
    try:
        return Problem.model_validate_json(body)
    except ValidationError:
        return None


def _foreign(status: int, headers: Mapping[str, str]) -> TransportError:
    if status in _BUSY:
        return Busy(f"http_{status}", "服务暂时不可用，稍后自动重试。", _retry_after(headers))
    if 300 <= status < 400 or status == 511:
        message = "网络要求先登录（例如公共无线网的登录页）。请在浏览器里登录网络后再试。"
        return BrokenAnswer(f"http_{status}", message)
    return BrokenAnswer(f"http_{status}", "应答的不是招生服务。请检查服务地址和网络代理设置。")


def _retry_after(headers: Mapping[str, str]) -> float | None:
    text = headers.get("Retry-After", "").strip()
    return float(text) if text.isascii() and text.isdigit() else None
