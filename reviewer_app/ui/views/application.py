"""Qt's application in our look and in Chinese, made once before any window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reviewer_app.ui.views import theme


def make_application(resources: Path, argv: Sequence[str] = ()) -> QApplication:
    """:raises FontError, ThemeError: naming the file of ``resources`` that is missing or wrong."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    _choose_input_method()
    app = QApplication(["enrolment-review", *argv])
    app.setApplicationName("EnrolmentReview")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(QLocale(), "qtbase", "_", folder):
        app.installTranslator(words)
    theme.install(app, resources)
    return app


def _choose_input_method() -> None:
    """The wheel carries the ibus client alone; fcitx5 speaks it too."""
    if sys.platform == "linux" and "fcitx" in os.environ.get("XMODIFIERS", ""):
        os.environ.setdefault("QT_IM_MODULE", "ibus")
        os.environ.setdefault("IBUS_USE_PORTAL", "1")
