"""Form, documents and decisions of one case, and what joins them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.changes import Changes
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.arming import Disarmed
from reviewer_app.ui.viewmodels.case_header import Errand
from reviewer_app.ui.viewmodels.case_viewmodel import CaseViewModel, Stand
from reviewer_app.ui.viewmodels.decisions import Slot
from reviewer_app.ui.viewmodels.form_row import Row
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.viewmodels.reason_draft import Item
from reviewer_app.ui.viewmodels.review_rules import load_review_rules
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.case_view.case_keys import CaseKeys
from reviewer_app.ui.views.case_view.case_layout import CaseLayout
from reviewer_app.ui.views.case_view.deciding import Deciding
from reviewer_app.ui.views.case_view.decision_bar import DecisionBar
from reviewer_app.ui.views.case_view.evidence_link import EvidenceLink
from reviewer_app.ui.views.case_view.form_column import FormColumn
from reviewer_app.ui.views.case_view.history_drawer import open_history
from reviewer_app.ui.views.case_view.readiness import Readiness
from reviewer_app.ui.views.components import EmptyState
from reviewer_app.ui.views.document_viewer import DocumentViewer


class CaseView(QWidget):
    """Shows one case at a time. Decision keys are not bound here: the key gate calls the slots."""

    painted = Signal(str)
    """Form and image of a case stand on the screen; carries its id."""
    decided = Signal(object)
    """Carries the :class:`Changes` of a decision that is on record."""
    next_case_wanted = Signal()
    armed_changed = Signal(bool)
    covers_queue = Signal(bool)
    """A panel is open that takes the place of the form and, below 1760 px, of the queue beside it too."""
    settling_wanted = Signal(str)
    """The reviewer wants to settle a conflict of the case; carries its id."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        casework = services.casework
        rules = load_review_rules(theme.resources(), casework.catalogue, casework.person.office)
        self.vm = CaseViewModel(services, rules, parent=self)
        self.readiness = Readiness(self)
        self.form = FormColumn(self.vm)
        self.viewer = DocumentViewer(services.documents)
        self.bar = DecisionBar()
        self.deciding = Deciding(self.vm, self.readiness, services, self)
        self.empty = EmptyState("inbox", "")
        self.link = EvidenceLink(self.vm, self.viewer, self)
        self._keys = CaseKeys(self.viewer, self.link)
        panels = (self.deciding.notice_panel, self.deciding.result_panel)
        self._layout = CaseLayout(self.form, panels, self.viewer, (self.bar, self.deciding.question))
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._layout)
        self._pages.addWidget(self.empty)
        self._connect(services)
        self._rebind()

    def show_case(self, case_id: CaseId | None) -> None:
        """Put a case before the reviewer; None shows that none is selected."""
        self.vm.show(case_id)

    def forward(self) -> None:
        """F9."""
        self.deciding.choose(Slot.FORWARD)

    def correct(self) -> None:
        """F8."""
        self.deciding.choose(Slot.CORRECT)

    def refuse(self) -> None:
        """F7."""
        self.deciding.choose(Slot.REFUSE)

    @property
    def disarmed(self) -> Disarmed | None:
        """Why a decision key would do nothing now, or nothing when it would act."""
        return self.readiness.disarmed

    @property
    def message(self) -> str:
        """Why the last act did not happen, as it stands on the screen; empty when there is nothing to say."""
        return self._layout.message

    def _connect(self, services: Services) -> None:
        self.vm.shown.connect(self._rebind)
        self.vm.updated.connect(self._refresh)
        self.vm.news.connect(self._on_news)
        self.vm.decided.connect(self._on_decided)
        self.vm.failed.connect(self._layout.say)
        self.link.refused.connect(self._layout.say)
        self.form.list.focused.connect(self._follow)
        self.form.list.marked.connect(self._mark)
        self.form.list.unfolded.connect(self.vm.unfold)
        self.form.list.painted.connect(self.readiness.form_painted)
        self.form.errand_wanted.connect(self._run_errand)
        self.form.header.history_wanted.connect(self._open_history)
        self.viewer.painted.connect(lambda _: self.readiness.image_painted())
        self.bar.chosen.connect(self.deciding.take)
        self.deciding.asked.connect(self._on_asked)
        self.deciding.panel_opened.connect(self._on_panel_opened)
        self.deciding.panel_closed.connect(self._on_panel_closed)
        self.deciding.notice_panel.reached.connect(self._show_item)
        self.readiness.painted.connect(self.painted)
        self.readiness.changed.connect(self._on_armed)
        self.empty.acted.connect(self.next_case_wanted)
        services.hub.changed.connect(self._on_changes)

    def _rebind(self) -> None:
        case = self.vm.case
        self.deciding.start_over()
        self._layout.say("")
        self.readiness.start(case.id if case else None)
        if case is None:
            self._show_empty()
            return
        self._pages.setCurrentWidget(self._layout)
        self.link.forget_row()
        first = next((row for row in self.vm.rows if row.is_open and row.proof), None)
        self.link.show_documents(first.proof[0] if first else None)
        self.form.rebind()
        self._show_choices()
        self._focus_form()

    def _show_empty(self) -> None:
        self.viewer.set_documents([])
        if self.vm.stand is Stand.GONE:
            self.empty.set_state(
                "archive",
                self.tr("这件办件已不在本机"),
                self.tr("可能已移交其他单位。您在本机的决定和标记都已保留。"),
                self.tr("看下一件"),
            )
        else:
            words = self.tr("在左侧队列中选一件，或按 PgDn 看下一件。")
            self.empty.set_state("inbox", self.tr("没有选中的办件"), words)
        self._pages.setCurrentWidget(self.empty)

    def _refresh(self) -> None:
        if self.vm.case is not None:
            self._layout.say("")
            self.form.refresh()
            self.link.show_documents()
            self._show_choices()

    def _show_choices(self) -> None:
        tally = self.vm.tally if self.vm.can_mark else None
        self.bar.show_choices(self.vm.choices, tally, self.vm.idle_words)

    def _focus_form(self) -> None:
        self.form.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, row: Row) -> None:
        self._layout.say("")
        self.link.follow(row)

    def _mark(self, row: Row, verdict: Verdict) -> None:
        self.vm.mark_field(row, verdict)
        marks = self.vm.reading.marks if self.vm.reading else None
        if verdict is Verdict.GOOD and marks is not None and marks.field(row.target) is Verdict.GOOD:
            self.form.list.go_next_open()

    def _on_news(self) -> None:
        self.readiness.hold()
        self.deciding.start_over()
        self.form.refresh()

    def _on_decided(self, changes: Changes) -> None:
        self.readiness.decided()
        self.decided.emit(changes)
        self.deciding.start_over()
        self.next_case_wanted.emit()

    def _on_armed(self, armed: bool) -> None:
        self.bar.set_armed(armed)
        self.armed_changed.emit(armed)

    def _on_asked(self, asking: bool) -> None:
        self._layout.show_foot(self.deciding.question if asking else self.bar)
        if not asking:
            self._focus_form()

    def _on_panel_opened(self, panel: QWidget) -> None:
        self.covers_queue.emit(True)
        self._layout.open_panel(panel)

    def _on_panel_closed(self) -> None:
        self._layout.close_panel()
        self.covers_queue.emit(False)
        self._focus_form()

    def _show_item(self, item: Item) -> None:
        if item.document is not None:
            self.viewer.show_document(item.document)

    def _run_errand(self, errand: Errand) -> None:
        if errand is Errand.SEE_CHANGES:
            self.vm.see_changes()
        elif errand is Errand.UNDO:
            self.vm.undo()
        elif errand is Errand.SETTLE and self.vm.case is not None:
            self.settling_wanted.emit(self.vm.case.id)

    def _open_history(self) -> None:
        if self.vm.projected is not None:
            open_history(self.vm.projected, self.vm.rules, self.form.header.history_button)

    def _on_changes(self, changes: Changes) -> None:
        if changes.documents:
            self.link.came(changes.documents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_panel = self.deciding.panel is not None
        if self.vm.case is None or not self._keys.press(event, only_tools=in_panel):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pages.setGeometry(self.rect())
