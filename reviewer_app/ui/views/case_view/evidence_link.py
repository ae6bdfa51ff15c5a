"""Joins form and documents: a focused row brings its proof into sight, a judged document leads to the next one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.ui.viewmodels.case_viewmodel import CaseViewModel
from reviewer_app.ui.viewmodels.form_row import Row
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.case_view.film import film_items
from reviewer_app.ui.views.document_viewer import DocumentViewer


class EvidenceLink(QObject):
    """Keeps the viewer on what the reviewer is looking at."""

    refused = Signal(str)
    """A mark was not taken; carries words for the person."""

    def __init__(self, vm: CaseViewModel, viewer: DocumentViewer, parent: QObject) -> None:
        super().__init__(parent)
        self._vm = vm
        self._viewer = viewer
        self._row: Row | None = None
        viewer.verdict_chosen.connect(lambda found, verdict: self._judge(DocumentId(found), verdict))

    def show_documents(self, current: DocumentId | None = None) -> None:
        """All documents of the case, with their verdicts."""
        case, reading = self._vm.case, self._vm.reading
        if case is None or reading is None:
            self._viewer.set_documents([])
            return
        items = film_items(case, reading.marks, self._vm.rules, can_judge=self._vm.can_mark)
        self._viewer.set_documents(items, current)

    def follow(self, row: Row) -> None:
        """Bring the best proof of a row into sight."""
        self._row = row
        if row.proof:
            self._viewer.show_document(row.proof[0])

    def forget_row(self) -> None:
        """No row has the focus."""
        self._row = None

    def judge(self, verdict: Verdict) -> bool:
        """Give the document on show a verdict; after 合格 the next one that nobody judged comes into sight."""
        item = self._viewer.current
        return item is not None and self._judge(item.id, verdict)

    def swap(self) -> bool:
        """Switch between the document that answers an item of the round and the one that it replaced."""
        row = self._row
        if row is None or row.replaced is None or not row.proof:
            return False
        current = self._viewer.current
        on_old = current is not None and current.id == row.replaced
        self._viewer.show_document(row.proof[0] if on_old else row.replaced)
        return True

    def came(self, documents: Iterable[DocumentId]) -> None:
        """Documents were loaded onto this desktop."""
        self._viewer.refresh(documents)

    def _judge(self, document_id: DocumentId, verdict: Verdict) -> bool:
        case = self._vm.case
        document = (
            next((found for found in case.documents if found.id == document_id), None) if case else None
        )
        if document is None or not self._vm.can_mark:
            return False
        if verdict is Verdict.GOOD and not self._viewer.shows_image:
            self.refused.emit(self.tr("图片没有显示出来，不能判为合格。"))
            return False
        self._vm.mark_document(document, verdict)
        if verdict is Verdict.GOOD and self._is_good(document_id):
            self._go_on(document_id)
        return True

    def _is_good(self, document_id: DocumentId) -> bool:
        reading = self._vm.reading
        return reading is not None and reading.marks.document(document_id) is Verdict.GOOD

    def _go_on(self, after: DocumentId) -> None:
        case, reading = self._vm.case, self._vm.reading
        if case is None or reading is None:
            return
        ids = [item.id for item in film_items(case, reading.marks, self._vm.rules)]
        own = {document.id for document in case.documents}
        start = ids.index(after) + 1
        unjudged = (found for found in (*ids[start:], *ids[:start]) if found in own)
        following = next((found for found in unjudged if reading.marks.document(found) is None), None)
        if following is not None:
            self._viewer.show_document(following)
