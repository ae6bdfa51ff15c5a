"""The look that the product ships, worn before any widget is made."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.config import resources_dir
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.theme import TextScale
from reviewer_app.ui.views.tokens import ThemeName


@pytest.fixture(autouse=True)
def worn(qapp: QApplication) -> None:
    """Light, 100 %, whatever the test before has changed."""
    name, scale = ThemeName.LIGHT, TextScale.NORMAL
    if not theme.is_installed() or (theme.look().theme.name, theme.look().scale) != (name.value, scale):
        theme.install(qapp, resources_dir(), name, scale)
