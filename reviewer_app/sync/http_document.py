"""One download: goes on behind what is here already, remembers what came when it breaks off, verifies the whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from reviewer_app.models.domain.ports import Piece
from reviewer_app.sync.http_body import RawBody, read_body
from reviewer_app.sync.problems import media_type
from reviewer_app.sync.transport import BrokenAnswer, Download

_ETAG = re.compile(r'"([0-9a-f]{64})"')
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})")


class DocumentReading:
    """The state of one download."""

    def __init__(self, piece: Piece | None, limit: int) -> None:
        self._etag = piece.etag if piece else ""
        self._parts = [piece.content] if piece else []
        self._limit = limit

    def request_headers(self) -> dict[str, str]:
        """Ask for the rest, and for the whole if the content is another one by now."""
        headers = {"Accept": "image/*, application/pdf", "Accept-Encoding": "identity"}
        if self._parts:
            headers |= {"Range": f"bytes={self._here()}-", "If-Range": f'"{self._etag}"'}
        return headers

    def read(self, status: int, headers: Mapping[str, str], raw: RawBody) -> Download:
        """The whole content of a 200 or 206 answer. :raises BrokenAnswer: when it does not verify."""
        match = _ETAG.fullmatch(headers.get("ETag", ""))
        kind = media_type(headers)
        if match is None or not (kind.startswith("image/") or kind == "application/pdf"):
            raise _broken("headers")
        if status == 200:
            self._etag, self._parts = match[1], []
        else:
            self._check_range(match[1], headers.get("Content-Range", ""))
        kept = b"".join(self._parts)
        content = kept + read_body(raw, headers, self._limit, self._parts.append)
        if sha256(content).hexdigest() != self._etag:
            raise _broken("hash")
        return Download(content=content, sha256=self._etag)

    def piece(self) -> Piece | None:
        """What has come so far, for the next attempt."""
        content = b"".join(self._parts)
        return Piece(etag=self._etag, content=content) if content else None

    def _check_range(self, etag: str, text: str) -> None:
        match = _RANGE.fullmatch(text)
        if match is None or etag != self._etag or int(match[1]) != self._here():
            raise _broken("range")

    def _here(self) -> int:
        return sum(map(len, self._parts))


def _broken(code: str) -> BrokenAnswer:
    return BrokenAnswer(f"document_{code}", "材料没有完整下载，没有保存，请重试。")
