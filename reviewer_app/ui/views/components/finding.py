"""What was found about a field or a document: always an icon of its own shape beside its colour."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.theme import look


class Finding(StrEnum):
    """自动 ✓, 人工 ⊙, 待核 ◌, 存疑 △, 不合格 ⊗, 不适用 – (DESIGN_LANGUAGE 6)."""

    AUTO = "auto"
    MANUAL = "manual"
    OPEN = "open"
    DOUBT = "doubt"
    BAD = "bad"
    NONE = "none"


_SIGNS: dict[Finding, tuple[str, str]] = {
    Finding.AUTO: ("check", "ok"),
    Finding.MANUAL: ("circle-check", "ok"),
    Finding.OPEN: ("circle-dashed", "ink3"),
    Finding.DOUBT: ("triangle-alert", "warn"),
    Finding.BAD: ("circle-x", "stop"),
    Finding.NONE: ("minus", "ink3"),
}


def finding_icon(finding: Finding) -> tuple[str, str]:
    """Name of the icon and of the colour token."""
    return _SIGNS[finding]


def paint_finding(painter: QPainter, centre: QPointF, finding: Finding, size: int = 16) -> None:
    """Draw the icon of a finding around ``centre``; ``size`` in design pixels."""
    name, token = _SIGNS[finding]
    draw_icon(painter, name, centre, look().px(size), look().colours.named(token))
