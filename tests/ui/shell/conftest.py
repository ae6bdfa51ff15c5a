"""The desk over a real store with invented cases, its sync in the hand of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer_app.config import resources_dir
from reviewer_app.models.domain.case import Case, CaseStatus
from reviewer_app.models.domain.workflow import Role
from reviewer_app.ui.bridge.sync_status import Link
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.theme import TextScale
from reviewer_app.ui.views.tokens import ThemeName
from tests.support.cases import make_case
from tests.ui.shell.bench import Bench


@pytest.fixture(autouse=True)
def worn(qapp: QApplication) -> None:
    """Light, 100 %, whatever the test before has changed."""
    name, scale = ThemeName.LIGHT, TextScale.NORMAL
    if not theme.is_installed() or (theme.look().theme.name, theme.look().scale) != (name.value, scale):
        theme.install(qapp, resources_dir(), name, scale)


MakeBench = Callable[..., Bench]


@pytest.fixture
def make_bench(tmp_path: Path, qtbot: QtBot) -> Iterator[MakeBench]:
    """Opens desks: ``make_bench(cases, role=…, size=…)``; closed when the test ends."""
    opened: list[Bench] = []

    def make(cases: Iterable[Case] = (), *, role: Role = Role.REVIEWER, folder: str = "store") -> Bench:
        bench = Bench.open(tmp_path / folder, cases, role, qtbot)
        opened.append(bench)
        return bench

    yield make
    for bench in opened:
        bench.close()


@pytest.fixture
def bench(make_bench: MakeBench) -> Bench:
    """A desk with twelve cases in several states, online."""
    states = [CaseStatus.PENDING] * 6 + [CaseStatus.PROCESSING] * 3 + [CaseStatus.CORRECTION] * 2
    cases = [make_case(n, status=status) for n, status in enumerate([*states, CaseStatus.COMPLETED], 1)]
    made = make_bench(cases)
    made.go(Link.ONLINE)
    return made
