"""A server that answers with whatever bytes a test wants, well-formed or not, over TCP or TLS."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType

from reviewer_app.config import PROTOCOL_VERSION
from reviewer_app.sync.protocol import PROTOCOL_HEADER

Script = Callable[[socket.socket, bytes], None]
"""Given the connection and the head of a request; the connection is closed when it returns."""


def answer(
    body: bytes = b"{}",
    *,
    status: str = "200 OK",
    kind: str = "application/json",
    headers: Mapping[str, str | None] | None = None,
) -> bytes:
    """A whole answer of the service, with headers added, changed or (None) left out."""
    sent: dict[str, str | None] = {
        "Content-Type": kind,
        "Content-Length": str(len(body)),
        PROTOCOL_HEADER: str(PROTOCOL_VERSION),
        "Connection": "close",
    }
    sent |= headers or {}
    lines = [f"{name}: {value}\r\n" for name, value in sent.items() if value is not None]
    return f"HTTP/1.1 {status}\r\n{''.join(lines)}\r\n".encode() + body


def always(content: bytes) -> Script:
    """The same bytes for every request."""
    return lambda connection, _: connection.sendall(content)


class ScriptedServer:
    """Listens on 127.0.0.1 while entered; each connection runs the script once.

    :param tls: serve TLS under this context.
    """

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None) -> None:
        self.script = script
        self.ended = threading.Event()
        """Set when the server stops; scripts wait for it instead of sleeping."""
        self.requests: list[bytes] = []
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._connections: list[socket.socket] = []

    @property
    def url(self) -> str:
        """Root address."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> ScriptedServer:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            self._start(self._serve, connection)

    def _serve(self, plain: socket.socket) -> None:
        with suppress(OSError), plain:
            connection = self._tls.wrap_socket(plain, server_side=True) if self._tls else plain
            with connection:
                head = b""
                while b"\r\n\r\n" not in head:
                    received = connection.recv(65_536)
                    if not received:
                        return
                    head += received
                self.requests.append(head)
                self.script(connection, head)
