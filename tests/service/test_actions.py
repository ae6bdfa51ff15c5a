"""Decisions reach their case once: replayed, stale, mismatched, refused, blocked, agreed, and in a race."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select

from central_service.sample.guardian_client import GuardianClient, Json, Refused, ReviewClient
from central_service.store.tables import actions, audit, notices
from tests.support.service import (
    JUNIOR_SCHOOL,
    OTHER_REVIEWER,
    PASSWORD,
    PRIMARY_SCHOOL,
    REVIEWER,
    SECOND_REVIEWER,
    SMALL_SCHOOL,
    SUPERVISOR,
    SeededService,
)

BLURRED = [{"code": "TP01", "target": "M01"}]


def _count(service: SeededService, table: Any, *where: Any) -> int:
    with service.parts.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one())


def _case(reviewer: ReviewClient, case_id: str) -> Json:
    return reviewer.cases()[case_id]


def _to_awaiting_place(service: SeededService, case_id: str) -> Json:
    supervisor = service.reviewer(SUPERVISOR)
    for action in ("accept", "first_review", "second_review"):
        assert supervisor.act(_case(supervisor, case_id), action)["kind"] == "applied"
    return _case(supervisor, case_id)


def test_the_same_action_again_gets_the_same_answer(any_service: SeededService) -> None:
    """Retried, duplicated, asked for later: done once, one notice, one audit row."""
    service = any_service
    sent, reviewer = service.submit_case(), service.reviewer()
    message = reviewer.message(_case(reviewer, sent["id"]), "accept")
    first, second = reviewer.send_actions([message, message])
    third = reviewer.send_actions([message])[0]
    assert first["kind"] == "applied"
    assert (second["kind"], second["first"]) == ("replayed", "applied")
    assert third == second
    assert {answer["tag"] for answer in (first, second, third)} == {_case(reviewer, sent["id"])["tag"]}
    assert reviewer.call("GET", f"/v1/actions/{message['id']}").json() == first
    assert _count(service, notices) == 1
    assert _count(service, audit, audit.c.event == "accept") == 1


def test_the_same_id_with_another_body_is_a_fault(any_service: SeededService) -> None:
    """Never applied, whoever sends it; the first answer stands."""
    sent, reviewer = any_service.submit_case(), any_service.reviewer()
    message = reviewer.message(_case(reviewer, sent["id"]), "accept")
    changed = {**message, "note": "changed"}
    assert [answer["kind"] for answer in reviewer.send_actions([message, changed])] == ["applied", "mismatch"]
    colleague = any_service.reviewer(SECOND_REVIEWER)
    assert colleague.send_actions([message])[0]["kind"] == "mismatch"
    with pytest.raises(Refused, match="404"):
        colleague.call("GET", f"/v1/actions/{message['id']}")


def test_a_stale_decision_changes_nothing_and_is_kept(any_service: SeededService) -> None:
    """Its body stands beside the case, and the answer says what happened meanwhile."""
    service = any_service
    sent, reviewer, colleague = service.submit_case(), service.reviewer(), service.reviewer(SECOND_REVIEWER)
    seen = _case(reviewer, sent["id"])
    due = service.clock.now() + timedelta(days=2)
    assert colleague.act(seen, "request_corrections", reasons=BLURRED, due=due)["kind"] == "applied"
    stale = reviewer.message(seen, "accept", note="材料齐全")
    answer = reviewer.send_actions([stale])[0]
    assert (answer["kind"], answer["conflict"]) == ("conflict", "decided")
    assert answer["tag"] == _case(reviewer, sent["id"])["tag"]
    assert answer["message"]
    assert _case(reviewer, sent["id"])["status"] == "CORRECTION"
    with service.parts.database.read() as connection:
        body = connection.execute(select(actions.c.body).where(actions.c.id == stale["id"])).scalar_one()
    assert "材料齐全" in body
    assert reviewer.send_actions([stale])[0]["kind"] == "replayed"


def test_kinds_of_conflict(service: SeededService) -> None:
    """Withdrawn, resubmitted, closed."""
    reviewer = service.reviewer()
    guardian = service.guardian()
    sent = service.submit_case(guardian)
    seen = _case(reviewer, sent["id"])
    guardian.withdraw(sent["id"], "不报了")
    assert reviewer.act(seen, "accept")["conflict"] == "withdrawn"

    family = service.next_family()
    guardian = service.guardian(family)
    sent = service.submit_case(guardian, family)
    seen = _case(reviewer, sent["id"])
    due = service.clock.now() + timedelta(days=2)
    reviewer.act(seen, "request_corrections", reasons=[{"code": "TB05", "target": "stu_addr"}], due=due)
    asked = _case(reviewer, sent["id"])
    guardian.save(sent["id"], {"stu_addr": "灵山县灵城街道新华路8号"})
    guardian.resubmit(sent["id"])
    assert reviewer.act(asked, "remind")["conflict"] == "resubmitted"
    assert reviewer.act(seen, "accept")["conflict"] == "resubmitted"

    now = _case(reviewer, sent["id"])
    declined = [{"code": "BS01", "target": "stu_birth"}]
    assert service.reviewer(SECOND_REVIEWER).act(now, "decline", reasons=declined)["kind"] == "applied"
    assert reviewer.act(now, "accept")["conflict"] == "closed"


def test_colleagues_who_decide_the_same_agree(service: SeededService) -> None:
    """Same act, same reasons, same due time."""
    sent, reviewer, colleague = service.submit_case(), service.reviewer(), service.reviewer(SECOND_REVIEWER)
    seen = _case(reviewer, sent["id"])
    due = service.clock.now() + timedelta(days=2)
    assert colleague.act(seen, "request_corrections", reasons=BLURRED, due=due)["kind"] == "applied"
    assert reviewer.act(seen, "request_corrections", reasons=BLURRED, due=due)["kind"] == "agreed"
    other = due + timedelta(days=1)
    assert reviewer.act(seen, "request_corrections", reasons=BLURRED, due=other)["kind"] == "conflict"
    assert _count(service, notices) == 1


def test_supervisors_who_place_the_same_agree(service: SeededService) -> None:
    """Same school and mode is the same decision; another school is not."""
    supervisor = service.reviewer(SUPERVISOR)
    case = _to_awaiting_place(service, service.submit_case()["id"])
    placed = {"school": PRIMARY_SCHOOL.code, "mode": "1"}
    assert supervisor.act(case, "complete", result=placed)["kind"] == "applied"
    assert supervisor.act(case, "complete", result=placed)["kind"] == "agreed"
    other = supervisor.act(case, "complete", result={"school": SMALL_SCHOOL.code, "mode": "1"})
    assert (other["kind"], other["conflict"]) == ("conflict", "closed")


def test_actions_that_rest_on_earlier_ones(service: SeededService) -> None:
    """``after`` takes the version that the earlier one made; what rests on nothing waits or falls with it."""
    sent, reviewer = service.submit_case(), service.reviewer()
    seen = _case(reviewer, sent["id"])
    accept = reviewer.message(seen, "accept")
    review = reviewer.message(seen, "first_review", after=accept["id"])
    assert reviewer.send_actions([review])[0]["kind"] == "blocked"
    with pytest.raises(Refused, match="404"):
        reviewer.call("GET", f"/v1/actions/{review['id']}")
    assert [answer["kind"] for answer in reviewer.send_actions([accept, review])] == ["applied", "applied"]

    sent = service.submit_case()
    seen = _case(reviewer, sent["id"])
    bad = reviewer.message(seen, "decline")
    then = reviewer.message(seen, "accept", after=bad["id"])
    kinds = [(answer["kind"], answer["code"]) for answer in reviewer.send_actions([bad, then])]
    assert kinds == [("refused", "reasons_missing"), ("refused", "predecessor_refused")]


def test_one_refused_action_does_not_stop_the_others(service: SeededService) -> None:
    """Each has a transaction of its own."""
    reviewer = service.reviewer()
    cases = [_case(reviewer, service.submit_case()["id"]) for _ in range(3)]
    batch = [reviewer.message(case, "accept") for case in cases]
    batch[1] = reviewer.message(cases[1], "complete")
    kinds = [answer["kind"] for answer in reviewer.send_actions(batch)]
    assert kinds == ["applied", "refused", "applied"]


@pytest.mark.parametrize(
    ("action", "members", "code", "field"),
    [
        ("complete", {}, "not_in_this_state", None),
        ("withdraw", {"note": "x"}, "role_not_allowed", "action"),
        ("accept", {"result": {"school": "2145000001", "mode": "1"}}, "not_expected_here", "result"),
        ("accept", {"reasons": [{"code": "TP01", "target": "M01"}]}, "not_expected_here", "reasons"),
        ("decline", {}, "reasons_missing", None),
        (
            "decline",
            {"reasons": [{"code": "XX99", "target": "stu_birth"}]},
            "reason_unknown",
            "reasons.0.code",
        ),
        ("decline", {"reasons": BLURRED}, "reason_of_other_kind", "reasons.0.code"),
        (
            "decline",
            {"reasons": [{"code": "BS01", "target": "M01"}]},
            "reason_not_about_target",
            "reasons.0.target",
        ),
        ("request_corrections", {"reasons": BLURRED}, "due_missing", "due"),
        (
            "request_corrections",
            {"reasons": BLURRED, "due": "2026-07-01T00:00:00+08:00"},
            "due_in_the_past",
            "due",
        ),
        (
            "request_corrections",
            {"reasons": BLURRED, "due": "2026-07-16T18:00:00"},
            "due_without_zone",
            "due",
        ),
    ],
)
def test_refused_actions(
    service: SeededService, action: str, members: Json, code: str, field: str | None
) -> None:
    """Rule, right or form: a stable code, the field, a message; remembered under the id."""
    sent, reviewer = service.submit_case(), service.reviewer()
    message = reviewer.message(_case(reviewer, sent["id"]), action, **members)
    answer = reviewer.send_actions([message])[0]
    assert (answer["kind"], answer["code"]) == ("refused", code)
    assert field is None or answer["field"] == field
    assert answer["message"]
    assert reviewer.send_actions([message])[0]["kind"] == "replayed"
    assert _case(reviewer, sent["id"])["status"] == "PENDING"


def test_malformed_batches(service: SeededService) -> None:
    """Unknown enum values, unknown members, bad dates, too many."""
    sent, reviewer = service.submit_case(), service.reviewer()
    good = reviewer.message(_case(reviewer, sent["id"]), "accept")
    for change, code, field in (
        ({"action": "approve"}, "unknown_value", "actions.0.action"),
        ({"extra": 1}, "unknown_field", "actions.0.extra"),
        ({"decided_at": "yesterday"}, "bad_date", "actions.0.decided_at"),
        ({"id": "1"}, "too_short", "actions.0.id"),
        ({"note": "长" * 1001}, "too_long", "actions.0.note"),
    ):
        with pytest.raises(Refused) as refused:
            reviewer.send_actions([{**good, **change}])
        assert (refused.value.status, refused.value.code, refused.value.field) == (422, code, field)
    with pytest.raises(Refused, match="422 too_many actions"):
        reviewer.send_actions([good] * 51)
    with pytest.raises(Refused, match="422 too_few actions"):
        reviewer.send_actions([])
    assert _case(reviewer, sent["id"])["status"] == "PENDING"


def test_wrong_county(service: SeededService) -> None:
    """Another county's case is unknown, not forbidden."""
    sent, reviewer = service.submit_case(), service.reviewer()
    seen = _case(reviewer, sent["id"])
    other = service.reviewer(OTHER_REVIEWER)
    theirs = other.message(seen, "accept")
    nobodys = other.message({**seen, "id": "0" * 24}, "accept")
    answers = other.send_actions([theirs, nobodys])
    assert {(answer["kind"], answer["code"], answer["message"]) for answer in answers} == {
        ("refused", "case_unknown", "没有找到这个办件。")
    }
    with pytest.raises(Refused, match="404"):
        other.call("GET", "/v1/scopes/450721.2026/changes")
    assert other.cases() == {}


