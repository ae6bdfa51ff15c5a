"""What one run of the service is started with, read once from the environment, a TOML file or the command line."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reviewer_app.config import resources_dir

ENVIRONMENT_PREFIX = "ENROLMENT_"
PASSWORD_VARIABLE = "ENROLMENT_ACCOUNT_PASSWORD"
"""Read when an account is made; no setting."""
KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on what a caller may send. Sizes in bytes, times in seconds."""

    json_bytes: int = MIB
    upload_bytes: int = 10 * MIB
    max_pixels: int = 50_000_000
    """Checked before an image is decoded."""
    pdf_pages: int = 20
    drafts_per_guardian: int = 20
    session_seconds: int = 12 * 3600
    page_rows: int = 2500
    """Most rows of one page of a feed."""
    wait_seconds: int = 55
    """Longest wait of one long poll."""
    sign_in_tries: int = 5
    """Wrong passwords of one account from one address before the first lock-out."""
    lock_seconds: int = 60
    """First lock-out; doubled by each further wrong password."""
    longest_lock_seconds: int = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Settings:
    """Where objects go when they are not kept in a folder."""

    bucket: str
    prefix: str = ""
    endpoint: str | None = None
    region: str = "us-east-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceConfig:
    """Settings of one service process."""

    database_url: str
    """SQLAlchemy address: ``sqlite:///…`` or ``postgresql+psycopg://…``."""
    blob_folder: Path | None = None
    s3: S3Settings | None = None
    resources: Path = field(default_factory=resources_dir)
    simulated_identity: bool = False
    """Whether anybody may sign in as a guardian by typing a name and a number (trials and tests only)."""
    simulated_registry: bool = False
    """Whether registry comparisons are answered from a table of planned answers (trials and tests only)."""
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if (self.blob_folder is None) == (self.s3 is None):
            raise ValueError("name either a folder or an S3 bucket for the documents, and not both")

    @classmethod
    def embedded(cls, data_dir: Path, **changes: Any) -> ServiceConfig:
        """One process on SQLite and files below ``data_dir``, with simulated identity and registries."""
        settings: dict[str, Any] = {
            "database_url": sqlite_url(data_dir),
            "blob_folder": data_dir / "documents",
            "simulated_identity": True,
            "simulated_registry": True,
        }
        return cls(**(settings | changes))

    @classmethod
    def load(
        cls, data_dir: Path, file: Path | None = None, environ: Mapping[str, str] | None = None
    ) -> ServiceConfig:
        """Settings from ``file`` (TOML), overridden by ``ENROLMENT_*`` variables; what is not said is embedded.

        Keys: ``database_url``, ``blob_folder``, ``s3_bucket``, ``s3_prefix``, ``s3_endpoint``, ``s3_region``,
        ``simulated_identity``, ``simulated_registry`` and, in a table ``limits``, the names of :class:`Limits`.

        :raises ValueError: naming the key that is unknown or has a wrong value.
        """
        read: dict[str, Any] = tomllib.loads(file.read_text("utf-8")) if file else {}
        for name, value in (os.environ if environ is None else environ).items():
            if name.startswith(ENVIRONMENT_PREFIX) and name != PASSWORD_VARIABLE:
                read[name.removeprefix(ENVIRONMENT_PREFIX).lower()] = value
        return _from_mapping(data_dir, read)

    def as_trial(self) -> ServiceConfig:
        """The same with simulated identity and registries."""
        return replace(self, simulated_identity=True, simulated_registry=True)


def sqlite_url(data_dir: Path) -> str:
    """Address of the embedded database below ``data_dir``."""
    return f"sqlite:///{(data_dir / 'service.db').as_posix()}"


def _from_mapping(data_dir: Path, read: dict[str, Any]) -> ServiceConfig:
    limits = {name: int(value) for name, value in read.pop("limits", {}).items()}
    known = {name: read.pop(name) for name in _KEYS if name in read}
    if read:
        raise ValueError(f"unknown setting: {', '.join(sorted(read))}")
    if unknown := limits.keys() - Limits.__dataclass_fields__.keys():
        raise ValueError(f"unknown limit: {', '.join(sorted(unknown))}")
    s3 = _s3(known)
    folder = Path(known.get("blob_folder", data_dir / "documents"))
    return ServiceConfig(
        database_url=str(known.get("database_url", sqlite_url(data_dir))),
        blob_folder=None if s3 else folder,
        s3=s3,
        simulated_identity=_flag(known.get("simulated_identity", False)),
        simulated_registry=_flag(known.get("simulated_registry", False)),
        limits=Limits(**limits),
    )


_KEYS = (
    "database_url",
    "blob_folder",
    "s3_bucket",
    "s3_prefix",
    "s3_endpoint",
    "s3_region",
    "simulated_identity",
    "simulated_registry",
)


def _s3(known: Mapping[str, Any]) -> S3Settings | None:
    if not known.get("s3_bucket"):
        return None
    return S3Settings(
        bucket=known["s3_bucket"],
        prefix=known.get("s3_prefix", ""),
        endpoint=known.get("s3_endpoint"),
        region=known.get("s3_region", "us-east-1"),
    )


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in ("1", "true", "yes", "on"):
        return True
    if str(value).lower() in ("0", "false", "no", "off", ""):
        return False
    raise ValueError(f"neither yes nor no: {value}")
