"""The picture itself: paints one image in its place, lets it be dragged and zoomed, and says when it is on the screen.

It never scales a photo down while painting: it asks for pixels of the exact size (``wanted``) and stretches what it has
only until they come.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.views.document_viewer.placement import STEP, WHOLE, Fit, Placement, Stage
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.theme import look

MARGIN = 14
_NOTCH = 120
"""Wheel units of one click of an ordinary mouse wheel."""


class ImageCanvas(QWidget):
    """Shows one image.

    * drag moves it, double click changes between whole and 100 % at that point;
    * the wheel zooms at the pointer; over an image fitted to the width it scrolls, and zooms with Ctrl.

    ``wanted`` asks for pixels of :attr:`target`; ``zoomed`` follows every change of :attr:`percent`; ``moved`` comes
    before both when a person looks at the image in another way;
    ``painted`` is sent once for each :meth:`owe_paint`, after the screen shows the image (or the words instead).
    """

    wanted = Signal()
    zoomed = Signal()
    moved = Signal()
    painted = Signal()
    overscrolled = Signal(int)
    """The wheel turned on at the lower (1) or upper (-1) end of an image fitted to the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._natural = QSizeF()
        self._image: QImage | None = None
        self._placement = WHOLE
        self._dim = 0
        self._owed = False
        self._debt = 0
        self._ready = False
        self._drag: QPointF | None = None
        self._asked = QSize()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def placement(self) -> Placement:
        """How the image is looked at."""
        return self._placement

    @property
    def percent(self) -> int:
        """Zoom: 100 when one pixel of the image takes one pixel of the screen."""
        return round(self._stage().zoom(self._placement) * 100)

    @property
    def target(self) -> QSize:
        """Size of the image on screen in device pixels: what ``wanted`` asks for."""
        return self._stage().size(self._placement).toSize()

    def target_for(self, natural: QSizeF, placement: Placement) -> QSize:
        """Size that another image would take in this window."""
        return self._stage_of(natural).size(placement).toSize()

    def look_at(self, natural: QSizeF, placement: Placement) -> None:
        """Prepare for an image of ``natural`` pixels (as turned); what is shown stays until the next image."""
        self._natural = QSizeF(natural)
        self._placement = placement
        self._asked = self.target
        self._changed()

    def learn_natural(self, natural: QSizeF) -> bool:
        """The image turns out to have this many pixels; whether that changes its size on screen."""
        before = self.target
        self._natural = QSizeF(natural)
        self._asked = self.target
        self._changed()
        return self._asked != before

    def show_image(self, image: QImage | None, *, real: bool = True) -> None:
        """Show an image; ``real`` is false for a stand-in (a thumbnail), which never counts as painted."""
        self._image = image
        self._ready = real and image is not None
        self.update()

    def show_nothing(self) -> None:
        """Show the bare mat because words say why; that counts as painted."""
        self._image = None
        self._ready = True
        self.update()

    @property
    def is_bare(self) -> bool:
        """Whether nothing is shown, not even a stand-in."""
        return self._image is None

    def expect_image(self) -> None:
        """What is shown now is no longer the real thing; another image or words will come."""
        self._ready = False

    def owe_paint(self) -> None:
        """Send ``painted`` after the next paint that shows the real thing."""
        self._owed = True
        self._debt += 1
        self.update()

    def set_dim(self, percent: int) -> None:
        """Darken the image by so many percent (dark theme)."""
        self._dim = percent
        self.update()

    def turn_stand_in(self, quarters: int) -> None:
        """Turn what is shown at once, until the image decoded that way comes."""
        if self._image is not None and quarters % 4:
            self._image = self._image.transformed(QTransform().rotate(90 * quarters))

    def set_placement(self, placement: Placement) -> None:
        """Look at the image in another way."""
        self._placement = placement
        self.moved.emit()
        self._changed()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom at a point of the widget (its middle by default)."""
        ratio = self.devicePixelRatioF()
        point = QPointF(self.rect().center()) if at is None else at
        self.set_placement(self._stage().zoomed(self._placement, factor, point * ratio))

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom to a value, 1.0 being 100 %."""
        self.zoom_by(zoom / self._stage().zoom(self._placement), at)

    def _stage(self) -> Stage:
        return self._stage_of(self._natural)

    def _stage_of(self, natural: QSizeF) -> Stage:
        ratio = self.devicePixelRatioF()
        margin = look().px(MARGIN) * ratio
        return Stage(natural, QSizeF(self.width() * ratio, self.height() * ratio), margin)

    def _changed(self) -> None:
        if self._natural.isEmpty():
            return
        target = self.target
        if target != self._asked:
            self._asked = target
            self.wanted.emit()
        rect = self._rect()
        larger = rect.width() > self.width() or rect.height() > self.height()
        self.setCursor(Qt.CursorShape.OpenHandCursor if larger else Qt.CursorShape.ArrowCursor)
        self.zoomed.emit()
        self.update()

    def _rect(self) -> QRectF:
        ratio = self.devicePixelRatioF()
        rect = self._stage().rect(self._placement)
        return QRectF(rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._changed()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._changed()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._changed()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colours.mat)
        if self._image is not None and not self._natural.isEmpty():
            self._paint_image(painter, self._image)
        if self.hasFocus():
            draw_frame(painter, QRectF(self.rect()), 0, None, look().colours.accent, 2)
        if self._owed and self._ready:
            self._owed = False
            debt = self._debt
            QTimer.singleShot(0, self, lambda: self._tell(debt))

    def _tell(self, debt: int) -> None:
        """A paint of what has been replaced since is no news of what is shown now."""
        if debt == self._debt:
            self.painted.emit()

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        ratio = self.devicePixelRatioF()
        rect = self._rect()
        transform = painter.deviceTransform()
        corner = transform.map(rect.topLeft())
        back, _ = transform.inverted()
        rect.moveTopLeft(back.map(QPointF(round(corner.x()), round(corner.y()))))
        target = self.target
        if abs(image.width() - target.width()) <= 1 and abs(image.height() - target.height()) <= 1:
            image.setDevicePixelRatio(ratio)
            rect.setSize(image.deviceIndependentSize())
            painter.drawImage(rect.topLeft(), image)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)
        if self._dim:
            painter.fillRect(rect, QColor(0, 0, 0, round(2.55 * self._dim)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = event.position()
            if self.cursor().shape() == Qt.CursorShape.OpenHandCursor:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        delta = (event.position() - self._drag) * self.devicePixelRatioF()
        self._drag = event.position()
        self._placement = self._stage().moved(self._placement, delta)
        self.moved.emit()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        if self.cursor().shape() == Qt.CursorShape.ClosedHandCursor:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._placement.fit is Fit.FREE:
            self.set_placement(WHOLE)
        else:
            self.zoom_to(1.0, event.position())

    def _scroll(self, notches: float) -> None:
        before = self._rect()
        delta = QPointF(0, notches * look().px(80) * self.devicePixelRatioF())
        self._placement = self._stage().moved(self._placement, delta)
        self.moved.emit()
        self.update()
        if self._rect() == before:
            self.overscrolled.emit(-1 if notches > 0 else 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not turn:
            event.ignore()
        elif self._placement.fit is Fit.WIDTH and not ctrl:
            self._scroll(turn / _NOTCH)
        else:
            self.zoom_by(STEP ** (turn / _NOTCH), event.position())
