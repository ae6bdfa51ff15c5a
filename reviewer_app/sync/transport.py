"""The wire as the engine sees it, and the few ways in which it fails, each with words for the person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import FeedCursor, FeedPage, Piece, Rendition
from reviewer_app.sync.protocol import ActionMessage, Outcome, SeasonMessage, SignedIn


class TransportError(Exception):
    """A call that did not succeed: stable ``code`` and a message in the person's language."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Offline(TransportError):
    """The service could not be reached, or the connection broke. What was sent may have arrived.

    ``piece`` is the part of a document that had come through.
    """

    def __init__(self, code: str, message: str, piece: Piece | None = None) -> None:
        super().__init__(code, message)
        self.piece = piece


class Cancelled(TransportError):
    """The program itself ended the call."""


class Unauthorised(TransportError):
    """Not signed in, or no longer: the person has to sign in again."""


class Forbidden(TransportError):
    """Signed in, but without the right."""


class Missing(TransportError):
    """There is no such thing, or it is not this person's to see."""


class StartOver(TransportError):
    """The service no longer knows the cursor: the feed has to be read from its beginning."""


class TooOld(TransportError):
    """This program is older than the service understands."""


class TooNew(TransportError):
    """This program is newer than the service understands."""


class Busy(TransportError):
    """The service cannot answer now. ``retry_after`` is its own wish in seconds, if it has one."""

    def __init__(self, code: str, message: str, retry_after: float | None = None) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after


class Refused(TransportError):
    """The service understood and will never do it. ``field`` is the value at fault, if one is."""

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(code, message)
        self.field = field


class BrokenAnswer(TransportError):
    """What came is no answer of the service: wrong type, length, hash or JSON, or a captive portal's page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A document's rendition, its hash already verified."""

    content: bytes
    sha256: str


class Transport(Protocol):
    """Calls to the service. Every one may raise any :class:`TransportError`; none retries by itself."""

    def sign_in(self, account: str, password: str) -> SignedIn:
        """Open a session; later calls are made in it. :raises Unauthorised: for a wrong password."""
        ...

    def season(self, scope: str) -> SeasonMessage:
        """The county's season."""
        ...

    def pages(self, scope: str, cursor: FeedCursor | None) -> Iterator[FeedPage]:
        """The feed from a cursor on (or from its beginning), each page verified, until its end.

        :raises StartOver: when the service does not know the cursor.
        """
        ...

    def wait(self, scope: str, after: int, seconds: float) -> int:
        """The newest number of a scope, as soon as it is beyond ``after`` or after ``seconds``.

        :raises Cancelled: when :meth:`interrupt` was called meanwhile.
        """
        ...

    def send_actions(self, actions: Sequence[ActionMessage]) -> Sequence[Outcome]:
        """Send decisions; at most ``MAX_BATCH``. After an error it is unknown which of them arrived."""
        ...

    def find_outcome(self, action_id: str) -> Outcome | None:
        """What the service answered to a decision, or nothing when it never got it."""
        ...

    def document(
        self, document_id: DocumentId, rendition: Rendition, page: int = 1, piece: Piece | None = None
    ) -> Download:
        """A document's bytes. :param piece: go on behind what an earlier call brought."""
        ...

    def service_time(self) -> datetime | None:
        """The service's time in its latest answer."""
        ...

    def interrupt(self) -> None:
        """End a :meth:`wait` that is under way, from any thread."""
        ...
