"""Turns every failure, ours or the framework's, into a problem document with a Chinese message."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from starlette.exceptions import HTTPException

from central_service.problems import ServiceProblem
from reviewer_app.models.domain.workflow import WorkflowError
from reviewer_app.sync.protocol import PROBLEM_TYPE, PROTOCOL_HEADER

log = logging.getLogger(__name__)


def problem_response(problem: ServiceProblem, *, close: bool = False) -> Response:
    """The HTTP answer of a problem."""
    headers = {"Cache-Control": "no-store"}
    if problem.retry_after is not None:
        headers["Retry-After"] = str(max(1, round(problem.retry_after)))
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if problem.status == 426:
        headers["Upgrade"] = PROTOCOL_HEADER
    if close:
        headers["Connection"] = "close"
    return Response(orjson.dumps(problem.body()), problem.status, headers, PROBLEM_TYPE)


def install_error_handlers(app: FastAPI) -> None:
    """Register a handler for each kind of failure."""
    app.add_exception_handler(ServiceProblem, _service_problem)
    app.add_exception_handler(WorkflowError, _workflow_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(IntegrityError, _busy)
    app.add_exception_handler(OperationalError, _busy)
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(Exception, _unexpected)


def _service_problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceProblem)
    return problem_response(error)


def _workflow_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, WorkflowError)
    status = 403 if error.code == "role_not_allowed" else 422 if error.field else 409
    return problem_response(ServiceProblem(status, error.code, error.message, error.field))


def _busy(_request: Request, error: Exception) -> Response:
    log.warning("a transaction lost to another one: %s", type(error).__name__)
    return problem_response(ServiceProblem(503, "busy", "服务繁忙，请稍后重试。", retry_after=1.0))


def _unstorable(_request: Request, _error: Exception) -> Response:
    return problem_response(ServiceProblem(422, "bad_characters", "内容中含有不能保存的字符，请重新输入。"))


def _unexpected(request: Request, error: Exception) -> Response:
    log.error("unexpected failure in %s %s", request.method, request.url.path, exc_info=error)
    return problem_response(ServiceProblem(500, "internal", "服务出错，您的操作没有完成，请稍后重试。"))


_HTTP_MESSAGES = {
    400: ("malformed_json", "提交的内容不是有效的 JSON。"),
    404: ("not_found", "没有找到这个地址。"),
    405: ("method_not_allowed", "这个地址不支持这种操作。"),
}


def _http_exception(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, message = _HTTP_MESSAGES.get(error.status_code, ("http_error", "请求没有完成。"))
    return problem_response(ServiceProblem(error.status_code, code, message))


def _invalid_request(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem_response(problem_of_validation(error.errors()))


def problem_of_validation(errors: Sequence[Mapping[str, Any]]) -> ServiceProblem:
    """The first fault as the problem, all of them in ``errors``."""
    faults = tuple(_fault(error) for error in errors[:50])
    first = faults[0]
    status = 400 if first["code"] == "malformed_json" else 422
    problem = ServiceProblem(status, first["code"], first["message"], first["field"] or None)
    problem.errors = faults if status == 422 else ()
    return problem


def _fault(error: Mapping[str, Any]) -> dict[str, str]:
    kind = str(error["type"])
    place = [str(part) for part in error["loc"]]
    if place and place[0] in ("body", "query", "path", "header"):
        place = place[1:]
    if kind == "json_invalid":
        return {"code": "malformed_json", "field": "", "message": "提交的内容不是有效的 JSON。"}
    code, words = _KINDS.get(kind) or _by_prefix(kind)
    limits = {
        key: value for key, value in (error.get("ctx") or {}).items() if isinstance(value, str | int | float)
    }
    return {"code": code, "field": _path(place), "message": words.format_map(_Limits(limits))}


class _Limits(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "规定值"


def _path(place: Sequence[str]) -> str:
    """Union branches are pydantic's, not the sender's."""
    return ".".join(part for part in place if part not in _BRANCHES)


_BRANCHES = frozenset({"str", "int", "bool", "list[str]", "nullable", "constrained-str", "tuple[str, ...]"})

_KINDS: Mapping[str, tuple[str, str]] = {
    "missing": ("required", "缺少这一项。"),
    "extra_forbidden": ("unknown_field", "没有这一项，请删除。"),
    "enum": ("unknown_value", "没有这个选项，可用的有：{expected}。"),
    "literal_error": ("unknown_value", "没有这个选项，可用的有：{expected}。"),
    "string_too_long": ("too_long", "最多 {max_length} 个字符。"),
    "string_too_short": ("too_short", "至少 {min_length} 个字符。"),
    "string_pattern_mismatch": ("bad_format", "格式不对。"),
    "string_unicode": ("bad_characters", "含有不能使用的字符。"),
    "bad_characters": ("bad_characters", "含有看不见的控制字符，请重新输入。"),
    "too_long": ("too_many", "最多 {max_length} 项。"),
    "too_short": ("too_few", "至少 {min_length} 项。"),
    "greater_than_equal": ("out_of_range", "不能小于 {ge}。"),
    "less_than_equal": ("out_of_range", "不能大于 {le}。"),
    "timezone_aware": ("bad_date", "时间要带时区，例如 2026-07-14T09:00:00+08:00。"),
}


def _by_prefix(kind: str) -> tuple[str, str]:
    if kind.startswith(("datetime", "date", "time")):
        return "bad_date", "不是有效的时间，请按 2026-07-14T09:00:00+08:00 的样式填写。"
    if kind.endswith(("_type", "_parsing")):
        return "wrong_type", "类型不对。"
    return "invalid", "内容有误。"
