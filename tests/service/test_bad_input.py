"""Bad input: a precise error (code, field, Chinese message), and nothing half-saved."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from central_service.config import Limits, ServiceConfig
from central_service.sample.guardian_client import PROTOCOL, Answer, GuardianClient, Refused, ReviewClient
from tests.support.service import (
    FAMILY,
    OFFICE,
    OTHER_FAMILY,
    OTHER_OFFICE,
    OTHER_OPERATOR,
    SeededService,
    draft_case,
    draw_photo,
    id_number,
)

WRONG_DIGIT = FAMILY.child_id[:-1] + ("0" if FAMILY.child_id[-1] != "0" else "1")
DRAFT = {"office": OFFICE, "stage": "XX1", "form_kind": "B"}


def _post(service: SeededService, path: str, body: bytes, headers: Mapping[str, str] | None = None) -> Answer:
    token = service.guardian().token
    named = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **(headers or {})}
    return service.transport().request("POST", path, named, body)


def _problem(answer: Answer, status: int, code: str, field: str | None = None) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (answer.status, problem["status"], problem["code"], problem.get("field")) == (
        status,
        status,
        code,
        field,
    )
    assert problem["type"] == f"urn:enrolment:problem:{code}"
    assert problem["title"]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in problem["message"])
    return problem


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        (b"{", 400, "malformed_json", None),
        (b"", 422, "required", None),
        (b"\xff\xfe{}", 400, "malformed_json", None),
        (b"[" * 200_000, 400, "malformed_json", None),
        (b"[]", 422, "wrong_type", None),
        (b"{}", 422, "required", "office"),
        (json.dumps({**DRAFT, "stage": "XX9"}).encode(), 422, "unknown_value", "stage"),
        (json.dumps({**DRAFT, "form_kind": 1}).encode(), 422, "unknown_value", "form_kind"),
        (json.dumps({**DRAFT, "office": 450721}).encode(), 422, "wrong_type", "office"),
        (json.dumps({**DRAFT, "office": "x" * 17}).encode(), 422, "too_long", "office"),
        (json.dumps({**DRAFT, "office": "4507\u000021"}).encode(), 422, "bad_characters", "office"),
        (b'{"office": "\\ud800", "stage": "XX1", "form_kind": "B"}', 422, "bad_characters", "office"),
        (json.dumps({**DRAFT, "status": "PENDING"}).encode(), 422, "unknown_field", "status"),
        (json.dumps({**DRAFT, "office": "451302"}).encode(), 422, "office_unknown", "office"),
        (b'{"x": "' + b"y" * 1024 * 1024 + b'"}', 413, "body_too_large", None),
    ],
    ids=lambda value: value.decode(errors="replace")[:40] if isinstance(value, bytes) else None,
)
def test_malformed_and_unknown(
    service: SeededService, body: bytes, status: int, code: str, field: str | None
) -> None:
    """JSON that is none, too much, of other types, with unknown members and values."""
    _problem(_post(service, "/v1/guardian/cases", body), status, code, field)
    assert service.guardian().cases() == []


def test_oversized_body_is_stopped_while_it_streams(tmp_path: Any) -> None:
    """Without a Content-Length, too: the limit does not believe what a header says."""
    import http.client

    config = ServiceConfig.embedded(tmp_path, limits=Limits(json_bytes=4096))
    with SeededService(tmp_path, config=config) as service:
        token = service.guardian().token
        host = service.base_url.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=20)
        connection.putrequest("POST", "/v1/guardian/cases")
        for name, value in {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Transfer-Encoding": "chunked",
        }.items():
            connection.putheader(name, value)
        connection.endheaders()
        for _ in range(8):
            connection.send(b"400\r\n" + b" " * 1024 + b"\r\n")
        connection.send(b"0\r\n\r\n")
        with connection.getresponse() as response:
            assert response.status == 413
            assert json.loads(response.read())["code"] == "body_too_large"
        connection.close()


@pytest.mark.parametrize(
    ("answers", "code", "field"),
    [
        ({"stu_birth": "2019-02-30"}, "bad_date", "answers.stu_birth"),
        ({"stu_birth": 20191001}, "wrong_type", "answers.stu_birth"),
        ({"stu_sex": "7"}, "not_in_codeset", "answers.stu_sex"),
        ({"stu_name": "张" * 51}, "too_long", "answers.stu_name"),
        ({"stu_name": "<b>张</b>"}, "bad_name", "answers.stu_name"),
        ({"stu_addr": "a\u202eb"}, "bad_characters", "answers.stu_addr"),
        ({"multi_birth": "是"}, "wrong_type", "answers.multi_birth"),
        ({"salary": "9000"}, "unknown_field", "answers.salary"),
        ({"grd_income": "9000"}, "forbidden_field", "answers.grd_income"),
        ({"grd_name": "张三"}, "unknown_field", "answers.grd_name"),
        ({"stage": "CZ1"}, "fixed_by_entrance", "answers.stage"),
        ({"region": OTHER_OFFICE}, "fixed_by_entrance", "answers.region"),
        ({"stu_addr": {"x": 1}}, "wrong_type", "answers.stu_addr"),
    ],
)
def test_answers_are_checked_one_by_one(
    service: SeededService, answers: dict[str, Any], code: str, field: str
) -> None:
    """A draft may be partial, but what is there is right; one wrong answer keeps all of them out."""
    guardian = service.guardian()
    case = guardian.begin(OFFICE)
    with pytest.raises(Refused) as refused:
        guardian.save(case["id"], {"stu_former_name": "韦小苗", **answers})
    assert (refused.value.status, refused.value.code, refused.value.field) == (422, code, field)
    assert "stu_former_name" not in guardian.case(case["id"])["answers"]


@pytest.mark.parametrize(
    ("guardians", "code", "field"),
    [
        ([{"grd_mobile": "12345678901"}], "bad_mobile", "guardians.0.grd_mobile"),
        ([{"grd_consent": "2026-1"}], "filled_by_system", "guardians.0.grd_consent"),
        ([{"grd_face_ok": True}], "filled_by_system", "guardians.0.grd_face_ok"),
        ([{}, {"grd_relation": "999"}], "not_in_codeset", "guardians.1.grd_relation"),
        ([None], "first_guardian_stays", "guardians.0"),
        ([{}, {}, {}, {}, {}], "too_many", "guardians"),
    ],
)
def test_guardians_are_checked(service: SeededService, guardians: list[Any], code: str, field: str) -> None:
    """The position of the guardian stands in the field."""
    guardian = service.guardian()
    case = guardian.begin(OFFICE)
    with pytest.raises(Refused) as refused:
        guardian.save(case["id"], {}, guardians)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_incomplete_case_is_refused_with_every_fault(service: SeededService) -> None:
    """完整性: all that is missing at once, fields and materials."""
    guardian = service.guardian()
    case = guardian.begin(OFFICE)
    with pytest.raises(Refused) as refused:
        guardian.submit(case["id"])
    assert (refused.value.status, refused.value.code) == (422, "required")
    errors = refused.value.problem["errors"]
    fields = {error["field"] for error in errors}
    assert {"answers.stu_name", "guardians.0.grd_relation", "documents.M01"} <= fields
    assert {error["code"] for error in errors} == {"required", "material_missing"}
    assert guardian.case(case["id"])["status"] == "DRAFT"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (
            {"stu_birth": "2020-09-01", "stu_id_no": id_number(date(2020, 9, 1), 11)},
            "under_age",
            "answers.stu_birth",
        ),
        (
            {"stu_id_no": FAMILY.child_id[:-1] + ("0" if FAMILY.child_id[-1] != "0" else "1")},
            None,
            "answers.stu_id_no",
        ),
    ],
)
def test_checks_that_forbid(
    service: SeededService, change: dict[str, Any], code: str | None, field: str
) -> None:
    """Under age on 31 August, a wrong check digit."""
    guardian = service.guardian()
    case = draft_case(guardian, answers=change)
    with pytest.raises(Refused) as refused:
        guardian.submit(case["id"])
    assert refused.value.status == 422
    assert code is None or refused.value.code == code
    assert refused.value.field == field


def test_guardian_of_another_child(service: SeededService) -> None:
    """Others' cases do not exist; and nobody applies as somebody else."""
    mine = service.submit_case(service.guardian())
    stranger = service.guardian(OTHER_FAMILY)
    for path in ("", "/checklist", "/result"):
        with pytest.raises(Refused, match="404 not_found"):
            stranger.call("GET", f"/v1/guardian/cases/{mine['id']}{path}")
    with pytest.raises(Refused, match="404 not_found"):
        stranger.withdraw(mine["id"], "不想报了")
    with pytest.raises(Refused, match="404 not_found"):
        stranger.document(mine["documents"][0]["id"])
    foreign = draft_case(
        stranger, replace(OTHER_FAMILY, guardian_name=FAMILY.guardian_name, guardian_id=FAMILY.guardian_id)
    )
    with pytest.raises(Refused) as refused:
        stranger.submit(foreign["id"])
    assert refused.value.code == "not_the_account_holder"
    assert refused.value.field == "guardians.0.grd_name"


