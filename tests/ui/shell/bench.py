"""One desk under test: store, services, a sync that says what the test wants, and the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.config import resources_dir
from reviewer_app.models.casework import Casework, Person
from reviewer_app.models.domain.case import Case, CaseId, DocumentId, Stage
from reviewer_app.models.domain.catalogue import Catalogue, load_catalogue
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import Answered, OutboxState, PendingAction, Rendition, School, Season
from reviewer_app.models.domain.roster import Edition, Roster
from reviewer_app.models.domain.workflow import Role
from reviewer_app.models.export import roster_pdf
from reviewer_app.models.store.local_store import LocalStore, open_store
from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.bridge.change_hub import ChangeHub
from reviewer_app.ui.bridge.document_loading import LoadAnswer, LoadedImage
from reviewer_app.ui.bridge.sync_control import SyncControl
from reviewer_app.ui.bridge.sync_status import Link, SyncStatus
from reviewer_app.ui.services import PaperFault, Papers, Services
from reviewer_app.ui.views.desk import Desk
from tests.support.cases import OFFICE, SEASON_START
from tests.support.clocks import FixedClock
from tests.support.stores import SCOPE, fill
from tests.ui.viewer.papers import encoded

SCHOOLS = tuple(
    School(code=f"2145{n:06d}", name=name, stages=frozenset({Stage.PRIMARY}), plan=90 * n)
    for n, name in enumerate(("灵山县第一小学", "灵山县第二小学", "灵山县第三小学"), 1)
)
SEASON = Season(
    office=OFFICE,
    office_name="灵山县教育局",
    year=2026,
    opens=SEASON_START - timedelta(days=4),
    closes=SEASON_START + timedelta(days=6),
    correction_days=3,
    policy="",
    hotlines=("0777-6429786",),
    schools=SCHOOLS,
)


@cache
def catalogue() -> Catalogue:
    """The reference data, loaded once."""
    return load_catalogue(resources_dir())


@cache
def _paper() -> bytes:
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(QColor("#FAF6E3"))
    return encoded(image)


class InstantDocuments:
    """Every document is at hand."""

    def request(
        self, document_id: DocumentId, rendition: Rendition, page: int, done: Callable[[LoadAnswer], None]
    ) -> None:
        done(LoadedImage(content=_paper()))


class HandSync(SyncControl):
    """A sync that stands as the test says."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def run_now(self) -> None:
        self.asked += 1

    def stand(self, status: SyncStatus) -> None:
        self._put(status)


@dataclass
class Bench:
    """Everything that a test of the desk touches."""

    store: LocalStore
    services: Services
    clock: FixedClock
    sync: HandSync
    desk: Desk
    saved: dict[Path, bytes]
    qtbot: QtBot
    _background: Background
    broken_disk: list[str] = field(default_factory=list)
    _closed: bool = False

    @classmethod
    def open(cls, folder: Path, cases: Iterable[Case], role: Role, qtbot: QtBot) -> Bench:
        """A desk in a shown window of 1366 x 768."""
        clock, background, sync = FixedClock(), Background(), HandSync()
        store = open_store(folder, clock=clock)
        fill(store, cases)
        store.replica.put_season(SCOPE, SEASON)
        person = Person(name="覃晓梅", role=role, office=OFFICE)
        casework = Casework(
            cases=store.cases, outbox=store.outbox, clock=clock, catalogue=catalogue(), person=person
        )
        services = Services(
            casework=casework,
            hub=ChangeHub(),
            background=background,
            documents=InstantDocuments(),
            view_state=store.view_state,
            season=lambda: store.season(SCOPE),
        )
        saved: dict[Path, bytes] = {}
        broken: list[str] = []
        desk = Desk(services, sync, _papers(clock, saved, broken), "灵山县教育局")
        desk.resize(1366, 768)
        desk.show()
        made = cls(store, services, clock, sync, desk, saved, qtbot, background, broken)
        made.settle()
        return made

    def close(self) -> None:
        """Stop threads, close files; once is enough."""
        if self._closed:
            return
        self._closed = True
        self.desk.close_desk()
        self.desk.hide()
        self._background.close()
        self.store.close()
        self.desk.deleteLater()
        QApplication.processEvents()

    def settle(self) -> None:
        """Until nothing is asked of the background any more."""
        self.qtbot.waitUntil(lambda: not self._background.waiting)

    def go(self, link: Link, **more: object) -> None:
        """The sync stands so."""
        status = SyncStatus(link=link, last_synced=self.clock.now(), since=self.clock.now())
        self.sync.stand(replace(status, **more))  # type: ignore[arg-type]

    def put(self, *cases: Case) -> None:
        """Cases come in with the feed."""
        fill(self.store, cases)
        self.services.hub.publish(Changes(cases=frozenset(CaseId(case.id) for case in cases)))
        self.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, where the focus is."""
        target: QWidget = QApplication.focusWidget() or self.desk
        QTest.keyClick(target, key, modifiers)

    def open_case(self, case: Case) -> None:
        """Put a case on screen and wait until decisions may act."""
        self.desk.workbench.open_case(case.id)
        self.wait_armed()

    def wait_armed(self) -> None:
        """Until the case on screen is painted and has settled."""
        self.qtbot.waitUntil(lambda: self.desk.workbench.case_view.disarmed is None)

    def accept(self, case: Case) -> PendingAction:
        """Record 受理 as the case view does."""
        self.services.hub.publish(self.services.casework.accept(case.id, case.tag))
        self.settle()
        return self.store.outbox.open_actions(case.id)[-1]

    def answer(self, action: PendingAction, state: OutboxState, **more: object) -> None:
        """The service answers a decision that was sent."""
        self.store.sending.take_batch(50)
        answered = Answered(id=action.id, state=state)
        changes = self.store.sending.record([replace(answered, **more)])  # type: ignore[arg-type]
        self.services.hub.publish(changes)
        self.settle()

    @property
    def names(self) -> list[str]:
        """Names in the queue, from top to bottom."""
        model = self.desk.workbench.queue.panel.model
        return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def _papers(clock: FixedClock, saved: dict[Path, bytes], broken: list[str]) -> Papers:

    def render(roster: Roster, edition: Edition) -> bytes:
        paper = roster_pdf.RosterPaper(edition=edition, printed_at=clock.now(), printed_by="覃晓梅")
        try:
            return roster_pdf.render_roster(roster, paper, resources_dir() / "fonts")
        except roster_pdf.RosterExportError as error:
            raise PaperFault(str(error)) from error

    def save(target: Path, content: bytes) -> None:
        if broken:
            raise PaperFault(broken[0])
        saved[target] = content

    return Papers(render_roster=render, save=save)