def test_results(service: SeededService) -> None:
    """A school of the county and the stage; a used-up plan warns and does not forbid."""
    supervisor = service.reviewer(SUPERVISOR)
    case = _to_awaiting_place(service, service.submit_case()["id"])
    for result, code, field in (
        (None, "result_missing", "result"),
        ({"school": "2145000099", "mode": "1"}, "school_unknown", "result.school"),
        ({"school": JUNIOR_SCHOOL.code, "mode": "1"}, "school_of_other_stage", "result.school"),
        ({"school": PRIMARY_SCHOOL.code, "mode": "x"}, "mode_unknown", "result.mode"),
    ):
        answer = supervisor.act(case, "complete", result=result)
        assert (answer["kind"], answer["code"], answer["field"]) == ("refused", code, field)
    small = {"school": SMALL_SCHOOL.code, "mode": "2"}
    assert supervisor.act(case, "complete", result=small)["code"] == ""
    case = _to_awaiting_place(service, service.submit_case()["id"])
    answer = supervisor.act(case, "complete", result=small)
    assert (answer["kind"], answer["code"]) == ("applied", "plan_exceeded")
    assert SMALL_SCHOOL.name in answer["message"]
    assert _case(supervisor, case["id"])["result"]["school_name"] == SMALL_SCHOOL.name


