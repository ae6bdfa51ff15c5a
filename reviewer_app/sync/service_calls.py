"""What the service offers, call by call, over any exchange of HTTP requests and answers."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

from pydantic import ValidationError

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import FeedCursor, FeedPage, Piece, Rendition
from reviewer_app.sync.feed import read_page
from reviewer_app.sync.http_body import read_body
from reviewer_app.sync.http_calls import Call, Calls
from reviewer_app.sync.http_document import DocumentReading
from reviewer_app.sync.problems import media_type
from reviewer_app.sync.protocol import (
    FEED_TYPE,
    ActionBatch,
    ActionMessage,
    Message,
    Outcome,
    OutcomeBatch,
    SeasonMessage,
    SignedIn,
    SignIn,
)
from reviewer_app.sync.transport import BrokenAnswer, Download, Missing, Offline

PAGE_ROWS = 2000
QUIET_SECONDS = 20.0
"""Longest silence of an answer under way."""
_CALL_SECONDS = 30.0
_PAGE_SECONDS = 120.0
_DOCUMENT_SECONDS = 300.0
_JSON_BYTES = 4 * 1024**2
_PAGE_BYTES = 256 * 1024**2
_DOCUMENT_BYTES = 64 * 1024**2
JSON_TYPE = "application/json"
_PATHS: Mapping[Rendition, str] = {
    Rendition.ORIGINAL: "",
    Rendition.PREVIEW: "/preview",
    Rendition.THUMBNAIL: "/thumbnail",
}
_M = TypeVar("_M", bound=Message)


class Head(Message):
    """The newest number of a scope's feed."""

    scope: str
    head: int


class Answer(Protocol):
    """The head of a success, checked; the body is still on its way."""

    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def raw(self) -> Any: ...


