"""``字段已核 16 / 21 │ 存疑 2 │ 材料合格 7 / 10``: how far the case has been looked through."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.ui.viewmodels.decisions import Tally
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_vline
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look


class TallyLabel(QWidget):
    """Counts as words and figures; those that have no room are left out from the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tally: Tally | None = None
        self._words = ""

    def show_tally(self, tally: Tally | None, words: str) -> None:
        """Show counts, if any, and words after them."""
        self._tally, self._words = tally, words
        said = [f"{word} {figure}" for word, figure, _ in self._parts()]
        self.setAccessibleName("，".join(part for part in (*said, words) if part))
        self.update()

    def _parts(self) -> list[tuple[str, str, QColor]]:
        tally = self._tally
        if tally is None:
            return []
        c = look().colours
        done = c.ok if tally.fields_done == tally.fields else c.ink
        fit = c.ok if tally.documents_fit == tally.documents else c.ink
        parts = [(self.tr("字段已核"), f"{tally.fields_done} / {tally.fields}", done)]
        if tally.doubts:
            parts.append((self.tr("存疑"), str(tally.doubts), c.warn))
        if tally.notices:
            parts.append((self.tr("缺材料"), str(tally.notices), c.stop))
        if tally.documents:
            parts.append((self.tr("材料合格"), f"{tally.documents_fit} / {tally.documents}", fit))
        if tally.documents_unfit:
            parts.append((self.tr("不合格"), str(tally.documents_unfit), c.stop))
        return parts

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        words, figures = look().font(13), look().font(15, Weight.BOLD)
        x = 0.0
        for index, (word, figure, ink) in enumerate(self._parts()):
            width = text_width(word, words) + px(6) + text_width(figure, figures)
            if x + width + px(25) > self.width():
                return
            if index:
                draw_vline(painter, x + px(12), self.height() / 2 - px(8), self.height() / 2 + px(8), c.line2)
                x += px(25)
            box = QRectF(x, 0, width + 2, self.height())
            drawn = draw_text(painter, box, word, words, c.ink2) + px(6)
            draw_text(painter, box.adjusted(drawn, 0, 0, 0), figure, figures, ink)
            x += width
        if self._words:
            if x:
                draw_vline(painter, x + px(12), self.height() / 2 - px(8), self.height() / 2 + px(8), c.line2)
                x += px(25)
            room = QRectF(x, 0, self.width() - x, self.height())
            draw_text(painter, room, self._words, look().font(14), c.ink2)
