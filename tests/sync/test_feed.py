"""A page of the feed is taken whole or not at all."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
import pytest

from reviewer_app.sync.feed import read_page
from reviewer_app.sync.transport import BrokenAnswer

SCOPE = "450721.2026"


def written(rows: list[dict[str, Any]], header: dict[str, Any] | None = None, **trailer: Any) -> bytes:
    """A page as the service writes it, with parts of header and trailer changed."""
    body = b"".join(orjson.dumps(row) + b"\n" for row in rows)
    last = rows[-1]["seq"] if rows else 0
    end: dict[str, Any] = {
        "end": 1, "n": len(rows), "sha256": hashlib.sha256(body).hexdigest(), "next": last, "more": False,
    }  # fmt: skip
    head = {"epoch": "e1", "from": 0} | (header or {})
    return orjson.dumps(head) + b"\n" + body + orjson.dumps(end | trailer) + b"\n"


ROWS = [
    {"seq": 3, "put": {"id": "a", "text": "韦\u2028"}},
    {"seq": 5, "gone": "b"},
    {"seq": 9, "put": {"id": "c"}},
]


def test_a_whole_page() -> None:
    page = read_page(SCOPE, written(ROWS, {"head": 12}, more=True))
    assert (page.scope, page.epoch, page.after, page.next, page.more, page.head) == (
        SCOPE,
        "e1",
        0,
        9,
        True,
        12,
    )
    assert [(row.seq, row.case_id, row.put) for row in page.rows] == [
        (3, "a", {"id": "a", "text": "韦\u2028"}),
        (5, "b", None),
        (9, "c", {"id": "c"}),
    ]


def test_a_case_is_handed_on_as_it_was_written() -> None:
    rows = [{"seq": 1, "put": {"id": "a", "b": 1.50, "名": "韦"}}, {"seq": 2, "gone": "b"}]
    texts = [row.text for row in read_page(SCOPE, written(rows)).rows]
    assert texts == ['{"id":"a","b":1.5,"名":"韦"}', ""]
    odd = {"seq": 3, "put": {"id": "a"}, "later": True}
    assert [row.text for row in read_page(SCOPE, written([odd])).rows] == [""]


def test_a_page_with_nothing_new() -> None:
    page = read_page(SCOPE, written([], {"from": 7}, next=7))
    assert (page.rows, page.after, page.next, page.head) == ([], 7, 7, None)


def test_the_last_page_may_say_the_head() -> None:
    assert read_page(SCOPE, written(ROWS, next=11)).next == 11


def test_no_cut_is_taken_for_a_page() -> None:
    whole = written(ROWS)
    for length in range(len(whole)):
        with pytest.raises(BrokenAnswer):
            read_page(SCOPE, whole[:length])


def test_no_changed_byte_of_a_row_goes_unnoticed() -> None:
    whole = written(ROWS)
    start, end = whole.index(b"\n") + 1, whole.rindex(b"\n", 0, -1)
    for position in range(start, end):
        changed = whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :]
        with pytest.raises(BrokenAnswer):
            read_page(SCOPE, changed)


@pytest.mark.parametrize(
    "content",
    [
        written(ROWS, n=2),
        written(ROWS, sha256="0" * 64),
        written(ROWS, end=0),
        written(ROWS, more=1),
        written(ROWS, next="9"),
        written(ROWS, {"epoch": ""}),
        written(ROWS, {"epoch": 1}),
        written(ROWS, {"from": None}),
        written(ROWS, {"from": 3}),
        written(list(reversed(ROWS))),
        written([ROWS[0], ROWS[0]]),
        written(ROWS, next=10, more=True),
        written(ROWS, next=8),
        written([{"seq": 1, "put": {"name": "no id"}}]),
        written([{"seq": 1, "gone": ""}]),
        written([{"seq": "1", "gone": "a"}]),
        written([{"seq": True, "gone": "a"}]),
        b"[]\n[]\n",
        b"{}\n{}\n",
    ],
)
def test_what_does_not_fit_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenAnswer):
        read_page(SCOPE, content)
