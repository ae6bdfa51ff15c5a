"""All documents of the case at a glance, grouped by kind, each kind under the number key that leads to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.ui.views.components.finding import paint_finding
from reviewer_app.ui.views.components.keycap import keycap_size, paint_keycap
from reviewer_app.ui.views.document_viewer.film_item import FilmItem, Kind, kinds_of
from reviewer_app.ui.views.document_viewer.thumb import AROUND, Thumb
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_hline, draw_vline
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look

LOW, HIGH = 84, 100
"""Heights in design pixels; the high one from :data:`ROOMY` on."""
ROOMY = 900
_HEAD = 26
_LEFT = 14
_GAP = 6
_BETWEEN = 14
_NARROWEST = 44


class Filmstrip(QWidget):
    """A row of thumbnails; ``chosen`` carries the id of the one that was picked.

    Thumbnails narrow until all fit, down to 44 px; then the strip slides with the wheel and with the current one.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[Kind, ...] = ()
        self._thumbs: dict[DocumentId, Thumb] = {}
        self._current: DocumentId | None = None
        self._offset = 0
        self._heads: list[tuple[int, Kind]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("材料"))

    def set_items(self, items: Sequence[FilmItem]) -> None:
        """Show these documents; thumbnails of those that stay are kept."""
        self._kinds = kinds_of(items)
        before, self._thumbs = self._thumbs, {}
        for item in items:
            thumb = before.pop(item.id, None)
            if thumb is None:
                thumb = Thumb(item, self)
                thumb.clicked.connect(lambda _=False, chosen=item.id: self.chosen.emit(chosen))
                thumb.show()
            else:
                thumb.set_item(item)
            self._thumbs[item.id] = thumb
        for thumb in before.values():
            thumb.hide()
            thumb.deleteLater()
        self._arrange()

    def set_current(self, document_id: DocumentId | None) -> None:
        """Ring one document and bring it into sight."""
        self._current = document_id
        for key, thumb in self._thumbs.items():
            thumb.setChecked(key == document_id)
        self._arrange()

    def set_thumbnail(self, document_id: DocumentId, picture: QImage | None) -> None:
        """Show a document's thumbnail; None when there is none to be had."""
        thumb = self._thumbs.get(document_id)
        if thumb is not None:
            thumb.set_picture(picture, missing=picture is None)

    def set_dim(self, percent: int) -> None:
        """Darken the thumbnails like the image."""
        for thumb in self._thumbs.values():
            thumb.set_dim(percent)

    def _thumb_height(self) -> int:
        px = look().px
        return self.height() - px(_HEAD) - px(14)

    def _thumb_width(self) -> int:
        """As wide as a landscape page, narrowed until everything fits."""
        px = look().px
        widest = round(self._thumb_height() * 1.9)
        if not self._thumbs:
            return widest
        gaps = px(_GAP) * (len(self._thumbs) - len(self._kinds))
        between = (2 * px(_BETWEEN) + px(2)) * max(0, len(self._kinds) - 1)
        room = (self.width() - 2 * px(_LEFT) - gaps - between) // len(self._thumbs)
        return max(px(_NARROWEST), min(widest, room))

    def _kind_width(self, kind: Kind, thumb: int) -> int:
        px = look().px
        pictures = len(kind.items) * thumb + (len(kind.items) - 1) * px(_GAP)
        head = round(text_width(kind.title, look().font(13, Weight.MEDIUM))) + px(8 + 8 + 16)
        if kind.number:
            head += round(keycap_size(str(kind.number)).width())
        return max(pictures, head)

    def _arrange(self) -> None:
        px = look().px
        width, height, around = self._thumb_width(), self._thumb_height(), px(AROUND)
        x = px(_LEFT)
        places: dict[DocumentId, int] = {}
        heads: list[tuple[int, Kind]] = []
        for index, kind in enumerate(self._kinds):
            x += (2 * px(_BETWEEN) + px(2)) if index else 0
            heads.append((x, kind))
            for place, item in enumerate(kind.items):
                places[item.id] = x + place * (width + px(_GAP))
            x += self._kind_width(kind, width)
        self._heads = heads
        self._slide(places, width, x + px(_LEFT))
        for key, left in places.items():
            self._thumbs[key].setGeometry(
                left - self._offset - around,
                px(_HEAD) + px(4) - around,
                width + 2 * around,
                height + 2 * around,
            )
        self.update()

    def _slide(self, places: dict[DocumentId, int], width: int, total: int) -> None:
        """Keep the current thumbnail in sight; nothing slides while everything fits."""
        most = max(0, total - self.width())
        left = places.get(self._current) if self._current is not None else None
        if left is not None:
            peek = look().px(24)
            self._offset = min(self._offset, left - peek)
            self._offset = max(self._offset, left + width + peek - self.width())
        self._offset = max(0, min(self._offset, most))

    def sizeHint(self) -> QSize:
        roomy = self.width() >= look().px(ROOMY)
        return QSize(look().px(400), look().px(HIGH if roomy else LOW))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.height() != self.sizeHint().height():
            self.updateGeometry()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().x() or event.angleDelta().y()
        kept, self._current = self._current, None
        self._offset -= turn // 2
        self._arrange()
        self._current = kept

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the focus from thumbnail to thumbnail."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        thumbs = list(self._thumbs.values())
        index = next((place for place, thumb in enumerate(thumbs) if thumb.hasFocus()), None)
        if step is None or index is None or not 0 <= index + step < len(thumbs):
            super().keyPressEvent(event)
        else:
            thumbs[index + step].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), c.strip)
        draw_hline(painter, 0, self.width(), 0, c.line)
        middle = px(_HEAD) / 2 + px(3)
        for index, (left, kind) in enumerate(self._heads):
            x = float(left - self._offset)
            if index:
                draw_vline(painter, x - px(_BETWEEN) - px(1), px(10), self.height() - px(12), c.line2)
            if kind.number:
                x += paint_keycap(painter, QPointF(x, middle), str(kind.number)) + px(7)
            font = look().font(13, Weight.MEDIUM)
            box = QRectF(x, middle - px(10), text_width(kind.title, font) + 1, px(20))
            x += draw_text(painter, box, kind.title, font, c.ink2)
            if kind.finding is not None:
                paint_finding(painter, QPointF(x + px(14), middle), kind.finding)
