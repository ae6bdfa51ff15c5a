"""Tells waiting requests that a scope's feed has grown, from whatever thread committed the change."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from threading import Lock


class Freshness:
    """Waiting requests by scope. A waiter costs a future, not a thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: defaultdict[str, set[asyncio.Future[None]]] = defaultdict(set)

    def announce(self, scope: str) -> None:
        """Wake everybody who waits for the scope; callable from any thread, after the commit."""
        with self._lock:
            woken = self._waiting.pop(scope, set())
        for future in woken:
            future.get_loop().call_soon_threadsafe(_wake, future)

    def announce_all(self) -> None:
        """Wake everybody: the service is closing."""
        with self._lock:
            scopes = list(self._waiting)
        for scope in scopes:
            self.announce(scope)

    def subscribe(self, scope: str) -> asyncio.Future[None]:
        """A future that is done at the next change. Subscribe first, then look: no change falls between."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        with self._lock:
            self._waiting[scope].add(future)
        return future

    def waiters(self, scope: str) -> int:
        """How many wait for the scope."""
        with self._lock:
            return len(self._waiting.get(scope, ()))

    def unsubscribe(self, scope: str, future: asyncio.Future[None]) -> None:
        """The waiter has gone."""
        with self._lock:
            self._waiting[scope].discard(future)
            if not self._waiting[scope]:
                del self._waiting[scope]


def _wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
