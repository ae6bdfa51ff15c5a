"""Names the protocol version in every answer, so that a client knows it before it understands anything else."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reviewer_app.config import PROTOCOL_VERSION
from reviewer_app.sync.protocol import PROTOCOL_HEADER


class ProtocolVersion:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the header to the answer."""

        async def send_with_version(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[PROTOCOL_HEADER] = str(PROTOCOL_VERSION)
            await send(message)

        await self._app(scope, receive, send_with_version if scope["type"] == "http" else send)
