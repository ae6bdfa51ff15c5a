"""Form, documents and decisions of one case, and what joins them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.workflow import Act
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.arming import Disarmed
from reviewer_app.ui.viewmodels.case_header import Errand
from reviewer_app.ui.viewmodels.case_viewmodel import CaseViewModel, Stand
from reviewer_app.ui.viewmodels.decisions import Choice, Route, Slot, open_question
from reviewer_app.ui.viewmodels.form_row import Row
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.viewmodels.review_rules import load_review_rules
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.case_view.case_keys import CaseKeys
from reviewer_app.ui.views.case_view.decision_bar import DecisionBar
from reviewer_app.ui.views.case_view.evidence_link import EvidenceLink
from reviewer_app.ui.views.case_view.form_column import FormColumn
from reviewer_app.ui.views.case_view.question_bar import QuestionBar
from reviewer_app.ui.views.case_view.readiness import Readiness
from reviewer_app.ui.views.components import Divider, EmptyState
from reviewer_app.ui.views.document_viewer import DocumentViewer
from reviewer_app.ui.views.theme import look

WIDTHS = ((1500, 472), (1760, 520))
WIDEST = 640


class CaseView(QWidget):
    """Shows one case at a time. Decision keys are not bound here: the key gate calls the slots."""

    painted = Signal(str)
    """Form and image of a case stand on the screen; carries its id."""
    decided = Signal(object)
    """Carries the :class:`Changes` of a decision that is on record."""
    next_case_wanted = Signal()
    armed_changed = Signal(bool)
    settling_wanted = Signal(str)
    """The reviewer wants to settle a conflict of the case; carries its id."""
    told = Signal(str)
    """Words for the person: why nothing happened."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        casework = services.casework
        rules = load_review_rules(theme.resources(), casework.catalogue, casework.person.office)
        self.vm = CaseViewModel(services, rules, parent=self)
        self.readiness = Readiness(self)
        self.form = FormColumn(self.vm)
        self.viewer = DocumentViewer(services.documents)
        self.bar = DecisionBar()
        self.question = QuestionBar()
        self.empty = EmptyState("inbox", "")
        self.link = EvidenceLink(self.vm, self.viewer, self)
        self._keys = CaseKeys(self.viewer, self.link)
        self._asked: Choice | None = None
        self._lay_out()
        self._connect(services)
        self._rebind()

    def show_case(self, case_id: CaseId | None) -> None:
        """Put a case before the reviewer; None shows that none is selected."""
        self.vm.show(case_id)

    def forward(self) -> None:
        """F9."""
        self._choose(Slot.FORWARD)

    def correct(self) -> None:
        """F8."""
        self._choose(Slot.CORRECT)

    def refuse(self) -> None:
        """F7."""
        self._choose(Slot.REFUSE)

    @property
    def disarmed(self) -> Disarmed | None:
        """Why a decision key would do nothing now, or nothing when it would act."""
        return self.readiness.disarmed

    def _lay_out(self) -> None:
        self._feet = QStackedWidget()
        self._feet.addWidget(self.bar)
        self._feet.addWidget(self.question)
        self._case = QWidget()
        grid = QGridLayout(self._case)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.form, 0, 0)
        grid.addWidget(Divider(vertical=True, token="line2"), 0, 1)
        grid.addWidget(self.viewer, 0, 2)
        grid.addWidget(self._feet, 1, 0, 1, 3)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(0, 1)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._case)
        self._pages.addWidget(self.empty)
        self._fit()

    def _connect(self, services: Services) -> None:
        self.vm.shown.connect(self._rebind)
        self.vm.updated.connect(self._refresh)
        self.vm.news.connect(lambda _: self.readiness.hold())
        self.vm.decided.connect(self._on_decided)
        self.vm.failed.connect(self.told)
        self.link.refused.connect(self.told)
        self.form.list.focused.connect(self.link.follow)
        self.form.list.marked.connect(self._mark)
        self.form.list.unfolded.connect(self.vm.unfold)
        self.form.list.painted.connect(self.readiness.form_painted)
        self.form.errand_wanted.connect(self._run_errand)
        self.viewer.painted.connect(lambda _: self.readiness.image_painted())
        self.bar.chosen.connect(self._take)
        self.question.confirmed.connect(self._confirm)
        self.question.dropped.connect(self._drop_question)
        self.readiness.painted.connect(self.painted)
        self.readiness.changed.connect(self._on_armed)
        self.empty.acted.connect(self.next_case_wanted)
        services.hub.changed.connect(self._on_changes)

    def _rebind(self) -> None:
        case = self.vm.case
        self._drop_question()
        self.readiness.start(case.id if case else None)
        if case is None:
            self._show_empty()
            return
        self._pages.setCurrentWidget(self._case)
        self.link.forget_row()
        first = next((row for row in self.vm.rows if row.is_open and row.proof), None)
        self.link.show_documents(first.proof[0] if first else None)
        self.form.rebind()
        self._show_choices()
        self.form.list.setFocus(Qt.FocusReason.OtherFocusReason)

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
            self.empty.set_state(
                "inbox", self.tr("没有选中的办件"), self.tr("在左侧队列中选一件，或按 PgDn 看下一件。")
            )
        self._pages.setCurrentWidget(self.empty)

    def _refresh(self) -> None:
        if self.vm.case is not None:
            self.form.refresh()
            self.link.show_documents()
            self._show_choices()

    def _show_choices(self) -> None:
        self.bar.show_choices(self.vm.choices, self.vm.tally)

    def _mark(self, row: Row, verdict: Verdict) -> None:
        self.vm.mark_field(row, verdict)
        marks = self.vm.reading.marks if self.vm.reading else None
        if verdict is Verdict.GOOD and marks is not None and marks.field(row.target) is Verdict.GOOD:
            self.form.list.go_next_open()

    def _choose(self, slot: Slot) -> None:
        if self.readiness.disarmed is not None:
            return
        found = next((choice for choice in self.vm.choices if choice.slot is slot), None)
        if found is not None:
            self._take(found)

    def _take(self, choice: Choice) -> None:
        if self.readiness.disarmed is not None or self.question.isVisible():
            return
        if choice.route is Route.DIRECT:
            question = open_question(self.vm.tally, choice.label) if choice.slot is Slot.FORWARD else ""
            if question:
                self._asked = choice
                self._feet.setCurrentWidget(self.question)
                self.question.ask(question, self.tr("仍要{act}").format(act=choice.label))
            else:
                self._decide(choice)

    def _confirm(self) -> None:
        asked = self._asked
        self._drop_question()
        if asked is not None and self.readiness.disarmed is None:
            self._decide(asked)

    def _drop_question(self) -> None:
        self._asked = None
        if self._feet.currentWidget() is self.question:
            self._feet.setCurrentWidget(self.bar)
            self.form.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self, choice: Choice) -> None:
        self.vm.decide(Act(action=choice.actions[-1]))

    def _on_decided(self, changes: Changes) -> None:
        self.readiness.decided()
        self.decided.emit(changes)
        self.next_case_wanted.emit()

    def _on_armed(self, armed: bool) -> None:
        self.bar.set_armed(armed)
        self.armed_changed.emit(armed)

    def _run_errand(self, errand: Errand) -> None:
        if errand is Errand.UNDO:
            self.vm.undo()
        elif errand is Errand.SETTLE and self.vm.case is not None:
            self.settling_wanted.emit(self.vm.case.id)

    def _on_changes(self, changes: Changes) -> None:
        if changes.documents:
            self.link.came(changes.documents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.vm.case is None or not self._keys.press(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pages.setGeometry(self.rect())
        self._fit()

    def _fit(self) -> None:
        """Width of the form by the width of the window (DESIGN_LANGUAGE 7)."""
        window = self.window().width() * 100 // look().scale
        width = next((form for below, form in WIDTHS if window < below), WIDEST)
        self.form.setFixedWidth(look().px(width))
