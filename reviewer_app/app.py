"""The composition root: the one module that sees every layer, and puts together what each of them was given."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reviewer_app import __version__
from reviewer_app.config import Settings
from reviewer_app.models.casework import Casework, Person
from reviewer_app.models.clock import SeasonClock, SystemClock
from reviewer_app.models.domain.case import CaseId, CaseStatus
from reviewer_app.models.domain.catalogue import Catalogue, load_catalogue
from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.ports import CaseOrder, CaseQuery, Clock, OutboxState, Season, StoreFault
from reviewer_app.models.domain.roster import Edition, Roster
from reviewer_app.models.domain.workflow import Role
from reviewer_app.models.export.paper_file import PaperFileError, write_paper
from reviewer_app.models.store.local_store import LocalStore, open_store, person_dir
from reviewer_app.models.store.station import Station
from reviewer_app.sync.downloads import Downloads
from reviewer_app.sync.engine import SyncEngine
from reviewer_app.sync.http_transport import HttpTransport
from reviewer_app.sync.protocol import SignedIn
from reviewer_app.sync.transport import Offline, TransportError
from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.bridge.change_hub import ChangeHub
from reviewer_app.ui.bridge.document_loader import SourcedDocuments
from reviewer_app.ui.bridge.single_instance import SingleInstance
from reviewer_app.ui.bridge.sync_status import Link
from reviewer_app.ui.bridge.sync_thread import SyncThread
from reviewer_app.ui.bridge.undo_window import UNDO_WINDOW, UndoWindow
from reviewer_app.ui.services import PaperFault, Papers, Services
from reviewer_app.ui.viewmodels.session import KeptSession, Session
from reviewer_app.ui.viewmodels.times import CHINA
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.desk import Desk
from reviewer_app.ui.views.main_window import MainWindow
from reviewer_app.ui.views.sign_in_view import SignInView
from reviewer_app.ui.views.tokens import Tone

LAST_RUN_SECONDS = 5.0
"""How long leaving may take while decisions are sent; what is not sent by then goes out at the next start."""
PREFETCHED_CASES = 60
"""The most urgent cases whose pictures are fetched ahead of a cut network."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """What belongs to one signed-in person and goes with them."""

    session: Session
    store: LocalStore
    transport: HttpTransport
    documents: SourcedDocuments
    outgoing: UndoWindow
    sync: SyncThread
    services: Services
    kept: KeptSession


class ReviewerApp(QObject):
    """One run of the desktop. :param undo_window: how long a decision can be taken back before it is sent."""

    def __init__(self, settings: Settings, *, undo_window: timedelta = UNDO_WINDOW) -> None:
        super().__init__()
        self._settings = settings
        self._undo_window = undo_window
        self.clock: Clock = SeasonClock(settings.clock_start) if settings.clock_start else SystemClock()
        self._catalogue: Catalogue = load_catalogue(settings.resources)
        self._station = Station(settings.data_dir)
        self.background = Background(parent=self)
        self.sign_in = SignInView(settings.service_url, __version__)
        self.window = MainWindow(self.sign_in)
        self.seat: Seat | None = None
        self.sign_in.submitted.connect(self._sign_in)
        self.window.sign_out_wanted.connect(self.sign_out)
        self.window.closing.connect(self._close)

    def start(self) -> None:
        """Show the window: the desk of the person who sat here last, or the sign-in."""
        try:
            folder = self._station.last_person()
            if folder:
                self._resume(self._settings.data_dir / "people" / folder)
        except StoreFault as fault:
            self.sign_in.show_fault(fault.message)
        self.window.show()

    def sign_out(self) -> None:
        """Forget the session. Decisions that were not sent stay and go out after the next sign-in."""
        if self.seat is not None:
            self.seat.kept.forget()
            self._station.remember_person("")
            self._leave()

    def _resume(self, folder: Path) -> None:
        store = self._open(folder) if folder.is_dir() else None
        if store is None:
            return
        session = KeptSession(store.view_state).find()
        if session is None:
            store.close()
        else:
            self._sit_down(session, store)

    def _open(self, folder: Path) -> LocalStore:
        return open_store(folder, owner=folder.name, clock=self.clock)

    def _sign_in(self, account: str, password: str) -> None:
        transport = HttpTransport(self._settings.service_url, device=self._station.device())

        def done(signed_in: SignedIn) -> None:
            transport.close()
            self._signed_in(Session(account=account, signed_in=signed_in))

        def failed(error: Exception) -> None:
            transport.close()
            self._not_signed_in(error)

        self.background.run(lambda: transport.sign_in(account, password), done, failed, owner=self)

    def _signed_in(self, session: Session) -> None:
        self.sign_in.set_busy(False)
        self.sign_in.password.clear()
        folder = person_dir(self._settings.data_dir, self._settings.service_url, session.account)
        try:
            if self.seat is not None:
                self._leave()
            self._sit_down(session, self._open(folder))
            self._station.remember_person(folder.name)
        except StoreFault as fault:
            self.sign_in.show_fault(fault.message)

    def _not_signed_in(self, error: Exception) -> None:
        if isinstance(error, Offline):
            words = self.tr(
                "连不上平台，现在不能登录。登录要联网一次；网络恢复后再试。本机的决定都在，没有丢。"
            )
            self.sign_in.show_fault(words, Tone.WARN)
        elif isinstance(error, TransportError):
            self.sign_in.show_fault(error.message)
        else:
            self.sign_in.show_fault(self.tr("登录没有成功。请再试一次；仍不成功的，请联系技术支持。"))
            raise error

    def _sit_down(self, session: Session, store: LocalStore) -> None:
        kept = KeptSession(store.view_state)
        kept.keep(session)
        self.seat = self._make_seat(session, store, kept)
        papers = self._papers(session.signed_in.name)
        desk = Desk(self.seat.services, self.seat.sync, papers, session.signed_in.office_name)
        desk.sign_in_wanted.connect(self._ask_again)
        self.window.put_desk(desk, store.view_state)
        self.seat.sync.start()

    def _make_seat(self, session: Session, store: LocalStore, kept: KeptSession) -> Seat:
        signed_in, device = session.signed_in, self._station.device()
        hub = ChangeHub(self)
        transport = HttpTransport(self._settings.service_url, device=device, token=signed_in.token)
        downloads = Downloads(transport, store.documents)
        outgoing = UndoWindow(store.sending, store.outbox, self.clock, self._undo_window)
        engine = SyncEngine(
            transport=transport,
            replica=store.replica,
            outbox=outgoing,
            cases=store.cases,
            downloads=downloads,
            memory=store.view_state,
            clock=self.clock,
            scopes=[signed_in.scope],
            device=device,
            tell=hub.publish,
        )
        documents = SourcedDocuments(downloads, self)
        return Seat(
            session=session,
            store=store,
            transport=transport,
            documents=documents,
            outgoing=outgoing,
            sync=SyncThread(
                engine, hub, self.clock, outgoing.seconds_until_due, lambda: _urgent(store), parent=self
            ),
            services=self._services(signed_in, store, hub, documents),
            kept=kept,
        )

    def _services(
        self, signed_in: SignedIn, store: LocalStore, hub: ChangeHub, documents: SourcedDocuments
    ) -> Services:
        person = Person(name=signed_in.name, role=Role(signed_in.role), office=signed_in.office)
        casework = Casework(
            cases=store.cases, outbox=store.outbox, clock=self.clock, catalogue=self._catalogue, person=person
        )
        return Services(
            casework=casework,
            hub=hub,
            background=self.background,
            documents=documents,
            view_state=store.view_state,
            season=SeasonInMind(store, signed_in.scope, hub),
        )

    def _papers(self, name: str) -> Papers:
        codes, fonts = self._catalogue.codes, self._settings.resources / "fonts"

        def render(roster: Roster, edition: Edition) -> bytes:
            # Imported when it is needed: it takes a tenth of a second, and most days print no list.
            from reviewer_app.models.export import roster_pdf

            labels = roster_pdf.RosterLabels(
                modes=dict(codes["admit_mode"].choices()),
                categories=dict(codes["student_category"].choices()),
            )
            now = self.clock.now().astimezone(CHINA)
            paper = roster_pdf.RosterPaper(edition=edition, printed_at=now, printed_by=name)
            try:
                return roster_pdf.render_roster(roster, paper, labels, fonts)
            except roster_pdf.RosterExportError as error:
                raise PaperFault(str(error)) from error

        return Papers(render_roster=render, save=_save)

    def _ask_again(self) -> None:
        if self.seat is not None:
            self.window.show_sign_in(can_leave=True)
            reason = self.tr("登录已过期，请再登录一次。本机的决定都在，登录后自动发送。")
            self.sign_in.ask_again(self.seat.session.account, reason)

    def _leave(self) -> None:
        self.window.take_desk()
        self._end_seat()

    def _close(self) -> None:
        self._end_seat()
        self.background.close()

    def _end_seat(self) -> None:
        seat, self.seat = self.seat, None
        if seat is None:
            return
        if seat.sync.status.link is Link.ONLINE and seat.store.sending.counts()[OutboxState.PENDING]:
            seat.outgoing.release()
            seat.sync.finish(LAST_RUN_SECONDS)
        seat.transport.close()
        ended = seat.sync.stop()
        seat.documents.close()
        if ended:
            seat.store.close()
        else:
            _log.warning("the sync did not end in time; its store is left to the end of the process")


class SeasonInMind:
    """The county's season, read from the store once and again when it moves."""

    def __init__(self, store: LocalStore, scope: str, hub: ChangeHub) -> None:
        self._store = store
        self._scope = scope
        self._season: Season | None = store.season(scope)
        hub.changed.connect(self._on_changes)

    def __call__(self) -> Season | None:
        """The season, or nothing before the first sync."""
        return self._season

    def _on_changes(self, changes: Changes) -> None:
        if changes.reference or changes.everything:
            self._season = self._store.season(self._scope)


