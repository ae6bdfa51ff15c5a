"""`make run`: the embedded service with its sample season, and the desktop on it.

The season is built once for each state of the program and kept. A demonstration works on a copy of its database and
goes on where it was left; without a screen the same work is done unseen, on a fresh copy.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI

from central_service.app import application, assemble
from central_service.clock import ShiftedClock
from central_service.config import ServiceConfig, sqlite_url
from central_service.embedded import EmbeddedService
from central_service.notices.listing import list_notices
from central_service.parts import Parts
from central_service.sample.season import STORIES, SampleAccount, build_season, is_built, sample_accounts
from central_service.sample.stories import TODAY
from reviewer_app.config import resources_dir

ROOT = Path(__file__).resolve().parent.parent
_MOMENT = "moment.txt"
_PORT = "port.txt"
_SHOWN_MESSAGES = 8


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit status of the desktop."""
    parser = argparse.ArgumentParser(prog="python -m central_service.demo", description=__doc__)
    parser.add_argument("command", choices=["run", "build"])
    parser.add_argument(
        "--stories", type=int, default=STORIES, help="cases of the season (default: %(default)s)"
    )
    parser.add_argument("--fresh", action="store_true", help="forget what was done in earlier demonstrations")
    parser.add_argument("--build-dir", type=Path, default=ROOT / "build", help="where the season is kept")
    chosen = parser.parse_args(arguments)
    season = _season(chosen.build_dir, chosen.stories)
    if chosen.command == "build":
        return 0
    unseen = not has_screen()
    work = _working_copy(season, chosen.build_dir / "demo-data", fresh=chosen.fresh or unseen)
    return _run(season, work, chosen.build_dir / "demo", unseen=unseen)


def has_screen() -> bool:
    """Whether a window can be opened here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _season(build_dir: Path, stories: int) -> Path:
    """The built season of this state of the program; built now if it is not there."""
    seasons = build_dir / "season"
    season = seasons / f"{_fingerprint()}-{stories}"
    if is_built(season):
        return season
    shutil.rmtree(seasons, ignore_errors=True)
    print(f"首次运行：正在生成示例招生季（{stories} 件虚构办件），需要几分钟，以后不再重复。", flush=True)
    photos = seasons / "photos"
    build_season(season, photos, _Progress(), stories=stories)
    shutil.rmtree(photos)
    return season


def _fingerprint() -> str:
    """Hash of everything that a season's content depends on."""
    digest = sha256()
    code = [*ROOT.glob("central_service/**/*.py"), *ROOT.glob("reviewer_app/models/domain/**/*.py")]
    data = [*resources_dir().glob("**/*.json"), *ROOT.glob("central_service/sample/data/*")]
    for file in sorted([*code, *data]):
        digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


class _Progress:
    """One line for each kind of work, rewritten on a terminal."""

    def __init__(self) -> None:
        self._live = sys.stdout.isatty()

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._live:
            print(f"\r{what} {done}/{total}", end="\n" if done == total else "", flush=True)
        elif done == total or done % 100 == 0:
            print(f"{what} {done}/{total}", flush=True)


def _working_copy(season: Path, work: Path, *, fresh: bool) -> Path:
    """A folder with an own copy of the season's database; the documents stay where they are."""
    mark = work / "season.txt"
    if fresh or not mark.is_file() or mark.read_text("utf-8") != season.name:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        shutil.copy2(season / "service.db", work / "service.db")
        mark.write_text(season.name, "utf-8")
    return work


def _run(season: Path, work: Path, pictures: Path, *, unseen: bool) -> int:
    moment = work / _MOMENT
    start = datetime.fromisoformat(moment.read_text("utf-8")) if moment.is_file() else TODAY
    clock = ShiftedClock(start)
    config = ServiceConfig.embedded(work, database_url=sqlite_url(work), blob_folder=season / "documents")
    parts = assemble(config, clock=clock)
    accounts = sample_accounts(season)
    with _listening(application(parts), work) as service:
        print(f"中心服务已启动：{service.base_url}", flush=True)
        _tell_accounts(accounts)
        desktop = _desktop(service.base_url, work, start, pictures, unseen=unseen)
        status = subprocess.run(
            desktop, cwd=ROOT, check=False, env=_environment(accounts, unseen=unseen)
        ).returncode
        _tell_messages(parts)
    moment.write_text(clock.now().isoformat(), "utf-8")
    return status


def _listening(app: FastAPI, work: Path) -> EmbeddedService:
    """At the same address as last time where it is free: a desktop keeps what it synced by address."""
    kept = work / _PORT
    port = int(kept.read_text("utf-8")) if kept.is_file() else 0
    try:
        service = EmbeddedService(app, port=port)
    except OSError:
        service = EmbeddedService(app)
    kept.write_text(service.base_url.rpartition(":")[2], "utf-8")
    return service


def _desktop(url: str, work: Path, start: datetime, pictures: Path, *, unseen: bool) -> list[str]:
    options = ["--service", url, "--data-dir", str(work / "desktop"), "--clock-start", start.isoformat()]
    if not unseen:
        return [sys.executable, "-m", "reviewer_app", *options]
    print("这台机器没有屏幕：改为在后台用真实窗口完成同样的工作。", flush=True)
    print("No screen here: doing the same work through the real window, unseen.", flush=True)
    return [sys.executable, "-m", "reviewer_app.tour", *options, "--pictures", str(pictures)]


def _environment(accounts: list[SampleAccount], *, unseen: bool) -> dict[str, str]:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if unseen:
        supervisor = next(account for account in accounts if account.role == "supervisor")
        environment |= {
            "QT_QPA_PLATFORM": "offscreen",
            "ENROLMENT_ACCOUNT": supervisor.account,
            "ENROLMENT_PASSWORD": supervisor.password,
        }
    return environment


def _tell_accounts(accounts: list[SampleAccount]) -> None:
    print("示例账号（只在这台机器的示例中有效）：")
    for account in accounts:
        print(
            f"  {account.office}  {_ROLES[account.role]}  {account.name}  {account.account}  {account.password}"
        )
    print(flush=True)


_ROLES = {"reviewer": "审核员", "supervisor": "负责人", "operator": "报名点"}


def _tell_messages(parts: Parts) -> None:
    """The last text messages that the embedded gateway took."""
    print("最近发出的短信（示例中不会真正发送）：")
    for notice in list_notices(parts, last=_SHOWN_MESSAGES):
        print(f"  {notice.line()}")


if __name__ == "__main__":
    raise SystemExit(main())
