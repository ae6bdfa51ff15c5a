"""A reviewer's desk for tests: a real store with invented cases in it, and the case view over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from reviewer_app.config import resources_dir
from reviewer_app.models.casework import Casework, Person
from reviewer_app.models.domain.case import Case, CaseId, DocumentId, Stage
from reviewer_app.models.domain.catalogue import Catalogue, load_catalogue
from reviewer_app.models.domain.ports import PendingAction, Rendition, School, Season
from reviewer_app.models.domain.workflow import Role
from reviewer_app.models.store import LocalStore, open_store
from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.bridge.change_hub import ChangeHub
from reviewer_app.ui.services import Services
from reviewer_app.ui.views.document_viewer import LoadAnswer, LoadedImage, LoadFailure, Trouble
from tests.support.cases import OFFICE, SEASON_START
from tests.support.clocks import FixedClock
from tests.support.stores import fill

_CATALOGUE: list[Catalogue] = []


def catalogue() -> Catalogue:
    """The reference data, loaded once for all tests."""
    if not _CATALOGUE:
        _CATALOGUE.append(load_catalogue(resources_dir()))
    return _CATALOGUE[0]


def season(closes: datetime = SEASON_START + timedelta(days=10)) -> Season:
    """The county's season, with the schools that invented cases apply to."""
    names = ("灵山县第一小学", "灵山县第二小学", "灵山县第三小学")
    schools = [
        School(code=f"2145{n:06d}", name=name, stages=frozenset({Stage.PRIMARY}), plan=90 * n)
        for n, name in enumerate(names, 1)
    ]
    private = School(
        code="2145000009", name="灵山县育才实验学校", stages=frozenset({Stage.PRIMARY}), plan=45, private=True
    )
    return Season(
        office=OFFICE,
        office_name="灵山县教育局",
        year=2026,
        opens=SEASON_START - timedelta(days=4),
        closes=closes,
        correction_days=3,
        policy="",
        hotlines=("0777-6429786",),
        schools=(*schools, private),
    )


@dataclass
class PaperLoader:
    """Hands out papers at once; documents in ``troubles`` fail instead."""

    paper: Callable[[DocumentId], bytes]
    troubles: dict[DocumentId, Trouble] = field(default_factory=dict)

    def request(
        self, document_id: DocumentId, rendition: Rendition, page: int, done: Callable[[LoadAnswer], None]
    ) -> None:
        trouble = self.troubles.get(document_id)
        done(LoadFailure(trouble=trouble) if trouble else LoadedImage(content=self.paper(document_id)))


@dataclass
class Desk:
    """Everything below the case view."""

    store: LocalStore
    services: Services
    clock: FixedClock
    loader: PaperLoader
    _background: Background

    def decisions(self) -> tuple[PendingAction, ...]:
        """Decisions made so far."""
        return tuple(self.store.outbox.open_actions())

    def put(self, *cases: Case) -> None:
        """Cases come in with the feed."""
        from reviewer_app.models.domain.changes import Changes

        fill(self.store, cases)
        self.services.hub.publish(Changes(cases=frozenset(CaseId(case.id) for case in cases)))

    def close(self) -> None:
        self._background.close()
        self.store.close()


def open_desk(
    folder: Path,
    cases: Iterable[Case],
    paper: Callable[[DocumentId], bytes],
    *,
    role: Role = Role.REVIEWER,
    troubles: Mapping[DocumentId, Trouble] | None = None,
    of: Season | None = None,
) -> Desk:
    """A desk of one person over a store with these cases. :param paper: encoded image of a document."""
    clock = FixedClock()
    store = open_store(folder / "store", clock=clock)
    fill(store, cases)
    background = Background()
    loader = PaperLoader(paper, dict(troubles or {}))
    shown = of or season()
    services = Services(
        casework=Casework(
            cases=store.cases,
            outbox=store.outbox,
            clock=clock,
            catalogue=catalogue(),
            person=Person(name="覃晓梅", role=role, office=OFFICE),
        ),
        hub=ChangeHub(),
        background=background,
        documents=loader,
        view_state=store.view_state,
        season=lambda: shown,
    )
    return Desk(store=store, services=services, clock=clock, loader=loader, _background=background)
