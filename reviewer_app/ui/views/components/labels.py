"""Plain text on screen: one line that elides, and prose that wraps.

Both are QLabels for the screen reader's sake, but paint themselves: Qt's own line boxes set Chinese text too low,
and its labels read markup out of what people typed.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.text import draw_lines, draw_text, elided, plain, text_width, tooltip, wrap_text
from reviewer_app.ui.views.theme import look

Align = Qt.AlignmentFlag


class _PlainLabel(QLabel):
    def __init__(self, text: str, size: int, weight: Weight, ink: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._size = size
        self._weight = weight
        self._ink = ink
        super().setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.updateGeometry()
        self.update()

    def set_ink(self, token: str) -> None:
        """Change the colour token of the text."""
        self._ink = token
        self.update()

    def _font(self) -> QFont:
        return look().font(self._size, self._weight)

    def _colour(self) -> QColor:
        colours = look().colours
        return colours.named(self._ink) if self.isEnabled() else colours.disabled_ink


class Label(_PlainLabel):
    """One line of text that elides where there is no room and then shows its whole text as a tooltip."""

    def __init__(
        self,
        text: str = "",
        size: int = 14,
        weight: Weight = Weight.REGULAR,
        ink: str = "ink",
        parent: QWidget | None = None,
        *,
        align: Align = Align.AlignLeft,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, size, weight, ink, parent)
        self.setAlignment(align | Align.AlignVCenter)
        self._elide = elide
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._update_tooltip()

    def sizeHint(self) -> QSize:
        font = self._font()
        return QSize(int(text_width(self.text(), font)) + 1, round(font.pixelSize() * 1.5))

    def minimumSizeHint(self) -> QSize:
        font = self._font()
        full = self.sizeHint()
        return QSize(min(full.width(), font.pixelSize() * 2), full.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    def _update_tooltip(self) -> None:
        cut = elided(self.text(), self._font(), self.width() + 0.5) != plain(self.text())
        self.setToolTip(tooltip(self.text()) if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_text(
            painter,
            QRectF(self.contentsRect()),
            self.text(),
            self._font(),
            self._colour(),
            self.alignment(),
            self._elide,
        )


class Paragraph(_PlainLabel):
    """Wrapped prose. ``pitch`` is the distance of lines in em: 1.6 for prose."""

    def __init__(
        self,
        text: str = "",
        size: int = 14,
        weight: Weight = Weight.REGULAR,
        ink: str = "ink",
        parent: QWidget | None = None,
        *,
        pitch: float = 1.6,
    ) -> None:
        super().__init__(text, size, weight, ink, parent)
        self._pitch = pitch
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _line(self) -> int:
        return round(self._font().pixelSize() * self._pitch)

    def heightForWidth(self, width: int) -> int:
        return len(wrap_text(self.text(), self._font(), width)) * self._line()

    def sizeHint(self) -> QSize:
        widest = max((text_width(line, self._font()) for line in self.text().splitlines()), default=0.0)
        width = min(int(widest) + 1, look().px(480))
        return QSize(width, self.heightForWidth(max(1, width)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._font().pixelSize() * 4, self._line())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.contentsRect())
        lines = wrap_text(self.text(), self._font(), area.width())
        draw_lines(
            painter,
            QPointF(area.topLeft()),
            area.width(),
            lines,
            self._font(),
            self._colour(),
            self._line(),
        )
