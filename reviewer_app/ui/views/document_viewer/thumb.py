"""One document in the strip: its thumbnail, cut to fill, with the verdict at its corner."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.document_viewer.film_item import FilmItem
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_text, tooltip
from reviewer_app.ui.views.theme import look

AROUND = 4
"""Design pixels around the picture, for the ring of the current one and the badge."""


class Thumb(QAbstractButton):
    """Painted inside a border of :data:`AROUND` on every side."""

    def __init__(self, item: FilmItem, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self._scaled: QImage | None = None
        self._missing = False
        self._dim = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_item(item)

    def set_item(self, item: FilmItem) -> None:
        """Show an item's name and verdict."""
        self.item = item
        verdict = {
            None: self.tr("未看"),
            Verdict.GOOD: self.tr("合格"),
            Verdict.BAD: self.tr("不合格"),
        }[item.verdict]
        parts = (item.name, str(item.document.page), verdict if item.can_judge else "")
        self.setAccessibleName(" ".join(part for part in parts if part))
        self.setToolTip(tooltip(f"{item.name} · {verdict}" if item.can_judge else item.name))
        self.update()

    def set_picture(self, picture: QImage | None, *, missing: bool = False) -> None:
        """Show the thumbnail, or that there is none."""
        self._picture, self._missing = picture, missing
        self._scaled = None
        self.update()

    def set_dim(self, percent: int) -> None:
        """Darken the thumbnail like the image."""
        self._dim = percent
        self.update()

    def nextCheckState(self) -> None:
        """The strip decides which one is current."""

    def _cut(self, room: QRectF) -> QImage | None:
        """The thumbnail, scaled once to fill ``room`` and cut to it; of a long page the head is what tells."""
        if self._picture is None:
            return None
        ratio = self.devicePixelRatioF()
        width, height = round(room.width() * ratio), round(room.height() * ratio)
        if self._scaled is None or (self._scaled.width(), self._scaled.height()) != (width, height):
            filled = self._picture.scaled(
                width,
                height,
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._scaled = filled.copy((filled.width() - width) // 2, 0, width, height)
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        around = px(AROUND)
        room = QRectF(self.rect()).adjusted(around, around, -around, -around)
        self._paint_picture(painter, room)
        if self.isChecked():
            draw_frame(painter, room.adjusted(-3, -3, 3, 3), px(5), None, c.accent, 2)
        elif self.hasFocus() or self.underMouse():
            colour = c.accent if self.hasFocus() else c.line3
            draw_frame(painter, room.adjusted(-2, -2, 2, 2), px(4), None, colour, 2 if self.hasFocus() else 1)
        if self.item.document.pages > 1:
            self._paint_pages(painter, room)
        self._paint_badge(painter, room)

    def _paint_picture(self, painter: QPainter, room: QRectF) -> None:
        px, c = look().px, look().colours
        picture = self._cut(room)
        if picture is None:
            draw_frame(painter, room, px(3), c.surface, c.line2)
            icon = "image-off" if self._missing else "image"
            draw_icon(painter, icon, room.center(), px(18), c.ink3)
            return
        path = QPainterPath()
        path.addRoundedRect(room, px(3), px(3))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(path)
        painter.drawImage(room.topLeft(), picture)
        if self._dim:
            painter.fillRect(room, QColor(0, 0, 0, round(2.55 * self._dim)))
        painter.restore()
        draw_frame(painter, room, px(3), None, c.shadow)

    def _paint_pages(self, painter: QPainter, room: QRectF) -> None:
        px, c = look().px, look().colours
        text = self.tr("{count} 页").format(count=self.item.document.pages)
        box = QRectF(room.left() + px(2), room.top() + px(2), px(30), px(16))
        draw_frame(painter, box, px(3), c.raised)
        font = look().font(12, Weight.MEDIUM)
        draw_text(painter, box, text, font, c.raised_ink, Qt.AlignmentFlag.AlignHCenter)

    def _paint_badge(self, painter: QPainter, room: QRectF) -> None:
        if self.item.verdict is None:
            return
        px, c = look().px, look().colours
        good = self.item.verdict is Verdict.GOOD
        centre = QPointF(room.right() - px(4), room.bottom() - px(5))
        radius = px(8)
        disc = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        draw_frame(painter, disc, radius, c.ok if good else c.stop, c.strip, 1.5)
        ink = c.on_ok if good else c.on_stop
        draw_icon(painter, "check" if good else "x", disc.center(), px(12), ink, stroke=3.5)
