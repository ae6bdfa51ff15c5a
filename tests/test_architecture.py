"""The shape of the code is a promise: the contracts of pyproject.toml, and the few rules beyond them."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]


def _run_python(code: str) -> subprocess.CompletedProcess[str]:
    """Run the code in a fresh interpreter that finds the project, whatever this one has loaded."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False, cwd=ROOT
    )


def test_the_contracts_are_kept() -> None:
    """In a process of its own, because the linter sets up logging anew and silences every other logger."""
    run = _run_python(
        "from importlinter.cli import lint_imports as run; exit(run(no_cache=True, no_logo=True))"
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_the_domain_imports_the_standard_library_alone() -> None:
    """Exact where the contract can only name libraries that it knows of."""
    graph = grimp.build_graph("reviewer_app", include_external_packages=True, cache_dir=None)
    domain = {"reviewer_app.models.domain", *graph.find_descendants("reviewer_app.models.domain")}
    imported = {other for module in domain for other in graph.find_modules_directly_imported_by(module)}

    assert imported - domain - set(sys.stdlib_module_names) == set()


def _qt_imports(folder: str) -> Iterator[tuple[str, str]]:
    """Each file below the folder with each Qt module that it imports, as "PySide6.QtCore"."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"), place)):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module == "PySide6":
                names = [f"PySide6.{alias.name}" for alias in node.names]
            else:
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            yield from ((place, name) for name in names if name.startswith("PySide6"))


def test_widgets_live_in_the_views_alone() -> None:
    """The composition root makes the QApplication; every other widget is a view."""
    users = {place for place, module in _qt_imports("reviewer_app") if module == "PySide6.QtWidgets"}

    assert {
        user for user in users if user != "reviewer_app/app.py" and "reviewer_app/ui/views/" not in user
    } == set()


@pytest.mark.parametrize("folder", ["reviewer_app/ui/viewmodels", "reviewer_app/ui/bridge"])
def test_view_models_and_bridge_need_no_screen(folder: str) -> None:
    """Without widgets and pictures both run, and are tested, with an event loop alone."""
    assert {(place, module) for place, module in _qt_imports(folder) if module != "PySide6.QtCore"} == set()


def _modules_loaded_by(statement: str) -> set[str]:
    """The top-level names that a fresh interpreter has loaded after the statement."""
    run = _run_python(f"import sys\n{statement}\nprint(*{{name.split('.')[0] for name in sys.modules}})")
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "module", ["central_service.app", "reviewer_app.models.domain", "reviewer_app.sync.engine"]
)
def test_importing_this_loads_no_qt(module: str) -> None:
    assert not _modules_loaded_by(f"import {module}") & {"PySide6", "shiboken6"}


def test_the_service_starts_on_its_own_lock() -> None:
    """Its machines have neither the desktop's libraries nor those of the sample season."""
    assert not _modules_loaded_by("import central_service.app") & {
        "httpx", "httpx2", "moto", "numpy", "reportlab", "requests",
    }  # fmt: skip
