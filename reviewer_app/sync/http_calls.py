"""Bounds a call as a whole: a socket's own time-out starts anew with every byte, so a dripping server could hold it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


class Call:
    """One call under way; it ends at its deadline, or when somebody aborts it."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._connection: Any = None
        self.aborted = False
        """Whether the program ended it, and not its deadline."""
        self.overdue = False

    def remaining(self) -> float:
        """Seconds until the deadline, never less than a little."""
        return max(0.05, self._ends - time.monotonic())

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be read."""
        return self.aborted or self.overdue

    def attach(self, connection: Any) -> None:
        """The HTTP connection on which the call now runs."""
        self._connection = connection
        if self.ended:
            self._cut()

    def abort(self) -> None:
        """End it from another thread."""
        self.aborted = True
        self._cut()

    def expire(self) -> None:
        """Its time is over."""
        self.overdue = True
        self._cut()

    def _cut(self) -> None:
        """Wake a thread that waits for the socket; closing it is that thread's business."""
        sock = getattr(self._connection, "sock", None)
        if isinstance(sock, socket.socket):
            with suppress(OSError):
                # Not the method of a TLS socket, which would take its state away under the reader's feet.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


class Calls:
    """The calls of one transport."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: set[Call] = set()
        self._here = threading.local()
        self._closed = False

    @contextmanager
    def begin(self, seconds: float) -> Iterator[Call]:
        """A call of this thread, ended after ``seconds`` at the latest."""
        call = Call(seconds)
        timer = threading.Timer(seconds, call.expire)
        timer.daemon = True
        with self._lock:
            self._open.add(call)
            call.aborted = self._closed
        self._here.call = call
        timer.start()
        try:
            yield call
        finally:
            timer.cancel()
            self._here.call = None
            with self._lock:
                self._open.discard(call)

    def attach(self, connection: Any) -> None:
        """This thread's call now runs on a connection."""
        call: Call | None = getattr(self._here, "call", None)
        if call is not None:
            call.attach(connection)

    def close(self) -> None:
        """Abort what is under way and whatever is begun from now on."""
        with self._lock:
            self._closed = True
            calls = list(self._open)
        for call in calls:
            call.abort()
