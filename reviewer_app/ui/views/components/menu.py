"""A list of choices in a popover, for the keyboard first: arrows, Home, End, Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.ui.views.components.card import ScrollColumn
from reviewer_app.ui.views.components.popover import Popover
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look

_ROW = 34
_MOST_ROWS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One row of a menu. ``hint`` stands at the right: a count, a key."""

    key: str
    text: str
    hint: str = ""
    icon: str = ""
    enabled: bool = True


class _Row(QAbstractButton):
    def __init__(self, choice: Choice, current: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        self._current = current
        self.setText(choice.text)
        self.setEnabled(choice.enabled)
        self.setAccessibleName(" ".join(part for part in (choice.text, choice.hint) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore() if event.key() != Qt.Key.Key_Space else super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        px = look().px
        width = text_width(self.choice.text, look().font(14, Weight.MEDIUM)) + px(10 + 26 + 10)
        if self.choice.hint:
            width += text_width(self.choice.hint, look().font(13)) + px(16)
        return QSize(round(width), px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            draw_frame(painter, rect, px(6), c.accent_bg if self.hasFocus() else c.hover)
        ink = c.ink if self.isEnabled() else c.disabled_ink
        icon = self.choice.icon or ("check" if self._current else "")
        if icon:
            draw_icon(
                painter,
                icon,
                QPointF(px(18), rect.center().y()),
                px(16),
                c.accent if self._current else c.ink2,
            )
        inner = rect.adjusted(px(34), 0, -px(10), 0)
        if self.choice.hint:
            align = Qt.AlignmentFlag.AlignRight
            hint = draw_text(painter, inner, self.choice.hint, look().font(13), c.ink3, align)
            inner.adjust(0, 0, -hint - px(12), 0)
        weight = Weight.MEDIUM if self._current else Weight.REGULAR
        draw_text(painter, inner, self.choice.text, look().font(14, weight), ink)


class _Rows(QWidget):
    """Moves the focus between rows; leaving the list at either end comes in again at the other."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[_Row] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        usable = [row for row in self.rows if row.isEnabled()]
        if not usable:
            event.ignore()
            return
        index = next((i for i, row in enumerate(usable) if row.hasFocus()), -1)
        moves = {
            Qt.Key.Key_Down: index + 1,
            Qt.Key.Key_Up: index - 1 if index >= 0 else -1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: -1,
        }
        target = moves.get(Qt.Key(event.key()))
        if target is None:
            event.ignore()
            return
        usable[target % len(usable)].setFocus(Qt.FocusReason.TabFocusReason)


class Menu(Popover):
    """A popover of choices; ``chosen`` carries the key of the one that was picked, after the menu has closed."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice], anchor: QWidget, current: str = "", name: str = "") -> None:
        self._rows = _Rows()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._scroll = ScrollColumn(self._rows)
        super().__init__(self._scroll, anchor, padding=6, name=name)
        for choice in choices:
            row = _Row(choice, choice.key == current, self._rows)
            row.clicked.connect(lambda _=False, key=choice.key: self._pick(key))
            column.addWidget(row)
            self._rows.rows.append(row)
        shown = min(len(choices), _MOST_ROWS)
        self._scroll.setFixedHeight(shown * look().px(_ROW))
        widest = max((row.sizeHint().width() for row in self._rows.rows), default=0)
        self._scroll.setMinimumWidth(widest + (look().px(12) if len(choices) > _MOST_ROWS else 0))
        self._start = current

    def open_at(self, *, width: int | None = None, right: bool = False) -> None:
        super().open_at(width=width, right=right)
        rows = [row for row in self._rows.rows if row.isEnabled()]
        start = next((row for row in rows if row.choice.key == self._start), rows[0] if rows else None)
        if start is not None:
            start.setFocus(Qt.FocusReason.PopupFocusReason)
            self._scroll.ensureWidgetVisible(start)

    def _pick(self, key: str) -> None:
        self.close_popover()
        self.chosen.emit(key)
