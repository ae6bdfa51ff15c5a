"""A page and its cursor are kept together or not at all; what leaves the scope leaves the disk."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reviewer_app.models.domain.case import CaseId, CaseStatus, DocumentId
from reviewer_app.models.domain.ports import (
    CaseQuery,
    FeedCursor,
    FeedRow,
    PageOutOfOrder,
    Rendition,
    Season,
    StoreFault,
)
from reviewer_app.models.store import LocalStore, open_store, replica
from tests.support.cases import SEASON_START, make_case
from tests.support.stores import EPOCH, SCOPE, case_object, fill, page_of


def put(seq: int, n: int, **overrides: Any) -> FeedRow:
    case = make_case(n, **overrides)
    return FeedRow(seq=seq, case_id=case.id, put=case_object(case))


def gone(seq: int, n: int) -> FeedRow:
    return FeedRow(seq=seq, case_id=make_case(n).id, put=None)


def all_ids(store: LocalStore) -> set[str]:
    return set(store.cases.ids(CaseQuery()))


def test_a_page_moves_the_cursor(store: LocalStore) -> None:
    assert store.replica.cursor(SCOPE) is None
    changes = store.replica.apply_page(page_of([put(4, 1), put(9, 2)], 0, 9, more=True))
    assert store.replica.cursor(SCOPE) == FeedCursor(epoch=EPOCH, seq=9)
    assert changes.cases == {"case-000001", "case-000002"}
    assert all_ids(store) == {"case-000001", "case-000002"}


@pytest.mark.parametrize(("after", "epoch"), [(0, EPOCH), (8, EPOCH), (10, EPOCH), (9, "epoch-2")])
def test_a_page_that_does_not_continue_is_not_kept(store: LocalStore, after: int, epoch: str) -> None:
    store.replica.apply_page(page_of([put(9, 1)], 0, 9))
    with pytest.raises(PageOutOfOrder):
        store.replica.apply_page(page_of([put(11, 2)], after, 11, epoch=epoch))
    assert store.replica.cursor(SCOPE) == FeedCursor(epoch=EPOCH, seq=9)
    assert all_ids(store) == {"case-000001"}


def test_a_page_with_a_row_that_is_no_case_is_not_kept(store: LocalStore) -> None:
    broken = FeedRow(seq=2, case_id=CaseId("x"), put={"id": "x"})
    with pytest.raises(StoreFault, match="x 格式不对") as caught:
        store.replica.apply_page(page_of([put(1, 1), broken], 0, 2))
    assert caught.value.code == "row_is_no_case"
    assert store.replica.cursor(SCOPE) is None
    assert not all_ids(store)


def test_a_crash_before_the_cursor_leaves_nothing_of_the_page(
    store: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.replica.apply_page(page_of([put(1, 1)], 0, 1))

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(replica, "_write_feed", crash)
    with pytest.raises(KeyboardInterrupt):
        store.replica.apply_page(
            page_of([put(2, 1, status=CaseStatus.PROCESSING), gone(3, 1), put(4, 2)], 1, 4)
        )
    again = open_store(tmp_path / "store")
    assert again.replica.cursor(SCOPE) == FeedCursor(epoch=EPOCH, seq=1)
    assert all_ids(again) == {"case-000001"}
    again.close()


def test_a_newer_version_replaces_the_older(store: LocalStore) -> None:
    store.replica.apply_page(page_of([put(1, 1), put(2, 2)], 0, 2))
    accepted = make_case(1, status=CaseStatus.PROCESSING)
    row = FeedRow(seq=3, case_id=accepted.id, put=case_object(accepted))
    store.replica.apply_page(page_of([row], 2, 3))
    assert store.cases.find(accepted.id) == accepted
    assert len(all_ids(store)) == 2
    assert store.cases.count_by_status()[CaseStatus.PROCESSING] == 1


def test_a_case_that_leaves_takes_its_documents_along(store: LocalStore) -> None:
    store.replica.apply_page(page_of([put(1, 1), put(2, 2)], 0, 2))
    kept, leaving = (make_case(n).documents[0].id for n in (2, 1))
    for document in (kept, leaving):
        content = document.encode()
        digest = hashlib.sha256(content).hexdigest()
        store.documents.put(document, Rendition.PREVIEW, content, digest)
    changes = store.replica.apply_page(page_of([gone(3, 1)], 2, 3))
    assert changes.cases == {"case-000001"}
    assert all_ids(store) == {"case-000002"}
    assert not store.cases.ids(CaseQuery(text=make_case(1).child_name))
    assert store.documents.find(leaving, Rendition.PREVIEW) is None
    assert store.documents.find(kept, Rendition.PREVIEW) == kept.encode()


def test_gone_from_one_scope_is_not_gone_from_another(store: LocalStore) -> None:
    other = "450722.2026"
    store.replica.apply_page(page_of([put(1, 1)], 0, 1))
    store.replica.apply_page(page_of([put(1, 1)], 0, 1, scope=other))
    store.replica.apply_page(page_of([gone(2, 1)], 1, 2))
    assert all_ids(store) == {"case-000001"}
    store.replica.apply_page(page_of([gone(2, 1)], 1, 2, scope=other))
    assert not all_ids(store)


def test_starting_over_keeps_what_is_here_until_the_feed_is_read_whole(store: LocalStore) -> None:
    fill(store, [make_case(1), make_case(2), make_case(3)])
    store.replica.start_over(SCOPE)
    assert store.replica.cursor(SCOPE) is None
    assert len(all_ids(store)) == 3
    store.replica.apply_page(page_of([put(1, 2)], 0, 1, more=True, epoch="epoch-2"))
    assert len(all_ids(store)) == 3
    changes = store.replica.apply_page(page_of([put(2, 4)], 1, 2, epoch="epoch-2"))
    assert all_ids(store) == {"case-000002", "case-000004"}
    assert changes.cases == {"case-000001", "case-000003", "case-000004"}
    assert store.replica.cursor(SCOPE) == FeedCursor(epoch="epoch-2", seq=2)


def test_a_reading_from_the_beginning_remembers_the_head_under_which_it_began(store: LocalStore) -> None:
    def began() -> int | None:
        cursor = store.replica.cursor(SCOPE)
        assert cursor is not None
        return cursor.began

    store.replica.apply_page(replace(page_of([put(1, 1)], 0, 1, more=True), head=30))
    assert began() == 30
    assert not store.replica.is_whole(SCOPE)
    store.replica.apply_page(replace(page_of([put(2, 2)], 1, 2, more=True), head=40))
    assert began() == 30
    store.replica.apply_page(replace(page_of([put(3, 3)], 2, 3), head=50))
    assert began() is None
    assert store.replica.is_whole(SCOPE)
    store.replica.apply_page(replace(page_of([put(4, 4)], 3, 4, more=True), head=60))
    assert began() is None


def test_a_reading_may_start_over_and_over(store: LocalStore) -> None:
    fill(store, [make_case(1), make_case(2)])
    for epoch in ("epoch-2", "epoch-3"):
        store.replica.start_over(SCOPE)
        store.replica.apply_page(page_of([put(1, 1)], 0, 1, more=True, epoch=epoch))
    store.replica.apply_page(page_of([], 1, 1, epoch="epoch-3"))
    assert all_ids(store) == {"case-000001"}


def test_the_season_is_kept_and_only_news_are_told(store: LocalStore) -> None:
    season = Season(
        office="450721", office_name="灵山县教育局", year=2026, opens=SEASON_START, closes=SEASON_START,
        correction_days=3, policy="default", hotlines=("0777-6429786",), schools=(),
    )  # fmt: skip
    assert store.season() is None
    assert store.replica.put_season(SCOPE, season).reference
    assert not store.replica.put_season(SCOPE, season)
    assert store.season() == store.season(SCOPE) == season
    assert store.season("other") is None


def test_unknown_document_ids_are_no_fault(store: LocalStore) -> None:
    store.documents.forget([DocumentId(f"d{n}") for n in range(1200)])
