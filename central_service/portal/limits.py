"""Stops a request whose body is too large while it streams in, whatever its Content-Length claims."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central_service.config import Limits
from central_service.documents.intake import file_too_large
from central_service.portal.errors import problem_response
from central_service.problems import ServiceProblem

_LINGER_BYTES = 16 * 1024 * 1024
_LINGER_SECONDS = 5.0
_UPLOAD = re.compile(r"/v1/(guardian|desk)/cases/[^/]+/documents/[^/]+/[^/]+")


class BodyLimit:
    """ASGI middleware: reads a body up to the limit of its route, then hands it on whole."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413 or pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_upload = scope["method"] == "PUT" and _UPLOAD.fullmatch(scope["path"]) is not None
        limit = self._limits.upload_bytes if is_upload else self._limits.json_bytes
        body, more = await _read(scope, receive, limit)
        if body is None:
            if more:
                await _drain(receive)
            problem = file_too_large(limit) if is_upload else _too_large(limit)
            await problem_response(problem, close=True)(scope, receive, send)
            return
        await self._app(scope, _Replay(body, receive), send)


async def _read(scope: Scope, receive: Receive, limit: int) -> tuple[list[Message] | None, bool]:
    """The messages of the body, or None as soon as it is too large; and whether more of it is on its way."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit() and int(value) > limit:
            return None, True
    messages: list[Message] = []
    size, more = 0, True
    while more:
        message = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)
        if size > limit:
            return None, more
    return messages, False


async def _drain(receive: Receive) -> None:
    """Let an honest client finish: cut off while it sends, it would never read why it was refused."""
    left = _LINGER_BYTES
    with suppress(TimeoutError):
        async with asyncio.timeout(_LINGER_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body", False):
                    return


class _Replay:
    """Gives the messages once more, then listens on."""

    def __init__(self, messages: list[Message], receive: Receive) -> None:
        self._messages = messages
        self._receive = receive

    async def __call__(self) -> Message:
        return self._messages.pop(0) if self._messages else await self._receive()


def _too_large(limit: int) -> ServiceProblem:
    return ServiceProblem(413, "body_too_large", f"提交的内容超过 {limit // 1024} KB，请删减后重试。")
