"""Previews and thumbnails: made when first asked for, kept, and given out with the hash of their own bytes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from threading import BoundedSemaphore, Lock

from PIL import Image, ImageOps
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from central_service.documents.intake import JPEG, PDF
from central_service.documents.pdf import render_page
from central_service.parts import Parts
from central_service.store.tables import documents, renditions
from reviewer_app.models.domain.ports import Rendition

LONG_SIDES = {Rendition.PREVIEW: 1800, Rendition.THUMBNAIL: 240}
_QUALITIES = {Rendition.PREVIEW: (82, 72, 60), Rendition.THUMBNAIL: (78,)}
_PREVIEW_BYTES = 420_000
"""Above this the next quality is tried; around 300 KB is usual."""
_AT_ONCE = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """Bytes that can be given out: where they are, their hash, size and type."""

    blob: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """One document as the database knows it."""

    id: str
    case_id: str
    pages: int
    original: StoredFile


def find_document(parts: Parts, document_id: str) -> StoredDocument | None:
    """The document, whoever's it is: callers check the case."""
    with parts.database.read() as connection:
        row = connection.execute(select(documents).where(documents.c.id == document_id)).one_or_none()
    if row is None:
        return None
    original = StoredFile(blob=row.blob, sha256=row.sha256, size=row.size, media_type=row.media_type)
    return StoredDocument(id=row.id, case_id=row.case_id, pages=row.pages, original=original)


def get_rendition(parts: Parts, document: StoredDocument, kind: Rendition, page: int) -> StoredFile:
    """The original, or a picture of one page, made now if nobody has asked for it before."""
    if kind is Rendition.ORIGINAL:
        return document.original
    found = _find(parts, document.id, kind, page)
    if found is not None:
        return found
    with _MAKING.hold(f"{document.id}/{kind}/{page}"):
        return _find(parts, document.id, kind, page) or _make(parts, document, kind, page)


def _find(parts: Parts, document_id: str, kind: Rendition, page: int) -> StoredFile | None:
    here = (renditions.c.document_id == document_id, renditions.c.kind == kind, renditions.c.page == page)
    with parts.database.read() as connection:
        row = connection.execute(select(renditions).where(*here)).one_or_none()
    return (
        None if row is None else StoredFile(blob=row.blob, sha256=row.sha256, size=row.size, media_type=JPEG)
    )


def _make(parts: Parts, document: StoredDocument, kind: Rendition, page: int) -> StoredFile:
    original = parts.blobs.get(document.original.blob)
    with _AT_ONCE:
        content = draw_rendition(original, document.original.media_type, kind, page)
    digest = sha256(content).hexdigest()
    blob = f"{document.original.blob}.{kind}{page}.{digest[:16]}"
    parts.blobs.put(blob, content)
    try:
        with parts.database.write() as transaction:
            values = {"document_id": document.id, "kind": kind, "page": page, "sha256": digest}
            transaction.connection.execute(insert(renditions).values(size=len(content), blob=blob, **values))
    except IntegrityError:
        found = _find(parts, document.id, kind, page)
        if found is not None:
            return found
        raise
    return StoredFile(blob=blob, sha256=digest, size=len(content), media_type=JPEG)


def draw_rendition(original: bytes, media_type: str, kind: Rendition, page: int) -> bytes:
    """JPEG bytes of a page, upright, no larger than the rendition's long side."""
    side = LONG_SIDES[kind]
    if media_type == PDF:
        picture = render_page(original, page, side)
    else:
        with Image.open(BytesIO(original)) as opened:
            opened.draft("RGB", _reduced(opened.size, side))
            upright = ImageOps.exif_transpose(opened)
            picture = _on_white(upright)
        picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    content = b""
    for quality in _QUALITIES[kind]:
        target = BytesIO()
        picture.save(target, "JPEG", quality=quality, optimize=True)
        content = target.getvalue()
        if len(content) <= _PREVIEW_BYTES:
            break
    return content


def _reduced(size: tuple[int, int], side: int) -> tuple[int, int]:
    """What to ask the decoder for: a square would ask for no reduction at all."""
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return picture.convert("RGB")


class _OneMaker:
    """Two requests for the same picture make it once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._users: defaultdict[str, int] = defaultdict(int)

    def hold(self, name: str) -> _Held:
        """A lock of that name."""
        return _Held(self, name)

    def enter(self, name: str) -> None:
        """Wait for the name."""
        with self._lock:
            self._users[name] += 1
            lock = self._locks[name]
        lock.acquire()

    def leave(self, name: str) -> None:
        """Let the next one in."""
        with self._lock:
            self._locks[name].release()
            self._users[name] -= 1
            if not self._users[name]:
                del self._users[name], self._locks[name]


@dataclass(frozen=True, slots=True)
class _Held:
    owner: _OneMaker
    name: str

    def __enter__(self) -> None:
        self.owner.enter(self.name)

    def __exit__(self, *error: object) -> None:
        self.owner.leave(self.name)


_MAKING = _OneMaker()
