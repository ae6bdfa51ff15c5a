"""The bundled fonts draw every name that a child may have.

GB 18030-2022 puts products for government services at level 3: all 87,887 Chinese characters of the
standard. No single font can hold them (a font ends at 65,535 glyphs), so each weight of Noto Sans SC is
paired with HanaMinB.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFontFile

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
WEIGHTS = ("NotoSansSC-Regular", "NotoSansSC-Medium", "NotoSansSC-Bold")
RARE = "HanaMinB"

# The blocks as GB 18030-2022 has them; later Unicode versions have since extended some.
LEVEL_3_RANGES = (
    (0x4E00, 0x9FEF),  # CJK unified ideographs
    (0x3400, 0x4DB5),  # extension A
    (0x20000, 0x2A6D6),  # extension B
    (0x2A700, 0x2B734),  # extension C
    (0x2B740, 0x2B81D),  # extension D
    (0x2B820, 0x2CEA1),  # extension E
    (0x2CEB0, 0x2EBE0),  # extension F
)
# The unified ideographs that lie among the compatibility ones.
LEVEL_3_SINGLES = (
    *(0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F),
    *(0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29),
)


@cache
def _characters(font: str) -> frozenset[int]:
    """The code points for which the font file has a glyph, as the writer of PDF papers reads them."""
    glyphs: dict[int, int] = TTFontFile(str(FONTS / f"{font}.ttf")).charToGlyph
    return frozenset(code for code, glyph in glyphs.items() if glyph)


@cache
def _level_3() -> frozenset[int]:
    ranges = (code for first, last in LEVEL_3_RANGES for code in range(first, last + 1))
    return frozenset((*ranges, *LEVEL_3_SINGLES))


def test_level_3_has_as_many_characters_as_the_standard_says() -> None:
    assert len(_level_3()) == 87_887


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_weight_and_the_rare_font_carry_every_character_of_level_3(weight: str) -> None:
    missing = _level_3() - _characters(weight) - _characters(RARE)

    assert not missing, [f"U+{code:04X}" for code in sorted(missing)[:20]]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_signs_around_a_name_are_in_the_main_font(weight: str) -> None:
    """Names of minorities, masked lists and Chinese punctuation need no second font."""
    signs = "·•*＊，。、：；！？（）《》“”‘’—…～℃№①②③ 0123456789X"

    assert {sign for sign in signs if ord(sign) not in _characters(weight)} == set()


@pytest.mark.parametrize(
    ("file", "family"), [*((weight, "Noto Sans SC") for weight in WEIGHTS), (RARE, "HanaMinB")]
)
def test_the_screen_knows_the_fonts_by_these_families(qtbot: QtBot, file: str, family: str) -> None:
    number = QFontDatabase.addApplicationFont(str(FONTS / f"{file}.ttf"))

    assert family in QFontDatabase.applicationFontFamilies(number)


def test_every_font_has_its_licence_beside_it() -> None:
    families = {path.stem.split("-")[0] for path in FONTS.glob("*.ttf")}
    licences = {path.stem.removeprefix("LICENSE-") for path in FONTS.glob("LICENSE-*.txt")}

    assert families == licences


def test_the_fonts_stay_small_enough_for_a_repository() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) <= 70_000_000