class _Reading:
    """The call that fetches a page ahead, so that a reader who stops does not wait for it."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._call: Call | None = None

    def begin(self, call: Call) -> None:
        self._call = call
        if self._stopped.is_set():
            call.abort()

    def stop(self) -> None:
        self._stopped.set()
        if self._call is not None:
            self._call.abort()


class ServiceCalls(ABC):
    """The transport but for the sending of requests. Safe to use from any thread."""

    def __init__(self, calls: Calls, device: str, token: str) -> None:
        self.token = token
        """Bearer token of the session; empty before :meth:`sign_in`."""
        self._calls = calls
        self._device = device
        self._woken = threading.Event()
        self._waiting: Call | None = None

    def sign_in(self, account: str, password: str) -> SignedIn:
        """Open a session; later calls are made in it. :raises Unauthorised: for a wrong password."""
        body = SignIn(account=account, password=password, device=self._device)
        signed_in = self._ask("POST", "/v1/sessions", SignedIn, body)
        self.token = signed_in.token
        return signed_in

    def season(self, scope: str) -> SeasonMessage:
        """The county's season."""
        return self._ask("GET", f"/v1/scopes/{_part(scope)}", SeasonMessage)

    def pages(self, scope: str, cursor: FeedCursor | None) -> Iterator[FeedPage]:
        """The feed from a cursor on, each page verified; the next one travels while the caller works on one.

        :raises StartOver: when the service does not know the cursor.
        """
        with ThreadPoolExecutor(1, "feed") as ahead:
            reading = _Reading()
            coming = ahead.submit(self._page, scope, cursor, reading)
            began = cursor.began if cursor else None
            try:
                while True:
                    page = read_page(scope, coming.result())
                    if page.more:
                        began = page.head if cursor is None and page.after == 0 else began
                        following = FeedCursor(epoch=page.epoch, seq=page.next, began=began)
                        coming = ahead.submit(self._page, scope, following, reading)
                    yield page
                    if not page.more:
                        return
            finally:
                coming.cancel()
                reading.stop()

    def wait(self, scope: str, after: int, seconds: float) -> int:
        """The newest number of a scope, as soon as it is beyond ``after`` or after ``seconds``.

        :raises Cancelled: when :meth:`interrupt` was called meanwhile, or since the last wait.
        """
        path = f"/v1/scopes/{_part(scope)}/wait?after={after}&seconds={seconds:.0f}"
        with self._calls.begin(seconds + QUIET_SECONDS) as call:
            self._waiting = call
            try:
                if self._woken.is_set():
                    call.abort()
                return self._message(call, Head, "GET", path, quiet=seconds + QUIET_SECONDS).head
            finally:
                self._waiting = None
                self._woken.clear()

    def interrupt(self) -> None:
        """End a :meth:`wait` that is under way, or else the next one, from any thread."""
        self._woken.set()
        waiting = self._waiting
        if waiting is not None:
            waiting.abort()

    def send_actions(self, actions: Sequence[ActionMessage]) -> Sequence[Outcome]:
        """Send decisions; at most ``MAX_BATCH``. After an error it is unknown which of them arrived."""
        return self._ask("POST", "/v1/actions", OutcomeBatch, ActionBatch(actions=tuple(actions))).outcomes

    def find_outcome(self, action_id: str) -> Outcome | None:
        """What the service answered to a decision, or nothing when it never got it."""
        try:
            return self._ask("GET", f"/v1/actions/{_part(action_id)}", Outcome)
        except Missing:
            return None

    def document(
        self, document_id: DocumentId, rendition: Rendition, page: int = 1, piece: Piece | None = None
    ) -> Download:
        """A document's bytes, verified.

        :param piece: go on behind what an earlier call brought.
        :raises Offline: with what has come by then.
        """
        path = f"/v1/documents/{_part(document_id)}{_PATHS[rendition]}"
        if rendition is not Rendition.ORIGINAL:
            path += f"?page={page}"
        reading = DocumentReading(piece, _DOCUMENT_BYTES)
        with self._calls.begin(_DOCUMENT_SECONDS) as call:
            try:
                with self._open(call, "GET", path, headers=reading.request_headers()) as answer:
                    return reading.read(answer.status_code, answer.headers, answer.raw)
            except Offline as error:
                raise Offline(error.code, error.message, reading.piece()) from error

    @abstractmethod
    def _open(
        self,
        call: Call,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: Message | None = None,
        quiet: float = QUIET_SECONDS,
    ) -> AbstractContextManager[Answer]:
        """Send a request; while the answer is open every failure to read it comes as a :class:`TransportError`.

        :param quiet: longest silence in seconds.
        """

    def _page(self, scope: str, cursor: FeedCursor | None, reading: _Reading) -> bytes:
        path = f"/v1/scopes/{_part(scope)}/changes?limit={PAGE_ROWS}"
        if cursor is not None:
            path += f"&epoch={_part(cursor.epoch)}&after={cursor.seq}"
            path += f"&began={cursor.began}" if cursor.began is not None else ""
        with self._calls.begin(_PAGE_SECONDS) as call:
            reading.begin(call)
            with self._open(call, "GET", path, headers={"Accept": FEED_TYPE}) as answer:
                _expect(answer, FEED_TYPE)
                return read_body(answer.raw, answer.headers, _PAGE_BYTES)

    def _ask(self, method: str, path: str, kind: type[_M], body: Message | None = None) -> _M:
        with self._calls.begin(_CALL_SECONDS) as call:
            return self._message(call, kind, method, path, body=body)

    def _message(self, call: Call, kind: type[_M], method: str, path: str, **options: Any) -> _M:
        with self._open(call, method, path, **options) as answer:
            _expect(answer, JSON_TYPE)
            content = read_body(answer.raw, answer.headers, _JSON_BYTES)
        try:
            return kind.model_validate_json(content)
        except ValidationError as error:
            raise BrokenAnswer("json", "服务端的答复看不懂，没有保存。请联系技术支持。") from error


def _expect(answer: Answer, kind: str) -> None:
    if media_type(answer.headers) != kind:
        raise BrokenAnswer("content_type", "应答的不是招生服务的数据。请检查服务地址和网络登录页。")


def _part(text: str) -> str:
    return quote(text, safe="")