def test_second_person(service: SeededService) -> None:
    """受理后补正 and 更正 name an approver: a colleague who may, and never the actor."""
    reviewer, supervisor = service.reviewer(), service.reviewer(SUPERVISOR)
    sent = service.submit_case()
    reviewer.act(_case(reviewer, sent["id"]), "accept")
    case = _case(reviewer, sent["id"])
    late = {"reasons": BLURRED, "due": service.clock.now() + timedelta(days=2)}
    for approver, code in (
        ("", "approver_missing"),
        ("查无此人", "approver_unknown"),
        (REVIEWER.name, "approver_is_self"),
        (SECOND_REVIEWER.name, "approver_unknown"),
    ):
        answer = reviewer.act(case, "request_late_corrections", approver=approver, **late)
        assert (answer["kind"], answer["code"], answer["field"]) == ("refused", code, "approver")
    applied = reviewer.act(case, "request_late_corrections", approver=SUPERVISOR.name, **late)
    assert applied["kind"] == "applied"

    done = _to_awaiting_place(service, service.submit_case()["id"])
    supervisor.act(done, "complete", result={"school": PRIMARY_SCHOOL.code, "mode": "1"})
    done = _case(supervisor, done["id"])
    assert (
        supervisor.act(done, "reopen", note="学校填错", approver=SUPERVISOR.login)["code"]
        == "approver_is_self"
    )
    reopened = supervisor.act(done, "reopen", note="学校填错", approver=SECOND_REVIEWER.name)
    assert reopened["kind"] == "applied", reopened
    assert _case(supervisor, done["id"])["result"] is None


