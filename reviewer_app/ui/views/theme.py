"""The look of the whole application: colours, text scale and fonts, installed once by the composition root.

Use::

    theme.install(app, resources, ThemeName.LIGHT)    # once, before the first widget
    look().px(12), look().font(14, Weight.MEDIUM), look().colours.ink2    # when measuring and painting
    theme.change(theme=ThemeName.DARK)    # repaints; ``changes.changed`` follows

Ask ``look()`` at paint time and never keep what it returned: a change of theme or text size then needs
nothing but a repaint, which Qt sends by itself. Layouts with fixed margins and sizes connect to ``changes.changed``.

Strings on screen: their source, inside ``tr()``, is Simplified Chinese, so that the untranslated application
already speaks to its users; another language is one translation file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from reviewer_app.ui.views.fonts import SMALLEST, Weight, load_fonts, make_font
from reviewer_app.ui.views.tokens import Colours, Theme, ThemeName, load_theme


class TextScale(IntEnum):
    """Text size in percent: 标准, 大, 特大. It scales everything, not only text."""

    NORMAL = 100
    LARGE = 115
    EXTRA_LARGE = 130


@dataclass(frozen=True, slots=True)
class Look:
    """What is on screen now: a theme at a text scale."""

    theme: Theme
    scale: TextScale

    @property
    def colours(self) -> Colours:
        """Colour tokens of the theme."""
        return self.theme.colours

    def px(self, size: float) -> int:
        """Logical pixels for a size of the design (which is drawn at 100 %)."""
        return round(size * self.scale / 100)

    def font(self, size: int, weight: Weight = Weight.REGULAR) -> QFont:
        """A font of ``size`` design pixels. :raises ValueError: below the minimum of 12."""
        if size < SMALLEST:
            raise ValueError(f"text of {size} px is below the minimum of {SMALLEST}")
        return make_font(self.px(size), weight)


class LookChanges(QObject):
    """Tells layouts that sizes or colours have changed; painted parts repaint without it."""

    changed = Signal()


changes = LookChanges()
_resources: Path | None = None
_current: Look | None = None


def look() -> Look:
    """The look that is installed. :raises RuntimeError: before :func:`install`."""
    if _current is None:
        raise RuntimeError("theme.install() has not been called")
    return _current


def is_installed() -> bool:
    """Whether there is a look already."""
    return _current is not None


def resources() -> Path:
    """The resources folder that the look was installed from."""
    if _resources is None:
        raise RuntimeError("theme.install() has not been called")
    return _resources


def install(
    app: QApplication,
    folder: Path,
    theme: ThemeName = ThemeName.LIGHT,
    scale: TextScale = TextScale.NORMAL,
) -> None:
    """Load fonts and colours from the resources ``folder`` and dress the application in them.

    :raises FontError, ThemeError: naming the file that is missing or wrong.
    """
    global _resources
    _resources = folder
    load_fonts(folder / "fonts")
    app.setStyle(QStyleFactory.create("Fusion"))
    _wear(app, Look(load_theme(folder / "theme", theme), scale))


def change(*, theme: ThemeName | None = None, scale: TextScale | None = None) -> None:
    """Change theme or text scale of the running application."""
    before = look()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("there is no application")
    worn = before.theme if theme is None else load_theme(resources() / "theme", theme)
    _wear(app, Look(worn, before.scale if scale is None else scale))
    changes.changed.emit()


def _wear(app: QApplication, new: Look) -> None:
    global _current
    _current = new
    app.setFont(new.font(14))
    app.setPalette(qt_palette(new.colours))
    app.setStyleSheet(style_sheet(new))


def qt_palette(colours: Colours) -> QPalette:
    """The tokens as Qt's own palette, for the standard widgets."""
    role = QPalette.ColorRole
    palette = QPalette()
    for target, colour in (
        (role.Window, colours.side),
        (role.WindowText, colours.ink),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.side),
        (role.Text, colours.ink),
        (role.PlaceholderText, colours.ink3),
        (role.Button, colours.surface),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.stop),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.raised_ink),
        (role.Light, colours.surface),
        (role.Midlight, colours.line),
        (role.Mid, colours.line2),
        (role.Dark, colours.line3),
        (role.Shadow, colours.line3),
        (role.Accent, colours.accent),
    ):
        palette.setColor(target, colour)
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, colours.disabled_ink)
    return palette


def _hex(colour: QColor) -> str:
    return colour.name(QColor.NameFormat.HexRgb)


def style_sheet(new: Look) -> str:
    """Style sheet of text inputs, scroll bar and tooltip; everything else is painted."""
    c, px = new.colours, new.px
    bar = px(10)
    return f"""
QLineEdit, QPlainTextEdit {{
  background: {_hex(c.surface)}; color: {_hex(c.ink)}; border: 1px solid {_hex(c.line3)};
  placeholder-text-color: {_hex(c.ink3)};
  border-radius: {px(6)}px; padding: 0 {px(9)}px;
  selection-background-color: {_hex(c.accent)}; selection-color: {_hex(c.on_accent)};
}}
QPlainTextEdit {{ padding: {px(5)}px {px(6)}px; }}
QLineEdit:hover, QPlainTextEdit:hover {{ border-color: {_hex(c.ink3)}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {_hex(c.accent)}; padding: 0 {px(9) - 1}px; }}
QPlainTextEdit:focus {{ padding: {px(5) - 1}px {px(6) - 1}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{
  border: 2px solid {_hex(c.stop)}; padding: 0 {px(9) - 1}px;
}}
QPlainTextEdit[wrong="true"] {{ padding: {px(5) - 1}px {px(6) - 1}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{
  background: {_hex(c.disabled_bg)}; color: {_hex(c.ink3)}; border: 1px solid {_hex(c.disabled_line)};
}}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {_hex(c.scroll)}; border-radius: {px(3)}px; margin: {px(2)}px; }}
QScrollBar::handle:hover {{ background: {_hex(c.line3)}; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{
  background: {_hex(c.raised)}; color: {_hex(c.raised_ink)}; border: 1px solid {_hex(c.raised_line)};
  padding: {px(4)}px {px(6)}px;
}}
"""
