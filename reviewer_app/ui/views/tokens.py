"""Colours of the design language as data: one JSON file a theme under ``resources/theme``, checked on load.

Painting code names colours by what they are for (``surface``, ``ink2``, ``warn_line``) and never by value.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor


class ThemeError(ValueError):
    """A theme file that cannot be used; the message names the file and the entry."""


class ThemeName(StrEnum):
    """The themes that are shipped; the value is the name of the file."""

    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a colour says. Every tone has ink, background, line and a solid pair; see :meth:`Colours.of`."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    STOP = "stop"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class ToneColours:
    """Tinted: ``ink`` on ``background`` within ``line``; solid: ``on_solid`` on ``solid``."""

    ink: QColor
    background: QColor
    line: QColor
    solid: QColor
    on_solid: QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Every colour token of one theme (DESIGN_LANGUAGE 2)."""

    surface: QColor
    side: QColor
    chrome: QColor
    mat: QColor
    strip: QColor
    line: QColor
    line2: QColor
    line3: QColor
    ink: QColor
    ink2: QColor
    ink3: QColor
    accent: QColor
    accent_bg: QColor
    accent_line: QColor
    on_accent: QColor
    ok: QColor
    ok_bg: QColor
    ok_line: QColor
    on_ok: QColor
    warn: QColor
    warn_bg: QColor
    warn_line: QColor
    warn_solid: QColor
    on_warn: QColor
    stop: QColor
    stop_bg: QColor
    stop_line: QColor
    on_stop: QColor
    hold: QColor
    hold_bg: QColor
    hold_line: QColor
    on_hold: QColor
    neutral_bg: QColor
    hover: QColor
    press: QColor
    disabled_bg: QColor
    disabled_line: QColor
    disabled_ink: QColor
    keycap: QColor
    keycap_line: QColor
    scroll: QColor
    raised: QColor
    raised_line: QColor
    raised_ink: QColor
    raised_ink2: QColor
    raised_key: QColor
    raised_key_line: QColor
    raised_link: QColor
    raised_ok: QColor
    shadow: QColor
    scrim: QColor

    def named(self, token: str) -> QColor:
        """The colour of a token. :raises KeyError: when there is no such token."""
        if token not in TOKEN_NAMES:
            raise KeyError(token)
        return QColor(getattr(self, token))

    def of(self, tone: Tone) -> ToneColours:
        """The colours that belong to a tone."""
        if tone is Tone.NEUTRAL:
            return ToneColours(self.ink2, self.neutral_bg, self.line2, self.ink2, self.surface)
        name = tone.value
        solid = self.warn_solid if tone is Tone.WARN else self.named(name)
        return ToneColours(
            self.named(name),
            self.named(f"{name}_bg"),
            self.named(f"{name}_line"),
            solid,
            self.named(f"on_{name}"),
        )


TOKEN_NAMES = frozenset(field.name for field in fields(Colours))


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme file. ``document_dim_percent`` darkens documents; the viewer's ``C`` restores them."""

    name: str
    dark: bool
    document_dim_percent: int
    colours: Colours


def load_theme(folder: Path, name: ThemeName) -> Theme:
    """Read ``folder/<name>.json``. :raises ThemeError: naming the file and the entry that is wrong."""
    path = folder / f"{name.value}.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ThemeError(f"{path.name}: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("colours"), dict):
        raise ThemeError(f"{path.name}: colours is missing")
    dim = raw.get("document_dim_percent")
    if not isinstance(dim, int) or not 0 <= dim <= 50:
        raise ThemeError(f"{path.name}: document_dim_percent must be a whole number from 0 to 50")
    return Theme(
        name=name.value,
        dark=raw.get("dark") is True,
        document_dim_percent=dim,
        colours=_colours(path.name, raw["colours"]),
    )


def _colours(file: str, entries: dict[str, Any]) -> Colours:
    wrong = sorted(TOKEN_NAMES.symmetric_difference(entries))
    if wrong:
        raise ThemeError(f"{file}: colours: missing or unknown: {', '.join(wrong)}")
    parsed: dict[str, QColor] = {}
    for token, value in entries.items():
        colour = QColor(value) if isinstance(value, str) and value.startswith("#") else QColor()
        if not colour.isValid():
            raise ThemeError(f"{file}: colours.{token}: {value!r} is no colour (#RRGGBB or #AARRGGBB)")
        parsed[token] = colour
    return Colours(**parsed)
