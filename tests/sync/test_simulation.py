"""Seeded runs of the real engine and store against a service, guardians, crashes and a bad network."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.simulation import Simulation

SEEDS = 200
STEPS = 25


@pytest.mark.parametrize("block", range(8))
def test_nothing_is_lost_doubled_or_overwritten(block: int, tmp_path: Path) -> None:
    """A failure names its seed: ``Simulation(seed, folder).run(STEPS)`` repeats it."""
    for seed in range(block * SEEDS // 8, (block + 1) * SEEDS // 8):
        violations = Simulation(seed, tmp_path / str(seed)).run(STEPS)
        assert not violations, f"seed {seed}: {violations}"
