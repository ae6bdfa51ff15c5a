"""A school that a child can be placed in: name, plan, places taken."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer_app.ui.viewmodels.result_viewmodel import Place
from reviewer_app.ui.views.components.chip import chip_width, paint_chip
from reviewer_app.ui.views.components.keycap import paint_keycap
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import Align, draw_text, text_width
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_KEYS = 9


class PlaceRow(QAbstractButton):
    """A school with its number key; plan and places taken as figures and a bar."""

    def __init__(self, number: int, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.place = place
        self.setCheckable(True)
        self.setText(place.school.name)
        words = self.tr("计划 {plan} 人，已录取 {taken} 人").format(plan=place.school.plan, taken=place.taken)
        self.setAccessibleName(f"{number} {place.school.name}，{words}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """The view model decides which school is chosen."""

    def sizeHint(self) -> QSize:
        return QSize(look().px(400), look().px(58))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(300), look().px(58))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        fill = c.hover if self.underMouse() and not self.isChecked() else c.surface
        ringed = self.isChecked() or self.hasFocus()
        draw_frame(painter, rect, px(8), fill, c.accent if ringed else c.line2, 2 if ringed else 1)
        upper = QRectF(px(14), px(8), rect.width() - px(28), px(22))
        self._paint_name(painter, upper)
        self._paint_figures(painter, QRectF(px(14), px(31), rect.width() - px(28), px(18)))

    def _paint_name(self, painter: QPainter, box: QRectF) -> None:
        px, c = look().px, look().colours
        if self._number <= _KEYS:
            paint_keycap(painter, QPointF(box.left(), box.center().y()), str(self._number))
        box.adjust(px(30), 0, 0, 0)
        if self.isChecked():
            draw_icon(
                painter, "circle-check", QPointF(box.right() - px(8), box.center().y()), px(18), c.accent
            )
        words = self._words()
        room = box.adjusted(0, 0, -px(30) - sum(chip_width(word, small=True) + px(6) for word in words), 0)
        name = look().font(15, Weight.MEDIUM)
        draw_text(painter, room, self.text(), name, c.ink)
        x = room.left() + min(text_width(self.text(), name), room.width()) + px(8)
        for word in words:
            tone = Tone.ACCENT if word == self.tr("家长报读") else Tone.NEUTRAL
            x += paint_chip(painter, QPointF(x, box.center().y()), word, tone, small=True) + px(6)

    def _words(self) -> list[str]:
        words = [self.tr("家长报读")] if self.place.applied else []
        return [*words, self.tr("民办")] if self.place.school.private else words

    def _paint_figures(self, painter: QPainter, box: QRectF) -> None:
        px, c = look().px, look().colours
        plan, taken = self.place.school.plan, self.place.taken
        words = self.tr("已录取 {taken} / 计划 {plan}").format(taken=taken, plan=plan)
        rest = (
            self.tr("没有学位") if self.place.is_full else self.tr("还有 {n} 个学位").format(n=plan - taken)
        )
        left = box.adjusted(px(30), 0, 0, 0)
        width = draw_text(painter, left, words, look().font(13), c.ink2)
        ink = c.stop if self.place.is_full else c.ink2
        drawn = draw_text(painter, left, rest, look().font(13, Weight.MEDIUM), ink, Align.AlignRight)
        bar = QRectF(left.left() + width + px(14), left.center().y() - px(2), 0, px(4))
        bar.setRight(left.right() - drawn - px(14))
        if bar.width() > px(20):
            draw_frame(painter, bar, px(2), c.line2)
            share = 1.0 if plan == 0 else min(1.0, taken / plan)
            if share:
                filled = QRectF(bar.left(), bar.top(), max(bar.width() * share, bar.height()), bar.height())
                draw_frame(painter, filled, px(2), c.stop if self.place.is_full else c.accent)
