"""The story of one conflict: title, two lanes of time, two sides, and what is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.models.domain.workflow import ACTION_LABELS, STATUS_LABELS
from reviewer_app.ui.viewmodels.conflict import Story
from reviewer_app.ui.views.components import Label, Paragraph
from reviewer_app.ui.views.conflict_view.kept_table import KeptTable
from reviewer_app.ui.views.conflict_view.side_card import SideCard
from reviewer_app.ui.views.conflict_view.time_lanes import TimeLanes
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icon_sign import IconSign
from reviewer_app.ui.views.queue_view.status_tones import action_tone, status_tone
from reviewer_app.ui.views.theme import changes, look
from reviewer_app.ui.views.tokens import Tone

_WIDEST = 1180
_EDGE = 28


class StoryBody(QWidget):
    """Everything of the conflict screen between list and buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", 20, Weight.BOLD)
        self._who = Label("", 14, Weight.MEDIUM, "ink2")
        self._lead = Paragraph("", 14, ink="ink2")
        self._lanes = TimeLanes()
        self._theirs = SideCard(self.tr("平台现状"), self.tr("已生效"), Tone.OK)
        self._mine = SideCard(self.tr("您的决定"), self.tr("未生效"), Tone.WARN)
        self._kept = KeptTable()
        self._lay_out()
        self._fit()
        changes.changed.connect(self._fit)

    def show_story(self, story: Story) -> None:
        """Show this one."""
        self._title.setText(story.title)
        self._who.setText(f"{story.name}·{story.number}" if story.number else story.name)
        self._lead.setText(story.lead)
        self._lanes.show_moments(story.platform, story.here)
        status = STATUS_LABELS[story.status] if story.status else ""
        tone = status_tone(story.status) if story.status else Tone.NEUTRAL
        self._theirs.show_side(status, tone, story.theirs)
        action = story.action.act.action
        self._mine.show_side(ACTION_LABELS[action], action_tone(action), story.mine)
        self._kept.show_kept(story.kept)

    def _lay_out(self) -> None:
        px = look().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(_EDGE), px(22), px(_EDGE), px(16))
        column.setSpacing(px(12))
        title = QHBoxLayout()
        title.setSpacing(px(10))
        title.addWidget(IconSign("git-compare", 22, "hold"))
        title.addWidget(self._title, 1)
        title.addWidget(self._who)
        column.addLayout(title)
        lead = QHBoxLayout()
        lead.setContentsMargins(px(32), 0, 0, px(4))
        lead.addWidget(self._lead)
        column.addLayout(lead)
        column.addWidget(self._lanes)
        # Both as high as the one with more to say, and no higher.
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        sides = QHBoxLayout(holder)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(px(20))
        sides.addWidget(self._theirs, 1)
        sides.addWidget(self._mine, 1)
        column.addWidget(holder)
        column.addWidget(Label(self.tr("您的工作怎样保留"), 14, Weight.BOLD))
        column.addWidget(self._kept)
        column.addStretch()

    def _fit(self) -> None:
        self.setMaximumWidth(look().px(_WIDEST + 2 * _EDGE))
