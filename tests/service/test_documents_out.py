"""Documents as they go out: hashes, ranges, fixed headers, and nothing of other counties."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from central_service.config import S3Settings
from central_service.documents.folder import FolderBlobs
from central_service.documents.s3 import CorruptedUpload, S3Blobs
from central_service.ports import BlobStore
from central_service.sample.guardian_client import PROTOCOL, Answer, ReviewClient
from tests.support.service import OTHER_REVIEWER, SeededService


def _get(reviewer: ReviewClient, path: str, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    authorised = {**PROTOCOL, "Authorization": f"Bearer {reviewer.token}", **named}
    return reviewer.transport.request("GET", path, authorised, None)


def test_hash_ranges_and_headers(any_service: SeededService) -> None:
    """A document can be fetched whole, in parts, and not at all when it is known already."""
    sent = any_service.submit_case()
    reviewer = any_service.reviewer()
    document = sent["documents"][0]
    for path in ("", "/preview", "/thumbnail"):
        at = f"/v1/documents/{document['id']}{path}"
        whole = _get(reviewer, at)
        etag = f'"{sha256(whole.content).hexdigest()}"'
        assert whole.status == 200
        assert whole.headers["etag"] == etag
        assert whole.headers["accept-ranges"] == "bytes"
        assert whole.headers["x-content-type-options"] == "nosniff"
        assert whole.headers["content-disposition"] == 'attachment; filename="document.jpg"'
        size = len(whole.content)
        part = _get(reviewer, at, Range="bytes=100-")
        assert (part.status, part.content) == (206, whole.content[100:])
        assert part.headers["content-range"] == f"bytes 100-{size - 1}/{size}"
        assert _get(reviewer, at, Range="bytes=10-19").content == whole.content[10:20]
        assert _get(reviewer, at, Range="bytes=-7").content == whole.content[-7:]
        assert _get(reviewer, at, Range="bytes=10-", If_Range=etag).status == 206
        assert _get(reviewer, at, Range="bytes=10-", If_Range='"other"').content == whole.content
        assert _get(reviewer, at, Range="bytes=5-2,8-9").status == 200
        beyond = _get(reviewer, at, Range=f"bytes={size}-")
        assert (beyond.status, beyond.json()["code"]) == (416, "range_not_satisfiable")
        assert _get(reviewer, at, If_None_Match=etag).status == 304
    assert document["sha256"] == sha256(_get(reviewer, f"/v1/documents/{document['id']}").content).hexdigest()


def test_other_counties_have_never_heard_of_it(service: SeededService) -> None:
    """404, as for an id that nobody ever gave."""
    sent = service.submit_case()
    other = service.reviewer(OTHER_REVIEWER)
    document = sent["documents"][0]["id"]
    unknown = _get(other, "/v1/documents/0123456789abcdef")
    for path in ("", "/preview", "/thumbnail"):
        answer = _get(other, f"/v1/documents/{document}{path}")
        assert (answer.status, answer.content) == (404, unknown.content)


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.s3)])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    """Each kind of store."""
    return FolderBlobs(tmp_path) if request.param == "folder" else S3Blobs(request.getfixturevalue("s3"))


def test_blob_stores_keep_and_forget(blobs: BlobStore) -> None:
    """The same behaviour whatever is behind it."""
    blobs.put("ab/abc.jpg", b"first")
    blobs.put("ab/abc.jpg", b"second")
    assert blobs.get("ab/abc.jpg") == b"second"
    assert blobs.get("ab/abc.jpg", 1, 4) == b"eco"
    assert blobs.get("ab/abc.jpg", 3) == b"ond"
    blobs.delete("ab/abc.jpg")
    blobs.delete("ab/abc.jpg")
    with pytest.raises(FileNotFoundError):
        blobs.get("ab/abc.jpg")


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a//b", "a/../b", "A", "a\\b", "a/b.", ""])
def test_folder_takes_no_foreign_names(tmp_path: Path, name: str) -> None:
    """Names are the service's own."""
    with pytest.raises(ValueError, match="not a name"):
        FolderBlobs(tmp_path).put(name, b"x")


@pytest.mark.s3
def test_object_that_arrived_otherwise_is_not_kept(s3: S3Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the store says, the object is hashed again."""
    blobs = S3Blobs(s3)
    monkeypatch.setattr(blobs, "get", lambda _name: b"something else")
    with pytest.raises(CorruptedUpload):
        blobs.put("ab/abc.jpg", b"sent")
    monkeypatch.undo()
    with pytest.raises(FileNotFoundError):
        blobs.get("ab/abc.jpg")
