"""What the composition root hands to the screens: everything that they may reach, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reviewer_app.models.casework import Casework
from reviewer_app.models.domain.ports import Season, ViewState
from reviewer_app.models.domain.roster import Edition, Roster
from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.bridge.change_hub import ChangeHub
from reviewer_app.ui.bridge.document_loading import DocumentLoader


class PaperFault(Exception):
    """A paper could not be made or saved: what failed and what to do, in the person's language."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Printed matter: made and saved outside the screens, so that a screen never writes a file itself."""

    render_roster: Callable[[Roster, Edition], bytes]
    """PDF bytes of an admission list. :raises PaperFault: naming the person whose name cannot be printed."""
    save: Callable[[Path, bytes], None]
    """Write a file whole or not at all. :raises PaperFault: when disk or permissions forbid it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The desk of one signed-in person; ``casework`` leads to cases, outbox, clock and catalogue."""

    casework: Casework
    hub: ChangeHub
    background: Background
    documents: DocumentLoader
    view_state: ViewState
    """Where the person left off; survives a restart and a rebuilt replica."""
    season: Callable[[], Season | None]
    """The county's dates and schools; nothing before the first sync."""
