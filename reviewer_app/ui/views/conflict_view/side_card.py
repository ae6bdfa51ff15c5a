"""One side of a conflict: what it says, whether it took effect, and the facts of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.ui.viewmodels.conflict_facts import Fact
from reviewer_app.ui.views.components import Card, Chip, Label, Paragraph
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class SideCard(Card):
    """Title, a chip for 已生效 or 未生效, the outcome at the right, facts below."""

    def __init__(self, title: str, effect: str, effect_tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = look().px
        self._outcome = Chip("")
        self._shown: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(12), px(18), px(14))
        column.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(Label(title, 15, Weight.BOLD))
        head.addWidget(Chip(effect, effect_tone, small=True))
        head.addStretch()
        head.addWidget(self._outcome)
        column.addLayout(head)
        self._facts = QWidget()
        column.addWidget(self._facts)
        column.addStretch()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, px(4), 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnStretch(1, 1)

    def show_side(self, outcome: str, tone: Tone, facts: Sequence[Fact]) -> None:
        """Show the outcome in a word and its facts."""
        self._outcome.set_state(outcome, tone)
        self._outcome.setVisible(bool(outcome))
        for shown in self._shown:
            shown.hide()
            shown.deleteLater()
        self._shown = []
        for row, fact in enumerate(facts):
            label = Label(fact.label, 13, ink="ink2")
            label.setFixedWidth(look().px(48))
            top = Qt.AlignmentFlag.AlignTop
            value = Paragraph(fact.value, 14)
            self._grid.addWidget(label, row, 0, top)
            self._grid.addWidget(value, row, 1, top)
            self._shown += [label, value]
