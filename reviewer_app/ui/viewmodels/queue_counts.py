"""The numbers on tabs and chips: what the store holds, less what was already decided here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from reviewer_app.models.domain.case import CaseId, CaseStatus
from reviewer_app.models.domain.ports import CaseFlag, CaseStore
from reviewer_app.ui.viewmodels.queue_filter import QueueFilter, QueueTab, statuses_of

CHIPS = (CaseFlag.DOUBT, CaseFlag.DUPLICATE, CaseFlag.RESUBMITTED)


@dataclass(frozen=True, slots=True)
class QueueAnswer:
    """What the store answers to a filter."""

    asked: QueueFilter
    ids: Sequence[CaseId]
    tabs: Mapping[QueueTab, int] = field(default_factory=lambda: MappingProxyType({}))
    chips: Mapping[CaseFlag, int] = field(default_factory=lambda: MappingProxyType({}))
    decided: frozenset[CaseId] = frozenset()


def ask(
    cases: CaseStore, asked: QueueFilter, tabs: Sequence[QueueTab], decided: frozenset[CaseId]
) -> QueueAnswer:
    """Ids and counts for a filter. Runs off the screens' thread.

    :param decided: cases with a decision made here that the feed does not show yet; not counted as work left.
    """
    return QueueAnswer(
        asked=asked,
        ids=cases.ids(asked.query()),
        tabs={tab: _count(cases, tab, decided) for tab in tabs},
        chips={flag: _count_flag(cases, asked, flag, decided) for flag in CHIPS},
        decided=decided,
    )


def _count(cases: CaseStore, tab: QueueTab, decided: frozenset[CaseId]) -> int:
    if tab is QueueTab.ALL:
        return sum(cases.count_by_status().values())
    if tab in (QueueTab.OVERDUE, QueueTab.ANSWERED):
        return len(set(cases.ids(QueueFilter(tab=tab).query())) - decided)
    statuses = statuses_of(tab)
    counts = cases.count_by_status()
    held = sum(counts.get(status, 0) for status in statuses)
    return held - _decided_among(cases, statuses, decided)


def _decided_among(cases: CaseStore, statuses: frozenset[CaseStatus], decided: frozenset[CaseId]) -> int:
    return sum(1 for summary in cases.summaries(decided) if summary.status in statuses) if decided else 0


def _count_flag(cases: CaseStore, asked: QueueFilter, flag: CaseFlag, decided: frozenset[CaseId]) -> int:
    narrowed = replace(asked, flags=asked.flags | {flag})
    return len(set(cases.ids(narrowed.query())) - decided)
