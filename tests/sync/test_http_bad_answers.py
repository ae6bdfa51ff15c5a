"""Whatever answers at the address: a clear error, nothing taken for truth, and an end within the deadline."""

from __future__ import annotations

import gzip
import hashlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Piece, Rendition
from reviewer_app.sync import service_calls
from reviewer_app.sync.http_transport import HttpTransport
from reviewer_app.sync.protocol import FEED_TYPE, PROBLEM_TYPE, PROTOCOL_HEADER
from reviewer_app.sync.transport import (
    BrokenAnswer,
    Busy,
    Cancelled,
    Forbidden,
    Missing,
    Offline,
    Refused,
    StartOver,
    TooNew,
    TooOld,
    TransportError,
    Unauthorised,
)
from tests.support.scripted_server import ScriptedServer, always, answer
from tests.support.stores import SCOPE

SEASON = orjson.dumps(
    {
        "scope": SCOPE, "office": "450721", "office_name": "灵山县教育局", "year": 2026,
        "opens": "2026-07-10T00:00:00+08:00", "closes": "2026-07-20T18:00:00+08:00", "correction_days": 3,
        "policy": "", "hotlines": [], "schools": [],
    }
)  # fmt: skip


def season_error(content: bytes) -> TransportError:
    """How a call fails that is answered so."""
    with ScriptedServer(always(content)) as server:
        transport = HttpTransport(server.url)
        with pytest.raises(TransportError) as caught:
            transport.season(SCOPE)
        transport.close()
    assert caught.value.message.endswith(("。", "！")), "in whole Chinese sentences"
    return caught.value


def test_a_good_answer_is_taken() -> None:
    with ScriptedServer(always(answer(SEASON, headers={"Date": "Tue, 14 Jul 2026 01:00:00 GMT"}))) as server:
        transport = HttpTransport(server.url, token="secret-token")
        assert transport.service_time() is None
        assert transport.season(SCOPE).office_name == "灵山县教育局"
        assert str(transport.service_time()) == "2026-07-14 01:00:00+00:00"
        transport.close()
    (request,) = server.requests
    assert b"Authorization: Bearer secret-token\r\n" in request
    assert f"{PROTOCOL_HEADER}: 1".encode() in request
    assert b"Cookie" not in request


HTML = b"<html><body>Welcome to the hotel</body></html>"


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (answer(HTML, kind="text/html", headers={PROTOCOL_HEADER: None}), BrokenAnswer, "not_the_service"),
        (answer(HTML, kind="text/html"), BrokenAnswer, "content_type"),
        (answer(SEASON, headers={PROTOCOL_HEADER: "one"}), BrokenAnswer, "not_the_service"),
        (answer(SEASON, headers={PROTOCOL_HEADER: "2"}), TooOld, "client_too_old"),
        (answer(SEASON, headers={PROTOCOL_HEADER: "0"}), TooNew, "client_too_new"),
        (answer(b"", status="302 Found", headers={"Location": "http://login.invalid/"}), BrokenAnswer, "http_302"),
        (answer(HTML, status="511 Login", kind="text/html"), BrokenAnswer, "http_511"),
        (answer(HTML, status="403 Forbidden", kind="text/html"), BrokenAnswer, "http_403"),
        (answer(HTML, status="401 Unauthorized", kind="text/html"), BrokenAnswer, "http_401"),
        (answer(HTML, status="502 Bad Gateway", kind="text/html"), Busy, "http_502"),
        (answer(b"[]"), BrokenAnswer, "json"),
        (answer(SEASON[:-9]), BrokenAnswer, "json"),
        (answer(SEASON.replace(b'"policy"', b'"polizy"')), BrokenAnswer, "json"),
        (answer(SEASON, headers={"Content-Length": None}), BrokenAnswer, "body_framing"),
        (answer(SEASON, headers={"Content-Length": "9999999999"}), BrokenAnswer, "body_size"),
        (answer(SEASON, headers={"Content-Encoding": "br"}), BrokenAnswer, "body_encoding"),
        (answer(SEASON, headers={"Content-Encoding": "gzip"}), BrokenAnswer, "body_encoding"),
        (answer(gzip.compress(SEASON)[:-3], headers={"Content-Encoding": "gzip"}), BrokenAnswer, "body_encoding"),
        (answer(gzip.compress(b" " * 2**23), headers={"Content-Encoding": "gzip"}), BrokenAnswer, "body_size"),
    ],
)  # fmt: skip
def test_what_is_no_answer_of_the_service(content: bytes, kind: type[TransportError], code: str) -> None:
    error = season_error(content)
    assert type(error) is kind
    assert error.code == code


