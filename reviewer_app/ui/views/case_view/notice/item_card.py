"""One thing that the notice names: the document that shows it, the reason, and what the guardian should do."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.models.domain.reasons import Reason
from reviewer_app.ui.viewmodels.reason_draft import Item
from reviewer_app.ui.views.components import Card, IconButton
from reviewer_app.ui.views.components.chip import chip_width, paint_chip
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_lines, draw_text, text_width, wrap_text
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_PAD = 10
_PICTURE, _SMALL_PICTURE = (128, 68), (88, 68)
_NARROW = 400
_TITLE = 24
_LINE = 22
_SMALL = 20


class ItemCard(Card):
    """``chosen`` when it should become the current one, ``removed`` when it should go."""

    chosen = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None, *, fixed: bool = False) -> None:
        super().__init__(parent)
        self._item = Item(target="", label="", is_material=False)
        self._number = 0
        self._reason: Reason | None = None
        self._picture: QImage | None = None
        self._close = IconButton("x", self.tr("去掉这一处"), self, size=16)
        self._close.clicked.connect(self.removed)
        self._close.setVisible(not fixed)
        self._picker: QWidget | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def item(self) -> Item:
        """What it is about."""
        return self._item

    def show_item(self, item: Item, number: int, reason: Reason | None, *, current: bool) -> None:
        """What it says now."""
        self._item, self._number, self._reason = item, number, reason
        self.set_current(current)
        words = [str(number), item.label, reason.text if reason else self.tr("还没有选原因"), item.note]
        self.setAccessibleName("，".join(word for word in words if word))
        self._arrange()

    def set_picture(self, picture: QImage | None) -> None:
        """The document that shows the fault."""
        self._picture = picture
        self.update()

    def take(self, picker: QWidget) -> None:
        """Hold the picker: this is the current item."""
        self._picker = picker
        picker.setParent(self)
        picker.show()
        self._arrange()

    def release(self) -> None:
        """The picker has gone to another card."""
        if self._picker is not None:
            self._picker = None
            self._arrange()

    def _lines(self, width: int) -> tuple[list[str], list[str]]:
        if self._reason is None:
            return [self.tr("还没有选原因")], []
        room = width - look().px(_PAD + self._picture_size(width)[0] + 14 + 14)
        note = self.tr("补充：{note}").format(note=self._item.note) if self._item.note else ""
        advice = wrap_text(self._reason.guidance, look().font(13), room)
        advice += wrap_text(note, look().font(13), room) if note else []
        return wrap_text(self._reason.text, look().font(14), room), advice

    def _head_height(self, width: int) -> int:
        px = look().px
        reason, advice = self._lines(width)
        text = px(_TITLE) + len(reason) * px(_LINE) + len(advice) * px(_SMALL)
        return max(px(self._picture_size(width)[1]), text) + 2 * px(_PAD)

    @staticmethod
    def _picture_size(width: int) -> tuple[int, int]:
        """Design pixels; the words come first in a narrow column."""
        return _PICTURE if width >= look().px(_NARROW) else _SMALL_PICTURE

    def _arrange(self) -> None:
        px = look().px
        self._close.setGeometry(self.width() - px(34), px(6), px(28), px(28))
        if self._picker is not None:
            top = self._head_height(self.width())
            height = self._picker.sizeHint().height()
            self._picker.setGeometry(px(_PAD), top, self.width() - 2 * px(_PAD), height)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = self._picker.sizeHint().height() + look().px(_PAD) if self._picker is not None else 0
        return self._head_height(width) + inner

    def sizeHint(self) -> QSize:
        return QSize(look().px(470), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(240), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        px = look().px
        across, down = self._picture_size(self.width())
        self._paint_picture(painter, QRectF(px(_PAD), px(_PAD), px(across), px(down)))
        left = px(_PAD + across + 14)
        top = px(_PAD)
        self._paint_title(painter, QRectF(left, top, self.width() - left - px(40), px(_TITLE)))
        self._paint_words(painter, left, top + px(_TITLE))

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        px, c = look().px, look().colours
        if self._picture is None:
            draw_frame(painter, box, px(4), c.neutral_bg, c.line2)
            icon = "file-text" if self._item.is_material else "pencil"
            draw_icon(painter, icon if self._item.document is None else "image", box.center(), px(20), c.ink3)
            return
        path = QPainterPath()
        path.addRoundedRect(box, px(4), px(4))
        painter.save()
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self._picture, _middle(self._picture, box))
        painter.restore()
        draw_frame(painter, box, px(4), None, c.line2)

    def _paint_title(self, painter: QPainter, box: QRectF) -> None:
        px, c = look().px, look().colours
        bold = look().font(15, Weight.BOLD)
        box.adjust(draw_text(painter, box, str(self._number), bold, c.ink2) + px(10), 0, 0, 0)
        word = self.tr("材料") if self._item.is_material else self.tr("字段")
        room = box.adjusted(0, 0, -chip_width(word, small=True) - px(8), 0)
        draw_text(painter, room, self._item.label, bold, c.ink)
        x = box.left() + min(text_width(self._item.label, bold), room.width()) + px(8)
        paint_chip(painter, QPointF(x, box.center().y()), word, Tone.NEUTRAL, small=True)

    def _paint_words(self, painter: QPainter, left: float, top: float) -> None:
        px, c = look().px, look().colours
        reason, advice = self._lines(self.width())
        room = self.width() - left - px(14)
        ink = c.ink if self._reason else c.warn
        draw_lines(painter, QPointF(left, top), room, reason, look().font(14), ink, px(_LINE))
        below = QPointF(left, top + len(reason) * px(_LINE))
        draw_lines(painter, below, room, advice, look().font(13), c.ink2, px(_SMALL))


def _middle(picture: QImage, box: QRectF) -> QRectF:
    """The part of the picture that fills the box, from its upper middle: that is where papers say what they are."""
    across, down = picture.width() / box.width(), picture.height() / box.height()
    scale = min(across, down)
    width, height = box.width() * scale, box.height() * scale
    return QRectF((picture.width() - width) / 2, (picture.height() - height) * 0.35, width, height)
