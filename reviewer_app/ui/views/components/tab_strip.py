"""Tabs: of the application, of the queue with counts, of a form's sections with their findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer_app.ui.views.components.finding import Finding, paint_finding
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame, draw_hline
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import look


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab: ``count`` is shown after the text, ``finding`` as an icon before it."""

    key: str
    text: str
    count: int | None = None
    finding: Finding | None = None


class _TabButton(QAbstractButton):
    def __init__(self, tab: Tab, strip: TabStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_tab(tab)

    def set_tab(self, tab: Tab) -> None:
        self.tab = tab
        self.setText(tab.text)
        self.setAccessibleName(tab.text if tab.count is None else f"{tab.text} {tab.count}")
        self.update()

    def nextCheckState(self) -> None:
        """The strip decides which tab is current."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._strip.step(step)

    def label_width(self) -> float:
        icon = look().px(22) if self.tab.finding else 0
        return round(text_width(self.text(), look().font(14, Weight.BOLD))) + icon

    def sizeHint(self) -> QSize:
        px = look().px
        width = self.label_width()
        if self.tab.count is not None:
            width += px(6) + round(text_width(str(self.tab.count), look().font(13, Weight.BOLD)))
        return QSize(round(width), self._strip.height() or px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        current = self.isChecked()
        x = 0.0
        if self.tab.finding:
            paint_finding(painter, QPointF(px(8), rect.center().y()), self.tab.finding)
            x = px(22)
        ink = c.ink if current or self.underMouse() else c.ink2
        font = look().font(14, Weight.BOLD if current else Weight.MEDIUM)
        accented = self._strip.accented and current
        draw_text(painter, rect.adjusted(x, 0, 0, 0), self.text(), font, c.accent if accented else ink)
        if self.tab.count is not None:
            font = look().font(13, Weight.BOLD if current else Weight.REGULAR)
            box = rect.adjusted(self.label_width() + px(6), 0, px(4), 0)
            draw_text(painter, box, str(self.tab.count), font, c.accent if current else c.ink3)
        if current:
            bar = px(3)
            painter.fillRect(QRectF(0, rect.bottom() - bar, self.label_width(), bar), c.accent)
        if self.hasFocus():
            ring = QRectF(0, px(5), rect.width(), rect.height() - px(10))
            draw_frame(painter, ring, px(4), None, c.accent, 2)


class TabStrip(QWidget):
    """A row of tabs over a hairline. Where they do not all fit, the strip slides to keep the current one in sight.

    ``changed`` carries the key of the tab that a person chose; :meth:`set_current` is silent.
    """

    changed = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap: int = 20,
        margin: int = 0,
        height: int = 40,
        ruled: bool = True,
        accented: bool = False,
    ) -> None:
        super().__init__(parent)
        self._gap, self._margin, self._height = gap, margin, height
        self._ruled = ruled
        self.accented = accented
        self._buttons: list[_TabButton] = []
        self._current = ""
        self._offset = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> str:
        """Key of the current tab, empty without tabs."""
        return self._current

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show these tabs; the current one stays current when its key is still there, else the first is."""
        same = [button.tab.key for button in self._buttons] == [tab.key for tab in tabs]
        if same:
            for button, tab in zip(self._buttons, tabs, strict=True):
                button.set_tab(tab)
        else:
            for button in self._buttons:
                button.hide()
                button.deleteLater()
            self._buttons = [self._make(tab) for tab in tabs]
        keys = [tab.key for tab in tabs]
        self._mark(self._current if self._current in keys else (keys[0] if keys else ""))
        self.updateGeometry()

    def _make(self, tab: Tab) -> _TabButton:
        button = _TabButton(tab, self)
        button.clicked.connect(lambda: self._choose(button.tab.key))
        button.setVisible(True)
        return button

    def set_current(self, key: str) -> None:
        """Make a tab current without telling anybody. :raises KeyError: when there is no such tab."""
        if key not in [button.tab.key for button in self._buttons]:
            raise KeyError(key)
        self._mark(key)

    def step(self, step: int) -> None:
        """Choose the next or the previous tab."""
        keys = [button.tab.key for button in self._buttons]
        if self._current in keys:
            index = keys.index(self._current) + step
            if 0 <= index < len(keys):
                self._choose(keys[index])
                self._buttons[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, key: str) -> None:
        if key != self._current:
            self._mark(key)
            self.changed.emit(key)

    def _mark(self, key: str) -> None:
        self._current = key
        for button in self._buttons:
            button.setChecked(button.tab.key == key)
        self._reveal()

    def _natural(self) -> int:
        px = look().px
        widths = sum(button.sizeHint().width() for button in self._buttons)
        return widths + px(self._gap) * max(0, len(self._buttons) - 1) + 2 * px(self._margin)

    def _reveal(self) -> None:
        """Slide so that the current tab and a hint of its neighbours are in sight."""
        self._place()
        found = [button for button in self._buttons if button.isChecked()]
        if not found or self._natural() <= self.width():
            self._offset = 0
        else:
            peek = look().px(28)
            left, right = found[0].x() + self._offset, found[0].geometry().right() + self._offset
            lowest, highest = right + peek - self.width(), left - peek
            self._offset = min(max(self._offset, lowest), highest)
            self._offset = max(0, min(self._offset, self._natural() - self.width()))
        self._place()

    def _place(self) -> None:
        px = look().px
        x = px(self._margin) - self._offset
        for button in self._buttons:
            width = button.sizeHint().width()
            button.setGeometry(x, 0, width, self.height())
            x += width + px(self._gap)

    def sizeHint(self) -> QSize:
        return QSize(self._natural(), look().px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(80), look().px(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reveal()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._reveal()

    def wheelEvent(self, event: QWheelEvent) -> None:
        most = max(0, self._natural() - self.width())
        turn = event.angleDelta().x() or event.angleDelta().y()
        self._offset = max(0, min(most, self._offset - turn // 2))
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ruled:
            painter = QPainter(self)
            draw_hline(painter, 0, self.width(), self.height() - 1, look().colours.line)
