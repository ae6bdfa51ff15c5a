"""Runs the service inside this process on a free port of this machine: for the demonstration and for tests."""

from __future__ import annotations

from contextlib import closing
from threading import Thread
from types import TracebackType

from fastapi import FastAPI

from central_service.parts import Parts
from central_service.server import Server, listening_socket

_START_SECONDS = 30.0


class EmbeddedService:
    """A context manager: the service answers at :attr:`base_url` between enter and exit.

    :param port: 0 takes a free one.
    """

    def __init__(self, app: FastAPI, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self._app = app
        self._socket = listening_socket(host, port)
        self._address: tuple[str, int] = self._socket.getsockname()[:2]
        self._server = Server(app)
        self._thread = Thread(target=self._run, name="service", daemon=True)

    @property
    def base_url(self) -> str:
        """Root address, without a trailing slash."""
        return f"http://{self._address[0]}:{self._address[1]}"

    @property
    def parts(self) -> Parts:
        """The parts of the running service."""
        parts: Parts = self._app.state.parts
        return parts

    def __enter__(self) -> EmbeddedService:
        self._thread.start()
        if not self._server.ready.wait(_START_SECONDS) or not self._server.started:
            raise RuntimeError("the service did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join()

    def _run(self) -> None:
        with closing(self._socket):
            try:
                self._server.run(sockets=[self._socket])
            finally:
                self._server.ready.set()
