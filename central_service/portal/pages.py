"""Writes a page of a feed as NDJSON: stored bodies pass through as they are, and a trailer proves that all arrived."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from hashlib import sha256

import orjson

from central_service.store.feed import FeedPage

_GZIP_LEVEL = 1


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """The bytes of a page and the cursor behind it."""

    content: bytes
    next: int


def write_page(page: FeedPage, after: int) -> WrittenPage:
    """``{epoch, from}``, a line for each change, and ``{end, n, sha256, next, more}`` with the hash of the rows."""
    lines = [_line(row.seq, row.case_id, row.body) for row in page.rows]
    cursor = page.rows[-1].seq if page.rows else page.head
    digest = sha256()
    for line in lines:
        digest.update(line)
    trailer = {"end": 1, "n": len(lines), "sha256": digest.hexdigest(), "next": cursor, "more": page.more}
    header = orjson.dumps({"epoch": page.epoch, "from": after}, option=orjson.OPT_APPEND_NEWLINE)
    return WrittenPage(
        header + b"".join(lines) + orjson.dumps(trailer, option=orjson.OPT_APPEND_NEWLINE), cursor
    )


def compress(content: bytes, accepted: str) -> tuple[bytes, str | None]:
    """The content as the client accepts it, and the name of its encoding."""
    offered = {part.split(";")[0].strip().lower() for part in accepted.split(",") if ";q=0" not in part}
    if "gzip" in offered:
        return gzip.compress(content, _GZIP_LEVEL, mtime=0), "gzip"
    return content, None


def _line(seq: int, case_id: str, body: str | None) -> bytes:
    if body is None:
        return orjson.dumps({"seq": seq, "gone": case_id}, option=orjson.OPT_APPEND_NEWLINE)
    return b'{"seq":%d,"put":%s}\n' % (seq, body.encode())
