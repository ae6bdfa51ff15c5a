"""The reasons that apply to the current item under number keys, the way to the library, and words of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.models.domain.reasons import Reason
from reviewer_app.models.domain.workflow import MAX_REASON_NOTE
from reviewer_app.ui.views.components import Button, ButtonKind, Divider, Label, TextField
from reviewer_app.ui.views.components.keycap import keycap_size, paint_keycap
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_lines, elided, tooltip, wrap_text
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_LINE, _MOST_LINES = 19, 2
_ROOM_FOR_TWO = 380
SHOWN = 8
"""Reasons in sight; one more has a key where there are nine."""


class ReasonOption(QAbstractButton):
    """A number key and a reason; checked when it is the one that was picked."""

    def __init__(self, number: int, reason: Reason, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = str(number)
        self.reason = reason
        self.setText(reason.text.rstrip("。"))
        self.setCheckable(True)
        self.setAccessibleName(f"{number} {reason.text}")
        self.setToolTip(tooltip(reason.text))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """The draft decides what is picked."""

    def _font(self) -> QFont:
        return look().font(13, Weight.MEDIUM if self.isChecked() else Weight.REGULAR)

    def _lines(self, width: float) -> list[str]:
        """Two lines at most; the tooltip has the rest."""
        px = look().px
        room = width - px(6 + 8 + 28) - keycap_size(self._number).width()
        lines = wrap_text(self.text(), look().font(13, Weight.MEDIUM), room)
        if len(lines) <= _MOST_LINES:
            return lines
        last = "".join(lines[_MOST_LINES - 1 :])
        return [*lines[: _MOST_LINES - 1], elided(last, self._font(), room)]

    def height_in(self, width: int) -> int:
        """Height that the words need in a column of ``width``."""
        return look().px(12) + len(self._lines(width)) * look().px(_LINE)

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), self.height_in(look().px(200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(96), look().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.isChecked():
            draw_frame(painter, rect, px(4), c.accent_bg)
        elif self.underMouse():
            draw_frame(painter, rect, px(4), c.hover)
        if self.hasFocus():
            draw_frame(painter, rect, px(4), None, c.accent, 2)
        lines = self._lines(rect.width())
        top = (rect.height() - len(lines) * px(_LINE)) / 2
        paint_keycap(painter, QPointF(px(6), top + px(_LINE) / 2), self._number)
        left = px(6 + 8) + keycap_size(self._number).width()
        room = rect.width() - left - px(26)
        draw_lines(painter, QPointF(left, top), room, lines, self._font(), c.ink, px(_LINE))
        if self.isChecked():
            draw_icon(painter, "check", QPointF(rect.right() - px(13), rect.center().y()), px(16), c.accent)


class ReasonPicker(QWidget):
    """``picked`` carries a reason code; ``noted`` the reviewer's own words."""

    picked = Signal(str)
    noted = Signal(str)
    library_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: list[ReasonOption] = []
        self._title = Label("", 13, ink="ink2")
        self.library = Button(self.tr("原因库"), ButtonKind.GHOST, Tone.ACCENT, key="/")
        self.library.clicked.connect(self.library_wanted)
        self.note = TextField(self.tr("补充说明"), self.tr("补充说明，可不填，200 字以内"))
        self.note.setMaxLength(MAX_REASON_NOTE)
        self.note.textEdited.connect(self.noted)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.library)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look().px(8))
        self._grid.setVerticalSpacing(look().px(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(Divider())
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addSpacing(look().px(4))
        column.addWidget(self.note)

    def show_item(
        self,
        label: str,
        reasons: Sequence[Reason],
        code: str,
        note: str,
        library: int,
        *,
        has_note: bool = True,
    ) -> None:
        """The reasons for an item, which of them is picked, and how many the library holds for this case."""
        self._title.setText(self.tr("适用于“{item}”的原因").format(item=label))
        self.note.setVisible(has_note)
        self.library.setText(self.tr("原因库 {n} 条").format(n=library))
        shown = list(reasons[:SHOWN])
        if code and code not in {reason.code for reason in shown}:
            shown = [*shown[: SHOWN - 1], *(reason for reason in reasons if reason.code == code)]
        if [option.reason.code for option in self._options] != [reason.code for reason in shown]:
            self._make(shown, reasons)
        for option in self._options:
            option.setChecked(option.reason.code == code)
        if self.note.text() != note:
            self.note.setText(note)

    def _make(self, shown: Sequence[Reason], reasons: Sequence[Reason]) -> None:
        for option in self._options:
            option.hide()
            self._grid.removeWidget(option)
            option.deleteLater()
        self._options = []
        for reason in shown:
            option = ReasonOption(reasons.index(reason) + 1, reason)
            option.clicked.connect(lambda _=False, code=reason.code: self.picked.emit(code))
            self._options.append(option)
        self._fit_options()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_options()

    def _fit_options(self) -> None:
        """One or two columns; as high as their words are at this width, both options of a line the same."""
        columns = 2 if self.width() >= look().px(_ROOM_FOR_TWO) else 1
        width = (self.width() - look().px(8) * (columns - 1)) // columns
        rows = -(-len(self._options) // columns)
        for position, option in enumerate(self._options):
            self._grid.addWidget(option, position % rows, position // rows)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns > 1 else 0)
        for row in range(rows):
            pair = self._options[row::rows]
            height = max(option.height_in(width) for option in pair)
            for option in pair:
                option.setFixedHeight(height)
