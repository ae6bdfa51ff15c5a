"""Chinese text on its optical centre, and always plain: what people typed is never read as markup."""

from __future__ import annotations

import html
import unicodedata

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from reviewer_app.ui.views.painting import snap_point

BASELINE_BELOW_MIDDLE = 0.375
"""Centred Chinese text sits with its baseline this many em below the middle (DESIGN_LANGUAGE 13)."""
Align = Qt.AlignmentFlag


def plain(text: str) -> str:
    """One line of what a person typed: line breaks and controls become spaces, direction marks vanish."""
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif category == "Cs":
            kept.append("\N{REPLACEMENT CHARACTER}")
        elif category != "Cf":
            kept.append(character)
    return "".join(kept)


def tooltip(text: str) -> str:
    """Tooltip text that Qt shows as typed: by itself it reads anything that looks like markup as such."""
    return f"<span>{html.escape(text)}</span>" if text else ""


def text_width(text: str, font: QFont) -> float:
    """Logical pixels that one line takes."""
    return QFontMetricsF(font).horizontalAdvance(plain(text))


def elided(text: str, font: QFont, width: float, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    return QFontMetricsF(font).elidedText(plain(text), mode, width)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Align = Align.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> float:
    """Draw one line vertically centred in ``rect``, elided where too long; returns the width drawn."""
    shown = elided(text, font, rect.width() + 0.5, elide)
    width = QFontMetricsF(font).horizontalAdvance(shown)
    x = rect.left()
    if align & Align.AlignRight:
        x = rect.right() - width
    elif align & Align.AlignHCenter:
        x = rect.left() + (rect.width() - width) / 2
    baseline = rect.center().y() + font.pixelSize() * BASELINE_BELOW_MIDDLE
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(snap_point(painter, QPointF(x, baseline)), shown)
    return width


def wrap_text(text: str, font: QFont, width: float) -> list[str]:
    """Lines of a text broken for ``width``; line breaks of the text itself are kept."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        clean = plain(paragraph)
        layout = QTextLayout(clean, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            start, end = line.textStart(), line.textStart() + line.textLength()
            lines.append(clean[_index(clean, start) : _index(clean, end)])
        layout.endLayout()
    return lines


def _index(text: str, units: int) -> int:
    """Index into ``text`` for a count of UTF-16 units: rare characters are two of them in Qt, one here."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def draw_lines(
    painter: QPainter,
    top_left: QPointF,
    width: float,
    lines: list[str],
    font: QFont,
    colour: QColor,
    pitch: float,
) -> None:
    """Draw wrapped lines, each centred in a band ``pitch`` high."""
    for index, line in enumerate(lines):
        band = QRectF(top_left.x(), top_left.y() + index * pitch, width, pitch)
        draw_text(painter, band, line.rstrip(), font, colour)
