"""A transport to the fake service that breaks at random: before or after its effect, twice, cut, late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import FeedCursor, FeedPage, Piece, Rendition
from reviewer_app.sync.feed import read_page
from reviewer_app.sync.protocol import ActionMessage, Outcome, SeasonMessage, SignedIn
from reviewer_app.sync.transport import (
    Busy,
    Download,
    Missing,
    Offline,
    Refused,
    StartOver,
    TransportError,
    Unauthorised,
)
from tests.support.fake_service import FakeService, UnknownCursor


@dataclass
class FaultyTransport:
    """One desktop's connection. ``trouble`` is the chance of a fault for each call."""

    service: FakeService
    random: Random
    scopes: tuple[str, ...]
    name: str
    trouble: float = 0.0
    page_rows: int = 3
    violations: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    _served: dict[str, list[bytes]] = field(default_factory=dict)
    _pull_failed: bool = False

    def begin_run(self) -> None:
        """A new run may send again."""
        self._pull_failed = False

    def sign_in(self, account: str, password: str) -> SignedIn:
        raise NotImplementedError

    def season(self, scope: str) -> SeasonMessage:
        self._before()
        return self.service.season(scope)

    def pages(self, scope: str, cursor: FeedCursor | None) -> Iterator[FeedPage]:
        more = True
        while more:
            page = self._page(scope, cursor)
            began = page.head if cursor is None else cursor.began
            cursor = FeedCursor(epoch=page.epoch, seq=page.next, began=began)
            more = page.more
            yield page

    def _page(self, scope: str, cursor: FeedCursor | None) -> FeedPage:
        try:
            self._before()
            content = self.service.changes(scope, cursor, self.page_rows)
            self._after()
            return read_page(scope, self._deliver(scope, content))
        except UnknownCursor:
            raise StartOver("start_over", "重新同步。") from None
        except TransportError:
            self._pull_failed = True
            raise

    def _deliver(self, scope: str, content: bytes) -> bytes:
        """The content, or a cut one, or one that was asked for earlier."""
        served = self._served.setdefault(scope, [])
        served.append(content)
        chance = self.random.random()
        if chance < self.trouble / 4:
            return content[: self.random.randrange(len(content))]
        if chance < self.trouble / 2:
            return self.random.choice(served[-4:])
        return content

    def wait(self, scope: str, after: int, seconds: float) -> int:
        self._before()
        return self.service.state.feeds[scope].head

    def send_actions(self, actions: Sequence[ActionMessage]) -> Sequence[Outcome]:
        if self._pull_failed:
            self.violations.append("sent after a failed pull")
        # Over the wire: only what is in the JSON arrives.
        arrived = [ActionMessage.model_validate_json(action.model_dump_json()) for action in actions]
        self._before()
        if len(arrived) > 1 and self.random.random() < self.trouble / 3:
            raise Refused("json_too_large", "内容太大。")
        if self.random.random() < self.trouble / 3:
            arrived = arrived[: self.random.randrange(len(arrived) + 1)]
            for message in arrived:
                self._act(message)
            raise Unauthorised("signed_out", "请重新登录。")
        times = 2 if self.random.random() < self.trouble / 3 else 1
        outcomes = [self._act(message) for _ in range(times) for message in arrived]
        self._after()
        return outcomes[-len(arrived) :]

    def _act(self, message: ActionMessage) -> Outcome:
        outcome = self.service.act(message, self.scopes, self.name)
        self.log.append(f"{message.id}: {outcome.kind} {outcome.first or ''}")
        return outcome

    def find_outcome(self, action_id: str) -> Outcome | None:
        self._before()
        known = self.service.state.answers.get(action_id)
        return known[1] if known else None

    def document(
        self, document_id: DocumentId, rendition: Rendition, page: int = 1, piece: Piece | None = None
    ) -> Download:
        raise Missing("not_found", "没有找到。")

    def service_time(self) -> datetime | None:
        return self.service.now

    def interrupt(self) -> None: ...

    def _before(self) -> None:
        if self.random.random() < self.trouble / 2:
            raise self.random.choice(
                [
                    Offline("unreachable", "连不上。"),
                    Busy("busy", "忙。", 1.0),
                    Unauthorised("signed_out", "请重新登录。"),
                ]
            )

    def _after(self) -> None:
        if self.random.random() < self.trouble / 2:
            raise Offline("interrupted", "中断。")
