"""Reads a scope's feed to its end: a page is kept only if it answers the request that was made last."""

from __future__ import annotations

from typing import Protocol

from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import FeedCursor, OutboxSending, PageOutOfOrder, Replica
from reviewer_app.sync.reconcile import continues
from reviewer_app.sync.transport import BrokenAnswer, StartOver, Transport


class Heard(Protocol):
    """Told of each step that is in the store, with the number of cases that it brought."""

    def __call__(self, changes: Changes, received: int = 0) -> None: ...


class Pulling:
    """The reading half of a run."""

    def __init__(self, transport: Transport, replica: Replica, outbox: OutboxSending, heard: Heard) -> None:
        self._transport = transport
        self._replica = replica
        self._outbox = outbox
        self._heard = heard

    def run(self, scope: str) -> None:
        """Read to the end of the feed, from its beginning where the service wants it so.

        :raises TransportError: the pages read until then are kept.
        :raises StoreFault: when a page could not be kept.
        """
        applied = {action.id for action in self._outbox.applied()}
        try:
            self._read(scope, self._replica.cursor(scope))
        except StartOver:
            self._replica.start_over(scope)
            self._read(scope, None)
        self._heard(self._outbox.close_caught_up(scope, applied))

    def _read(self, scope: str, cursor: FeedCursor | None) -> None:
        for page in self._transport.pages(scope, cursor):
            if cursor is not None and page.epoch != cursor.epoch:
                raise StartOver("epoch", "服务端数据已恢复，将重新同步全部办件。")
            if not continues(cursor, page):
                raise BrokenAnswer("feed_page", "服务端发来的办件数据不衔接，没有保存，稍后自动重试。")
            # Before the page: what a restored service has forgotten must overlay its older cases.
            self._heard(self._outbox.replay(scope, page.epoch))
            try:
                changes = self._replica.apply_page(page)
            except PageOutOfOrder as error:
                raise BrokenAnswer("feed_page", "本机数据已变化，稍后自动重试。") from error
            cursor = FeedCursor(epoch=page.epoch, seq=page.next)
            self._heard(changes, received=len(page.rows))