def test_supervisors_steps_are_not_a_reviewers(service: SeededService) -> None:
    """The table's roles hold at push time."""
    reviewer = service.reviewer()
    sent = service.submit_case()
    accept = reviewer.message(_case(reviewer, sent["id"]), "accept")
    first = reviewer.message(_case(reviewer, sent["id"]), "first_review", after=accept["id"])
    reviewer.send_actions([accept, first])
    answer = reviewer.act(_case(reviewer, sent["id"]), "second_review")
    assert (answer["kind"], answer["code"]) == ("refused", "role_not_allowed")


@pytest.mark.parametrize("turn", range(3))
def test_accept_and_withdraw_at_once(any_service: SeededService, turn: int) -> None:
    """Exactly one wins; the loser is told, and the case is what the winner made it."""
    guardian, reviewer = any_service.guardian(), any_service.reviewer()
    sent = any_service.submit_case(guardian)
    seen = _case(reviewer, sent["id"])
    start = Barrier(2)

    def withdraw() -> str:
        start.wait()
        try:
            GuardianClient(any_service.transport(), guardian.token).withdraw(sent["id"], "不报了")
        except Refused as refused:
            return refused.code
        return "withdrawn"

    def accept() -> str:
        mine = ReviewClient(any_service.transport(), reviewer.token, reviewer.extra, reviewer.scope)
        start.wait()
        answer = mine.act(seen, "accept")
        return str(answer["conflict"] or answer["kind"])

    with ThreadPoolExecutor(2) as pool:
        results = (pool.submit(withdraw).result, pool.submit(accept).result)
        outcome = tuple(result() for result in results)
    status = _case(reviewer, sent["id"])["status"]
    assert (*outcome, status) in {
        ("withdrawn", "withdrawn", "WITHDRAWN"),
        ("not_in_this_state", "applied", "PROCESSING"),
    }


def test_twenty_reviewers_at_once(any_service: SeededService) -> None:
    """One decision is applied; numbers of the feed stay without gaps that hide a change."""
    sent, reviewer = any_service.submit_case(), any_service.reviewer()
    seen = _case(reviewer, sent["id"])
    start = Barrier(20)

    def decide(number: int) -> str:
        mine = ReviewClient(any_service.transport(), reviewer.token, reviewer.extra, reviewer.scope)
        action = "accept" if number % 2 else "decline"
        reasons = [] if number % 2 else [{"code": "BS01", "target": "stu_birth"}]
        start.wait()
        return str(mine.act(seen, action, reasons=reasons)["kind"])

    with ThreadPoolExecutor(20) as pool:
        kinds = list(pool.map(decide, range(20)))
    assert kinds.count("applied") == 1
    assert kinds.count("agreed") == 9
    assert kinds.count("conflict") == 10
    assert _count(any_service, notices) == 1


def test_an_account_that_was_stopped(service: SeededService) -> None:
    """Its token is worth nothing at once."""
    from central_service.accounts.staff import set_disabled

    sent, reviewer = service.submit_case(), service.reviewer()
    seen = _case(reviewer, sent["id"])
    set_disabled(service.parts, REVIEWER.login, True)
    with pytest.raises(Refused) as refused:
        reviewer.act(seen, "accept")
    assert refused.value.status == 401
    with pytest.raises(Refused, match="401 wrong_password"):
        ReviewClient.sign_in(service.transport(), REVIEWER.login, PASSWORD)
