"""The filter panel: every restriction of the queue in groups of switches; each acts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.models.domain.case import Category, FormKind, Stage
from reviewer_app.models.domain.ports import CaseFlag, School
from reviewer_app.ui.viewmodels.queue_filter import QueueFilter, Switch, flag_label
from reviewer_app.ui.viewmodels.queue_row import category_word
from reviewer_app.ui.views.components import Button, ButtonKind, Choice, ComboButton, FilterPill, Label
from reviewer_app.ui.views.theme import look

_ALL_SCHOOLS = ""


class FilterPanel(QWidget):
    """Content of the popover under the filter button; ``changed`` carries the new :class:`QueueFilter`."""

    changed = Signal(object)

    def __init__(self, asked: QueueFilter, schools: Sequence[School], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        self._pills: list[tuple[FilterPill, Switch]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        self._add_group(column, self.tr("提示"), [(flag, flag_label(flag)) for flag in CaseFlag])
        stages = [(Stage.PRIMARY, self.tr("小学一年级")), (Stage.JUNIOR, self.tr("初中一年级"))]
        self._add_group(column, self.tr("学段"), stages)
        forms = [(FormKind.A, self.tr("A表")), (FormKind.B, self.tr("B表"))]
        self._add_group(column, self.tr("报名表"), forms)
        kinds = [(kind, category_word(kind.value)) for kind in Category]
        self._add_group(column, self.tr("学生类别"), kinds)
        self._schools = self._add_schools(column, schools)
        clear = Button(self.tr("清除筛选"), ButtonKind.OUTLINE, icon="x")
        clear.clicked.connect(self._clear)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(clear)
        column.addSpacing(look().px(4))
        column.addLayout(foot)

    def _add_group(self, column: QVBoxLayout, title: str, entries: Sequence[tuple[Switch, str]]) -> None:
        row = self._add_row(column, title)
        for value, text in entries:
            pill = FilterPill(text)
            pill.setChecked(self._asked.has(value))
            pill.clicked.connect(lambda _=False, v=value: self._put(self._asked.toggled(v)))
            self._pills.append((pill, value))
            row.addWidget(pill)
        row.addStretch()

    def _add_row(self, column: QVBoxLayout, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look().px(6))
        label = Label(title, 13, ink="ink2")
        label.setFixedWidth(look().px(64))
        row.addWidget(label)
        column.addLayout(row)
        return row

    def _add_schools(self, column: QVBoxLayout, schools: Sequence[School]) -> ComboButton:
        choices = [Choice(key=_ALL_SCHOOLS, text=self.tr("全部学校"))]
        choices += [Choice(key=school.code, text=school.name) for school in schools]
        current = next(iter(self._asked.schools), _ALL_SCHOOLS)
        combo = ComboButton(self.tr("报读学校"), choices, current, kind=ButtonKind.OUTLINE)
        combo.chosen.connect(self._choose_school)
        row = self._add_row(column, self.tr("报读学校"))
        row.addWidget(combo)
        row.addStretch()
        return combo

    def _choose_school(self, code: str) -> None:
        self._put(replace(self._asked, schools=frozenset({code} if code else ())))

    def _clear(self) -> None:
        self._put(replace(self._asked.cleared(), text=self._asked.text))
        for pill, value in self._pills:
            pill.setChecked(self._asked.has(value))
        self._schools.set_current(_ALL_SCHOOLS)

    def _put(self, asked: QueueFilter) -> None:
        self._asked = asked
        self.changed.emit(asked)
