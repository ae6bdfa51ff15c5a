"""Above the form: whose case it is and in which state, with the way to its history."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.ui.viewmodels.case_header import CaseHeader, Sign
from reviewer_app.ui.views.components import Button, ButtonKind, Chip, Label
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.theme import changes, look
from reviewer_app.ui.views.tokens import Tone

_BASIC_PLANE = 0xFFFF
_ROW = 34
_GAP = 8


class _NameLabel(Label):
    """Rare characters come from a font without a bold weight: thickened they would blot."""

    def _font(self) -> QFont:
        rare = any(ord(character) > _BASIC_PLANE for character in self.text())
        return look().font(22, Weight.MEDIUM if rare else Weight.BOLD)


class HeaderView(QWidget):
    """Name, person, number and due time in one line; chips below, wrapped where they do not fit."""

    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = _NameLabel("", 22, Weight.BOLD, parent=self)
        self._person = Label("", 14, ink="ink2", parent=self)
        self._number = Label("", 13, ink="ink3", parent=self)
        self._due = Chip("", parent=self, icon="clock")
        self._chips: list[Chip] = []
        self._history = Button(self.tr("历史"), ButtonKind.GHOST, parent=self, icon="history")
        self._history.clicked.connect(self.history_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        changes.changed.connect(self._place)

    @property
    def history_button(self) -> Button:
        """What the history drawer hangs from."""
        return self._history

    def show_header(self, header: CaseHeader | None) -> None:
        """Show a case, or nothing."""
        self._name.setText(header.name if header else "")
        self._person.setText(header.person if header else "")
        self._number.setText(header.number if header else "")
        due = header.due if header else None
        self._due.setVisible(due is not None)
        if due is not None:
            self._due.set_state(due.text, Tone(due.shade.value))
        self._show_signs(header.signs if header else ())
        self._history.setVisible(header is not None)
        self.setAccessibleName(header.spoken if header else "")
        self._place()

    def _show_signs(self, signs: tuple[Sign, ...]) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(sign.text, Tone(sign.shade.value), self, icon=sign.icon) for sign in signs]
        for chip in self._chips:
            chip.show()

    def sizeHint(self) -> QSize:
        return QSize(look().px(472), look().px(82) + self._chip_rows() * look().px(30) - look().px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(320), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _chip_rows(self) -> int:
        return max((row for row, _, _ in self._flow()), default=0) + 1

    def _flow(self) -> list[tuple[int, int, Chip]]:
        """Line and left edge of each chip; the first line leaves room for the history button."""
        px = look().px
        x, row = px(16), 0
        placed: list[tuple[int, int, Chip]] = []
        for chip in self._chips:
            width = chip.sizeHint().width()
            limit = self.width() - px(16) - (self._history.sizeHint().width() + px(8) if row == 0 else 0)
            if x + width > limit and x > px(16):
                x, row = px(16), row + 1
            placed.append((row, x, chip))
            x += width + px(_GAP)
        return placed

    def _place(self) -> None:
        px = look().px
        right = self.width() - px(26)
        due = self._due.sizeHint()
        if self._due.isVisibleTo(self):
            self._due.setGeometry(
                right - due.width(), px(6 + 17) - due.height() // 2, due.width(), due.height()
            )
            right -= due.width() + px(12)
        self._place_names(right)
        for row, x, chip in self._flow():
            size = chip.sizeHint()
            chip.setGeometry(x, px(46) + row * px(30), size.width(), size.height())
        size = self._history.sizeHint()
        corner = QPoint(self.width() - px(18) - size.width(), px(42))
        self._history.setGeometry(QRect(corner, size))
        self.updateGeometry()

    def _place_names(self, right: int) -> None:
        """The name gives way last: first the number, then what is said of the person."""
        px = look().px
        x, top, height = px(16), px(6), px(_ROW)
        person, number = self._person.sizeHint().width(), self._number.sizeHint().width()
        wanted = self._name.sizeHint().width()
        room = right - x
        if wanted + px(12) + person + px(12) + number > room:
            number = 0
        if wanted + px(12) + person > room:
            person = max(0, min(person, room - px(12) - px(132)))
        name = min(wanted, room - (person + px(12) if person else 0))
        self._name.setGeometry(x, top, name, height)
        x += name + px(12)
        self._person.setGeometry(x, top + px(3), person, height)
        self._number.setGeometry(x + person + px(12), top + px(3), number, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colours.surface)
        draw_hline(painter, 0, self.width(), self.height() - 1, look().colours.line)
