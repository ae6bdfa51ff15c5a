"""Behind the sync pill: what waits to be sent, each with its 撤销, and what one can do now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.viewmodels.outbox_model import OutboxModel, OutboxRow
from reviewer_app.ui.viewmodels.sync_viewmodel import Sign, SyncViewModel
from reviewer_app.ui.views.components import (
    Button,
    ButtonKind,
    Chip,
    Divider,
    Label,
    MessageLine,
    Paragraph,
)
from reviewer_app.ui.views.components.message_line import LinkButton
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icon_sign import IconSign
from reviewer_app.ui.views.queue_view.status_tones import action_tone
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_SHOWN = 6


class OutboxPanel(QWidget):
    """Content of the popover; it follows the outbox while it is open."""

    confirm_wanted = Signal()
    sign_in_wanted = Signal()
    retry_wanted = Signal()
    resized = Signal()
    """Its rows have become more or fewer."""

    def __init__(self, outbox: OutboxModel, sync: SyncViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outbox = outbox
        self._sync = sync
        self._all = False
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(6))
        self._body = QWidget()
        self._column.addWidget(self._body)
        self._build()
        outbox.changed.connect(self._follow)
        sync.changed.connect(self._follow)

    def _follow(self) -> None:
        if self._content() != self._shown:
            self._rebuild()

    def _content(self) -> object:
        """What the panel would show, for comparison."""
        return self._sync.words, self._outbox.waiting, len(self._outbox.troubled)

    def _rebuild(self) -> None:
        self._body.hide()
        self._body.deleteLater()
        self._body = QWidget()
        self._column.addWidget(self._body)
        self._build()
        self.resized.emit()

    def _build(self) -> None:
        px = look().px
        self._shown = self._content()
        words = self._sync.words
        waiting = self._outbox.waiting
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(self._head(len(waiting)))
        column.addWidget(Paragraph(words.detail, 13, ink="ink2"))
        if words.sign is Sign.NEEDS_YOU or self._outbox.troubled:
            text = self.tr("{n} 件需要您确认。").format(n=len(self._outbox.troubled))
            self._add_line(column, text, Tone.HOLD, self.tr("去确认"), self.confirm_wanted.emit)
        if words.sign is Sign.LOGIN_EXPIRED:
            text = self.tr("重新登录后自动发送。")
            self._add_line(column, text, Tone.STOP, self.tr("重新登录"), self.sign_in_wanted.emit)
        if waiting:
            column.addWidget(self._table())
        column.addLayout(self._foot(len(waiting)))

    def _head(self, count: int) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(look().px(6))
        title = self.tr("待发送 {n} 件").format(n=count) if count else self.tr("没有待发送的决定")
        head.addWidget(Label(title, 15, Weight.BOLD))
        head.addStretch()
        if count:
            head.addWidget(IconSign("database", 16, "ok"))
            head.addWidget(Label(self.tr("都已存在本机"), 13, Weight.MEDIUM, "ok"))
        return head

    def _add_line(
        self, column: QVBoxLayout, text: str, tone: Tone, action: str, act: Callable[[], None]
    ) -> None:
        line = MessageLine(text, tone, action)
        line.acted.connect(act)
        column.addWidget(line)

    def _table(self) -> QWidget:
        px = look().px
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, px(4), 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        rows = self._outbox.rows(self._outbox.waiting)
        shown = rows if self._all else rows[:_SHOWN]
        for position, row in enumerate(shown):
            self._add_row(grid, 2 * position, row)
        return table

    def _add_row(self, grid: QGridLayout, at: int, row: OutboxRow) -> None:
        grid.addWidget(Divider(), at, 0, 1, 4)
        name = Label(row.name, 14, Weight.MEDIUM)
        name.setFixedHeight(look().px(38))
        grid.addWidget(name, at + 1, 0)
        grid.addWidget(Chip(row.label, action_tone(row.action.act.action), small=True), at + 1, 1)
        grid.addWidget(Label(row.when, 13, ink="ink2"), at + 1, 2)
        if row.can_undo:
            link = LinkButton(self.tr("撤销"))
            link.setAccessibleName(self.tr("撤销 {name}").format(name=row.name))
            link.clicked.connect(lambda _=False, action=row.action: self._outbox.undo(action))
            grid.addWidget(link, at + 1, 3)
        else:
            grid.addWidget(Label(self.tr("已在发送"), 13, ink="ink3"), at + 1, 3)

    def _foot(self, count: int) -> QHBoxLayout:
        foot = QHBoxLayout()
        hidden = count - _SHOWN
        if hidden > 0 and not self._all:
            more = Button(
                self.tr("还有 {n} 件").format(n=hidden), ButtonKind.GHOST, trailing_icon="chevron-down"
            )
            more.clicked.connect(self._show_all)
            foot.addWidget(more)
        foot.addStretch()
        retry = Button(
            self.tr("马上重试") if self._sync.is_offline else self.tr("马上同步"), icon="refresh-cw"
        )
        retry.clicked.connect(self.retry_wanted)
        foot.addWidget(retry)
        # Never on a 撤销: Space on an opened list must not take a decision back.
        self.setFocusProxy(retry)
        return foot

    def _show_all(self) -> None:
        self._all = True
        self._rebuild()
