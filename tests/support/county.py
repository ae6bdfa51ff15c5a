"""A county as its administrator sets it up, by the service's own command line."""

from __future__ import annotations

import csv
from pathlib import Path

from central_service.cli import main as command_line
from tests.support.families import OFFICE
from tests.support.service import (
    CLOSES,
    OPENS,
    OTHER_OFFICE,
    OTHER_REVIEWER,
    REVIEWER,
    SCHOOLS,
    SUPERVISOR,
    YEAR,
)

TYPED_PASSWORD = "celadon-terrace-76"
"""Can be typed on any keyboard, unlike the password of the in-process tests."""
ACCOUNTS = (REVIEWER, SUPERVISOR, OTHER_REVIEWER)


def set_up_county(data_dir: Path) -> None:
    """What an administrator types before the first day: offices, season, policy, schools, staff.

    The commands run in this process, one import for all of them; ``serve`` runs in a process of its own.
    """
    notes = data_dir.with_name(f"{data_dir.name}-setup")
    notes.mkdir()
    (notes / "password").write_text(f"{TYPED_PASSWORD}\n", "utf-8")
    (notes / "policy.txt").write_text("灵山县2026年义务教育阶段新生入学政策（演示）。", "utf-8")
    _write_schools(notes / "schools.csv")
    season = ("--year", str(YEAR))

    def run(*arguments: str) -> None:
        command_line(["--data", str(data_dir), *arguments], standalone_mode=False)

    run("init")
    for office in (OFFICE, OTHER_OFFICE):
        run("office", "add", office)
        dates = ("--opens", OPENS.isoformat(), "--closes", CLOSES.isoformat())
        run("season", "open", "--office", office, *season, *dates)
    run("policy", "set", "--office", OFFICE, *season, str(notes / "policy.txt"))
    run("school", "import", "--office", OFFICE, *season, str(notes / "schools.csv"))
    for account in ACCOUNTS:
        who = ("--name", account.name, "--role", account.role.value, "--office", account.office)
        run("account", "add", account.login, *who, "--password-file", str(notes / "password"))


def _write_schools(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "name", "stages", "plan", "private"])
        for school in SCHOOLS:
            stages = "/".join(sorted(school.stages))
            writer.writerow([school.code, school.name, stages, school.plan, "是" if school.private else ""])
