"""F1: every key on one sheet over the screen; while it is open no decision key acts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.viewmodels.translation import tr
from reviewer_app.ui.views.components import keycap_size, paint_keycap
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame, draw_hline
from reviewer_app.ui.views.text import draw_lines, draw_text, wrap_text
from reviewer_app.ui.views.theme import look

Line = tuple[tuple[str, ...], str]
Group = tuple[str, Sequence[Line]]
_SIZE = (1080, 500)
_ROW = 29


def groups() -> list[list[Group]]:
    """Columns of groups: title and lines of (keys, meaning)."""
    look_through: Sequence[Line] = (
        (("↑", "↓"), tr("上、下一个字段")),
        (("←", "→"), tr("上、下一张图")),
        (("1–9",), tr("跳到第几类材料")),
        (("PgUp", "PgDn"), tr("上、下一件（不作决定）")),
        (("[",), tr("收起、展开队列")),
    )
    decide: Sequence[Line] = (
        (("F9",), tr("受理 / 往下办 / 办结")),
        (("F8",), tr("要求补正")),
        (("F7",), tr("不予受理 / 退件")),
        (("Ctrl+Z",), tr("撤销上一个决定")),
        (("Ctrl+Enter",), tr("发出补正要求")),
    )
    check: Sequence[Line] = (
        (("Enter",), tr("字段属实，到下一个待核")),
        (("F",), tr("字段存疑，选原因")),
        ((tr("空格"),), tr("图片合格，到下一张待看")),
        (("X",), tr("图片不合格，选原因")),
        (("Z",), tr("放大到当前字段")),
    )
    everywhere: Sequence[Line] = (
        (("Ctrl+F",), tr("找人、找件")),
        (("F6",), tr("换到下一栏")),
        (("Esc",), tr("离开输入框，返回上一层")),
        (("F1",), tr("本表")),
    )
    images: Sequence[Line] = (
        (("+", "−"), tr("放大、缩小")),
        (("0", "W"), tr("适合窗口、适合宽度")),
        (("R",), tr("右转，Shift+R 左转")),
        (("C",), tr("增强对比")),
    )
    return [
        [(tr("看件"), look_through), (tr("决定"), decide)],
        [(tr("核对"), check), (tr("到处可用"), everywhere)],
        [(tr("图片"), images)],
    ]


class KeySheet(QWidget):
    """Covers its parent. ``closed`` follows a click beside the sheet."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cover = parent
        self.setAccessibleName(self.tr("快捷键"))
        self.hide()

    def toggle(self) -> None:
        """Open or close the sheet."""
        if self.isVisible():
            self.hide()
            self.closed.emit()
            return
        self.setGeometry(self._cover.rect())
        self.raise_()
        self.show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._sheet().contains(event.position()):
            self.toggle()
        event.accept()

    def _sheet(self) -> QRectF:
        px = look().px
        width, height = min(px(_SIZE[0]), self.width() - 16), min(px(_SIZE[1]), self.height() - 16)
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), c.scrim)
        sheet = self._sheet()
        draw_frame(painter, sheet, px(12), c.surface, c.line2)
        inner = sheet.adjusted(px(32), px(24), -px(32), -px(24))
        title = QRectF(inner.left(), inner.top(), inner.width(), px(32))
        drawn = draw_text(painter, title, self.tr("快捷键"), look().font(20, Weight.BOLD), c.ink)
        hint = self.tr("中文输入法开着也能用；正在打字时，单个字母和数字只当文字")
        draw_text(painter, title.adjusted(drawn + px(20), 0, -px(60), 0), hint, look().font(13), c.ink2)
        escape = keycap_size("Esc").width()
        paint_keycap(painter, QPointF(inner.right() - escape, title.center().y()), "Esc")
        gap = px(32)
        width = (inner.width() - 2 * gap) / 3
        for column, parts in enumerate(groups()):
            area = QRectF(inner.left() + column * (width + gap), inner.top() + px(52), width, inner.height())
            bottom = self._paint_column(painter, area, parts)
            if column == 2:
                self._paint_note(painter, QRectF(area.left(), bottom + px(10), width, px(124)))

    def _paint_column(self, painter: QPainter, area: QRectF, parts: Sequence[Group]) -> float:
        px, c = look().px, look().colours
        y = area.top()
        for title, lines in parts:
            band = QRectF(area.left(), y, area.width(), px(24))
            draw_text(painter, band, title, look().font(14, Weight.BOLD), c.accent)
            draw_hline(painter, area.left(), area.right(), y + px(30), c.line)
            y += px(38)
            for keys, meaning in lines:
                x = area.left()
                for key in keys:
                    x += paint_keycap(painter, QPointF(x, y + px(_ROW) / 2), key) + px(5)
                text = QRectF(area.left() + px(104), y, area.width() - px(104), px(_ROW))
                draw_text(painter, text, meaning, look().font(14), c.ink)
                y += px(_ROW)
            y += px(18)
        return y

    def _paint_note(self, painter: QPainter, box: QRectF) -> None:
        px, c = look().px, look().colours
        draw_frame(painter, box, px(8), c.side)
        inner = box.adjusted(px(16), px(12), -px(16), -px(12))
        title = QRectF(inner.left(), inner.top(), inner.width(), px(24))
        draw_text(painter, title, self.tr("防误触"), look().font(14, Weight.BOLD), c.ink)
        text = self.tr(
            "决定键只在整件画完后起作用，长按只算一次。光标在输入框里时，F7–F9 不作决定。发送前都能撤销。"
        )
        font = look().font(13)
        lines = wrap_text(text, font, inner.width())
        top = QPointF(inner.left(), inner.top() + px(28))
        draw_lines(painter, top, inner.width(), lines, font, c.ink2, px(22))
