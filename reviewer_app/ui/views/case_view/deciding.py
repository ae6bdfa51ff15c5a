"""From a key or a click to a decision on record: at once, after one question, or by way of a panel."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.models.domain.workflow import Act, CaseAction
from reviewer_app.ui.services import Services
from reviewer_app.ui.viewmodels.case_viewmodel import CaseViewModel
from reviewer_app.ui.viewmodels.decisions import Choice, Route, Slot, open_question
from reviewer_app.ui.viewmodels.notice_viewmodel import NoticeViewModel
from reviewer_app.ui.viewmodels.result_viewmodel import ResultViewModel
from reviewer_app.ui.views.case_view.notice import NoticePanel
from reviewer_app.ui.views.case_view.notice.thumbnails import Thumbnails
from reviewer_app.ui.views.case_view.question_bar import QuestionBar
from reviewer_app.ui.views.case_view.readiness import Readiness
from reviewer_app.ui.views.case_view.result_panel import ResultPanel


class Deciding(QObject):
    """Nothing happens while decisions are not armed, while a question stands, or while a panel is open."""

    panel_opened = Signal(object)
    """Carries the panel that takes the place of the form."""
    panel_closed = Signal()
    asked = Signal(bool)
    """Whether the question bar takes the place of the decisions."""

    def __init__(
        self, vm: CaseViewModel, readiness: Readiness, services: Services, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._vm = vm
        self._readiness = readiness
        self.notice = NoticeViewModel(vm, services, self)
        self.result = ResultViewModel(vm, services, self)
        self.question = QuestionBar()
        self.notice_panel = NoticePanel(
            self.notice, Thumbnails(services.documents, services.background, self)
        )
        self.result_panel = ResultPanel(self.result)
        self._panel: QWidget | None = None
        self._pending: Choice | None = None
        self.question.confirmed.connect(self._confirm)
        self.question.dropped.connect(self.drop_question)
        for panel in (self.notice_panel, self.result_panel):
            panel.left.connect(self.close_panel)
        self.notice_panel.sent.connect(self._send_notice)
        self.result_panel.sent.connect(self._send_result)

    @property
    def panel(self) -> QWidget | None:
        """The panel that is open."""
        return self._panel

    @property
    def is_asking(self) -> bool:
        """Whether a question stands."""
        return self._pending is not None

    def choose(self, slot: Slot) -> None:
        """The decision that stands at a place, if any."""
        found = next((choice for choice in self._vm.choices if choice.slot is slot), None)
        if found is not None:
            self.take(found)

    def take(self, choice: Choice) -> None:
        """Begin a decision."""
        if self._readiness.disarmed is not None or self.is_asking or self._panel is not None:
            return
        if choice.route is Route.RESULT:
            self.result.begin(choice.actions)
            self._open(self.result_panel)
        elif choice.route is Route.DIRECT and choice.actions[-1] is not CaseAction.REMIND:
            self._take_directly(choice)
        else:
            self.notice.begin(choice.actions[-1])
            self._open(self.notice_panel)

    def start_over(self) -> None:
        """Another case: no question, no panel."""
        self.drop_question()
        self.close_panel()

    def close_panel(self) -> None:
        """Back to the form; drafts stay."""
        if self._panel is not None:
            self._panel = None
            self.panel_closed.emit()

    def drop_question(self) -> None:
        """The reviewer goes back to look again."""
        if self.is_asking:
            self._pending = None
            self.asked.emit(False)

    def _take_directly(self, choice: Choice) -> None:
        question = open_question(self._vm.tally, choice.label) if choice.slot is Slot.FORWARD else ""
        if not question:
            self._vm.decide(Act(action=choice.actions[-1]))
            return
        self._pending = choice
        self.asked.emit(True)
        self.question.ask(question, self.tr("仍要{act}").format(act=choice.label))

    def _confirm(self) -> None:
        pending = self._pending
        self.drop_question()
        if pending is not None and self._readiness.disarmed is None:
            self._vm.decide(Act(action=pending.actions[-1]))

    def _open(self, panel: NoticePanel | ResultPanel) -> None:
        self._panel = panel
        self.panel_opened.emit(panel)
        panel.open()

    def _send_notice(self) -> None:
        if self._readiness.disarmed is None and self._vm.decide(self.notice.act()):
            self.notice.discard()

    def _send_result(self, action: CaseAction) -> None:
        if self._readiness.disarmed is None:
            self._vm.decide(self.result.act(action))
