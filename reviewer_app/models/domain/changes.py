"""What one operation touched: every use case and every sync step answers with it, and the UI hears of nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.models.domain.case import CaseId, DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Ids of what moved. ``everything`` means that the local store was rebuilt."""

    cases: frozenset[CaseId] = frozenset()
    documents: frozenset[DocumentId] = frozenset()
    outbox: bool = False
    sync_state: bool = False
    reference: bool = False
    """Schools, policies or the season's dates moved."""
    everything: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            cases=self.cases | other.cases,
            documents=self.documents | other.documents,
            outbox=self.outbox or other.outbox,
            sync_state=self.sync_state or other.sync_state,
            reference=self.reference or other.reference,
            everything=self.everything or other.everything,
        )

    def __bool__(self) -> bool:
        return self != NOTHING


NOTHING = Changes()
