"""The bar over every screen: where one is, where one can go, how the sync stands, who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reviewer_app.ui.views.brand import Seal
from reviewer_app.ui.views.components import Divider, IconButton, Label, SyncPill, Tab, TabStrip
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.person_button import PersonButton
from reviewer_app.ui.views.theme import look

HEIGHT = 44


class TopBar(QWidget):
    """``tab_wanted`` carries the key of a tab; the pill and the person's button are the caller's to connect."""

    tab_wanted = Signal(str)
    keys_wanted = Signal()

    def __init__(self, place: str, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pill = SyncPill()
        self.person = PersonButton(name, role)
        self._place = Label(place, 14, ink="ink2")
        self._tabs = TabStrip(gap=28, height=HEIGHT, ruled=False, accented=True)
        self._tabs.changed.connect(self.tab_wanted)
        keys = IconButton("keyboard", self.tr("快捷键"), key="F1")
        keys.clicked.connect(self.keys_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rules = [Divider(vertical=True, token="line2") for _ in range(2)]
        self._row = QHBoxLayout(self)
        self._row.addWidget(Seal(24))
        self._row.addWidget(Label(self.tr("入学审核台"), 16, Weight.BOLD))
        self._row.addWidget(self._rules[0], alignment=Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._place)
        self._row.addSpacing(look().px(20))
        self._row.addWidget(self._tabs, 1)
        self._row.addWidget(self.pill)
        self._row.addWidget(self._rules[1], alignment=Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(keys)
        self._row.addWidget(self.person)
        self._fit()

    def set_place(self, place: str) -> None:
        """Show county and year."""
        self._place.setText(place)

    def set_tabs(self, tabs: list[Tab]) -> None:
        """Offer these screens."""
        self._tabs.set_tabs(tabs)

    def set_tab(self, key: str) -> None:
        """Show a tab as current."""
        self._tabs.set_current(key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_row"):
            self._fit()

    def _fit(self) -> None:
        px = look().px
        self.setFixedHeight(px(HEIGHT))
        self._row.setContentsMargins(px(13), 0, px(10), 0)
        self._row.setSpacing(px(11))
        for rule in self._rules:
            rule.setFixedHeight(px(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.person.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colours.chrome)
        draw_hline(painter, 0, self.width(), self.height() - 1, look().colours.line2)
