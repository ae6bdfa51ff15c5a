"""Bad input to the real service, over its real socket: refused in words, and nothing half-saved.

``tests/service`` proves each code in depth inside the process (every kind of JSON, file, answer and conflict, on every
storage). Here one fault of each kind goes through socket, server and disk, and every table and kept file is compared
before and after. What only exists between processes is here alone: bodies that are refused while they are still
on their way, and a registration that ended overnight. Desktops of another age have a file of their own.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from central_service.sample.guardian_client import (
    PROTOCOL,
    Answer,
    GuardianClient,
    Refused,
    ReviewClient,
)
from tests.support.county import set_up_county
from tests.support.families import OFFICE, Family, draw_photo, family_number
from tests.support.processes import SeasonTime, ServiceProcess, until
from tests.support.service import CLOSES, OTHER_REVIEWER, SCOPE, draft_case, submit_case

pytestmark = pytest.mark.journey

MINE, STRANGER = family_number(11), family_number(12)
DRAFT = {"office": OFFICE, "stage": "XX1", "form_kind": "B"}
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """One service for all tests, with one case that was sent in and one draft."""
    data_dir = tmp_path_factory.mktemp("bad-input") / "service"
    set_up_county(data_dir)
    with ServiceProcess(data_dir, SeasonTime.from_now()) as running:
        submit_case(running.guardian(MINE), MINE)
        draft_case(running.guardian(STRANGER), STRANGER)
        yield running


@pytest.fixture(scope="module")
def guardian(county: ServiceProcess) -> GuardianClient:
    """The guardian of the case that was sent in."""
    return county.guardian(MINE)


@pytest.fixture(scope="module")
def stranger(county: ServiceProcess) -> GuardianClient:
    """A guardian with a draft, and nothing to do with the other family."""
    return county.guardian(STRANGER)


@pytest.fixture(scope="module")
def reviewer(county: ServiceProcess) -> ReviewClient:
    """A reviewer of the county."""
    return county.reviewer()


@pytest.fixture(scope="module")
def neighbour(county: ServiceProcess) -> ReviewClient:
    """A reviewer of the next county."""
    return county.reviewer(OTHER_REVIEWER)


@pytest.fixture
def nothing_is_half_saved(
    county: ServiceProcess,
    guardian: GuardianClient,
    stranger: GuardianClient,
    reviewer: ReviewClient,
    neighbour: ReviewClient,
) -> Iterator[None]:
    """Every table and every file is as it was. All who ask have signed in before: that is on record."""
    before = county.holdings()
    yield
    after = county.holdings()
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set()


refused_whole = pytest.mark.usefixtures("nothing_is_half_saved")


def _problem(answer: Answer, status: int, code: str, field: str | None = None) -> str:
    """The message of a problem document, after looking at everything else of it."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (answer.status, problem["code"], problem.get("field")) == (status, code, field), problem
    message: str = problem["message"]
    assert message.endswith("。")
    return message


def _post(client: GuardianClient | ReviewClient, path: str, body: bytes) -> Answer:
    headers = {**client.extra, "Authorization": f"Bearer {client.token}", "Content-Type": "application/json"}
    return client.transport.request("POST", path, headers, body)


@refused_whole
@pytest.mark.parametrize(
    ("body", "status", "code", "field", "words"),
    [
        (b'{"office": "450721", "stage"', 400, "malformed_json", None, "不是有效的 JSON"),
        ('{"office": "灵山"}'.encode("gb18030"), 400, "malformed_json", None, "不是有效的 JSON"),
        (b'{"a":' * 60_000, 400, "malformed_json", None, "不是有效的 JSON"),
        (json.dumps({**DRAFT, "stage": "XX9"}).encode(), 422, "unknown_value", "stage", "XX1"),
        (json.dumps({**DRAFT, "category": "VIP"}).encode(), 422, "unknown_value", "category", "BD"),
        (json.dumps({**DRAFT, "status": "COMPLETED"}).encode(), 422, "unknown_field", "status", "请删除"),
    ],
    ids=["cut", "other encoding", "too deep", "stage", "category", "member"],
)
def test_json_that_is_not_ours(
    guardian: GuardianClient, body: bytes, status: int, code: str, field: str | None, words: str
) -> None:
    """Cut, in another encoding, nested without end, with values and members that do not exist."""
    assert words in _problem(_post(guardian, "/v1/guardian/cases", body), status, code, field)