def problem(status: str, code: str, **members: object) -> bytes:
    body = {
        "type": "x",
        "title": "t",
        "status": int(status[:3]),
        "code": code,
        "message": "请照办。",
        **members,
    }
    return answer(orjson.dumps(body), status=status, kind=PROBLEM_TYPE)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        ("401 x", "signed_out", Unauthorised),
        ("403 x", "role_not_allowed", Forbidden),
        ("404 x", "not_found", Missing),
        ("410 x", "start_over", StartOver),
        ("426 x", "client_too_old", TooOld),
        ("426 x", "client_too_new", TooNew),
        ("413 x", "json_too_large", Refused),
        ("422 x", "invalid", Refused),
        ("429 x", "too_many", Busy),
        ("500 x", "internal", Busy),
        ("503 x", "busy", Busy),
    ],
)
def test_the_service_says_what_is_wrong(status: str, code: str, kind: type[TransportError]) -> None:
    error = season_error(problem(status, code))
    assert type(error) is kind
    assert (error.code, error.message) == (code, "请照办。")


def test_field_and_wish_of_a_problem_are_kept() -> None:
    refused = season_error(problem("422 x", "required", field="actions.0.due"))
    assert isinstance(refused, Refused)
    assert refused.field == "actions.0.due"
    busy = season_error(problem("503 x", "busy", retry_after=7.5))
    assert isinstance(busy, Busy)
    assert busy.retry_after == 7.5
    proxy = season_error(answer(HTML, status="503 x", kind="text/html", headers={"Retry-After": "30"}))
    assert isinstance(proxy, Busy)
    assert proxy.retry_after == 30


def test_a_problem_that_is_none_does_not_speak_for_the_service() -> None:
    error = season_error(answer(b'{"code": 1}', status="401 x", kind=PROBLEM_TYPE))
    assert type(error) is BrokenAnswer


def test_a_body_that_ends_early_is_offline() -> None:
    error = season_error(answer(SEASON, headers={"Content-Length": str(len(SEASON) + 5)}))
    assert isinstance(error, Offline | BrokenAnswer)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    transport = HttpTransport(url)
    with pytest.raises(Offline) as caught:
        transport.season(SCOPE)
    assert caught.value.code == "unreachable"
    transport.close()


def dripping(
    server_ended: Callable[[], threading.Event], content: bytes
) -> Callable[[socket.socket, bytes], None]:
    def drip(connection: socket.socket, _: bytes) -> None:
        for byte in content:
            connection.sendall(bytes([byte]))
            if server_ended().wait(0.05):
                return

    return drip


@pytest.mark.parametrize("content", [answer(b" " * 4000), answer(headers={"X-Slow": "z" * 4000})])
def test_a_dripping_server_is_left_at_the_deadline(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte every now and then keeps a socket's own time-out from ever passing: in the body, and in the head."""
    monkeypatch.setattr(service_calls, "_CALL_SECONDS", 0.5)
    with ScriptedServer(dripping(lambda: server.ended, content)) as server:
        transport = HttpTransport(server.url)
        with pytest.raises(Offline) as caught:
            transport.season(SCOPE)
        assert caught.value.code == "deadline"
        transport.close()


def wait_for(event: threading.Event) -> None:
    event.wait()


def as_soon_as(event: threading.Event, act: Callable[[], None]) -> None:
    """Do something on another thread once an event has come."""

    def run() -> None:
        event.wait()
        act()

    threading.Thread(target=run, daemon=True).start()


def test_a_silent_server_is_left_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_calls, "_CALL_SECONDS", 0.3)
    with ScriptedServer(lambda *_: wait_for(server.ended)) as server:
        transport = HttpTransport(server.url)
        with pytest.raises(Offline):
            transport.season(SCOPE)
        transport.close()


def test_closing_ends_what_is_under_way() -> None:
    asked = threading.Event()

    def never(connection: socket.socket, _: bytes) -> None:
        asked.set()
        server.ended.wait()

    with ScriptedServer(never) as server:
        transport = HttpTransport(server.url)
        as_soon_as(asked, transport.close)
        with pytest.raises(Cancelled):
            transport.wait(SCOPE, 0, 25)
        with pytest.raises(TransportError):
            transport.season(SCOPE)


def test_a_wait_is_interrupted_at_once_or_before_it_begins() -> None:
    asked = threading.Event()

    def never(connection: socket.socket, _: bytes) -> None:
        asked.set()
        server.ended.wait()

    with ScriptedServer(never) as server:
        transport = HttpTransport(server.url)
        as_soon_as(asked, transport.interrupt)
        with pytest.raises(Cancelled):
            transport.wait(SCOPE, 0, 25)
        transport.interrupt()
        with pytest.raises(Cancelled):
            transport.wait(SCOPE, 0, 25)
        server.script = always(answer(orjson.dumps({"scope": SCOPE, "head": 4})))
        assert transport.wait(SCOPE, 0, 25) == 4
        transport.close()


def test_a_page_that_was_cut_is_not_a_page() -> None:
    digest = hashlib.sha256(b"").hexdigest()
    trailer = orjson.dumps({"end": 1, "n": 0, "sha256": digest, "next": 0, "more": False})
    whole = b'{"epoch":"e","from":0}\n' + trailer + b"\n"
    for content, expected in ((whole, 1), (whole[:-20], BrokenAnswer), (b"", BrokenAnswer)):
        body = gzip.compress(content)
        with ScriptedServer(
            always(answer(body, kind=FEED_TYPE, headers={"Content-Encoding": "gzip"}))
        ) as server:
            transport = HttpTransport(server.url)
            if expected == 1:
                assert [page.epoch for page in transport.pages(SCOPE, None)] == ["e"]
            else:
                with pytest.raises(BrokenAnswer):
                    list(transport.pages(SCOPE, None))
            transport.close()


