"""How the sync stands, as plain facts: what the screens say about it is made from this alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Link(StrEnum):
    """Whether the service can be reached and lets this person in."""

    CONNECTING = "connecting"
    """Not tried yet since the start."""
    ONLINE = "online"
    OFFLINE = "offline"
    EXPIRED = "expired"
    """The service is there, but wants the password again."""
    FAULTY = "faulty"
    """The service or the disk failed; it is tried again by itself."""
    REFUSED = "refused"
    """The service is there and will not talk to this program or person; ``message`` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """One moment of the sync. Times are of the desktop's clock."""

    link: Link = Link.CONNECTING
    busy: bool = False
    """Whether a run is under way."""
    last_synced: datetime | None = None
    """When the last run ended in which everything was fetched and answered."""
    since: datetime | None = None
    """When the link became what it is."""
    message: str = ""
    """What went wrong, in the person's language; empty when nothing did."""
    next_try: datetime | None = None
    """When the next run begins by itself, where that is fixed."""
    received: int = 0
    """Cases that have come in this run."""
    filling: bool = False
    """Whether the first reading is under way: what is on screen is not all there is."""
