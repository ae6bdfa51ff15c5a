"""One desktop for each test of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sync_desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desktop that is on but has not synced yet."""
    desk = Desk(tmp_path / "store")
    yield desk
    desk.store.close()
