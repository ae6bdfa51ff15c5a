"""The central service as it really runs: a process of its own, on a clock of its own, killed and started at will."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from click.testing import CliRunner

from central_service.cli import main as command_line
from central_service.sample.guardian_client import GuardianClient, HttpTransport, ReviewClient
from tests.support.county import TYPED_PASSWORD
from tests.support.families import Family
from tests.support.service import REVIEWER, START, Account, sign_in_guardian

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60.0
"""Deadline of a wait: far beyond what a loaded machine needs, so that only what never happens fails."""
_PAUSE = 0.05

T = TypeVar("T")


def until(look: Callable[[], T | None], what: str, seconds: float = SECONDS) -> T:
    """Look again and again until something is there; answers it.

    :raises AssertionError: when it is not there in time.
    """
    deadline = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"did not happen within {seconds:.0f} s: {what}")
        time.sleep(_PAUSE)
    return found


@dataclass(frozen=True, slots=True)
class SeasonTime:
    """The season's time of one test, told alike to service and desktop, whenever each of them is started."""

    start: datetime = START
    began: float = 0.0

    @classmethod
    def from_now(cls, start: datetime = START) -> SeasonTime:
        """The season stands at ``start`` now, and goes on at normal speed."""
        return cls(start, time.monotonic())

    def now(self) -> datetime:
        """The season's present."""
        return self.start + timedelta(seconds=time.monotonic() - self.began)

    def on(self, moment: datetime) -> SeasonTime:
        """Another time of the same season, from now on."""
        return SeasonTime.from_now(moment)


class ServiceProcess:
    """``python -m central_service serve`` over one data directory. It may be killed and started again.

    :param season: what its clock shows when it is started.
    """

    def __init__(self, data_dir: Path, season: SeasonTime) -> None:
        self.data_dir = data_dir
        self.season = season
        self.port = free_port()
        self._log = data_dir.with_name(f"{data_dir.name}-service.log")
        self._process: subprocess.Popen[bytes] | None = None
        self._transports: list[HttpTransport] = []

    @property
    def base_url(self) -> str:
        """Where it listens, and will listen again."""
        return _address(self.port)

    def __enter__(self) -> ServiceProcess:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        if error is None:
            assert self.log() == "", f"the service warned: {self.log()}"

    def start(self, *, port: int | None = None) -> str:
        """Start it, wait until it answers; answers its address.

        :param port: another one than its own: reachable for those who are told, and for nobody else.
        """
        address = _address(port or self.port)
        started = self._command("serve", "--trial", "--port", str(port or self.port), "--clock-start",
                                self.season.now().isoformat())  # fmt: skip
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                started, cwd=ROOT, env=_environment(), stdout=subprocess.DEVNULL, stderr=log
            )
        until(lambda: self._answers(address), f"the service answers at {address}")
        return address

    def stop(self) -> None:
        """End it as an administrator does."""
        process = self._running()
        process.terminate()
        process.wait(SECONDS)
        self._forget()

    def kill(self) -> None:
        """End it as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(SECONDS)
            self._forget()

    def log(self) -> str:
        """What it wrote to its standard error."""
        return self._log.read_text("utf-8") if self._log.exists() else ""

    def sms(self) -> list[str]:
        """The log of the embedded SMS gateway, as ``notices list`` prints it: time, state, mobile, text."""
        done = CliRunner().invoke(command_line, ["--data", str(self.data_dir), "notices", "list"])
        assert done.exit_code == 0, done.output
        return done.output.splitlines()

    def transport(self, address: str = "") -> HttpTransport:
        """A connection of its own."""
        transport = HttpTransport(address or self.base_url)
        self._transports.append(transport)
        return transport

    def guardian(self, family: Family, address: str = "") -> GuardianClient:
        """A signed-in guardian."""
        return sign_in_guardian(self.transport(address), family)

    def reviewer(self, account: Account = REVIEWER) -> ReviewClient:
        """A signed-in colleague without a desktop."""
        return ReviewClient.sign_in(self.transport(), account.login, TYPED_PASSWORD)

    def query(self, statement: str) -> list[tuple[object, ...]]:
        """Read the service's database beside it, as an auditor would."""
        with closing(sqlite3.connect(f"{self._database().as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(statement).fetchall()

    def holdings(self) -> Mapping[str, str]:
        """Hash of each table and each kept file: equal before and after means that nothing was half-saved.

        Sessions and counted wrong passwords belong to the asking, not to what is kept.
        """
        tables = [str(row[0]) for row in self.query("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            table: _digest(sorted(repr(row) for row in self.query(f'SELECT * FROM "{table}"')))
            for table in tables
            if table not in ("sessions", "sign_in_failures")
        }
        documents = self.data_dir / "documents"
        for file in sorted(documents.rglob("*")):
            if file.is_file():
                found[file.relative_to(documents).as_posix()] = sha256(file.read_bytes()).hexdigest()
        return found

    def _database(self) -> Path:
        return self.data_dir.resolve() / "service.db"

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "central_service", "--data", str(self.data_dir), *arguments]

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the service was not started"
        return self._process

    def _forget(self) -> None:
        for transport in self._transports:
            transport.close()
        self._process = None

    def _answers(self, address: str) -> bool:
        assert self._running().poll() is None, f"the service ended: {self.log()}"
        transport = HttpTransport(address, timeout=5)
        try:
            return transport.request("GET", "/v1/guardian/regions", {}, None).status == 200
        except OSError:
            return False
        finally:
            transport.close()


def _digest(rows: list[str]) -> str:
    return sha256("\n".join(rows).encode()).hexdigest()


def _address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment() -> dict[str, str]:
    """The test's own, without settings that would lead the service elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENROLMENT_")}
    return {**kept, "PYTHONUTF8": "1"}
