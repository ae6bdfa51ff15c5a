"""Two lanes of time: what the platform did and what was decided here, in their true order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.viewmodels.conflict import Moment
from reviewer_app.ui.viewmodels.times import clock_time, day_and_time
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame, draw_hline
from reviewer_app.ui.views.queue_view.status_tones import action_tone
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_LANE_LEFT = 84
_UPPER, _LOWER = 34, 80


class TimeLanes(QWidget):
    """Points stand in the order of their times, never nearer to one another than their words need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._platform: Sequence[Moment] = ()
        self._here: Moment | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_moments(self, platform: Sequence[Moment], here: Moment) -> None:
        """Show the platform's steps above and the decision made here below."""
        self._platform, self._here = platform, here
        spoken = [f"{day_and_time(moment.at)} {moment.text}" for moment in (*platform, here)]
        self.setAccessibleName("，".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(400), look().px(110))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(240), look().px(110))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        draw_frame(painter, QRectF(self.rect()), px(8), c.side)
        right = self.width() - px(20)
        for middle, icon, text in (
            (px(_UPPER), "server", self.tr("平台")),
            (px(_LOWER), "monitor", self.tr("本机")),
        ):
            draw_icon(painter, icon, QPointF(px(22), middle), px(16), c.ink2)
            label = QRectF(px(36), middle - px(11), px(44), px(22))
            draw_text(painter, label, text, look().font(14, Weight.MEDIUM), c.ink2)
            draw_hline(painter, px(_LANE_LEFT), right, middle, c.line2)
        if self._here is None:
            return
        ordered = sorted((*self._platform, self._here), key=lambda moment: moment.at)
        for moment, x in zip(ordered, self._places(ordered, right), strict=True):
            middle = px(_LOWER) if moment is self._here else px(_UPPER)
            self._paint_moment(painter, QPointF(x, middle), moment)

    def _places(self, ordered: Sequence[Moment], right: int) -> list[float]:
        """Even steps: hours between points would leave their words on top of one another."""
        left = look().px(_LANE_LEFT + 30)
        step = (right - left) / max(1, len(ordered))
        return [left + step * position for position in range(len(ordered))]

    def _paint_moment(self, painter: QPainter, point: QPointF, moment: Moment) -> None:
        px, c = look().px, look().colours
        tone = action_tone(moment.action) if moment.action else Tone.NEUTRAL
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(c.side, px(2)))
        painter.setBrush(QColor(c.of(tone).ink))
        painter.drawEllipse(point, px(6), px(6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.restore()
        when = clock_time(moment.at) if self._same_day() else day_and_time(moment.at)
        line = QRectF(point.x() + px(10), point.y() - px(24), px(420), px(20))
        drawn = draw_text(painter, line, when, look().font(13), c.ink2)
        rest = line.adjusted(drawn + px(8), 0, 0, 0)
        room = max(px(40), self.width() - px(20) - rest.left())
        words = look().font(13, Weight.MEDIUM)
        rest.setWidth(min(room, text_width(moment.text, words) + px(4)))
        draw_text(painter, rest, moment.text, words, c.ink)

    def _same_day(self) -> bool:
        moments = [*self._platform, *([self._here] if self._here else [])]
        days = {day_and_time(moment.at).split(" ")[0] for moment in moments}
        return len(days) <= 1
