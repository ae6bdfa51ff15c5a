"""The HTTP server: says when it listens, and lets waiting requests go before it stops."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from threading import Event

import uvicorn
from fastapi import FastAPI

from central_service.parts import Parts


class Server(uvicorn.Server):
    """One uvicorn server around one application of :func:`central_service.app.create_app`.

    :param on_ready: called once it listens.
    """

    def __init__(self, app: FastAPI, on_ready: Callable[[], None] | None = None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=5,
                timeout_keep_alive=30,
            )
        )
        self.ready = Event()
        self._on_ready = on_ready
        self._parts: Parts = app.state.parts

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then tell who waits for it."""
        await super().startup(sockets)
        self.ready.set()
        if self.started and self._on_ready is not None:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer the long polls, then close."""
        self._parts.closing.set()
        self._parts.freshness.announce_all()
        await super().shutdown(sockets)


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that says it is TCP: only then does asyncio turn Nagle's algorithm off (40 ms an answer)."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except BaseException:
        listening.close()
        raise
    return listening
