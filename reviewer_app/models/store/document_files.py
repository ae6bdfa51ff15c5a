"""The files of the document cache: written whole or not at all. Encryption belongs here and nowhere else."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reviewer_app.models.domain.ports import Piece, StoreFault

_PART = ".part"
_ETAG_LENGTH = 64
_MAX_PIECES = 32


class DocumentFiles:
    """Files under ``directory``: ``ab/abcd…`` by content, ``pieces/…`` for downloads that broke off."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._pieces = directory / "pieces"
        with _disk_faults():
            self._pieces.mkdir(parents=True, exist_ok=True)

    def read(self, sha256: str) -> bytes | None:
        """A content's bytes as they lie there, unverified; nothing when they cannot be read."""
        try:
            return self._path(sha256).read_bytes()
        except OSError:
            return None

    def write(self, sha256: str, content: bytes) -> None:
        """Durable under its final name when this returns. :raises StoreFault: when the disk refuses."""
        path = self._path(sha256)
        with _disk_faults():
            path.parent.mkdir(exist_ok=True)
            _write_whole(path, content, durable=True)

    def remove(self, sha256: str) -> None:
        """Delete a content if it is there."""
        with suppress(OSError):
            self._path(sha256).unlink()

    def read_piece(self, key: str) -> Piece | None:
        """The beginning of a download, or nothing."""
        try:
            kept = self._piece(key).read_bytes()
        except OSError:
            return None
        etag, content = kept[:_ETAG_LENGTH], kept[_ETAG_LENGTH:]
        return Piece(etag=etag.decode("ascii", "replace"), content=content) if content else None

    def write_piece(self, key: str, piece: Piece) -> None:
        """Keep a beginning; the oldest ones make room. :raises StoreFault: when the disk refuses."""
        with _disk_faults():
            kept = sorted(self._pieces.iterdir(), key=lambda path: path.stat().st_mtime_ns)
            for path in kept[: max(0, len(kept) - _MAX_PIECES + 1)]:
                path.unlink()
            _write_whole(self._piece(key), piece.etag.encode("ascii") + piece.content, durable=False)

    def remove_piece(self, key: str) -> None:
        """Delete a beginning if it is there."""
        with suppress(OSError):
            self._piece(key).unlink()

    def tidy(self, contents: Collection[str]) -> None:
        """Delete what an interrupted run left: half-written files, and contents that the index does not name."""
        for folder in self._directory.iterdir():
            if not folder.is_dir():
                continue
            for path in folder.iterdir():
                if path.suffix == _PART or (folder != self._pieces and path.name not in contents):
                    with suppress(OSError):
                        path.unlink()

    def _path(self, sha256: str) -> Path:
        return self._directory / sha256[:2] / sha256

    def _piece(self, key: str) -> Path:
        return self._pieces / hashlib.sha256(key.encode()).hexdigest()


def _write_whole(path: Path, content: bytes, *, durable: bool) -> None:
    partial = path.with_name(path.name + _PART)
    try:
        with partial.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
        raise
    if durable:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename durable, where the system lets folders be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _disk_faults() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFault("store_full", "磁盘已满，材料没有下载到本机。请清理磁盘空间后重试。") from error
        raise StoreFault("store_failed", "材料没有写入本机。请检查数据目录后重试。") from error
