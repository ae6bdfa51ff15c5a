"""A sheet that hangs from a button and goes away with Esc or a click elsewhere.

It is a child of the window, not a window: it needs no compositor for its shadow, and pictures of the window show it.
While one is open no decision key may act: the key gate asks :func:`open_popover`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reviewer_app.ui.views.painting import draw_frame, draw_shadow
from reviewer_app.ui.views.theme import look

_SHADOW = 16
_open: list[Popover] = []


def open_popover() -> Popover | None:
    """The topmost popover that is open, if any."""
    return _open[-1] if _open else None


class Popover(QWidget):
    """A raised sheet around ``content``. Open it with :meth:`open_at`; ``closed`` follows once it is gone."""

    closed = Signal()

    def __init__(self, content: QWidget, anchor: QWidget, *, padding: int = 16, name: str = "") -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self._content = content
        self._back: QWidget | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        edge = look().px(_SHADOW)
        pad = look().px(padding)
        layout.setContentsMargins(edge + pad, edge + pad, edge + pad, edge + pad)
        layout.addWidget(content)
        self.hide()

    def open_at(self, *, width: int | None = None, right: bool = False) -> None:
        """Open below the anchor (above it where there is no room), left edges level, or right ones.

        ``width`` of the sheet in design pixels; without it the content decides.
        """
        self._back = QApplication.focusWidget()
        self.setGeometry(self._geometry(width, right))
        _open.append(self)
        self.show()
        self.raise_()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        first = self._content.focusProxy() or self._first_focusable()
        (first or self._content).setFocus(Qt.FocusReason.PopupFocusReason)

    def _first_focusable(self) -> QWidget | None:
        child = self._content.nextInFocusChain()
        while child is not None and child is not self._content and self._content.isAncestorOf(child):
            if child.focusPolicy() != Qt.FocusPolicy.NoFocus and child.isEnabled():
                return child
            child = child.nextInFocusChain()
        return None

    def _geometry(self, width: int | None, right: bool) -> QRect:
        px = look().px
        edge = px(_SHADOW)
        window = self.window().rect()
        sheet = self.sizeHint().width() if width is None else px(width) + 2 * edge
        sheet = min(sheet, window.width())
        hinted = self.heightForWidth(sheet) if self.hasHeightForWidth() else self.sizeHint().height()
        height = min(hinted, window.height() - px(8))
        corner = self._anchor.mapTo(self._anchor.window(), QPoint(0, self._anchor.height()))
        x = corner.x() + self._anchor.width() + edge - sheet if right else corner.x() - edge
        y = corner.y() + px(4) - edge
        if y + height - edge > window.height():
            above = corner.y() - self._anchor.height() - px(4) - height + edge
            y = above if above > -edge else window.height() - height + edge
        x = max(-edge, min(x, window.width() - sheet + edge))
        return QRect(x, max(-edge, y), sheet, height)

    def close_popover(self) -> None:
        """Close, give the focus back, and go away for good."""
        if self not in _open:
            return
        _open.remove(self)
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            if isinstance(watched, QWidget) and not self._holds(watched, event):
                self.close_popover()
        elif event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.Resize) and watched is self.window():
            self.close_popover()
        return False

    def _holds(self, watched: QWidget, event: QMouseEvent) -> bool:
        if open_popover() is not self:
            return True
        if watched is self or self.isAncestorOf(watched):
            inner = self.rect().adjusted(*(look().px(_SHADOW) * sign for sign in (1, 1, -1, -1)))
            return inner.contains(self.mapFromGlobal(event.globalPosition().toPoint()))
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        edge = px(_SHADOW)
        sheet = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        draw_shadow(painter, sheet, px(8), round(edge * 0.75), c.shadow)
        draw_frame(painter, sheet, px(8), c.surface, c.line2)
