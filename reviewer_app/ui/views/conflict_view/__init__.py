"""The conflict screen: both sides of a decision that the platform did not take, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.conflict import Story, Why, tell
from reviewer_app.ui.viewmodels.outbox_model import OutboxModel
from reviewer_app.ui.views.components import (
    Button,
    ButtonKind,
    EmptyState,
    Label,
    ScrollColumn,
)
from reviewer_app.ui.views.conflict_view.story_body import StoryBody
from reviewer_app.ui.views.conflict_view.trouble_list import TroubleList
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_hline, draw_vline
from reviewer_app.ui.views.theme import changes, look
from reviewer_app.ui.views.tokens import Tone

_LIST = 272
_BAR = 56


class ConflictView(QWidget):
    """``left`` goes back to the work; ``case_wanted`` opens a case to be decided anew."""

    left = Signal()
    case_wanted = Signal(str)

    def __init__(self, services: Services, outbox: OutboxModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._outbox = outbox
        self._current = ""
        self._story: Story | None = None
        self.list = TroubleList()
        self._count = Label("", 14, Weight.BOLD)
        self._body = StoryBody()
        self._later = Button(self.tr("稍后处理"), ButtonKind.GHOST, key="Esc")
        self._again = Button(self.tr("打开办件，重新决定"), ButtonKind.OUTLINE, Tone.HOLD, key="2")
        self._take = Button("", ButtonKind.SOLID, Tone.ACCENT, key="1")
        self._lay_out()
        self._fit()
        changes.changed.connect(self._fit)
        self.list.chosen.connect(self._choose)
        self._later.clicked.connect(self.left)
        self._again.clicked.connect(self.decide_again)
        self._take.clicked.connect(self.take_platform)
        outbox.changed.connect(self.refresh)

    @property
    def story(self) -> Story | None:
        """What is shown."""
        return self._story

    def show_action(self, action_id: str) -> None:
        """Show the story of one outbox row; an empty id shows the first."""
        self._current = action_id
        self.refresh()

    def refresh(self) -> None:
        """Read the decisions that need a person again; the one shown stays when it is still among them."""
        stories = [tell(action, self._services.casework) for action in self._outbox.troubled]
        self.list.put(stories, self._current)
        self._count.setText(self.tr("需要您确认 {n}").format(n=len(stories)))
        ids = [story.action.id for story in stories]
        position = ids.index(self._current) if self._current in ids else 0  # type: ignore[arg-type]
        self._show(stories[position] if stories else None)

    def take_platform(self) -> None:
        """1: the platform's state stands; the decision made here goes onto the record."""
        if self._story is not None:
            self._outbox.settle(self._story.action)

    def decide_again(self) -> None:
        """2: look at the case as it is now. The row stays here until a new decision on it is made."""
        if self._story is not None and self._story.can_decide_again:
            self.case_wanted.emit(self._story.action.case)

    def _choose(self, action_id: str) -> None:
        self._current = action_id
        found = [story for story in self.list.stories if story.action.id == action_id]
        self._show(found[0] if found else None)

    def _show(self, story: Story | None) -> None:
        self._story = story
        self._current = story.action.id if story else ""
        self._body.setVisible(story is not None)
        self._empty.setVisible(story is None)
        self._again.setVisible(story is not None and story.can_decide_again)
        self._take.setVisible(story is not None)
        if story is None:
            return
        self._body.show_story(story)
        gone = story.why in (Why.REFUSED, Why.GONE)
        self._take.setText(self.tr("收起，留作记录") if gone else self.tr("按平台现状办理"))

    def _lay_out(self) -> None:
        px = look().px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 1, 0)
        side.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(14), 0, px(14), 0)
        head.addWidget(self._count)
        side.addLayout(head)
        side.addWidget(self.list, 1)
        row.addLayout(side)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._make_body(), 1)
        self._bar = self._make_bar()
        right.addLayout(self._bar)
        row.addLayout(right, 1)

    def _make_body(self) -> QWidget:
        self._empty = EmptyState("circle-check", self.tr("没有需要您确认的决定"), "", self.tr("回到审核"))
        self._empty.acted.connect(self.left)
        whole = QWidget()
        inner = QHBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._body, 100)
        inner.addWidget(self._empty, 100)
        inner.addStretch(1)
        return ScrollColumn(whole)

    def _make_bar(self) -> QHBoxLayout:
        px = look().px
        bar = QHBoxLayout()
        bar.setContentsMargins(px(24), 0, px(28), 0)
        bar.setSpacing(px(10))
        bar.addWidget(self._later)
        bar.addStretch()
        bar.addWidget(self._again)
        bar.addWidget(self._take)
        return bar

    def _fit(self) -> None:
        """Sizes that follow the text scale."""
        px = look().px
        self._count.setFixedHeight(px(42))
        self.list.setFixedWidth(px(_LIST) - 1)
        for button in (self._later, self._again, self._take):
            button.setFixedHeight(px(38))
        self._bar.setContentsMargins(px(24), px(9), px(28), px(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        side, bar = px(_LIST), px(_BAR)
        painter.fillRect(self.rect(), c.surface)
        painter.fillRect(0, 0, side, self.height(), c.side)
        painter.fillRect(side, self.height() - bar, self.width() - side, bar, c.chrome)
        draw_hline(painter, side, self.width(), self.height() - bar, c.line2)
        draw_vline(painter, side - 1, 0, self.height(), c.line2)
        draw_hline(painter, 0, side, px(42), c.line)
