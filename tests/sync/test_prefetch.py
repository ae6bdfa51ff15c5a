"""Pictures fetched ahead, resumed, and asked for once."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from reviewer_app.models.domain.case import Case, DocumentId
from reviewer_app.models.domain.ports import (
    Piece,
    Rendition,
)
from reviewer_app.sync.downloads import Downloads
from reviewer_app.sync.state import SyncPhase, SyncTrouble
from reviewer_app.sync.transport import (
    BrokenAnswer,
    Download,
    Offline,
)
from tests.support.cases import documents_for
from tests.support.sync_desk import Desk, submitted


def with_pictures(desk: Desk, count: int) -> list[Case]:
    cases = submitted(desk, count)
    for n, case in enumerate(cases):
        photographed = replace(case, documents=documents_for(n, ("M01", "M03"), case.created_at))
        desk.service._keep(photographed)
        for document in photographed.documents:
            for rendition in (Rendition.THUMBNAIL, Rendition.PREVIEW):
                key = f"{document.id}/{rendition}/1"
                desk.line.pictures[key] = key.encode()
    desk.engine.run_once()
    return [desk.here(case) for case in cases]


def test_pictures_are_fetched_ahead_until_all_are_here(desk: Desk) -> None:
    cases = with_pictures(desk, 3)
    ids = [case.id for case in cases]
    first = desk.engine.prefetch(ids, limit=5)
    assert first.documents == {d.id for d in cases[0].documents} | {cases[1].documents[0].id}
    while desk.engine.prefetch(ids, limit=5):
        pass
    for case in cases:
        for document in case.documents:
            assert desk.store.documents.find(document.id, Rendition.PREVIEW)
    assert desk.line.calls.count("document") == 12
    assert desk.engine.state.phase is SyncPhase.RESTING


def test_pictures_that_the_service_lacks_are_not_asked_for_again(desk: Desk) -> None:
    cases = with_pictures(desk, 1)
    del desk.line.pictures[f"{cases[0].documents[0].id}/preview/1"]
    while desk.engine.prefetch([cases[0].id]):
        pass
    assert desk.line.calls.count("document") == 4


def test_a_network_that_goes_while_fetching_is_said_so(desk: Desk) -> None:
    cases = with_pictures(desk, 1)
    desk.line.failures["document"] = [Offline("interrupted", "中断。")]
    desk.engine.prefetch([cases[0].id])
    error = desk.engine.state.error
    assert error is not None
    assert error.trouble is SyncTrouble.OFFLINE
    desk.engine.run_once()
    assert desk.engine.prefetch([cases[0].id]).documents


def test_a_download_goes_on_where_it_broke_off(desk: Desk) -> None:
    whole = b"0123456789" * 10
    etag = hashlib.sha256(whole).hexdigest()
    pieces: list[Piece | None] = []

    def document(_d: object, _r: object, _p: int = 1, piece: Piece | None = None) -> Download:
        pieces.append(piece)
        if len(pieces) == 1:
            raise Offline("interrupted", "中断。", Piece(etag=etag, content=whole[:40]))
        if len(pieces) == 2:
            raise BrokenAnswer("document_range", "不对。")
        return Download(content=whole, sha256=etag)

    desk.line.document = document  # type: ignore[method-assign, assignment]
    downloads = Downloads(desk.line, desk.store.documents)
    with pytest.raises(Offline):
        downloads.get(DocumentId("d1"), Rendition.ORIGINAL)
    assert downloads.get(DocumentId("d1"), Rendition.ORIGINAL) == whole
    assert pieces == [None, Piece(etag=etag, content=whole[:40]), None]
    assert downloads.get(DocumentId("d1"), Rendition.ORIGINAL) == whole
    assert len(pieces) == 3, "the second time from this desktop"
