"""An icon alone: only for the viewer's tools, and always with a tooltip and an accessible name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import tooltip
from reviewer_app.ui.views.theme import look


class IconButton(QAbstractButton):
    """A 28 px target around an 18 px icon; ``key`` is named in the tooltip only."""

    def __init__(
        self,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        key: str = "",
        checkable: bool = False,
        size: int = 18,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._size = size
        self.setCheckable(checkable)
        self.setAccessibleName(name)
        self.setToolTip(tooltip(f"{name}（{key}）" if key else name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(28), look().px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ink, fill = c.ink2, None
        if not self.isEnabled():
            ink = c.disabled_ink
        elif self.isChecked():
            ink, fill = c.accent, c.accent_bg
        elif self.isDown():
            ink, fill = c.ink, c.press
        elif self.underMouse():
            ink, fill = c.ink, c.hover
        if fill is not None:
            draw_frame(painter, rect, px(6), fill)
        if self.hasFocus():
            draw_frame(painter, rect, px(6), None, c.accent, 2)
        draw_icon(painter, self._icon, QPointF(rect.center()), px(self._size), ink)
