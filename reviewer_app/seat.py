"""What one signed-in person works with, put together: store, line to the service, and what screens are given."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from reviewer_app.config import Settings
from reviewer_app.models.casework import Casework, Person
from reviewer_app.models.domain.case import CaseId, CaseStatus
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.ports import CaseOrder, CaseQuery, Clock, OutboxState
from reviewer_app.models.domain.roster import Edition, Roster
from reviewer_app.models.domain.workflow import Role
from reviewer_app.models.export.paper_file import PaperFileError, write_paper
from reviewer_app.models.store.local_store import LocalStore
from reviewer_app.sync.downloads import Downloads
from reviewer_app.sync.engine import SyncEngine
from reviewer_app.sync.http_transport import HttpTransport
from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.bridge.change_hub import ChangeHub
from reviewer_app.ui.bridge.document_loader import SourcedDocuments
from reviewer_app.ui.bridge.season_in_mind import SeasonInMind
from reviewer_app.ui.bridge.sync_status import Link
from reviewer_app.ui.bridge.sync_thread import SyncThread
from reviewer_app.ui.bridge.undo_window import UndoWindow
from reviewer_app.ui.services import PaperFault, Papers, Services
from reviewer_app.ui.viewmodels.session import KeptSession, Session
from reviewer_app.ui.viewmodels.times import CHINA

LAST_RUN_SECONDS = 5.0
"""How long leaving may take while decisions are sent; what is not sent by then goes out at the next start."""
PREFETCHED_CASES = 60
"""The most urgent cases whose pictures are fetched ahead of a cut network."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What every seat of one run shares."""

    settings: Settings
    device: str
    clock: Clock
    catalogue: Catalogue
    background: Background
    undo_window: timedelta


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
    papers: Papers
    kept: KeptSession

    def leave(self) -> None:
        """Send what was decided last, as far as there is a network and a moment; then stop everything."""
        if self.sync.status.link is Link.ONLINE and self.store.sending.counts()[OutboxState.PENDING]:
            self.outgoing.release()
            self.sync.finish(LAST_RUN_SECONDS)
        self.transport.close()
        ended = self.sync.stop()
        self.documents.close()
        if ended:
            self.store.close()
        else:
            _log.warning("the sync did not end in time; its store is left to the end of the process")


def make_seat(house: House, session: Session, store: LocalStore) -> Seat:
    """Put a person's seat together; its sync is not started yet."""
    signed_in = session.signed_in
    hub = ChangeHub()
    transport = HttpTransport(house.settings.service_url, device=house.device, token=signed_in.token)
    downloads = Downloads(transport, store.documents)
    outgoing = UndoWindow(store.sending, store.outbox, house.clock, house.undo_window)
    engine = SyncEngine(
        transport=transport,
        replica=store.replica,
        outbox=outgoing,
        cases=store.cases,
        downloads=downloads,
        memory=store.view_state,
        clock=house.clock,
        scopes=[signed_in.scope],
        device=house.device,
        tell=hub.publish,
    )
    documents = SourcedDocuments(downloads)
    kept = KeptSession(store.view_state)
    kept.keep(session)
    return Seat(
        session=session,
        store=store,
        transport=transport,
        documents=documents,
        outgoing=outgoing,
        sync=SyncThread(engine, hub, house.clock, outgoing.seconds_until_due, lambda: _urgent(store)),
        services=_services(house, session, store, hub, documents),
        papers=Papers(render_roster=_renderer(house, signed_in.name), save=_save),
        kept=kept,
    )


def _services(
    house: House, session: Session, store: LocalStore, hub: ChangeHub, documents: SourcedDocuments
) -> Services:
    signed_in = session.signed_in
    casework = Casework(
        cases=store.cases,
        outbox=store.outbox,
        clock=house.clock,
        catalogue=house.catalogue,
        person=Person(name=signed_in.name, role=Role(signed_in.role), office=signed_in.office),
    )
    return Services(
        casework=casework,
        hub=hub,
        background=house.background,
        documents=documents,
        view_state=store.view_state,
        season=SeasonInMind(lambda: store.season(signed_in.scope), hub),
    )


def _renderer(house: House, name: str) -> Callable[[Roster, Edition], bytes]:
    fonts = house.settings.resources / "fonts"

    def render(roster: Roster, edition: Edition) -> bytes:
        # Imported when it is needed: it takes a tenth of a second, and most days print no list.
        from reviewer_app.models.export import roster_pdf

        now = house.clock.now().astimezone(CHINA)
        paper = roster_pdf.RosterPaper(edition=edition, printed_at=now, printed_by=name)
        try:
            return roster_pdf.render_roster(roster, paper, fonts)
        except roster_pdf.RosterExportError as error:
            raise PaperFault(str(error)) from error

    return render


def _save(target: Path, content: bytes) -> None:
    try:
        write_paper(target, content)
    except PaperFileError as error:
        raise PaperFault(str(error)) from error


def _urgent(store: LocalStore) -> list[CaseId]:
    waiting = CaseQuery(statuses=frozenset({CaseStatus.PENDING}), order=CaseOrder.DUE_FIRST)
    return list(store.cases.ids(waiting))[:PREFETCHED_CASES]
