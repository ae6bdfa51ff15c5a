"""What every journey starts with: a county set up by the command line, and its service in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.county import set_up_county
from tests.support.desktop import Desktop
from tests.support.processes import SeasonTime, ServiceProcess

PICTURES, SIZE = "JOURNEY_PICTURES", "JOURNEY_SIZE"
"""Environment variables: the folder in which each step of a journey leaves a picture of the window, and the window's
size for them, such as ``1920x1080``."""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceProcess]:
    """The running service of a county, on the morning of a day of registration."""
    set_up_county(tmp_path / "service")
    with ServiceProcess(tmp_path / "service", SeasonTime.from_now()) as running:
        yield running


@pytest.fixture
def workstation(service: ServiceProcess, tmp_path: Path) -> Callable[[str], Desktop]:
    """Makes a desktop, not started yet; its argument names its folder."""
    pictures, size = os.environ.get(PICTURES), os.environ.get(SIZE)
    wanted = tuple(int(edge) for edge in size.split("x")) if size else None

    def make(name: str) -> Desktop:
        folder = Path(pictures) / name if pictures else None
        seen = (wanted[0], wanted[1]) if wanted else None
        return Desktop(service.base_url, tmp_path / name, service.season, pictures=folder, size=seen)

    return make
