"""The case view over a real store, with papers that are drawn once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer_app.config import resources_dir
from reviewer_app.models.domain.case import Case, DocumentId
from reviewer_app.models.domain.ports import Season
from reviewer_app.models.domain.workflow import Role
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.case_view import CaseView
from reviewer_app.ui.views.document_viewer import Trouble
from reviewer_app.ui.views.theme import TextScale
from reviewer_app.ui.views.tokens import ThemeName
from tests.ui.case.desk import Desk, open_desk
from tests.ui.viewer.papers import encoded, paper


@pytest.fixture(autouse=True)
def worn(qapp: QApplication) -> None:
    """Light, 100 %, whatever the test before has changed."""
    name, scale = ThemeName.LIGHT, TextScale.NORMAL
    if not theme.is_installed() or (theme.look().theme.name, theme.look().scale) != (name.value, scale):
        theme.install(qapp, resources_dir(), name, scale)


MakeDesk = Callable[..., Desk]
OpenView = Callable[..., CaseView]


@lru_cache(maxsize=1)
def _photo() -> bytes:
    return encoded(paper("居民户口簿", size=QSize(1000, 750)))


def photo(_: DocumentId) -> bytes:
    """The same small photo for every document."""
    return _photo()


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[MakeDesk]:
    """Opens desks and closes them after the test."""
    desks: list[Desk] = []

    def make(
        *cases: Case,
        role: Role = Role.REVIEWER,
        troubles: dict[DocumentId, Trouble] | None = None,
        of: Season | None = None,
    ) -> Desk:
        folder = tmp_path / str(len(desks))
        desk = open_desk(folder, cases, photo, role=role, troubles=troubles, of=of)
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.close()


@pytest.fixture
def open_view(qtbot: QtBot, make_desk: MakeDesk) -> Iterator[OpenView]:
    """A case view at the size of the small screen, with a case open and decisions armed."""
    views: list[CaseView] = []

    def open_(desk: Desk, case: Case | None, width: int = 1094, height: int = 690) -> CaseView:
        view = CaseView(desk.services)
        views.append(view)
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        if case is not None:
            view.show_case(case.id)
            qtbot.waitUntil(lambda: view.disarmed is None)
        return view

    yield open_
    for view in views:
        view.viewer.close_supply()
