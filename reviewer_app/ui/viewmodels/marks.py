"""The reviewer's own marks: a field 属实 or 存疑, a document 合格 or 不合格, each for exactly what was seen.

A mark is bound to the value or the image it was given for. When a correction or a re-application brings another
value, the mark no longer counts; where nothing changed it does, without anybody carrying it over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from reviewer_app.models.domain.case import Answer, Case, CaseId, Document, DocumentId, answer_at

_Key = TypeVar("_Key", str, DocumentId)


class Verdict(StrEnum):
    """What a person found; 属实 and 合格 are GOOD, 存疑 and 不合格 are BAD."""

    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One verdict on one thing."""

    verdict: Verdict
    seen: str
    """The value as JSON, or the content's hash of a document."""
    reason: str = ""
    """Reason code from the library, once one was picked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMarks:
    """Marks of one case that still count, as the case stands now."""

    fields: Mapping[str, Mark]
    """By field target."""
    documents: Mapping[DocumentId, Mark]

    def field(self, target: str) -> Verdict | None:
        """Verdict on a field, or nothing."""
        mark = self.fields.get(target)
        return mark.verdict if mark else None

    def document(self, document_id: DocumentId) -> Verdict | None:
        """Verdict on a document, or nothing."""
        mark = self.documents.get(document_id)
        return mark.verdict if mark else None


class MarkBook(QObject):
    """Marks of every case that was opened at this desk."""

    changed = Signal(str)
    """Id of the case whose marks moved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[tuple[CaseId, str], Mark] = {}
        self._documents: dict[tuple[CaseId, DocumentId], Mark] = {}

    def of(self, case: Case) -> CaseMarks:
        """Marks that count for the case as it stands."""
        fields = {
            target: mark
            for (case_id, target), mark in self._fields.items()
            if case_id == case.id and mark.seen == _value(answer_at(case, target))
        }
        hashes = {document.id: document.sha256 for document in case.documents}
        documents = {
            document_id: mark
            for (case_id, document_id), mark in self._documents.items()
            if case_id == case.id and hashes.get(document_id) == mark.seen
        }
        return CaseMarks(fields=fields, documents=documents)

    def mark_field(self, case: Case, target: str, verdict: Verdict | None) -> None:
        """Record a verdict on the value that stands in the case; None takes it away."""
        self._put(self._fields, (case.id, target), verdict, _value(answer_at(case, target)))

    def mark_document(self, case: Case, document: Document, verdict: Verdict | None) -> None:
        """Record a verdict on a document's content; None takes it away."""
        self._put(self._documents, (case.id, document.id), verdict, document.sha256)

    def give_reason(self, case: Case, target: str, code: str) -> None:
        """Keep the reason that was picked for a doubted field."""
        mark = self._fields.get((case.id, target))
        if mark is not None and mark.verdict is Verdict.BAD:
            self._fields[case.id, target] = replace(mark, reason=code)
            self.changed.emit(case.id)

    def _put(
        self,
        book: dict[tuple[CaseId, _Key], Mark],
        key: tuple[CaseId, _Key],
        verdict: Verdict | None,
        seen: str,
    ) -> None:
        if verdict is None:
            book.pop(key, None)
        else:
            book[key] = Mark(verdict=verdict, seen=seen)
        self.changed.emit(key[0])


def _value(answer: Answer | None) -> str:
    return json.dumps(answer, ensure_ascii=False)
