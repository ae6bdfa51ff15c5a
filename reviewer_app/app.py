"""The composition root: sees every layer, puts it together, and decides who sits at the desk."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from reviewer_app import __version__
from reviewer_app.config import Settings
from reviewer_app.models.clock import SeasonClock, SystemClock
from reviewer_app.models.domain.catalogue import load_catalogue
from reviewer_app.models.domain.ports import StoreFault
from reviewer_app.models.store.local_store import LocalStore, open_store, person_dir
from reviewer_app.models.store.station import Station
from reviewer_app.seat import House, Seat, make_seat
from reviewer_app.sync.http_transport import HttpTransport
from reviewer_app.sync.protocol import SignedIn
from reviewer_app.sync.transport import Offline, TransportError
from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.bridge.undo_window import UNDO_WINDOW
from reviewer_app.ui.viewmodels.session import KeptSession, Session
from reviewer_app.ui.views import application
from reviewer_app.ui.views.desk import Desk
from reviewer_app.ui.views.main_window import MainWindow
from reviewer_app.ui.views.sign_in_view import SignInView
from reviewer_app.ui.views.single_instance import SingleInstance
from reviewer_app.ui.views.tokens import Tone


class ReviewerApp(QObject):
    """One run of the desktop. :param undo_window: how long a decision can be taken back before it is sent."""

    def __init__(self, settings: Settings, *, undo_window: timedelta = UNDO_WINDOW) -> None:
        super().__init__()
        self._settings = settings
        self._station = Station(settings.data_dir)
        self.background = Background(parent=self)
        self.clock = SeasonClock(settings.clock_start) if settings.clock_start else SystemClock()
        self._house = House(
            settings=settings,
            device=self._station.device(),
            clock=self.clock,
            catalogue=load_catalogue(settings.resources),
            background=self.background,
            undo_window=undo_window,
        )
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
            self._stand_up()
            self.sign_in.welcome_next()

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
        transport = HttpTransport(self._settings.service_url, device=self._house.device)

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
                self._stand_up()
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
        seat = make_seat(self._house, session, store)
        self.seat = seat
        desk = Desk(seat.services, seat.sync, seat.papers, session.signed_in.office_name)
        desk.sign_in_wanted.connect(self._ask_again)
        self.window.put_desk(desk, store.view_state)
        seat.sync.start()

    def _ask_again(self) -> None:
        if self.seat is not None:
            self.window.show_sign_in(can_leave=True)
            reason = self.tr("登录已过期，请再登录一次。本机的决定都在，登录后自动发送。")
            self.sign_in.ask_again(self.seat.session.account, reason)

    def _stand_up(self) -> None:
        self.window.take_desk()
        self._end_seat()

    def _close(self) -> None:
        self._end_seat()
        self.background.close()

    def _end_seat(self) -> None:
        seat, self.seat = self.seat, None
        if seat is not None:
            seat.leave()


def make_application(settings: Settings, argv: Sequence[str] = ()) -> QApplication:
    """Qt's application in our look, in Chinese; call once, before any window."""
    return application.make_application(settings.resources, argv)


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
