"""Cached documents: whole and true or not there, within the budget, pinned ones always."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Piece, Rendition, StoreFault
from reviewer_app.models.store import LocalStore, open_store

THUMBNAIL, PREVIEW, ORIGINAL = Rendition.THUMBNAIL, Rendition.PREVIEW, Rendition.ORIGINAL


@pytest.fixture
def small(tmp_path: Path) -> Iterator[LocalStore]:
    """A store with room for 1,000 bytes of documents."""
    store = open_store(tmp_path / "small", document_budget=1000)
    yield store
    store.close()


def keep(store: LocalStore, name: str, content: bytes, rendition: Rendition = PREVIEW, page: int = 1) -> None:
    digest = hashlib.sha256(content).hexdigest()
    store.documents.put(DocumentId(name), rendition, content, digest, page)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_each_rendition_and_page_is_an_own_one(store: LocalStore) -> None:
    keep(store, "d1", b"small", THUMBNAIL)
    keep(store, "d1", b"second page", PREVIEW, page=2)
    assert store.documents.find(DocumentId("d1"), THUMBNAIL) == b"small"
    assert store.documents.find(DocumentId("d1"), PREVIEW) is None
    assert store.documents.find(DocumentId("d1"), PREVIEW, page=2) == b"second page"
    assert store.documents.has(DocumentId("d1"), THUMBNAIL)
    assert not store.documents.has(DocumentId("d1"), ORIGINAL)


def test_what_does_not_hash_is_refused(store: LocalStore, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not hash"):
        store.documents.put(DocumentId("d1"), PREVIEW, b"other", hashlib.sha256(b"content").hexdigest())
    assert not files(tmp_path / "store" / "documents")


@pytest.mark.parametrize("damage", ["flip", "truncate", "delete"])
def test_a_damaged_file_is_never_shown(store: LocalStore, tmp_path: Path, damage: str) -> None:
    keep(store, "d1", b"a picture of a page")
    (file,) = files(tmp_path / "store" / "documents")
    if damage == "flip":
        file.write_bytes(b"A picture of a page")
    elif damage == "truncate":
        file.write_bytes(b"a picture")
    else:
        file.unlink()
    assert store.documents.find(DocumentId("d1"), PREVIEW) is None
    assert not store.documents.has(DocumentId("d1"), PREVIEW), "so that it is fetched again"
    keep(store, "d1", b"a picture of a page")
    assert store.documents.find(DocumentId("d1"), PREVIEW) == b"a picture of a page"


def test_documents_outlive_the_process(store: LocalStore, tmp_path: Path) -> None:
    keep(store, "d1", b"content")
    again = open_store(tmp_path / "store")
    assert again.documents.find(DocumentId("d1"), PREVIEW) == b"content"
    assert again.documents.size == 7
    again.close()


def test_those_read_longest_ago_go_first(small: LocalStore, tmp_path: Path) -> None:
    for name in ("d1", "d2", "d3"):
        keep(small, name, name.encode() * 150)
    assert small.documents.find(DocumentId("d1"), PREVIEW)
    keep(small, "d4", b"d4" * 150)
    kept = {name for name in ("d1", "d2", "d3", "d4") if small.documents.has(DocumentId(name), PREVIEW)}
    assert kept == {"d1", "d3", "d4"}
    assert small.documents.size == 900
    assert len(files(tmp_path / "small" / "documents")) == 3


def test_pinned_documents_are_never_evicted(small: LocalStore) -> None:
    small.documents.pin([DocumentId("d1"), DocumentId("d2")])
    for name in ("d1", "d2", "d3", "d4", "d5"):
        keep(small, name, name.encode() * 200)
    kept = {f"d{n}" for n in range(1, 6) if small.documents.has(DocumentId(f"d{n}"), PREVIEW)}
    assert kept == {"d1", "d2"}
    small.documents.pin([DocumentId("d2")])
    keep(small, "d6", b"d6" * 200)
    assert not small.documents.has(DocumentId("d1"), PREVIEW)
    assert small.documents.has(DocumentId("d2"), PREVIEW)


def test_equal_contents_are_kept_once_and_go_with_the_last(store: LocalStore, tmp_path: Path) -> None:
    keep(store, "d1", b"the same")
    keep(store, "d2", b"the same")
    folder = tmp_path / "store" / "documents"
    assert len(files(folder)) == 1
    store.documents.forget([DocumentId("d1")])
    assert store.documents.find(DocumentId("d2"), PREVIEW) == b"the same"
    store.documents.forget([DocumentId("d2")])
    assert not files(folder)


def test_an_interrupted_download_goes_on_where_it_broke_off(store: LocalStore, tmp_path: Path) -> None:
    whole = b"0123456789" * 1000
    etag = hashlib.sha256(whole).hexdigest()
    store.documents.keep_piece(DocumentId("d1"), ORIGINAL, Piece(etag=etag, content=whole[:4000]))
    again = open_store(tmp_path / "store")
    assert again.documents.find_piece(DocumentId("d1"), ORIGINAL) == Piece(etag=etag, content=whole[:4000])
    assert again.documents.find_piece(DocumentId("d1"), PREVIEW) is None
    again.documents.put(DocumentId("d1"), ORIGINAL, whole, etag)
    assert again.documents.find_piece(DocumentId("d1"), ORIGINAL) is None
    again.close()


def test_interrupted_downloads_do_not_pile_up(store: LocalStore, tmp_path: Path) -> None:
    for n in range(100):
        store.documents.keep_piece(DocumentId(f"d{n}"), ORIGINAL, Piece(etag="0" * 64, content=b"x"))
    assert len(files(tmp_path / "store" / "documents" / "pieces")) == 32


def test_what_a_crash_left_is_cleared_away(store: LocalStore, tmp_path: Path) -> None:
    keep(store, "d1", b"content")
    folder = tmp_path / "store" / "documents"
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / ("ab" + "0" * 62)).write_bytes(b"named by no key")
    (folder / "ab" / "half.part").write_bytes(b"half a file")
    open_store(tmp_path / "store").close()
    assert [file.read_bytes() for file in files(folder)] == [b"content"]


def test_a_full_disk_keeps_nothing_and_says_so(
    store: LocalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFault) as caught:
        keep(store, "d1", b"content")
    assert caught.value.code == "store_full"
    assert not files(tmp_path / "store" / "documents")
    assert not store.documents.has(DocumentId("d1"), PREVIEW)