def test_a_reader_who_stops_does_not_wait_for_the_page_ahead() -> None:
    row = b'{"seq":1,"gone":"c"}\n'
    trailer = {"end": 1, "n": 1, "sha256": hashlib.sha256(row).hexdigest(), "next": 1, "more": True}
    first = answer(b'{"epoch":"e","from":0}\n' + row + orjson.dumps(trailer) + b"\n", kind=FEED_TYPE)
    asked_ahead = threading.Event()

    def script(connection: socket.socket, head: bytes) -> None:
        if b"after=" in head:
            asked_ahead.set()
            server.ended.wait()
        else:
            connection.sendall(first)

    with ScriptedServer(script) as server:
        transport = HttpTransport(server.url)
        pages = transport.pages(SCOPE, None)
        assert next(iter(pages)).next == 1
        asked_ahead.wait()
        pages.close()  # type: ignore[attr-defined]
        transport.close()


WHOLE = bytes(range(256)) * 40
ETAG = hashlib.sha256(WHOLE).hexdigest()


def picture(body: bytes, status: str = "200 OK", **headers: str | None) -> bytes:
    given = {"ETag": f'"{ETAG}"'} | {name.replace("_", "-"): value for name, value in headers.items()}
    return answer(body, status=status, kind="image/jpeg", headers=given)


def test_a_download_that_breaks_off_is_gone_on_with() -> None:
    cut = picture(WHOLE[:3000], Content_Length=str(len(WHOLE)))
    rest = picture(WHOLE[3000:], "206 Partial", Content_Range=f"bytes 3000-{len(WHOLE) - 1}/{len(WHOLE)}")
    with ScriptedServer(always(cut)) as server:
        transport = HttpTransport(server.url)
        with pytest.raises(Offline) as caught:
            transport.document(DocumentId("d/1"), Rendition.ORIGINAL)
        piece = caught.value.piece
        assert piece == Piece(etag=ETAG, content=WHOLE[:3000])
        server.script = always(rest)
        assert transport.document(DocumentId("d/1"), Rendition.ORIGINAL, piece=piece).content == WHOLE
        server.script = always(picture(WHOLE))
        assert transport.document(DocumentId("d/1"), Rendition.PREVIEW, 2, piece).content == WHOLE
        transport.close()
    assert b"GET /v1/documents/d%2F1 HTTP" in server.requests[0]
    assert b"Range: bytes=3000-\r\n" in server.requests[1]
    assert f'If-Range: "{ETAG}"\r\n'.encode() in server.requests[1]
    assert b"GET /v1/documents/d%2F1/preview?page=2 HTTP" in server.requests[2]


@pytest.mark.parametrize(
    "content",
    [
        picture(WHOLE[:-1] + b"?"),
        picture(WHOLE, ETag=None),
        picture(WHOLE, ETag='W/"abc"'),
        answer(WHOLE, kind="text/html", headers={"ETag": f'"{ETAG}"'}),
        picture(WHOLE[3000:], "206 Partial", Content_Range="bytes 2999-9/10"),
        picture(WHOLE[3000:], "206 Partial", Content_Range=None),
        picture(WHOLE[3000:], "206 Partial", Content_Range="bytes 3000-9/10", ETag=f'"{"0" * 64}"'),
    ],
)
def test_a_document_that_does_not_verify_is_none(content: bytes) -> None:
    with ScriptedServer(always(content)) as server:
        transport = HttpTransport(server.url)
        with pytest.raises(BrokenAnswer):
            transport.document(
                DocumentId("d1"), Rendition.ORIGINAL, piece=Piece(etag=ETAG, content=WHOLE[:3000])
            )
        transport.close()


@pytest.mark.parametrize(
    "url", ["http://10.0.0.5:8000", "ftp://127.0.0.1", "127.0.0.1:8000", "http://localhost.evil.cn"]
)
def test_plain_text_goes_nowhere_but_home(url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        HttpTransport(url)


def test_only_the_given_authority_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.support.certificates import make_certificates

    ours, foreign = make_certificates(tmp_path / "ours"), make_certificates(tmp_path / "foreign")
    with ScriptedServer(always(answer(SEASON)), tls=ours.server_context()) as server:
        trusted = HttpTransport(server.url, certificate_authority=ours.authority)
        assert trusted.season(SCOPE).year == 2026
        trusted.close()
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(ours.authority))
        monkeypatch.setenv("CURL_CA_BUNDLE", str(ours.authority))
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
        for authority in (None, foreign.authority):
            wary = HttpTransport(server.url, certificate_authority=authority)
            with pytest.raises(BrokenAnswer) as caught:
                wary.season(SCOPE)
            assert caught.value.code == "certificate"
            wary.close()
