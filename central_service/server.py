"""The HTTP server: says when it listens, and lets waiting requests go before it stops."""

from __future__ import annotations

import socket
from threading import Event

import uvicorn
from fastapi import FastAPI

from central_service.parts import Parts


class Server(uvicorn.Server):
    """One uvicorn server around one application of :func:`central_service.app.create_app`."""

    def __init__(self, app: FastAPI, *, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=5,
                timeout_keep_alive=30,
            )
        )
        self.ready = Event()
        self._parts: Parts = app.state.parts

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then tell who waits for it."""
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer the long polls, then close."""
        self._parts.closing.set()
        self._parts.freshness.announce_all()
        await super().shutdown(sockets)
