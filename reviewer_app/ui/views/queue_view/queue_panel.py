"""The queue's column: tabs with counts, search, filters, the list, the undo card and the day's work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.changes import Changes
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.queue_counts import QueueAnswer
from reviewer_app.ui.viewmodels.queue_filter import QueueFilter, QueueTab, tab_label
from reviewer_app.ui.viewmodels.queue_model import QueueModel
from reviewer_app.ui.viewmodels.times import start_of_day
from reviewer_app.ui.views.components import (
    Divider,
    EmptyState,
    IconButton,
    MessageLine,
    Popover,
    SearchField,
    Tab,
    TabStrip,
    open_popover,
)
from reviewer_app.ui.views.queue_view.day_bar import DayBar
from reviewer_app.ui.views.queue_view.filter_panel import FilterPanel
from reviewer_app.ui.views.queue_view.filter_row import FilterRow
from reviewer_app.ui.views.queue_view.queue_list import QueueList
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class QueuePanel(QWidget):
    """One queue over the tabs given. ``case_wanted`` carries a case id, ``fold_wanted`` asks for the rail."""

    case_wanted = Signal(str)
    fold_wanted = Signal()
    answered = Signal(object)
    """Carries :class:`QueueAnswer`."""

    def __init__(self, services: Services, tabs: Sequence[QueueTab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.model = QueueModel(services, tabs, self)
        self.list = QueueList(self.model)
        self.search = SearchField(self.tr("查找办件"), self.tr("姓名、证件号、收件号"))
        self._tabs = TabStrip(gap=10, margin=12, height=42, ruled=False)
        self._fold = IconButton("panel-left-close", self.tr("收起队列"), key="[")
        self._funnel = IconButton("funnel", self.tr("筛选"), checkable=True)
        self._filters = FilterRow()
        self._fault = MessageLine(parent=self)
        self._empty = EmptyState("inbox", "")
        self._stack = QStackedWidget()
        self._day = DayBar()
        self.foot = QVBoxLayout()
        self._build()
        self._connect()
        self._left = 0
        self._show_tabs({})
        self._count_day()
        self.model.refresh()

    def step(self, by: int) -> CaseId | None:
        """The case above (-1) or below (1) the selected one, if there is one; selects it."""
        position = self.list.position
        found = self.model.id_at(0 if position < 0 and by > 0 else position + by)
        if found is not None:
            self.list.select(found)
        return found

    def next_open(self) -> CaseId | None:
        """The next case on which nothing was decided here; selects it."""
        found = self.model.next_open(self.list.position)
        self.list.select(found)
        return found

    def show_tab(self, tab: QueueTab) -> None:
        """Go to a tab, all filters off."""
        self._tabs.set_current(tab.value)
        self.search.clear()
        self._ask(QueueFilter(tab=tab, order=self.model.filter.order))

    def focus_search(self) -> None:
        """Put the caret into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _build(self) -> None:
        px = look().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, px(4), 0)
        head.setSpacing(0)
        head.addWidget(self._tabs, 1)
        head.addWidget(self._fold)
        finding = QHBoxLayout()
        finding.setContentsMargins(px(12), px(8), px(8), 0)
        finding.setSpacing(px(4))
        finding.addWidget(self.search, 1)
        finding.addWidget(self._funnel)
        row = QHBoxLayout()
        row.setContentsMargins(px(6), px(2), px(12), px(2))
        row.addWidget(self._filters)
        column.addLayout(head)
        column.addWidget(Divider())
        column.addLayout(finding)
        column.addLayout(row)
        column.addWidget(self._fault)
        self._fault.hide()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        self.foot.setContentsMargins(px(4), 0, px(4), px(2))
        column.addLayout(self.foot)
        column.addWidget(self._day)

    def _connect(self) -> None:
        self.list.case_wanted.connect(self.case_wanted)
        self._fold.clicked.connect(self.fold_wanted)
        self._funnel.clicked.connect(self._open_filters)
        self._tabs.changed.connect(lambda key: self._ask(replace(self.model.filter, tab=QueueTab(key))))
        self.search.textChanged.connect(lambda text: self._ask(replace(self.model.filter, text=text)))
        self.search.installEventFilter(self)
        self._filters.flag_toggled.connect(lambda flag: self._ask(self.model.filter.toggled(flag)))
        self._filters.order_chosen.connect(lambda order: self._ask(replace(self.model.filter, order=order)))
        self._empty.acted.connect(self._clear_filters)
        self._fault.acted.connect(self.model.refresh)
        self.model.answered.connect(self._on_answer)
        self.model.failed.connect(self._on_fault)
        self._services.hub.changed.connect(self._on_changes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self._open_first()
                return True
            if event.key() == Qt.Key.Key_Escape and not self.search.text():
                self.search.clearFocus()
                return True
        return super().eventFilter(watched, event)

    def _open_first(self) -> None:
        found = self.model.id_at(0)
        if found is not None:
            self.list.select(found)
            self.search.clearFocus()
            self.case_wanted.emit(found)

    def _ask(self, asked: QueueFilter) -> None:
        self.model.set_filter(asked)
        self._filters.show_filter(asked)
        self._funnel.setChecked(bool(asked.narrowed_by))

    def _clear_filters(self) -> None:
        if self.model.filter.is_narrowed:
            self.search.clear()
            self._ask(self.model.filter.cleared())

    def _open_filters(self) -> None:
        self._funnel.setChecked(bool(self.model.filter.narrowed_by))
        if open_popover() is not None:
            return
        season = self._services.season()
        panel = FilterPanel(self.model.filter, season.schools if season else ())
        panel.changed.connect(self._ask)
        Popover(panel, self._funnel, name=self.tr("筛选")).open_at()

    def _on_answer(self, answer: QueueAnswer) -> None:
        self._fault.hide()
        self._show_tabs(answer.tabs)
        self._filters.show_counts(answer.chips)
        self._left = answer.tabs.get(self.model.tabs[0], 0)
        self._count_day()
        self._stack.setCurrentWidget(self.list if answer.ids else self._empty)
        if not answer.ids:
            self._explain_empty(answer)
        self.answered.emit(answer)

    def _on_fault(self, message: str) -> None:
        self._fault.show_message(message, Tone.STOP, self.tr("再读一次"))
        self._fault.show()

    def _on_changes(self, changes: Changes) -> None:
        if changes.outbox:
            self._count_day()

    def _show_tabs(self, counts: Mapping[QueueTab, int]) -> None:
        tabs = [Tab(key=tab.value, text=tab_label(tab), count=counts.get(tab)) for tab in self.model.tabs]
        self._tabs.set_tabs(tabs)

    def _count_day(self) -> None:
        casework = self._services.casework
        done = casework.outbox.done_since(start_of_day(casework.clock.now()))
        self._day.show_day(done, self._left, tab_label(self.model.tabs[0]))

    def _explain_empty(self, answer: QueueAnswer) -> None:
        if answer.asked.is_narrowed:
            self._empty.set_state("search", self.tr("没有符合条件的办件"), "", self.tr("清除筛选"))
        elif not answer.tabs.get(QueueTab.ALL, 1):
            self._empty.set_state("inbox", self.tr("本机还没有办件"), self.tr("联网后自动取回。"))
        else:
            self._empty.set_state(
                "circle-check", self.tr("这里没有要办的件"), self.tr("新的办件会自动出现。")
            )