@refused_whole
@pytest.mark.parametrize(
    ("method", "path", "media_type", "size", "code", "field"),
    [
        ("POST", "/v1/guardian/cases", "application/json", 40 * MIB, "body_too_large", None),
        ("PUT", "/v1/guardian/cases/{id}/documents/M01/1", "image/jpeg", 40 * MIB, "file_too_large", "file"),
    ],
    ids=["json", "photo"],
)
@pytest.mark.parametrize("announced", [True, False], ids=["announced", "chunked"])
def test_too_large_a_body_is_answered_while_it_is_still_coming(
    county: ServiceProcess,
    stranger: GuardianClient,
    method: str,
    path: str,
    media_type: str,
    size: int,
    code: str,
    field: str | None,
    announced: bool,
) -> None:
    """The words arrive, although the sender has far more to send than any buffer between the two holds."""
    draft = stranger.cases()[0]["id"]
    connection = http.client.HTTPConnection("127.0.0.1", county.port, timeout=30)
    connection.putrequest(method, path.format(id=draft))
    connection.putheader("Authorization", f"Bearer {stranger.token}")
    connection.putheader("Content-Type", media_type)
    connection.putheader(*(("Content-Length", str(size)) if announced else ("Transfer-Encoding", "chunked")))
    connection.endheaders()
    sent = _send_until_answered(connection, size, chunked=not announced)
    with connection.getresponse() as response:
        headers = {name.lower(): value for name, value in response.getheaders()}
        answer = Answer(response.status, headers, response.read())
    connection.close()
    assert "请" in _problem(answer, 413, code, field)
    assert sent < size


def _send_until_answered(connection: http.client.HTTPConnection, size: int, *, chunked: bool) -> int:
    """Send blanks until the service hangs up; answers how many bytes it was given."""
    piece = b" " * 65_536
    framed = b"10000\r\n" + piece + b"\r\n" if chunked else piece
    sent = 0
    try:
        while sent < size:
            connection.send(framed)
            sent += len(piece)
    except (BrokenPipeError, ConnectionResetError):
        return sent
    return sent


@refused_whole
def test_unknown_values_in_a_decision(reviewer: ReviewClient, guardian: GuardianClient) -> None:
    """A batch with an act that does not exist is refused whole."""
    case = reviewer.cases()[guardian.cases()[0]["id"]]
    message = reviewer.message(case, "explode")
    answer = _post(reviewer, "/v1/actions", json.dumps({"actions": [message]}).encode())
    assert "accept" in _problem(answer, 422, "unknown_value", "actions.0.action")


@refused_whole
def test_another_county(guardian: GuardianClient, reviewer: ReviewClient, neighbour: ReviewClient) -> None:
    """Neither cases nor documents nor the feed of a county exist for the next one."""
    mine = guardian.case(guardian.cases()[0]["id"])
    assert reviewer.cases()
    assert neighbour.cases() == {}
    headers = {**PROTOCOL, "Authorization": f"Bearer {neighbour.token}"}
    for path, what in (
        (f"/v1/scopes/{SCOPE}", "没有找到这个范围。"),
        (f"/v1/scopes/{SCOPE}/changes", "没有找到这个范围。"),
        (f"/v1/documents/{mine['documents'][0]['id']}", "没有找到这个材料。"),
        (f"/v1/documents/{mine['documents'][0]['id']}/thumbnail", "没有找到这个材料。"),
    ):
        answer = neighbour.transport.request("GET", path, headers, None)
        assert _problem(answer, 404, "not_found") == what


def _truncated() -> bytes:
    return draw_photo()[:-2000]


def _png() -> bytes:
    target = BytesIO()
    Image.new("RGB", (1200, 900), "white").save(target, "PNG")
    return target.getvalue()


