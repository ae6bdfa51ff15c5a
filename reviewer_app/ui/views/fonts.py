"""The bundled fonts: one metric on every system, and no missing character in a name.

Noto Sans SC draws the text, HanaMinB the characters of GB 18030-2022 level 3 that Noto lacks. Nothing is
taken from the system, whose fonts differ from county to county.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILIES = ("Noto Sans SC", "HanaMinB")
FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "NotoSansSC-Bold.ttf", "HanaMinB.ttf")
SMALLEST = 12
"""Pixels at 100 %: nothing on screen is set smaller (DESIGN_LANGUAGE 3)."""


class FontError(RuntimeError):
    """A bundled font is missing or damaged; the message names the file."""


class Weight(IntEnum):
    """The three weights that are bundled."""

    REGULAR = QFont.Weight.Normal.value
    MEDIUM = QFont.Weight.Medium.value
    BOLD = QFont.Weight.Bold.value


def load_fonts(folder: Path) -> None:
    """Register the bundled fonts, once. :raises FontError: naming the file that cannot be read."""
    loaded = set(QFontDatabase.families())
    if loaded.issuperset(FAMILIES):
        return
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise FontError(f"{name}: the font cannot be read")


def make_font(pixels: int, weight: Weight = Weight.REGULAR) -> QFont:
    """A font of the bundled families, ``pixels`` high, already scaled (see :meth:`theme.Look.font`)."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(int(weight)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
