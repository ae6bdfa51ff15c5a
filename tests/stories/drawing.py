"""Stories: one state of one screen, drawn without a screen to a PNG that a person looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.config import resources_dir
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.theme import TextScale
from reviewer_app.ui.views.tokens import ThemeName

SMALL = QSize(1366, 768)
LARGE = QSize(1920, 1080)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a story is drawn."""

    size: QSize = field(default_factory=lambda: QSize(SMALL))
    theme: ThemeName = ThemeName.LIGHT
    scale: TextScale = TextScale.NORMAL

    @property
    def suffix(self) -> str:
        """Part of the file name."""
        dark = "_dark" if self.theme is ThemeName.DARK else ""
        scale = "" if self.scale is TextScale.NORMAL else f"_text{int(self.scale)}"
        return f"{dark}{scale}_{self.size.width()}x{self.size.height()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """``build`` makes the widget; ``ready`` tells when it has everything on screen (decoding runs beside it)."""

    name: str
    build: Callable[[], QWidget]
    ready: Callable[[QWidget], bool] = lambda _widget: True
    arrange: Callable[[QWidget], None] = lambda _widget: None
    """What is done once it is on screen: a menu opened, a key pressed."""
    looks: tuple[Look, ...] = (Look(), Look(theme=ThemeName.DARK))


def draw(story: Story, look: Look, folder: Path) -> Path:
    """Draw one story in one look; returns the file."""
    app = application()
    theme.install(app, resources_dir(), look.theme, look.scale)
    widget = story.build()
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    widget.resize(look.size)
    widget.show()
    settle(lambda: story.ready(widget))
    focused = widget.focusWidget()
    if focused is not None:
        focused.clearFocus()
    story.arrange(widget)
    settle(lambda: story.ready(widget))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{story.name}{look.suffix}.png"
    if not widget.grab().save(str(path)):
        raise OSError(f"{path}: not written")
    widget.close()
    widget.deleteLater()
    return path


def settle(ready: Callable[[], bool]) -> None:
    """Run the event loop until everything posted is done and ``ready``."""
    while True:
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        if ready():
            QCoreApplication.processEvents()
            return
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def application() -> QApplication:
    """The one application of this process."""
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(["stories"])
