"""What the sync is doing and how it stands: always the truth, for the indicator and its details."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reviewer_app.models.domain.ports import StoreFault
from reviewer_app.sync.transport import (
    Busy,
    Cancelled,
    Forbidden,
    Missing,
    Offline,
    Refused,
    StartOver,
    TooNew,
    TooOld,
    TransportError,
    Unauthorised,
)


class SyncPhase(StrEnum):
    """What the engine does at this moment."""

    RESTING = "resting"
    PULLING = "pulling"
    PUSHING = "pushing"
    PREFETCHING = "prefetching"


class SyncTrouble(StrEnum):
    """Why the last attempt did not succeed."""

    OFFLINE = "offline"
    SIGN_IN = "sign_in"
    FORBIDDEN = "forbidden"
    VERSION = "version"
    BUSY = "busy"
    REFUSED = "refused"
    BROKEN = "broken"
    STORE = "store"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncError:
    """A failed attempt in stable words and in the person's language."""

    trouble: SyncTrouble
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """How the sync stands."""

    phase: SyncPhase = SyncPhase.RESTING
    last_success: datetime | None = None
    """End of the last run in which everything was read and sent."""
    error: SyncError | None = None
    """Of the last attempt; nothing when it succeeded."""
    waiting: int = 0
    """Decisions that the service has not answered."""
    troubled: int = 0
    """Conflicts and refusals that nobody has settled."""
    next_attempt: datetime | None = None
    received: int = 0
    """Cases read from the feed in this run."""
    filling: bool = False
    """Whether a feed has not been read to its end yet: what is on screen is not all there is."""


UNEXPECTED = SyncError(
    trouble=SyncTrouble.BROKEN,
    code="unexpected",
    message="同步程序出错，已停止。请联系技术支持；未发送的决定都在。",
)
"""A fault of the program itself."""

_TROUBLES: tuple[tuple[type[TransportError], SyncTrouble], ...] = (
    (Offline, SyncTrouble.OFFLINE),
    (Cancelled, SyncTrouble.OFFLINE),
    (Unauthorised, SyncTrouble.SIGN_IN),
    (Forbidden, SyncTrouble.FORBIDDEN),
    (Missing, SyncTrouble.FORBIDDEN),
    (TooOld, SyncTrouble.VERSION),
    (TooNew, SyncTrouble.VERSION),
    (Busy, SyncTrouble.BUSY),
    (StartOver, SyncTrouble.BUSY),
    (Refused, SyncTrouble.REFUSED),
)


def sync_error(error: TransportError | StoreFault) -> SyncError:
    """What went wrong, for the indicator."""
    if isinstance(error, StoreFault):
        return SyncError(trouble=SyncTrouble.STORE, code=error.code, message=error.message)
    for kind, trouble in _TROUBLES:
        if isinstance(error, kind):
            return SyncError(trouble=trouble, code=error.code, message=error.message)
    return SyncError(trouble=SyncTrouble.BROKEN, code=error.code, message=error.message)
