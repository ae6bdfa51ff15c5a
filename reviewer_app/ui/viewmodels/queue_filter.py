"""What the queue is asked for: a tab, what was typed, the chips that are on, and an order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from reviewer_app.models.domain.case import CaseStatus, Category, FormKind, Stage
from reviewer_app.models.domain.ports import CaseFlag, CaseOrder, CaseQuery
from reviewer_app.ui.viewmodels.translation import tr


class QueueTab(StrEnum):
    """Cuts of the county's cases that a reviewer works through."""

    TODO = "todo"
    PROCESSING = "processing"
    ALL = "all"
    CORRECTION = "correction"
    OVERDUE = "overdue"
    ANSWERED = "answered"


REVIEW_TABS = (QueueTab.TODO, QueueTab.PROCESSING, QueueTab.ALL)
CORRECTION_TABS = (QueueTab.CORRECTION, QueueTab.OVERDUE, QueueTab.ANSWERED)

_STATUSES = {
    QueueTab.TODO: frozenset({CaseStatus.PENDING}),
    QueueTab.PROCESSING: frozenset({CaseStatus.PROCESSING}),
    QueueTab.ALL: frozenset[CaseStatus](),
    QueueTab.CORRECTION: frozenset({CaseStatus.CORRECTION}),
    QueueTab.OVERDUE: frozenset({CaseStatus.CORRECTION}),
    QueueTab.ANSWERED: frozenset({CaseStatus.PENDING}),
}
_FLAGS = {
    QueueTab.OVERDUE: frozenset({CaseFlag.OVERDUE}),
    QueueTab.ANSWERED: frozenset({CaseFlag.RESUBMITTED}),
}


Switch = CaseFlag | Stage | FormKind | Category
"""What the filter panel switches on and off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """A question to the queue; equal questions have equal answers until something changes."""

    tab: QueueTab = QueueTab.TODO
    text: str = ""
    flags: frozenset[CaseFlag] = frozenset()
    stages: frozenset[Stage] = frozenset()
    form_kinds: frozenset[FormKind] = frozenset()
    categories: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    order: CaseOrder = CaseOrder.DUE_FIRST

    @property
    def narrowed_by(self) -> int:
        """How many restrictions of the filter panel are on."""
        return len(self.stages) + len(self.form_kinds) + len(self.categories) + len(self.schools)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the tab leaves cases out."""
        return bool(self.text.strip() or self.flags or self.narrowed_by)

    def has(self, value: Switch) -> bool:
        """Whether a switch of the filter panel is on."""
        return (
            value in self.flags
            or value in self.stages
            or value in self.form_kinds
            or value in self.categories
        )

    def toggled(self, value: Switch) -> QueueFilter:
        """The same question with one switch turned over."""
        if isinstance(value, CaseFlag):
            return replace(self, flags=self.flags ^ {value})
        if isinstance(value, Stage):
            return replace(self, stages=self.stages ^ {value})
        if isinstance(value, FormKind):
            return replace(self, form_kinds=self.form_kinds ^ {value})
        return replace(self, categories=self.categories ^ {value.value})

    def cleared(self) -> QueueFilter:
        """The tab in its order, and nothing else."""
        return QueueFilter(tab=self.tab, order=self.order)

    def query(self) -> CaseQuery:
        """The question in the store's words."""
        return CaseQuery(
            text=self.text.strip(),
            statuses=_STATUSES[self.tab],
            stages=self.stages,
            form_kinds=self.form_kinds,
            categories=self.categories,
            schools=self.schools,
            flags=self.flags | _FLAGS.get(self.tab, frozenset()),
            order=self.order,
        )


def statuses_of(tab: QueueTab) -> frozenset[CaseStatus]:
    """States that a tab shows; empty means all."""
    return _STATUSES[tab]


def tab_label(tab: QueueTab) -> str:
    """The tab's name."""
    return {
        QueueTab.TODO: tr("待办"),
        QueueTab.PROCESSING: tr("办理中"),
        QueueTab.ALL: tr("全部"),
        QueueTab.CORRECTION: tr("待补正"),
        QueueTab.OVERDUE: tr("已超期"),
        QueueTab.ANSWERED: tr("已回件"),
    }[tab]


def flag_label(flag: CaseFlag) -> str:
    """Word on a quick filter."""
    return {
        CaseFlag.DOUBT: tr("存疑"),
        CaseFlag.DUPLICATE: tr("重复"),
        CaseFlag.RESUBMITTED: tr("回件"),
        CaseFlag.OVERDUE: tr("超期"),
    }[flag]


def order_label(order: CaseOrder) -> str:
    """Word in the sort menu."""
    return {
        CaseOrder.DUE_FIRST: tr("时限优先"),
        CaseOrder.OLDEST_FIRST: tr("先交先看"),
        CaseOrder.NEWEST_FIRST: tr("后交先看"),
        CaseOrder.NUMBER: tr("按收件号"),
    }[order]