@refused_whole
@pytest.mark.parametrize(
    ("content", "status", "code", "words"),
    [
        (bytes, 422, "file_empty", "空"),
        (_truncated, 422, "file_truncated", "不完整"),
        (_png, 415, "type_mislabelled", "PNG"),
    ],
    ids=["0 bytes", "truncated", "mislabelled"],
)
def test_images_that_are_none(
    stranger: GuardianClient, content: Callable[[], bytes], status: int, code: str, words: str
) -> None:
    """The picture that stood in its place stays there, bytes and all."""
    draft = stranger.case(stranger.cases()[0]["id"])
    kept = next(document for document in draft["documents"] if document["material"] == "M01")
    before = stranger.document(kept["id"])
    with pytest.raises(Refused) as refused:
        stranger.upload(draft["id"], "M01", 1, content())
    error = refused.value
    assert (error.status, error.code, error.field) == (status, code, "file")
    assert words in error.message
    assert stranger.case(draft["id"]) == draft
    assert stranger.document(kept["id"]) == before


@refused_whole
def test_a_guardian_of_another_child(guardian: GuardianClient, stranger: GuardianClient) -> None:
    """Whatever a stranger tries on somebody else's case, it does not exist."""
    case = guardian.case(guardian.cases()[0]["id"])
    at = f"/v1/guardian/cases/{case['id']}"
    attempts: list[Callable[[], object]] = [
        lambda: stranger.case(case["id"]),
        lambda: stranger.save(case["id"], {"stu_addr": "别处"}),
        lambda: stranger.upload(case["id"], "M01", 1, draw_photo()),
        lambda: stranger.withdraw(case["id"], "不想报了"),
        lambda: stranger.rate(case["id"], "submitted", 1),
        lambda: stranger.document(case["documents"][0]["id"]),
        lambda: stranger.call("POST", f"{at}/reapply", {"form_kind": None}),
    ]
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert (refused.value.status, refused.value.code) == (404, "not_found")
        assert refused.value.message in ("没有找到这个办件。", "没有找到这个材料。")


def test_a_decision_that_arrives_twice(county: ServiceProcess, reviewer: ReviewClient) -> None:
    """The same id and body: the same answer and one effect. The same id with another body: a fault, and no effect."""
    family = family_number(13)
    sent = submit_case(county.guardian(family), family)
    decision = reviewer.message(reviewer.cases()[sent["id"]], "accept")
    first = reviewer.send_actions([decision])[0]
    assert first["kind"] == "applied"
    _await_message(county, family)
    before = county.holdings()
    again = reviewer.send_actions([decision])[0]
    assert (again["kind"], again["first"], again["tag"]) == ("replayed", "applied", first["tag"])
    other = reviewer.send_actions([{**decision, "action": "decline", "reasons": [_REASON]}])[0]
    assert (other["kind"], other["code"]) == ("mismatch", "id_reused")
    assert other["message"] == "这条记录的编号已用于另一项操作，请联系技术人员。"
    assert county.holdings() == before
    assert county.guardian(family).case(sent["id"])["status"] == "PROCESSING"


_REASON = {"code": "BY01", "target": "stu_birth"}


def _await_message(county: ServiceProcess, family: Family) -> None:
    """Until the worker has nothing left to write."""
    sent = f"SELECT 1 FROM notices WHERE mobile = '{family.mobile}' AND state = 'sent'"
    until(lambda: county.query(sent), "the message went out")


def test_registration_closed_overnight(service: ServiceProcess) -> None:
    """A draft of yesterday cannot be sent any more; it stays a draft, with the words that say whom to ask."""
    family = family_number(14)
    draft = draft_case(service.guardian(family), family)
    service.stop()
    service.season = SeasonTime.from_now(CLOSES + timedelta(minutes=1))
    service.start()
    guardian = service.guardian(family)
    before = service.holdings()
    with pytest.raises(Refused) as refused:
        guardian.submit(draft["id"])
    assert (refused.value.status, refused.value.code) == (409, "window_closed")
    assert "截止" in refused.value.message
    with pytest.raises(Refused, match="409 window_closed"):
        guardian.begin(OFFICE)
    assert guardian.case(draft["id"]) == draft
    assert service.holdings() == before