def test_one_live_case_per_child(any_service: SeededService) -> None:
    """Over all channels and offices; a withdrawn one frees the child."""
    guardian, desk = any_service.guardian(), any_service.desk(OTHER_OPERATOR)
    first = any_service.submit_case(guardian)
    second = draft_case(guardian)
    offline = draft_case(desk, office=OTHER_OFFICE)
    attempts: list[Callable[[], object]] = [
        lambda: guardian.submit(second["id"]),
        lambda: desk.submit(offline["id"], guardian_present=True),
    ]
    for ask in attempts:
        with pytest.raises(Refused) as refused:
            ask()
        assert (refused.value.status, refused.value.code) == (409, "child_already_registered")
        assert refused.value.field == "answers.stu_id_no"
    assert guardian.case(second["id"])["status"] == "DRAFT"
    guardian.withdraw(first["id"], "改到外县")
    assert desk.submit(offline["id"], guardian_present=True)["status"] == "PENDING"


def test_case_that_was_sent_is_closed_to_its_guardian(service: SeededService) -> None:
    """No edit, no upload, no second submission, no deletion."""
    guardian = service.guardian()
    sent = service.submit_case(guardian)
    attempts: dict[str, Callable[[], object]] = {
        "not_editable": lambda: guardian.save(sent["id"], {"stu_addr": "x"}),
        "already_submitted": lambda: guardian.submit(sent["id"]),
        "not_a_draft": lambda: guardian.discard(sent["id"]),
        "not_in_this_state": lambda: guardian.resubmit(sent["id"]),
    }
    for code, attempt in attempts.items():
        with pytest.raises(Refused) as refused:
            attempt()
        assert (refused.value.status, refused.value.code) == (409, code)


