"""Work that must not hold up the screen: runs on a thread of its own, answers on the screens' thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
_Answer = Callable[[], None]


class Task:
    """One piece of work under way. A cancelled one may still run to its end; its answer is not delivered."""

    __slots__ = ("_cancelled",)

    def __init__(self) -> None:
        self._cancelled = False

    def cancel(self) -> None:
        """Nobody waits for the answer any more."""
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        """Whether the answer will be dropped."""
        return self._cancelled


class Background(QObject):
    """A few threads and the way back from them."""

    _answered = Signal(object)

    def __init__(self, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="background")
        self._waiting = 0
        self._closed = False
        self._answered.connect(self._deliver)

    @property
    def waiting(self) -> int:
        """Number of answers still to be delivered."""
        return self._waiting

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Task:
        """Run ``work`` on a thread of its own, then ``done`` with its result on the screens' thread.

        :param failed: gets the error instead; without it the error is raised on the screens' thread.
        :param owner: when this object is gone, nobody is called.
        """
        task = Task()
        if self._closed:
            task.cancel()
            return task
        self._waiting += 1

        def deliver(answer: _Answer) -> None:
            if not task.cancelled and (owner is None or shiboken6.isValid(owner)):
                answer()

        def attempt() -> None:
            try:
                result = work()
            except Exception as error:
                self._answered.emit(lambda error=error: deliver(lambda: _report(error, failed)))
            else:
                self._answered.emit(lambda: deliver(lambda: done(result)))

        self._pool.submit(attempt)
        return task

    def close(self) -> None:
        """Wait for the work under way; deliver nothing and take nothing any more."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, answer: _Answer) -> None:
        self._waiting -= 1
        if not self._closed:
            answer()


def _report(error: Exception, failed: Callable[[Exception], None] | None) -> None:
    if failed is None:
        raise error
    failed(error)
