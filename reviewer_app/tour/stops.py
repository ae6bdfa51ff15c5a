"""Where the tour goes and what it does there, key by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer_app.app import ReviewerApp
from reviewer_app.models.casework import Casework
from reviewer_app.models.domain.case import Case, CaseId, CaseStatus, Category, Channel, FormKind, Substage
from reviewer_app.models.domain.ports import CaseQuery, OutboxState
from reviewer_app.models.domain.roster import Edition
from reviewer_app.models.domain.workflow import CaseAction
from reviewer_app.tour.player import Script, Until
from reviewer_app.ui.viewmodels.notice_viewmodel import NoticeViewModel
from reviewer_app.ui.viewmodels.sync_viewmodel import Sign
from reviewer_app.ui.views.components import open_popover
from reviewer_app.ui.views.desk import PROGRESS, ROSTER, Desk

SMALL, LARGE = (1366, 768), (1920, 1080)
_KEY = Qt.Key


@dataclass
class Tour:
    """One tour; ``pictures`` is the folder in which it leaves what it saw."""

    app: ReviewerApp
    account: str
    password: str
    pictures: Path

    def script(self) -> Script:
        """The whole way."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.app.window.resize(*SMALL)
        yield from self._sign_in()
        yield from self._look_around()
        yield from self._decide_each_kind()
        yield from self._until_sent()
        yield from self._print_lists()
        yield from self._look_around_large()

    @property
    def _desk(self) -> Desk:
        desk = self.app.window.desk
        if desk is None:
            raise RuntimeError("nobody is signed in")
        return desk

    def _sign_in(self) -> Script:
        form = self.app.sign_in
        yield Until(form.isVisible, "the sign-in on screen")
        yield from self._shoot("01-sign-in")
        QTest.keyClicks(form.account, self.account)
        QTest.keyClicks(form.password, self.password)
        QTest.keyClick(form.password, _KEY.Key_Return)
        yield Until(lambda: self.app.window.desk is not None, "somebody signed in")
        yield Until(self._is_synced, "the first sync", 180)

    def _is_synced(self) -> bool:
        found = sum(self._casework.cases.count_by_status().values())
        return found > 0 and self._desk.sync.words.sign is Sign.SYNCED

    def _look_around(self) -> Script:
        yield from self._open(self._find(CaseStatus.PENDING, self._is_worth_a_look))
        yield from self._shoot("02-workbench")
        yield from self._open(self._find(CaseStatus.PENDING, lambda case: case.answered_rounds > 0))
        yield from self._shoot("03-resubmitted")

    def _decide_each_kind(self) -> Script:
        yield from self._accept()
        yield from self._undo()
        yield from self._accept()
        yield from self._request_corrections()
        yield from self._decline()
        yield from self._step_on(Substage.FIRST_REVIEW, CaseAction.FIRST_REVIEW)
        yield from self._step_on(Substage.SECOND_REVIEW, CaseAction.SECOND_REVIEW)
        yield from self._complete()

    def _accept(self) -> Script:
        yield from self._open(self._find(CaseStatus.PENDING, lambda case: not self._with_doubts(case)))
        yield from self._forward(CaseAction.ACCEPT)

    def _undo(self) -> Script:
        waiting = len(self._desk.outbox.waiting)
        self._press(_KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
        yield Until(lambda: len(self._desk.outbox.waiting) == waiting - 1, "the decision taken back")

    def _request_corrections(self) -> Script:
        case_id = self._find(
            CaseStatus.PENDING, lambda case: case.form_kind is FormKind.A and not case.corrections
        )
        yield from self._open(case_id)
        self._press(_KEY.Key_F)
        self._press(_KEY.Key_X)
        self._press(_KEY.Key_F8)
        yield Until(lambda: self._notice.action is CaseAction.REQUEST_CORRECTIONS, "the correction panel")
        yield from self._give_reasons()
        yield from self._shoot("04-correction")
        self._press(_KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
        yield self._recorded(case_id, CaseAction.REQUEST_CORRECTIONS)

    def _decline(self) -> Script:
        case_id = self._find(CaseStatus.PENDING, lambda case: case.channel is Channel.OFFLINE)
        yield from self._open(case_id)
        self._press(_KEY.Key_F7)
        yield Until(lambda: self._notice.action is CaseAction.DECLINE, "the reasons for declining")
        self._press(_KEY.Key_Slash)
        yield Until(lambda: open_popover() is not None, "the library of reasons")
        QTest.keyClicks(self._focused, "BS02")
        QTest.keyClick(self._focused, _KEY.Key_Return)
        yield Until(lambda: self._notice.ready and open_popover() is None, "the reason taken")
        yield from self._shoot("05-decline")
        self._press(_KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
        yield self._recorded(case_id, CaseAction.DECLINE)

    def _give_reasons(self) -> Script:
        """图片模糊 for a picture, else the first reason that fits, for every item."""
        panel = self._desk.workbench.case_view.deciding.notice_panel
        yield Until(panel.isVisible, "the panel on screen")
        for _ in range(12):
            if self._notice.ready:
                return
            self._press(_KEY.Key_4)
            if not self._notice.ready:
                self._press(_KEY.Key_1)
            self._press(_KEY.Key_Down)
        yield Until(lambda: self._notice.ready, "a reason for every item")

    def _step_on(self, substage: Substage, action: CaseAction) -> Script:
        yield from self._open(self._find(CaseStatus.PROCESSING, lambda case: case.substage is substage))
        yield from self._forward(action)

    def _complete(self) -> Script:
        case_id = self._find(CaseStatus.PROCESSING, lambda case: case.substage is Substage.AWAITING_PLACE)
        yield from self._open(case_id)
        self._press(_KEY.Key_F9)
        result = self._desk.workbench.case_view.deciding
        yield Until(lambda: result.panel is result.result_panel, "the panel of places")
        self._press(_KEY.Key_1)
        yield Until(lambda: result.result.ready, "a school and a mode")
        yield from self._shoot("06-completion")
        self._press(_KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
        yield self._recorded(case_id, CaseAction.COMPLETE)

    def _forward(self, action: CaseAction) -> Script:
        """F9; when items are still open it asks once, and Enter confirms."""
        view = self._desk.workbench.case_view
        case_id = view.vm.case.id if view.vm.case else CaseId("")
        self._press(_KEY.Key_F9)
        if view.deciding.is_asking:
            yield Until(self._confirmed, "the question answered")
        yield self._recorded(case_id, action)

    def _confirmed(self) -> bool:
        """Enter counts as soon as the question has settled."""
        self._press(_KEY.Key_Return)
        return not self._desk.workbench.case_view.deciding.is_asking

    def _until_sent(self) -> Script:
        yield Until(lambda: not self._unsent(), "every decision sent")
        yield Until(self._is_synced, "the sync after it")

    def _unsent(self) -> list[OutboxState]:
        open_states = (OutboxState.PENDING, OutboxState.SENDING)
        return [
            action.state for action in self._casework.outbox.open_actions() if action.state in open_states
        ]

    def _print_lists(self) -> Script:
        self._desk.show_tab(ROSTER)
        screen = self._desk.roster
        for edition, name in ((Edition.INTERNAL, "名单-内部版.pdf"), (Edition.POSTED, "名单-公示版.pdf")):
            target = self.pictures / name
            target.unlink(missing_ok=True)
            before = screen.content
            screen.set_edition(edition)
            yield Until(
                lambda before=before: screen.content is not None and screen.content != before,  # type: ignore[misc]
                f"the list as {edition}",
            )
            yield Until(lambda: screen.preview.idle, "the pages on screen")
            screen.choose_path = lambda _, target=target: str(target)  # type: ignore[misc]
            QTest.mouseClick(screen.export, Qt.MouseButton.LeftButton)
            yield Until(target.exists, f"{name} saved")
        yield from self._shoot("07-admission-list")
        self._desk.show_tab(PROGRESS)
        yield Until(lambda: self._desk.progress.vm.progress is not None, "the progress counted")
        yield from self._shoot("08-progress")

    def _look_around_large(self) -> Script:
        self.app.window.resize(*LARGE)
        yield from self._open(self._find(CaseStatus.PENDING, self._is_worth_a_look))
        yield from self._shoot("09-workbench-1920")
        self._desk.show_tab(ROSTER)
        yield Until(lambda: self._desk.roster.preview.idle, "the pages on screen")
        yield from self._shoot("10-admission-list-1920")

    def _open(self, case_id: CaseId) -> Script:
        view = self._desk.workbench.case_view
        self._desk.show_tab("review")
        self._desk.workbench.open_case(case_id)
        yield Until(
            lambda: view.vm.case is not None and view.vm.case.id == case_id and view.disarmed is None,
            f"form and image of {case_id} painted",
        )
        yield Until(lambda: view.viewer.shows_image, f"an image of {case_id}")

    def _find(self, status: CaseStatus, fits: Callable[[Case], bool]) -> CaseId:
        """The first case of a state that fits and is not decided here already."""
        decided = {action.case for action in self._casework.outbox.open_actions()}
        for case in self._casework.cases.cases(CaseQuery(statuses=frozenset({status}))):
            if case.id not in decided and case.documents and fits(case):
                return case.id
        raise LookupError(f"the season has no such case in {status}")

    def _is_worth_a_look(self, case: Case) -> bool:
        """A new case with every section, and something in it for a person."""
        return case.category is Category.MIGRANT and not case.corrections and self._with_doubts(case)

    def _with_doubts(self, case: Case) -> bool:
        (row,) = self._casework.cases.summaries([case.id])
        return row.doubt

    def _recorded(self, case_id: CaseId, action: CaseAction) -> Until:
        def holds() -> bool:
            found = self._casework.outbox.open_actions(case_id)
            return any(pending.act.action is action for pending in found)

        return Until(holds, f"{action} on record")

    @property
    def _casework(self) -> Casework:
        seat = self.app.seat
        if seat is None:
            raise RuntimeError("nobody is signed in")
        return seat.services.casework

    @property
    def _notice(self) -> NoticeViewModel:
        return self._desk.workbench.case_view.deciding.notice

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focused, key, modifiers)

    @property
    def _focused(self) -> Any:
        """What has the keys: inside an open popover, else in the window."""
        inside = open_popover()
        return (inside.focusWidget() if inside else None) or self.app.window.focusWidget() or self.app.window

    def _shoot(self, name: str) -> Script:
        """Keep a picture, once what is under way has been laid out and painted."""
        desk = self.app.window.desk
        if desk is not None:
            yield Until(lambda: desk.workbench.case_view.viewer.idle, "every picture of the strip")
        yield Until(lambda: True, "the layout")
        yield Until(lambda: True, "the paint")
        self.shoot(name)

    def shoot(self, name: str) -> None:
        """Keep a picture of the window."""
        target = self.pictures / f"{name}.png"
        if not self.app.window.grab().save(str(target)):
            raise OSError(f"{target} could not be written")
