"""The county's season: read once, and again when it moves; screens ask for it with every row."""

from __future__ import annotations

from collections.abc import Callable

from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import Season
from reviewer_app.ui.bridge.change_hub import ChangeHub


class SeasonInMind:
    """Call it for the season; nothing before the first sync."""

    def __init__(self, read: Callable[[], Season | None], hub: ChangeHub) -> None:
        self._read = read
        self._season = read()
        hub.changed.connect(self._on_changes)

    def __call__(self) -> Season | None:
        return self._season

    def _on_changes(self, changes: Changes) -> None:
        if changes.reference or changes.everything:
            self._season = self._read()
