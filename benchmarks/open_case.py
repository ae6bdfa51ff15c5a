"""Opening a case at a desk of 5,000: until form and image are painted, against reading and decoding the same bare."""

from __future__ import annotations

import json
import os
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Measured, compare
from central_service.sample.bulk import bulk_cases
from central_service.sample.papers import HouseholdPage, Shot, photograph
from reviewer_app.config import resources_dir
from reviewer_app.models.casework import Casework, Person
from reviewer_app.models.clock import SystemClock
from reviewer_app.models.domain.case import Case, CaseId, DocumentId
from reviewer_app.models.domain.catalogue import load_catalogue
from reviewer_app.models.domain.ports import FeedPage, FeedRow, Rendition
from reviewer_app.models.domain.workflow import Role
from reviewer_app.models.store import LocalStore, open_store
from reviewer_app.sync.protocol import case_to_json, scope_of

CASES = 5_000
OPENED = 40
_OFFICE = "450721"
_PREVIEW_EDGE, _THUMBNAIL_EDGE = 1800, 240


def run() -> list[Measured]:
    """The median of rounds over the same cases, in a window of 1366×768 without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt reads the platform when it is imported.
    from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QSize
    from PySide6.QtGui import QImageReader
    from PySide6.QtWidgets import QApplication

    from reviewer_app.ui.bridge.background import Background
    from reviewer_app.ui.bridge.change_hub import ChangeHub
    from reviewer_app.ui.bridge.document_loader import SourcedDocuments
    from reviewer_app.ui.services import Services
    from reviewer_app.ui.views import theme
    from reviewer_app.ui.views.case_view import CaseView

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.install(app, resources_dir())
    preview = _picture(_PREVIEW_EDGE)
    with TemporaryDirectory() as scratch:
        store = open_store(Path(scratch) / "store")
        ids = _fill(store)
        background = Background()
        documents = SourcedDocuments(_SamePicture(preview, _picture(_THUMBNAIL_EDGE)))
        services = Services(
            casework=Casework(
                cases=store.cases,
                outbox=store.outbox,
                clock=SystemClock(),
                catalogue=load_catalogue(resources_dir()),
                person=Person(name="覃晓梅", role=Role.REVIEWER, office=_OFFICE),
            ),
            hub=ChangeHub(),
            background=background,
            documents=documents,
            view_state=store.view_state,
            season=lambda: None,
        )
        view = CaseView(services)
        view.resize(1094, 724)
        view.show()
        wanted = cycle(ids[::97])

        def open_cases() -> None:
            for _ in range(OPENED):
                painted = QEventLoop()
                view.painted.connect(painted.quit)
                view.show_case(next(wanted))
                painted.exec()
                view.painted.disconnect(painted.quit)

        def read_bare() -> None:
            for _ in range(OPENED):
                text = store.replica_file
                with text.read() as connection:
                    found = connection.exec_driver_sql("SELECT json FROM case_body LIMIT 1").scalar()
                json.loads(str(found))
                buffer = QBuffer()
                buffer.setData(QByteArray(preview))
                reader = QImageReader(buffer)
                reader.setScaledSize(QSize(592, 444))
                if reader.read().isNull():
                    raise RuntimeError("the picture could not be read")

        measured = compare(
            "open one of 5,000 cases (each)",
            "reading its text and decoding its picture bare",
            OPENED,
            open_cases,
            read_bare,
        )
        view.close()
        view.viewer.close_supply()
        documents.close()
        background.close()
        store.close()
    return [measured]


class _SamePicture:
    """A source that answers at once, so that only the desktop is measured."""

    def __init__(self, preview: bytes, thumbnail: bytes) -> None:
        self._preview = preview
        self._thumbnail = thumbnail

    def get(self, document: DocumentId, rendition: Rendition, page: int = 1) -> bytes:  # noqa: ARG002
        """The one picture, large or small."""
        return self._thumbnail if rendition is Rendition.THUMBNAIL else self._preview


def _picture(long_edge: int) -> bytes:
    paper = HouseholdPage(
        head="韦建国",
        number="450721003012721",
        address="广西灵山县灵城街道江滨二路118号3栋2单元501室",
        issued="2016年06月02日",
        station="灵山县公安局灵城派出所",
    )
    return photograph(paper, Shot(long_edge=long_edge), seed=1)


def _fill(store: LocalStore) -> list[CaseId]:
    cases: list[Case] = list(bulk_cases(CASES))
    rows = [
        FeedRow(seq=number, case_id=case.id, put=json.loads(case_to_json(case)))
        for number, case in enumerate(cases, start=1)
    ]
    store.replica.apply_page(
        FeedPage(scope=scope_of(_OFFICE, 2026), epoch="bench", after=0, next=CASES, more=False, rows=rows)
    )
    return [case.id for case in cases]