def _urgent(store: LocalStore) -> list[CaseId]:
    waiting = CaseQuery(statuses=frozenset({CaseStatus.PENDING}), order=CaseOrder.DUE_FIRST)
    return list(store.cases.ids(waiting))[:PREFETCHED_CASES]


def _save(target: Path, content: bytes) -> None:
    try:
        write_paper(target, content)
    except PaperFileError as error:
        raise PaperFault(str(error)) from error


def make_application(settings: Settings, argv: Sequence[str] = ()) -> QApplication:
    """Qt's application in our look, in Chinese; call once, before any window."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    _choose_input_method()
    app = QApplication(["enrolment-review", *argv])
    app.setApplicationName("EnrolmentReview")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(QLocale(), "qtbase", "_", folder):
        app.installTranslator(words)
    theme.install(app, settings.resources)
    return app


def _choose_input_method() -> None:
    """The wheel carries the ibus client alone; fcitx5 speaks it too."""
    if sys.platform == "linux" and "fcitx" in os.environ.get("XMODIFIERS", ""):
        os.environ.setdefault("QT_IM_MODULE", "ibus")
        os.environ.setdefault("IBUS_USE_PORTAL", "1")


def read_arguments(argv: Sequence[str]) -> Settings:
    """Settings from the command line and, for the service's address, the environment.

    :raises SystemExit: with words, when an argument is wrong or there is no address.
    """
    parser = argparse.ArgumentParser(prog="enrolment-review", description="入学审核台")
    parser.add_argument("--service", default=os.environ.get("ENROLMENT_SERVICE", ""), help="平台地址")
    parser.add_argument("--data-dir", type=Path, help="本机数据目录")
    parser.add_argument("--clock-start", type=datetime.fromisoformat, help="演示用：时钟从这一刻开始")
    arguments = parser.parse_args(argv)
    if not arguments.service:
        parser.error("没有平台地址。请用 --service 给出，例如 --service https://ruxue.example.gov.cn")
    try:
        HttpTransport(arguments.service).close()
    except ValueError as error:
        parser.error(str(error))
    start = arguments.clock_start
    if start is not None and start.tzinfo is None:
        parser.error("--clock-start 要带时区，例如 2026-07-14T09:00:00+08:00")
    settings = replace(Settings.default(arguments.service), clock_start=start)
    return replace(settings, data_dir=arguments.data_dir) if arguments.data_dir else settings


def main(argv: Sequence[str]) -> int:
    """Run the desktop until its window is closed."""
    settings = read_arguments(argv)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    app = make_application(settings)
    alone = SingleInstance(settings.data_dir)
    if not alone.take():
        print("入学审核台已经打开，已把它的窗口移到前面。", file=sys.stderr)
        return 0
    desktop = ReviewerApp(settings)
    alone.asked.connect(desktop.window.come_forward)
    desktop.start()
    try:
        return app.exec()
    finally:
        alone.release()