def test_consent_and_confirmation(service: SeededService) -> None:
    """An old consent text, an unticked box."""
    guardian = service.guardian()
    case = draft_case(guardian)
    for body, code, field in (
        ({"consent_version": "2019", "confirm": True}, "consent_outdated", "consent_version"),
        ({"consent_version": "2026-1", "confirm": False}, "not_confirmed", "confirm"),
    ):
        with pytest.raises(Refused) as refused:
            guardian.call("POST", f"/v1/guardian/cases/{case['id']}/submit", body)
        assert (refused.value.code, refused.value.field) == (code, field)


def test_addresses_and_methods_that_do_not_exist(service: SeededService) -> None:
    """Also told as problems, in Chinese."""
    transport = service.transport()
    _problem(transport.request("GET", "/v1/nothing", {}, None), 404, "not_found")
    _problem(transport.request("PATCH", "/v1/guardian/cases", {}, None), 405, "method_not_allowed")
    _problem(transport.request("GET", "/v1/guardian/cases", {}, None), 401, "signed_out")
    _problem(transport.request("GET", "/v1/scopes/x", dict(PROTOCOL), None), 401, "signed_out")
    guardian: GuardianClient = service.guardian()
    with pytest.raises(Refused, match="422 bad_format mobile"):
        GuardianClient.sign_in(transport, name="张三", id_no=FAMILY.guardian_id, mobile="1")
    with pytest.raises(Refused, match="422 unknown_value kind"):
        guardian.form("C")


@pytest.mark.expected_log("unexpected failure")
def test_an_unexpected_failure_tells_nothing_of_the_inside(
    service: SeededService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stable code and no trace; nothing was kept."""
    guardian = service.guardian()
    case = guardian.begin(OFFICE)

    def fail(*_args: object) -> None:
        raise RuntimeError("secret path")

    monkeypatch.setattr(service.parts.blobs, "put", fail)
    with pytest.raises(Refused) as refused:
        guardian.upload(case["id"], "M01", 1, draw_photo())
    assert (refused.value.status, refused.value.code) == (500, "internal")
    assert "secret" not in json.dumps(refused.value.problem)
    assert guardian.case(case["id"])["documents"] == []


@pytest.mark.expected_log("a registry could not be asked")
def test_a_registry_that_fails_stops_no_case(service: SeededService, monkeypatch: pytest.MonkeyPatch) -> None:
    """接口异常 travels with the case, for a person to look at."""

    def fail(*_args: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(service.parts.registry, "compare", fail)
    sent = service.submit_case()
    assert [result["verdict"] for result in service.reviewer().cases()[sent["id"]]["registry"]] == ["5"]


def test_characters_that_cannot_be_stored(any_service: SeededService) -> None:
    """In an address, a login or an action: told in words on either engine, and no case is touched."""
    transport = any_service.transport()
    guardian, reviewer = any_service.guardian(), any_service.reviewer()
    with pytest.raises(Refused) as refused:
        guardian.call("GET", "/v1/guardian/cases/%00")
    assert refused.value.status in (404, 422)
    with pytest.raises(Refused) as refused:
        ReviewClient.sign_in(transport, "a\u0000b", "a long enough password")
    assert refused.value.status in (401, 422)
    sent = any_service.submit_case(guardian)
    case = reviewer.cases()[sent["id"]]
    bad = reviewer.message(case, "accept", id="0123456789\u0000abcdef")
    good = reviewer.message(case, "accept")
    outcomes = reviewer.send_actions([bad, good])
    assert [(outcome["kind"], outcome["field"]) for outcome in outcomes] == [
        ("refused", "id"),
        ("applied", None),
    ]
