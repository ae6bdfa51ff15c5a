"""The window: signing in, or the desk of the person who has; its place on the screen is remembered."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from reviewer_app.models.domain.ports import ViewState
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.brand import window_icon
from reviewer_app.ui.views.desk import Desk
from reviewer_app.ui.views.sign_in_view import SignInView
from reviewer_app.ui.views.theme import TextScale
from reviewer_app.ui.views.tokens import ThemeName

_GEOMETRY = "window/geometry"
_SCALE = "look/scale"
_THEME = "look/theme"
_START = (1366, 768)
_SMALLEST = (1188, 640)


class MainWindow(QMainWindow):
    """Holds the sign-in and one desk. ``closing`` is the last moment at which work can be brought to an end."""

    sign_out_wanted = Signal()
    closing = Signal()

    def __init__(self, sign_in: SignInView) -> None:
        super().__init__()
        self.sign_in = sign_in
        self.desk: Desk | None = None
        self._memory: ViewState | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(sign_in)
        self.setCentralWidget(self._stack)
        self.setWindowTitle(self.tr("入学审核台"))
        self.setWindowIcon(window_icon())
        self.resize(self._first_size())
        sign_in.left.connect(self.show_desk)

    def put_desk(self, desk: Desk, memory: ViewState) -> None:
        """Show a person's desk, in the place and the look in which they left it."""
        self._memory = memory
        self._restore(memory)
        self.desk = desk
        desk.bar.person.sign_out_wanted.connect(self.sign_out_wanted)
        desk.bar.person.scale_wanted.connect(self._scale)
        desk.bar.person.theme_wanted.connect(self._dress)
        self._stack.addWidget(desk)
        self._stack.setCurrentWidget(desk)

    def take_desk(self) -> None:
        """Put the desk away and ask who is next."""
        self._keep_geometry()
        desk, self.desk, self._memory = self.desk, None, None
        self.show_sign_in(can_leave=False)
        if desk is not None:
            self._stack.removeWidget(desk)
            desk.close_desk()
            desk.deleteLater()

    def show_sign_in(self, *, can_leave: bool) -> None:
        """Ask for account and password. :param can_leave: whether a desk waits to which one may go back."""
        self.sign_in.offer_leaving(can_leave)
        self._stack.setCurrentWidget(self.sign_in)

    def show_desk(self) -> None:
        """Back to the desk."""
        if self.desk is not None:
            self._stack.setCurrentWidget(self.desk)

    def come_forward(self) -> None:
        """Be seen: somebody has started the program again."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_geometry()
        if self.desk is not None:
            self.desk.close_desk()
        self.closing.emit()
        super().closeEvent(event)

    def _first_size(self) -> QSize:
        """What a 1366 x 768 screen leaves beside its bars; the design's own size where there is more room."""
        room, size = self.screen().availableSize(), QSize(*_START)
        usable = room.width() >= _SMALLEST[0] and room.height() >= _SMALLEST[1]
        return size.boundedTo(room) if usable else size

    def _restore(self, memory: ViewState) -> None:
        kept = memory.find(_GEOMETRY)
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode())))
        scale, name = memory.find(_SCALE) or "", memory.find(_THEME) or ""
        if scale.isdigit() and int(scale) in set(TextScale):
            theme.change(scale=TextScale(int(scale)))
        if name in set(ThemeName):
            theme.change(theme=ThemeName(name))

    def _keep_geometry(self) -> None:
        self._keep(_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())

    def _scale(self, scale: TextScale) -> None:
        theme.change(scale=scale)
        self._keep(_SCALE, str(scale.value))

    def _dress(self, name: ThemeName) -> None:
        theme.change(theme=name)
        self._keep(_THEME, name.value)

    def _keep(self, key: str, value: str) -> None:
        if self._memory is not None:
            self._memory.keep(key, value)
