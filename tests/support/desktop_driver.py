"""The desktop in a process of its own that a test commands: real window, real keys, and the words on the screen.

Runs what ``python -m reviewer_app`` runs, without a screen, and reads one JSON object a line from its standard input.
Every line is answered by one line: ``{"answer": …}`` or ``{"failure": …}``. It ends with its input.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

import reviewer_app.config

if TYPE_CHECKING:
    from reviewer_app.app import ReviewerApp
    from reviewer_app.ui.views.desk import Desk

Json = dict[str, Any]
Part = TypeVar("Part", bound=QWidget)


class Driver(QObject):
    """Obeys on the screens' thread."""

    _came = Signal(str)

    def __init__(self, desktop: ReviewerApp) -> None:
        super().__init__()
        self._desktop = desktop
        self._commands: dict[str, Callable[..., object]] = {
            "press": self._press,
            "type": self._type,
            "click": self._click,
            "see": self._see,
            "grab": self._grab,
            "resize": self._resize,
            "save_as": self._save_as,
            "close": self._close,
        }
        self._came.connect(self._obey)

    def listen(self) -> None:
        """Read commands until the input ends."""
        threading.Thread(target=self._read, name="commands", daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self._came.emit(line)
        self._came.emit("")

    def _obey(self, line: str) -> None:
        if not line:
            QApplication.quit()
            return
        asked = json.loads(line)
        try:
            reply = {"answer": self._commands[asked.pop("do")](**asked)}
        except (AssertionError, LookupError) as failure:
            reply = {"failure": str(failure)}
        print(json.dumps(reply), flush=True)

    def _press(self, keys: Sequence[str]) -> None:
        for name in keys:
            chord = QKeySequence.fromString(name)[0]  # type: ignore[index]
            QTest.keyClick(self._window(), chord.key(), chord.keyboardModifiers())

    def _type(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self._window(), character)  # type: ignore[call-overload]

    def _window(self) -> QWindow:
        window = QGuiApplication.focusWindow()
        assert window is not None, "the window is not active"
        return window

    def _click(self, name: str) -> None:
        buttons = [
            button
            for button in _visible(self._desktop.window, QAbstractButton)
            if name in (button.text(), button.accessibleName())
        ]
        assert buttons, f"there is no button {name!r}: {sorted(set(_said(self._desktop.window)))}"
        assert len(buttons) == 1, f"there are {len(buttons)} buttons {name!r}"
        assert buttons[0].isEnabled(), f"the button {name!r} is disabled"
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)

    def _see(self) -> Json:
        window = self._desktop.window
        seen: Json = {
            "words": list(_said(window)),
            "buttons": list(_buttons(window)),
            "lists": dict(_lists(window)),
            "focus": _focus(),
        }
        return seen | (_desk(window.desk) if window.desk is not None and window.desk.isVisible() else {})

    def _grab(self, path: str) -> None:
        assert self._desktop.window.grab().save(path), f"the picture could not be saved: {path}"

    def _resize(self, width: int, height: int) -> None:
        self._desktop.window.resize(width, height)

    def _save_as(self, path: str) -> None:
        """What the person will answer when they are asked where to save."""
        assert self._desktop.window.desk is not None, "nobody is signed in"
        self._desktop.window.desk.roster.choose_path = lambda _suggested: path

    def _close(self) -> None:
        self._desktop.window.close()


def _desk(desk: Desk) -> Json:
    view = desk.workbench.case_view
    case, shown, row = view.vm.case, view.viewer.current, view.form.list.current
    return {
        "case": case.number if case is not None and view.isVisible() else "",
        "armed": view.isVisible() and view.disarmed is None,
        "field": row.label if row is not None else "",
        "image": shown.document.material if shown is not None and view.viewer.shows_image else "",
        "pictures": view.viewer.idle,
        "pill": desk.bar.pill.accessibleName(),
        "waiting": len(desk.outbox.waiting),
        "troubled": len(desk.outbox.troubled),
        "conflict": desk.conflict.isVisible(),
    }


def _visible(window: QWidget, kind: type[Part]) -> Iterator[Part]:
    found = cast("list[Part]", window.findChildren(kind))
    return (part for part in found if part.isVisible())


def _said(window: QWidget) -> Iterator[str]:
    """What each visible part says, to the eye or to a screen reader."""
    for widget in _visible(window, QWidget):
        for words in (widget.accessibleName(), _text(widget)):
            if words:
                yield words


def _buttons(window: QWidget) -> Iterator[str]:
    """The buttons that would act now."""
    for button in _visible(window, QAbstractButton):
        if button.isEnabled() and not button.accessibleDescription():
            yield button.accessibleName() or button.text()


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.displayText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""


def _lists(window: QWidget) -> Iterator[tuple[str, list[str]]]:
    """Rows of each visible list, as a screen reader says them."""
    for view in _visible(window, QAbstractItemView):
        model = view.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        role = Qt.ItemDataRole.AccessibleTextRole
        yield view.accessibleName(), [str(row.data(role) or row.data() or "") for row in rows]


def _focus() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.accessibleName() or _text(widget) or type(widget).__name__


def main(argv: Sequence[str]) -> int:
    """Run the desktop until it is closed or its input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speaks", type=int, help="protocol version of a desktop of another age")
    own, rest = parser.parse_known_args(argv)
    if own.speaks is not None:
        reviewer_app.config.PROTOCOL_VERSION = own.speaks
    # Imported now: its modules take the version with them.
    from reviewer_app.app import ReviewerApp, make_application, read_arguments

    settings = read_arguments(rest)
    app = make_application(settings)
    desktop = ReviewerApp(settings)
    desktop.start()
    desktop.window.activateWindow()
    assert QTest.qWaitForWindowActive(desktop.window), "the window did not become active"
    driver = Driver(desktop)
    driver.listen()
    return app.exec()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.exit(main(sys.argv[1:]))
