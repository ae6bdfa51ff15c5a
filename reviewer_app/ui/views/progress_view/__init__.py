"""进度: the season in figures, schools against places, and how long guardians have waited; all of it painted."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.models.domain.case import CaseStatus
from reviewer_app.models.domain.changes import Changes
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.progress_viewmodel import Progress, ProgressViewModel
from reviewer_app.ui.viewmodels.times import full
from reviewer_app.ui.views.components import Card, EmptyState, Label, ScrollColumn
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.message_bar import MessageBar
from reviewer_app.ui.views.progress_view.columns import Columns
from reviewer_app.ui.views.progress_view.figures import Figure, Figures
from reviewer_app.ui.views.progress_view.legend import Entry, Legend
from reviewer_app.ui.views.progress_view.school_bars import SchoolBars
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_LATE_DAYS = 4
"""A case waits late from its fourth day on: three working days is what counties promise."""


class ProgressView(QWidget):
    """Reads the store when it is shown and when something moves while it is."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vm = ProgressViewModel(services, self)
        self._services = services
        self._when = Label("", 13, ink="ink2")
        self.messages = MessageBar(inset=0)
        self.figures = Figures()
        self.bars = SchoolBars()
        self.waiting = Columns()
        self.states = Columns()
        self._lay_out()
        self.vm.changed.connect(self._show)
        self.vm.failed.connect(lambda words: self.messages.say(words, Tone.STOP))
        services.hub.changed.connect(self._on_changes)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.vm.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and self.vm.wants(changes):
            self.vm.refresh()

    def _show(self) -> None:
        progress = self.vm.progress
        if progress is None:
            return
        self.messages.clear()
        self._when.setText(full(progress.at))
        self.figures.put(self._figures(progress))
        self.bars.put(progress.schools)
        self._bars_or_words.setVisible(bool(progress.schools))
        self._no_schools.setVisible(not progress.schools)
        days = [self.tr("当天"), *(self.tr("{n} 天").format(n=n) for n in range(1, 5)), self.tr("5 天以上")]
        parts = (progress.pending_by_day, progress.answered_by_day)
        self.waiting.put(days, parts, ("accent", "hold"), _LATE_DAYS)
        self._show_states(progress)

    def _figures(self, progress: Progress) -> list[Figure]:
        count = progress.by_status
        share = round(100 * progress.accepted / progress.submitted) if progress.submitted else 0
        late = sum(
            parts[day] for parts in (progress.pending_by_day, progress.answered_by_day) for day in (4, 5)
        )
        return [
            Figure(label=self.tr("报名"), value=progress.submitted, note=self.tr("件")),
            Figure(label=self.tr("已受理"), value=progress.accepted, note=f"{share}%"),
            Figure(
                label=self.tr("待受理"),
                value=count.get(CaseStatus.PENDING, 0),
                note=self.tr("等了 4 天以上 {n}").format(n=late) if late else "",
                tone=Tone.STOP,
            ),
            Figure(
                label=self.tr("待补正"),
                value=count.get(CaseStatus.CORRECTION, 0),
                note=self.tr("其中超期 {n}").format(n=progress.overdue) if progress.overdue else "",
                tone=Tone.STOP,
            ),
            Figure(label=self.tr("已办结"), value=count.get(CaseStatus.COMPLETED, 0)),
            Figure(label=self.tr("今日本机办理"), value=progress.today, note=self.tr("件")),
        ]

    def _show_states(self, progress: Progress) -> None:
        shown = (
            (CaseStatus.RETURNED, self.tr("已退件")),
            (CaseStatus.DECLINED, self.tr("不予受理")),
            (CaseStatus.WITHDRAWN, self.tr("已撤销")),
            (CaseStatus.PROCESSING, self.tr("办理中")),
            (CaseStatus.COMPLETED, self.tr("已办结")),
        )
        counts = [progress.by_status.get(status, 0) for status, _ in shown]
        self.states.put([words for _, words in shown], (counts,), ("accent",), len(shown))

    def _on_card(self, title: str, note: str, legend: tuple[Entry, ...], content: QWidget) -> Card:
        px = look().px
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(px(18), px(12), px(18), px(14))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(Label(title, 15, Weight.BOLD))
        head.addWidget(Label(note, 12, ink="ink2"))
        head.addStretch()
        head.addWidget(Legend(legend))
        column.addLayout(head)
        column.addWidget(content, 1)
        return card

    def _lay_out(self) -> None:
        px = look().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(12), px(24), px(16))
        column.setSpacing(px(12))
        head = QHBoxLayout()
        head.setSpacing(px(14))
        head.addWidget(Label(self.tr("招生进度"), 20, Weight.BOLD))
        head.addWidget(self._when)
        head.addStretch()
        column.addLayout(head)
        column.addWidget(self.messages)
        column.addWidget(self.figures)
        row = QHBoxLayout()
        row.setSpacing(px(14))
        row.addWidget(self._make_schools(), 885)
        side = QVBoxLayout()
        side.setSpacing(px(14))
        waiting: tuple[Entry, ...] = ((self.tr("待受理"), "accent"), (self.tr("补正回件"), "hold"))
        note = self.tr("提交后几天")
        side.addWidget(self._on_card(self.tr("等了多久"), note, waiting, self.waiting), 1)
        side.addWidget(self._on_card(self.tr("办理结果"), "", (), self.states), 1)
        row.addLayout(side, 417)
        column.addLayout(row, 1)

    def _make_schools(self) -> Card:
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.bars)
        inner.addStretch()
        self._bars_or_words = ScrollColumn(holder)
        sentence = self.tr("还没有学校的招生计划")
        self._no_schools = EmptyState("school", sentence, self.tr("同步后显示。"))
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self._bars_or_words)
        stack.addWidget(self._no_schools)
        self._no_schools.hide()
        legend: tuple[Entry, ...] = (
            (self.tr("学位数"), "ink"),
            (self.tr("已受理"), "accent"),
            (self.tr("待补正"), "warn_solid"),
            (self.tr("待受理"), "accent_line"),
        )
        return self._on_card(self.tr("各校进度与学位"), "", legend, content)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look().colours.side)
