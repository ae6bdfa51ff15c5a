"""Reads a page of the feed: a header line, a line for each case, and a trailer that proves that all of them came."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import orjson

from reviewer_app.models.domain.case import CaseId
from reviewer_app.models.domain.ports import FeedPage, FeedRow
from reviewer_app.sync.transport import BrokenAnswer


def read_page(scope: str, content: bytes) -> FeedPage:
    """One page, verified.

    :param content: the whole NDJSON body, decompressed.
    :raises BrokenAnswer: when a line is missing, cut, out of order, or no row.
    """
    end = content.rfind(b"\n", 0, len(content) - 1) + 1
    start = content.find(b"\n") + 1
    if not content.endswith(b"\n") or start == 0 or end < start:
        raise _broken("cut")
    body = content[start:end]
    try:
        header = orjson.loads(content[:start])
        trailer = orjson.loads(content[end:])
        rows = [_row(line) for line in body.split(b"\n")[:-1]]
        page = _page(scope, header, trailer, rows)
        if trailer["sha256"] != sha256(body).hexdigest():
            raise _broken("hash")
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise _broken("format") from error
    _check_order(page)
    return page


def _page(scope: str, header: dict[str, Any], trailer: dict[str, Any], rows: list[FeedRow]) -> FeedPage:
    epoch, after, next_, more = header["epoch"], header["from"], trailer["next"], trailer["more"]
    if trailer["end"] != 1 or type(after) is not int or type(next_) is not int or type(more) is not bool:
        raise _broken("format")
    if not isinstance(epoch, str) or not epoch:
        raise _broken("format")
    if trailer["n"] != len(rows):
        raise _broken("rows")
    head = header.get("head")
    return FeedPage(
        scope=scope,
        epoch=epoch,
        after=after,
        next=next_,
        more=more,
        rows=rows,
        head=head if type(head) is int else None,
    )


def _row(line: bytes) -> FeedRow:
    row = orjson.loads(line)
    seq, put = row["seq"], row.get("put")
    case_id = row["gone"] if put is None else put["id"]
    if type(seq) is not int or not isinstance(case_id, str) or not case_id:
        raise _broken("format")
    return FeedRow(seq=seq, case_id=CaseId(case_id), put=put, text=_text(line, row))


def _text(line: bytes, row: dict[str, Any]) -> str:
    """The case as it stands in a line of the form ``{"seq":7,"put":…}``: cheaper than to write it anew."""
    start = b'{"seq":%d,"put":' % row["seq"]
    return line[len(start) : -1].decode() if len(row) == 2 and line.startswith(start) else ""


def _check_order(page: FeedPage) -> None:
    """``next`` of a page that was cut is its last row's number: a larger one would pass over cases."""
    last = page.after
    for row in page.rows:
        if row.seq <= last:
            raise _broken("order")
        last = row.seq
    if page.next < last or (page.more and page.next != last):
        raise _broken("next")


def _broken(code: str) -> BrokenAnswer:
    return BrokenAnswer(f"feed_{code}", "服务端发来的办件数据不完整，没有保存，稍后自动重试。")
