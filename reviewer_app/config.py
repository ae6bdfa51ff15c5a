"""Settings and paths, fixed once at start: nothing below reads the environment again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import platformdirs

APP_NAME = "EnrolmentReview"
PROTOCOL_VERSION = 1


def resources_dir() -> Path:
    """The folder of forms, codes, fonts and icons: beside the packages, or inside them when installed."""
    beside = Path(__file__).resolve().parent.parent / "resources"
    return beside if beside.is_dir() else Path(str(files("reviewer_app"))) / "resources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one run of the desktop is started with."""

    service_url: str
    """Root address of the central service, without a trailing slash."""
    data_dir: Path
    resources: Path
    clock_start: datetime | None = None
    """A demonstration runs in its own season: the clock starts here and ticks at normal speed."""

    @classmethod
    def default(cls, service_url: str) -> Settings:
        """Settings of an installed desktop."""
        data_dir = Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))
        return cls(service_url=service_url.rstrip("/"), data_dir=data_dir, resources=resources_dir())
