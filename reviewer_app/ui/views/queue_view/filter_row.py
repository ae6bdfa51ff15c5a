"""Sort menu and quick filters in one row: what does not fit is still in the filter panel."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer_app.models.domain.ports import CaseFlag, CaseOrder
from reviewer_app.ui.viewmodels.queue_counts import CHIPS
from reviewer_app.ui.viewmodels.queue_filter import QueueFilter, flag_label, order_label
from reviewer_app.ui.views.components import Choice, ComboButton, FilterPill
from reviewer_app.ui.views.theme import look

_GAP = 5


class FilterRow(QWidget):
    """``flag_toggled`` carries a :class:`CaseFlag`, ``order_chosen`` a :class:`CaseOrder`."""

    flag_toggled = Signal(object)
    order_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        choices = [Choice(key=order.value, text=order_label(order)) for order in CaseOrder]
        self._order = ComboButton(self.tr("排序"), choices, CaseOrder.DUE_FIRST.value, self)
        self._order.chosen.connect(lambda key: self.order_chosen.emit(CaseOrder(key)))
        self._pills = {flag: self._make_pill(flag) for flag in CHIPS}
        self._counts: Mapping[CaseFlag, int] = {}
        self._on: frozenset[CaseFlag] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _make_pill(self, flag: CaseFlag) -> FilterPill:
        pill = FilterPill(flag_label(flag), self)
        pill.clicked.connect(lambda: self.flag_toggled.emit(flag))
        return pill

    def show_filter(self, asked: QueueFilter) -> None:
        """Show which filters are on."""
        self._on = asked.flags
        self._order.set_current(asked.order.value)
        for flag, pill in self._pills.items():
            pill.setChecked(flag in asked.flags)
        self._place()

    def show_counts(self, counts: Mapping[CaseFlag, int]) -> None:
        """Show how many cases each filter would leave."""
        self._counts = counts
        for flag, pill in self._pills.items():
            pill.setText(f"{flag_label(flag)} {counts.get(flag, 0)}")
            pill.updateGeometry()
            pill.update()
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap = look().px(_GAP)
        self._order.setGeometry(0, 0, self._order.sizeHint().width(), self.height())
        room = self.width() - self._order.width() - gap
        shown = self._fitting(room, gap)
        x = self.width()
        for flag in reversed(CHIPS):
            pill = self._pills[flag]
            pill.setVisible(flag in shown)
            if flag in shown:
                size = pill.sizeHint()
                x -= size.width()
                pill.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
                x -= gap

    def _fitting(self, room: int, gap: int) -> set[CaseFlag]:
        """Filters that are on come first, then those that would leave something, in their order."""
        wanted = [flag for flag in CHIPS if flag in self._on]
        wanted += [flag for flag in CHIPS if flag not in self._on and self._counts.get(flag, 0)]
        shown: set[CaseFlag] = set()
        for flag in wanted:
            width = self._pills[flag].sizeHint().width() + gap
            if width <= room:
                shown.add(flag)
                room -= width
        return shown
