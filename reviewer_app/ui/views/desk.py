"""The desk of the person who is signed in: the bar above, one screen below, and the ways between them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.workflow import Role
from reviewer_app.ui.bridge.sync_control import SyncControl
from reviewer_app.ui.services import Papers, Services
from reviewer_app.ui.viewmodels.outbox_model import OutboxModel
from reviewer_app.ui.viewmodels.reopened import Reopened
from reviewer_app.ui.viewmodels.sync_viewmodel import SyncViewModel
from reviewer_app.ui.views.components import SyncSign, Tab, open_popover
from reviewer_app.ui.views.conflict_view import ConflictView
from reviewer_app.ui.views.desk_keys import make_gate
from reviewer_app.ui.views.key_gate import KeyGate
from reviewer_app.ui.views.key_sheet import KeySheet
from reviewer_app.ui.views.message_bar import MessageBar
from reviewer_app.ui.views.outbox_popover import OutboxPopover
from reviewer_app.ui.views.progress_view import ProgressView
from reviewer_app.ui.views.queue_view.queue_column import CORRECTION, REVIEW
from reviewer_app.ui.views.roster_view.roster_screen import RosterScreen
from reviewer_app.ui.views.tokens import Tone
from reviewer_app.ui.views.top_bar import TopBar
from reviewer_app.ui.views.workbench import Workbench

ROSTER = "roster"
PROGRESS = "progress"
_HINT = "hint"


class Desk(QWidget):
    """Everything that a signed-in person sees."""

    sign_in_wanted = Signal()

    def __init__(
        self,
        services: Services,
        sync: SyncControl,
        papers: Papers,
        office_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._sync = sync
        self._office_name = office_name
        person = services.casework.person
        role = self.tr("负责人") if person.role is Role.SUPERVISOR else self.tr("审核员")
        self.outbox = OutboxModel(services, self)
        self.sync = SyncViewModel(self.outbox, services.casework.clock, self)
        self.bar = TopBar("", person.name, role)
        self.messages = MessageBar()
        self.workbench = Workbench(services, self.outbox, lambda: self.sync.is_offline)
        self.conflict = ConflictView(services, self.outbox)
        self.roster = RosterScreen(services, papers)
        self.progress = ProgressView(services)
        self._pages = QStackedWidget()
        self._tab = REVIEW
        self._gate: KeyGate | None = None
        self._reopened = Reopened(self.outbox, self)
        self._sending = OutboxPopover(self.outbox, self.sync, self.bar.pill)
        self._lay_out()
        self.keys = KeySheet(self)
        self._connect()
        self._show_place()
        self.sync.take(sync.status)

    @property
    def is_reviewing(self) -> bool:
        """Whether the workbench is on screen."""
        return self._pages.currentWidget() is self.workbench

    @property
    def tab(self) -> str:
        """Key of the current tab."""
        return self._tab

    def show_tab(self, key: str) -> None:
        """Go to a screen."""
        self._tab = key
        self.bar.set_tab(key)
        pages: dict[str, QWidget] = {ROSTER: self.roster, PROGRESS: self.progress}
        if key in (REVIEW, CORRECTION):
            self.workbench.show_queue(key)
        self._pages.setCurrentWidget(pages.get(key, self.workbench))
        if key == ROSTER:
            self.roster.lists.setFocus()

    def show_conflicts(self, case_id: str = "") -> None:
        """Go to the decisions that need a person; to the one on a case, if it is given."""
        self._sending.close()
        found = [action.id for action in self.outbox.troubled if action.case == case_id]
        self.conflict.show_action(found[0] if found else "")
        self.bar.set_tab(REVIEW)
        self._pages.setCurrentWidget(self.conflict)

    def close_desk(self) -> None:
        """Stop the threads of the parts; call once, before the desk goes away."""
        self._sending.close()
        self.roster.preview.close_pages()
        self.workbench.case_view.viewer.close_supply()

    def step(self, by: int) -> bool | None:
        """The previous or next case of the queue."""
        if not self.is_reviewing or self.workbench.is_covered:
            return False
        self.workbench.step(by)
        return None

    def undo(self) -> None:
        """Ctrl+Z: take back what the undo card offers."""
        self.workbench.queue.undo.undo()

    def search(self) -> None:
        """Ctrl+F: into the queue's search field."""
        if not self.is_reviewing:
            self.show_tab(REVIEW)
        if self.workbench.queue.is_folded:
            self.workbench.queue.toggle_fold()
        self.workbench.queue.panel.focus_search()

    def fold_queue(self) -> bool | None:
        """[: fold the queue or open it."""
        if not self.is_reviewing or self.workbench.is_covered:
            return False
        self.workbench.queue.toggle_fold()
        return None

    def print_paper(self) -> bool | None:
        """Ctrl+P: print the list on screen."""
        if self._pages.currentWidget() is not self.roster:
            return False
        self.roster.print_list()
        return None

    def next_pane(self) -> None:
        """F6: queue → form → documents → decisions → queue."""
        if self.is_reviewing:
            self.workbench.next_pane()

    def go_back(self) -> bool | None:
        """Esc: one level back, where the parts in front have not taken it."""
        if self.keys.isVisible():
            self.keys.toggle()
            return None
        popover, focus = open_popover(), QApplication.focusWidget()
        if popover is not None:
            if focus is not None and popover.isAncestorOf(focus):
                return False
            popover.close_popover()
            return None
        if self._pages.currentWidget() is self.conflict:
            self.show_tab(REVIEW)
            return None
        return False

    def answer_conflict(self, number: int) -> bool | None:
        """1 or 2 on the conflict screen."""
        if self._pages.currentWidget() is not self.conflict or open_popover() is not None:
            return False
        if number == 1:
            self.conflict.take_platform()
        else:
            self.conflict.decide_again()
        return None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar.set_tabs(
            [
                Tab(key=REVIEW, text=self.tr("审核")),
                Tab(key=CORRECTION, text=self.tr("补正跟踪")),
                Tab(key=ROSTER, text=self.tr("录取")),
                Tab(key=PROGRESS, text=self.tr("进度")),
            ]
        )
        for page in (self.workbench, self.conflict, self.roster, self.progress):
            self._pages.addWidget(page)
        column.addWidget(self.bar)
        column.addWidget(self.messages)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.bar.tab_wanted.connect(self.show_tab)
        self.bar.keys_wanted.connect(lambda: self.keys.toggle())
        self.bar.pill.clicked.connect(self._sending.open)
        self._sending.confirm_wanted.connect(lambda: self.show_conflicts())
        self._sending.sign_in_wanted.connect(self.sign_in_wanted)
        self._sending.retry_wanted.connect(self._sync.run_now)
        self.sync.changed.connect(self._show_sync)
        self._sync.status_changed.connect(self.sync.take)
        self.workbench.case_view.settling_wanted.connect(self.show_conflicts)
        self.conflict.left.connect(lambda: self.show_tab(REVIEW))
        self.conflict.case_wanted.connect(self._reopen)
        self._services.hub.changed.connect(self._on_changes)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _say(self, words: str, tone: Tone) -> None:
        self.messages.say(words, tone, key=_HINT)

    def _on_focus(self) -> None:
        self.messages.clear(_HINT)

    def _show_sync(self) -> None:
        words = self.sync.words
        self.bar.pill.set_state(SyncSign(words.sign.value), words.text, words.second)

    def _reopen(self, case_id: str) -> None:
        self._reopened.watch(CaseId(case_id))
        self.show_tab(REVIEW)
        self.workbench.open_case(CaseId(case_id))

    def _on_changes(self, changes: Changes) -> None:
        if changes.reference or changes.everything:
            self._show_place()

    def _show_place(self) -> None:
        season = self._services.season()
        office = (season.office_name if season else self._office_name).removesuffix("教育局")
        year = self.tr("{year} 年").format(year=season.year) if season else ""
        self.bar.set_place("·".join(part for part in (office, year) if part))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._gate is None:
            self._gate = make_gate(self)
            self._gate.ignored.connect(lambda words: self._say(words, Tone.WARN))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._sending.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keys.setGeometry(self.rect())
