"""The commands of the project: set up, run, test, check, bench, lock, clean."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence

from machine_setup.environment import PYTHON, ROOT, ensure_environment
from machine_setup.locks import write_locks
from machine_setup.messages import SetupError, complain
from machine_setup.system_libraries import ensure_qt_libraries, has_screen

SOURCES = ("reviewer_app", "central_service", "tests", "benchmarks", "packaging")
MADE = ("build", "dist", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache")


def run_command(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; what follows its name is passed on to the program."""
    parser = argparse.ArgumentParser(prog="bootstrap.py", description=__doc__)
    parser.add_argument("command", choices=sorted(_COMMANDS))
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    chosen = parser.parse_args(arguments)
    try:
        return _COMMANDS[chosen.command](chosen.rest)
    except SetupError as error:
        complain(error)
        return 2
    except KeyboardInterrupt:
        return 130


def set_up(_: Sequence[str]) -> int:
    """Install everything and start nothing."""
    ensure_qt_libraries(window=has_screen())
    ensure_environment("dev")
    return 0


def run(rest: Sequence[str]) -> int:
    """The embedded service with its sample season, and the desktop on it."""
    ensure_qt_libraries(window=has_screen())
    ensure_environment("demo")
    return _python("-m", "central_service.demo", "run", *rest)


def check(_: Sequence[str]) -> int:
    """Style and types."""
    ensure_environment("dev")
    return _all_of(_CHECKS)


def test(rest: Sequence[str]) -> int:
    """Style, types and tests; every one of them runs, so that one call shows all that is wrong."""
    ensure_qt_libraries(window=False)
    ensure_environment("dev")
    (ROOT / "build" / "coverage").mkdir(parents=True, exist_ok=True)
    coverage = ("--cov", "--cov-report=term")
    return _all_of({**_CHECKS, "tests": ("-m", "pytest", *coverage, *rest)})


def bench(rest: Sequence[str]) -> int:
    """The benchmarks, printed as ratios to what the machine can do at best."""
    ensure_qt_libraries(window=False)
    ensure_environment("dev")
    return _python("-m", "benchmarks", *rest)


def lock(_: Sequence[str]) -> int:
    """Resolve the dependencies of pyproject.toml anew."""
    ensure_environment("dev")
    write_locks()
    return 0


def clean(_: Sequence[str]) -> int:
    """Remove what programs and tools have made; the environment stays."""
    for name in MADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder in SOURCES:
        for cache in (ROOT / folder).rglob("__pycache__"):
            shutil.rmtree(cache, ignore_errors=True)
    return 0


def _all_of(steps: dict[str, tuple[str, ...]]) -> int:
    failed = []
    for name, arguments in steps.items():
        print(f"==> {name}", flush=True)
        if _python(*arguments):
            failed.append(name)
    if failed:
        print(f"\nFailed: {', '.join(failed)}", flush=True)
    return int(bool(failed))


def _python(*arguments: str) -> int:
    """Run the environment's Python from the checkout; return its exit status."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if arguments[:2] == ("-m", "pytest"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=environment, check=False).returncode


_CHECKS: dict[str, tuple[str, ...]] = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy"),
}
_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    command.__name__.replace("_", "-"): command for command in (set_up, run, check, test, bench, lock, clean)
}
