"""The decisions that need a person, as a list at the left of the conflict screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer_app.ui.viewmodels.conflict import Story, Why
from reviewer_app.ui.viewmodels.row_model import ROW_ROLE, Index, RowModel
from reviewer_app.ui.viewmodels.times import clock_time
from reviewer_app.ui.views.components import chip_width, paint_chip
from reviewer_app.ui.views.components.plain_list import PlainList
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.text import Align, draw_text
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(200), look().px(58))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        story = index.data(ROW_ROLE)
        if not isinstance(story, Story):
            return
        px, c = look().px, look().colours
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, c.accent_bg)
            painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), c.accent)
        else:
            draw_hline(painter, px(14), rect.right() - px(14), rect.bottom() - 1, c.line)
        inner = rect.adjusted(px(14), 0, -px(14), 0)
        top = QRectF(inner.left(), rect.top() + px(9), inner.width(), px(22))
        when = clock_time(story.here.at)
        taken = draw_text(painter, top, when, look().font(12), c.ink2, Align.AlignRight)
        word = self.tr("未办理") if story.why is Why.REFUSED else self.tr("冲突")
        tone = Tone.STOP if story.why is Why.REFUSED else Tone.HOLD
        room = top.adjusted(0, 0, -taken - chip_width(word, small=True) - px(16), 0)
        drawn = draw_text(painter, room, story.name, look().font(15, Weight.MEDIUM), c.ink)
        paint_chip(painter, QPointF(top.left() + drawn + px(8), top.center().y()), word, tone, small=True)
        bottom = QRectF(inner.left(), rect.top() + px(30), inner.width(), px(22))
        draw_text(painter, bottom, story.line, look().font(13), c.ink2)
        painter.restore()


class TroubleList(PlainList):
    """``chosen`` carries the id of the outbox row that was picked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._stories = RowModel[Story](
            lambda story: story.name, lambda _, story: f"{story.name}，{story.line}，{story.title}"
        )
        super().__init__(self._stories, _Delegate(), parent)
        self.setAccessibleName(self.tr("需要您确认"))
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def stories(self) -> Sequence[Story]:
        """What is listed."""
        return self._stories.rows

    def put(self, stories: Sequence[Story], current: str) -> None:
        """List these; ``current`` is the id of the selected row, the first one when it is not among them."""
        ids = [story.action.id for story in stories]
        self._stories.put(stories)
        if stories:
            self.select_silently(ids.index(current) if current in ids else 0)  # type: ignore[arg-type]

    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._stories.rows[current.row()].action.id)
