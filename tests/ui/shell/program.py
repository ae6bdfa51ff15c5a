"""The whole program in this process, on a real service behind a cable that can be cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.app import ReviewerApp
from reviewer_app.config import Settings
from reviewer_app.models.domain.case import Case, CaseId
from reviewer_app.seat import Seat
from reviewer_app.ui.views.components import SyncSign
from reviewer_app.ui.views.desk import Desk
from tests.support.cable import Cable
from tests.support.service import PASSWORD, REVIEWER, START, Account, SeededService

UNDO_WINDOW = timedelta(seconds=1)
PATIENCE = 30_000
"""Milliseconds; far beyond what is needed, so that only what never happens fails."""


@dataclass
class Program:
    """One workstation; :meth:`start` it as often as it was closed."""

    service: SeededService
    cable: Cable
    data_dir: Path
    qtbot: QtBot
    app: ReviewerApp | None = None

    def start(self, at: datetime = START) -> None:
        """Open the program."""
        settings = replace(Settings.default(self.cable.url), data_dir=self.data_dir, clock_start=at)
        self.app = ReviewerApp(settings, undo_window=UNDO_WINDOW)
        self.app.start()

    def close(self) -> None:
        """Close its window, as at the end of a day."""
        if self.app is not None:
            self.app.window.close()
            self.app.window.deleteLater()
            self.app = None
            QApplication.processEvents()

    @property
    def running(self) -> ReviewerApp:
        """The program."""
        assert self.app is not None
        return self.app

    @property
    def seat(self) -> Seat:
        """Of the person who is signed in."""
        assert self.running.seat is not None
        return self.running.seat

    @property
    def desk(self) -> Desk:
        """What that person sees."""
        assert self.running.window.desk is not None
        return self.running.window.desk

    def sign_in(self, account: Account = REVIEWER, password: str = PASSWORD) -> None:
        """Type account and password, and wait for the desk."""
        self.try_to_sign_in(account, password)
        self.until(lambda: self.running.seat is not None)

    def try_to_sign_in(self, account: Account = REVIEWER, password: str = PASSWORD) -> None:
        """Type account and password and press Enter."""
        view = self.running.sign_in
        view.account.setText(account.login)
        view.password.setText(password)
        QTest.keyClick(view.password, Qt.Key.Key_Return)

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to be so."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=PATIENCE)

    def until_synced(self, cases: int) -> None:
        """Until so many cases are here, the sync rests, and nothing waits."""
        model = self.desk.workbench.queue.panel.model
        pill = self.desk.bar.pill
        self.until(lambda: sum(self.seat.store.cases.count_by_status().values()) == cases)
        self.until(lambda: pill.sign is SyncSign.SYNCED and not self.desk.outbox.waiting)
        self.until(lambda: model.rowCount() > 0 or not cases)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, where the focus is."""
        target: QWidget = QApplication.focusWidget() or self.running.window
        QTest.keyClick(target, key, modifiers)

    def open_first(self) -> Case:
        """Open the first case of the queue and wait until its decisions are armed."""
        work = self.desk.workbench
        case_id = work.queue.panel.model.id_at(0)
        assert case_id is not None
        work.open_case(case_id)
        self.until(lambda: work.case_view.disarmed is None)
        return self.case(case_id)

    def case(self, case_id: CaseId) -> Case:
        """The service's case as it is here."""
        found = self.seat.store.cases.find(case_id)
        assert found is not None
        return found

    def accept_first(self) -> Case:
        """F9 on the first case, whatever is still open."""
        case = self.open_first()
        question = self.desk.workbench.case_view.deciding.question
        self.press(Qt.Key.Key_F9)
        if question.isVisible():
            self.until(lambda: question._go.armed)
            self.press(Qt.Key.Key_Return)
        assert [action.case for action in self.desk.outbox.waiting] == [case.id]
        return case
