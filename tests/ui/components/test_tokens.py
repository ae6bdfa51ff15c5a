"""Theme files: complete, checked on load, and readable by everybody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from reviewer_app.config import resources_dir
from reviewer_app.ui.views.tokens import ThemeError, ThemeName, Tone, load_theme

THEMES = resources_dir() / "theme"
TEXT, BOUNDARY = 4.5, 3.0
TEXT_PAIRS = [
    (ink, ground)
    for ink in ("ink", "ink2", "ink3")
    for ground in ("surface", "side", "chrome", "strip", "accent_bg")
] + [
    ("ink", "mat"),
    ("ink2", "mat"),
    ("ink2", "neutral_bg"),
    ("ink2", "hover"),
    ("ink2", "keycap"),
    ("accent", "surface"),
    ("accent", "side"),
    ("accent", "chrome"),
    ("ink", "warn_bg"),
    ("ink", "stop_bg"),
    ("raised_ink", "raised"),
    ("raised_ink2", "raised"),
    ("raised_link", "raised"),
    ("raised_ink", "raised_key"),
]
BOUNDARY_PAIRS = [
    ("line3", "surface"),
    ("line3", "chrome"),
    ("accent", "surface"),
    ("accent", "mat"),
    ("ink3", "mat"),
    ("raised_ok", "raised"),
]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of WCAG 2.1."""

    def luminance(colour: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(ThemeName))
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(name: ThemeName, ink: str, ground: str) -> None:
    colours = load_theme(THEMES, name).colours
    assert contrast(colours.named(ink), colours.named(ground)) >= TEXT


@pytest.mark.parametrize("name", list(ThemeName))
@pytest.mark.parametrize("tone", list(Tone))
def test_both_pairs_of_every_tone_can_be_read(name: ThemeName, tone: Tone) -> None:
    worn = load_theme(THEMES, name).colours.of(tone)
    assert contrast(worn.ink, worn.background) >= TEXT
    assert contrast(worn.on_solid, worn.solid) >= TEXT


@pytest.mark.parametrize("name", list(ThemeName))
@pytest.mark.parametrize(("line", "ground"), BOUNDARY_PAIRS)
def test_boundaries_and_focus_can_be_seen(name: ThemeName, line: str, ground: str) -> None:
    colours = load_theme(THEMES, name).colours
    assert contrast(colours.named(line), colours.named(ground)) >= BOUNDARY


def written(folder: Path, change: dict[str, object]) -> Path:
    raw = json.loads((THEMES / "light.json").read_text(encoding="utf-8"))
    colours = raw["colours"]
    for key, value in change.items():
        if key in ("document_dim_percent", "colours"):
            raw[key] = value
        elif value is None:
            del colours[key]
        else:
            colours[key] = value
    (folder / "light.json").write_text(json.dumps(raw), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ink": None}, "missing or unknown: ink"),
        ({"inky": "#000000"}, "missing or unknown: inky"),
        ({"ink": "dark"}, "colours.ink: 'dark' is no colour"),
        ({"ink": "#12"}, "colours.ink: '#12' is no colour"),
        ({"document_dim_percent": 90}, "document_dim_percent"),
        ({"colours": []}, "colours is missing"),
    ],
)
def test_a_wrong_theme_file_is_refused_by_file_and_entry(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    with pytest.raises(ThemeError) as refused:
        load_theme(written(tmp_path, change), ThemeName.LIGHT)
    assert "light.json" in str(refused.value)
    assert words in str(refused.value)


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"dark\.json"):
        load_theme(tmp_path, ThemeName.DARK)
    (tmp_path / "dark.json").write_text("{", encoding="utf-8")
    with pytest.raises(ThemeError, match=r"dark\.json"):
        load_theme(tmp_path, ThemeName.DARK)


def test_an_unknown_token_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        load_theme(THEMES, ThemeName.LIGHT).colours.named("inkk")
