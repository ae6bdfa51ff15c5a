"""What the composition root hands to the screens: everything that they may reach, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reviewer_app.models.casework import Casework
from reviewer_app.models.domain.ports import Season, ViewState
from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.bridge.change_hub import ChangeHub
from reviewer_app.ui.bridge.document_loading import DocumentLoader


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
