"""The simulation is worth its time only if it notices faults: each planted one must be found within a few seeds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reviewer_app.models.domain.changes import NOTHING
from reviewer_app.models.domain.ports import OutboxState, PageOutOfOrder
from reviewer_app.models.store import outbox, outbox_sending, replica
from reviewer_app.sync import pulling
from reviewer_app.sync.transport import TransportError
from tests.support.simulation import Simulation

SEEDS = range(60)
STEPS = 60
TROUBLE = 0.15
"""So much that every fault shows soon, and so little that the desktops get anywhere."""


def a_row_is_passed_over(patch: pytest.MonkeyPatch) -> None:
    insert = replica._insert
    patch.setattr(replica, "_insert", lambda c, rows, *rest: insert(c, rows[:-1], *rest))


def a_late_page_is_taken(patch: pytest.MonkeyPatch) -> None:
    before = replica._feed_before

    def anything_goes(connection: Any, page: Any) -> dict[str, Any]:
        try:
            return before(connection, page)
        except PageOutOfOrder:
            return {"epoch": page.epoch, "seq": page.after, "reading": 1, **replica._BEGINNING}

    patch.setattr(replica, "_feed_before", anything_goes)
    patch.setattr(pulling, "continues", lambda *_: True)


def a_row_is_dropped_when_it_is_sent(patch: pytest.MonkeyPatch) -> None:
    take = outbox_sending.SqlOutboxSending.take_batch

    def take_and_drop(self: Any, *arguments: Any) -> Any:
        batch = take(self, *arguments)
        with self._database.write() as connection:
            for action in batch:
                connection.exec_driver_sql("DELETE FROM decision WHERE id = ?", (action.id,))
        return batch

    patch.setattr(outbox_sending.SqlOutboxSending, "take_batch", take_and_drop)


def nothing_is_replayed_after_a_restore(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outbox_sending.SqlOutboxSending, "replay", lambda *_: NOTHING)


def the_overlay_is_dropped_at_acknowledgement(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outbox, "is_in_feed", lambda row, _: row.state == OutboxState.APPLIED.value)


def any_whole_reading_closes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        outbox_sending.SqlOutboxSending, "_is_caught_up", lambda _, row, read_whole: row.id in read_whole
    )


def a_failed_reading_is_shrugged_off(patch: pytest.MonkeyPatch) -> None:
    run = pulling.Pulling.run

    def run_and_forget(self: Any, scope: str) -> None:
        try:
            run(self, scope)
        except TransportError:
            return

    patch.setattr(pulling.Pulling, "run", run_and_forget)


def nothing_is_swept_after_starting_over(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(replica, "_unmet", lambda *_: {})


FAULTS = (
    a_row_is_passed_over,
    a_late_page_is_taken,
    a_row_is_dropped_when_it_is_sent,
    nothing_is_replayed_after_a_restore,
    the_overlay_is_dropped_at_acknowledgement,
    any_whole_reading_closes,
    a_failed_reading_is_shrugged_off,
    nothing_is_swept_after_starting_over,
)


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_noticed(
    plant: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    for seed in SEEDS:
        if Simulation(seed, tmp_path / str(seed)).run(STEPS, TROUBLE):
            return
    pytest.fail(f"{plant.__name__} was not noticed in {len(SEEDS)} seeds")
