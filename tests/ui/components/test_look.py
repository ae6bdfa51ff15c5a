"""Fonts, text scale, icons and the change of theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

from reviewer_app.ui.views import theme
from reviewer_app.ui.views.fonts import FontError, Weight, load_fonts, make_font
from reviewer_app.ui.views.icons import IconError, icon, icon_pixmap
from reviewer_app.ui.views.theme import TextScale, look
from reviewer_app.ui.views.tokens import ThemeName


@pytest.mark.parametrize("weight", list(Weight))
def test_text_is_drawn_in_the_bundled_font(weight: Weight) -> None:
    font = look().font(14, weight)
    assert QFontInfo(font).family() == "Noto Sans SC"
    assert QFontInfo(font).weight() == int(weight)


@pytest.mark.parametrize("text", ["覃", "𬱖", "𠮷", "𡔝", "㙍", "·"])
def test_rare_characters_of_names_have_a_glyph(text: str) -> None:
    families = [make_font(14)]
    fallback = make_font(14)
    fallback.setFamilies(["HanaMinB"])
    families.append(fallback)
    assert any(QRawFont.fromFont(font).supportsCharacter(ord(text)) for font in families)
    assert QFontMetricsF(make_font(14)).horizontalAdvance(text) > 0


def test_no_text_is_smaller_than_the_minimum() -> None:
    with pytest.raises(ValueError, match="11"):
        look().font(11)


def test_everything_grows_with_the_text_scale(qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changes.changed):
        theme.change(scale=TextScale.EXTRA_LARGE)
    assert look().px(100) == 130
    assert look().font(14).pixelSize() == 18


def test_a_change_of_theme_reaches_the_palette(qtbot: QtBot) -> None:
    theme.change(theme=ThemeName.DARK)
    assert theme.qt_palette(look().colours).base().color() == QColor("#202826")
    assert look().scale is TextScale.NORMAL


def test_a_missing_font_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer_app.ui.views.fonts.QFontDatabase.families", list)
    with pytest.raises(FontError, match=r"NotoSansSC-Regular\.ttf"):
        load_fonts(tmp_path)


def test_an_icon_takes_the_colour_of_its_token_at_the_screens_resolution() -> None:
    pixmap = icon_pixmap("check", 16, QColor("#246B4A"), 2.0)
    assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (32, 16)
    image = pixmap.toImage()
    inked = [
        image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert {colour.name() for colour in inked} == {"#246b4a"}


def test_an_unknown_icon_is_a_mistake() -> None:
    with pytest.raises(IconError):
        icon("no-such-icon", 16)
