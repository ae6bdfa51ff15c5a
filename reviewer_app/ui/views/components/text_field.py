"""Text inputs. They are the one part that Qt draws itself: the caret and the input method are its business."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from reviewer_app.ui.views.components.icon_button import IconButton
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.theme import look


class TextField(QLineEdit):
    """A line edit, 34 high; ``name`` is what a screen reader calls it."""

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_wrong(self, wrong: bool) -> None:
        """Ring the field in the colour of a fault; the words beside it say which."""
        self.setProperty("wrong", "true" if wrong else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(80), look().px(34))


class SearchField(TextField):
    """A search field with the glass at its left. Esc empties it first and leaves it when it is empty."""

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder, parent)
        self._clear = IconButton("x", self.tr("清空"), self, key="Esc", size=16)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_clear"):
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = look().px
        self.setTextMargins(px(26), 0, px(22), 0)
        side = px(28)
        self._clear.setGeometry(self.width() - side - px(2), (self.height() - side) // 2, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        px = look().px
        draw_icon(painter, "search", QPointF(px(19), self.height() / 2), px(18), look().colours.ink3)
