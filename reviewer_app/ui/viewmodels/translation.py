"""Words for screens that are put together outside a QObject: their source is Simplified Chinese."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "Wording"


def tr(text: str) -> str:
    """The text in the language of the application."""
    return QCoreApplication.translate(CONTEXT, text)
