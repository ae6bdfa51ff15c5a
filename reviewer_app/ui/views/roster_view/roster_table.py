"""Who is on the list, as a table: wide windows show more columns, ID numbers only masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.models.domain.masking import mask_id
from reviewer_app.models.domain.roster import RosterRow
from reviewer_app.ui.viewmodels.queue_row import category_word
from reviewer_app.ui.viewmodels.roster_checks import rare_characters
from reviewer_app.ui.viewmodels.row_model import ROW_ROLE, Index, RowModel
from reviewer_app.ui.viewmodels.translation import tr
from reviewer_app.ui.views.components import paint_chip
from reviewer_app.ui.views.components.plain_list import PlainList
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.text import Align, draw_text
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_ROW = 34
_WIDE = 760


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its share of the width, and what it says of a row."""

    title: str
    share: float
    say: Callable[[RosterRow], str]
    align: Align = Align.AlignLeft
    strong: bool = False


def columns_for(width: float, modes: Mapping[str, str]) -> list[Column]:
    """The columns that fit; ``width`` in design pixels."""
    name = Column(title=tr("姓名"), share=28, say=lambda row: row.name, strong=True)
    sex = Column(title=tr("性别"), share=9, say=lambda row: row.sex, align=Align.AlignHCenter)
    category = Column(title=tr("类别"), share=16, say=lambda row: category_word(row.category))
    mode = Column(title=tr("录取方式"), share=19, say=lambda row: modes.get(row.mode, row.mode))
    if width < _WIDE:
        return [name, sex, category, mode]
    birth = Column(title=tr("出生日期"), share=16, say=lambda row: row.birth)
    identity = Column(title=tr("证件号"), share=28, say=lambda row: mask_id(row.id_no))
    return [name, sex, birth, identity, category, mode]


def _spoken(number: int, row: RosterRow) -> str:
    parts = (str(number + 1), row.name, row.sex, category_word(row.category), row.school_name)
    return "，".join(part for part in parts if part)


def _cells(rect: QRectF, columns: Sequence[Column]) -> list[QRectF]:
    """Boxes of the running number and the columns."""
    px = look().px
    number = px(58)
    whole = sum(column.share for column in columns)
    room = rect.width() - number
    boxes = [QRectF(rect.left(), rect.top(), number - px(22), rect.height())]
    x = rect.left() + number
    for column in columns:
        width = room * column.share / whole
        boxes.append(QRectF(x, rect.top(), width - px(8), rect.height()))
        x += width
    return boxes


class _Head(QWidget):
    def __init__(self, table: RosterTable) -> None:
        super().__init__(table)
        self._table = table
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = look().colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), c.chrome)
        columns = self._table.columns
        boxes = _cells(QRectF(0, 0, self._table.row_width, self.height()), columns)
        font = look().font(13, Weight.MEDIUM)
        draw_text(painter, boxes[0], self.tr("序号"), font, c.ink2, Align.AlignRight)
        for box, column in zip(boxes[1:], columns, strict=True):
            draw_text(painter, box, column.title, font, c.ink2, column.align)


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: RosterTable) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(200), look().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, RosterRow):
            return
        px, c = look().px, look().colours
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, c.accent_bg)
            painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), c.accent)
        draw_hline(painter, rect.left(), rect.right(), rect.bottom() - 1, c.line)
        columns = self._table.columns
        boxes = _cells(rect, columns)
        draw_text(painter, boxes[0], str(index.row() + 1), look().font(14), c.ink2, Align.AlignRight)
        for box, column in zip(boxes[1:], columns, strict=True):
            self._paint_cell(painter, box, column, row)
        painter.restore()

    def _paint_cell(self, painter: QPainter, box: QRectF, column: Column, row: RosterRow) -> None:
        px, c = look().px, look().colours
        font = look().font(14, Weight.MEDIUM if column.strong else Weight.REGULAR)
        rare = column.strong and bool(rare_characters(row.name))
        room = box.adjusted(0, 0, -px(48), 0) if rare else box
        ink = c.ink if column.strong else c.ink2
        drawn = draw_text(painter, room, column.say(row), font, ink, column.align)
        if rare:
            left = QPointF(box.left() + drawn + px(8), box.center().y())
            paint_chip(painter, left, tr("生僻"), Tone.NEUTRAL, small=True)


class RosterTable(QWidget):
    """Head and rows; the rows scroll under the head."""

    def __init__(self, modes: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modes = modes
        self._rows = RowModel[RosterRow](lambda row: row.name, _spoken)
        self.list = PlainList(self._rows, _Delegate(self))
        self.list.setAccessibleName(self.tr("录取人员"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_Head(self))
        column.addWidget(self.list, 1)

    @property
    def columns(self) -> list[Column]:
        """The columns at the present width."""
        return columns_for(self.width() * 100 / look().scale, self._modes)

    @property
    def row_width(self) -> int:
        """Width of a row, beside the scroll bar."""
        return self.list.viewport().width()

    def put(self, rows: Sequence[RosterRow]) -> None:
        """Show these rows from the first one."""
        if tuple(rows) != self._rows.rows:
            self._rows.put(rows)
