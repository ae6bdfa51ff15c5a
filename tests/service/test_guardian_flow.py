"""A guardian's way from the first draft to the result, on every kind of storage."""

from __future__ import annotations

from datetime import timedelta

import pytest

from central_service.sample.guardian_client import Refused
from tests.support.service import (
    CLOSES,
    FAMILY,
    OFFICE,
    OPERATOR,
    PRIMARY_SCHOOL,
    SUPERVISOR,
    SeededService,
    draft_case,
    draw_photo,
)


def test_from_draft_to_rating(any_service: SeededService) -> None:
    """Submit, correct, accept, review, place, conclude, rate: every step is seen by both sides."""
    service = any_service
    guardian, reviewer, supervisor = service.guardian(), service.reviewer(), service.reviewer(SUPERVISOR)
    sent = service.submit_case(guardian)
    assert (sent["status"], sent["number"], sent["channel"]) == ("PENDING", "LS26-000001", "online")
    assert set(sent["actions"]) == {"withdraw", "rate"}

    case = reviewer.cases()[sent["id"]]
    assert case["status"] == "PENDING"
    assert [entry["action"] for entry in case["history"]] == ["submit", "receive"]
    assert case["consent"]["version"]
    assert case["registry"][0]["verdict"] == "2"

    due = service.clock.now() + timedelta(days=3)
    reasons = [
        {"code": "HK01", "target": "M01"},
        {"code": "TB05", "target": "stu_addr", "note": "请写到门牌号"},
    ]
    outcome = reviewer.act(case, "request_corrections", reasons=reasons, due=due)
    assert outcome["kind"] == "applied", outcome
    asked = guardian.case(sent["id"])
    assert asked["status"] == "CORRECTION"
    assert {reason["code"] for reason in asked["correction"]["reasons"]} == {"HK01", "TB05"}

    service.clock.advance(hours=1)
    guardian.upload(sent["id"], "M01", 1, draw_photo("better M01"))
    guardian.save(sent["id"], {"stu_addr": "灵山县灵城街道江滨路12号2栋301室"})
    assert reviewer.cases()[sent["id"]]["answers"]["stu_addr"] == FAMILY.answers()["stu_addr"]
    mended = guardian.resubmit(sent["id"])
    assert mended["status"] == "PENDING"
    assert mended["correction"] is None

    case = reviewer.cases()[sent["id"]]
    answered = case["corrections"][0]
    assert answered["answered_at"] is not None
    assert answered["before"] == {"stu_addr": FAMILY.answers()["stu_addr"]}
    assert [document["material"] for document in answered["replaced"]] == ["M01"]
    assert reviewer.document(answered["replaced"][0]["id"])

    accept = reviewer.message(case, "accept")
    review = reviewer.message(case, "first_review", after=accept["id"])
    assert [outcome["kind"] for outcome in reviewer.send_actions([accept, review])] == ["applied", "applied"]
    case = supervisor.cases()[sent["id"]]
    assert supervisor.act(case, "second_review")["kind"] == "applied"
    case = supervisor.cases()[sent["id"]]
    result = {"school": PRIMARY_SCHOOL.code, "mode": "1"}
    assert supervisor.act(case, "admit", result=result)["kind"] == "applied"
    assert guardian.case(sent["id"])["status"] == "PROCESSING"
    with pytest.raises(Refused, match="not_found"):
        guardian.result(sent["id"])
    case = supervisor.cases()[sent["id"]]
    assert supervisor.act(case, "complete")["kind"] == "applied"

    assert guardian.result(sent["id"])["school_name"] == PRIMARY_SCHOOL.name
    guardian.rate(sent["id"], "ended", 5, "很方便")
    case = supervisor.cases()[sent["id"]]
    assert [rating["level"] for rating in case["ratings"]] == [5]
    assert service.deliver_notices() == 3


def test_inner_stages_are_not_for_the_guardian(service: SeededService) -> None:
    """初审 and 复核 show nowhere in the guardian's view."""
    guardian, reviewer = service.guardian(), service.reviewer()
    sent = service.submit_case(guardian)
    accept = reviewer.message(reviewer.cases()[sent["id"]], "accept")
    reviewer.send_actions(
        [accept, reviewer.message(reviewer.cases()[sent["id"]], "first_review", after=accept["id"])]
    )
    view = guardian.case(sent["id"])
    assert [step["action"] for step in view["history"]] == ["submit", "receive", "accept"]
    assert "substage" not in view
    assert "registry" not in view


def test_withdraw_and_apply_anew(any_service: SeededService) -> None:
    """撤回 needs a reason, frees the child; 再办一单 copies form and photos, and nothing else."""
    guardian = any_service.guardian()
    sent = any_service.submit_case(guardian)
    with pytest.raises(Refused) as refused:
        guardian.withdraw(sent["id"], "")
    assert refused.value.field == "reason"
    gone = guardian.withdraw(sent["id"], "选错了表")
    assert gone["status"] == "WITHDRAWN"
    assert gone["actions"] == ["reapply", "rate"]

    copy = guardian.reapply(sent["id"])
    assert (copy["status"], copy["predecessor"], copy["number"]) == ("DRAFT", sent["id"], "")
    assert copy["answers"] == sent["answers"]
    assert "grd_consent" not in copy["guardians"][0]
    assert [d["sha256"] for d in copy["documents"]] == [d["sha256"] for d in sent["documents"]]
    assert {d["id"] for d in copy["documents"]}.isdisjoint({d["id"] for d in sent["documents"]})
    again = guardian.submit(copy["id"])
    assert again["number"] == "LS26-000002"
    assert guardian.case(sent["id"])["status"] == "WITHDRAWN"


def test_copy_may_change_its_form(service: SeededService) -> None:
    """A表 instead of B表: what both ask is copied, what only the new form asks is still to be answered."""
    guardian = service.guardian()
    sent = service.submit_case(guardian)
    guardian.withdraw(sent["id"], "应填A表")
    copy = guardian.reapply(sent["id"], "A")
    assert copy["form_kind"] == "A"
    assert copy["answers"]["stu_name"] == sent["answers"]["stu_name"]
    with pytest.raises(Refused) as refused:
        guardian.submit(copy["id"])
    assert {"answers.pr_doc", "documents.M10"} <= {
        error["field"] for error in refused.value.problem["errors"]
    }


def test_draft_is_deleted_with_its_documents(any_service: SeededService) -> None:
    """Nothing is left of a draft that was thrown away."""
    guardian = any_service.guardian()
    draft = draft_case(guardian)
    document = draft["documents"][0]["id"]
    assert guardian.document(document, "thumbnail")
    guardian.discard(draft["id"])
    with pytest.raises(Refused, match="404"):
        guardian.case(draft["id"])
    with pytest.raises(Refused, match="404"):
        guardian.document(document)
    assert guardian.cases() == []


def test_draft_is_invisible_to_reviewers(service: SeededService) -> None:
    """The bureau never sees what was not sent, not even a document's bytes."""
    draft = draft_case(service.guardian())
    reviewer = service.reviewer()
    assert reviewer.cases() == {}
    with pytest.raises(Refused) as refused:
        reviewer.document(draft["documents"][0]["id"])
    assert refused.value.status == 404


def test_registration_point_enters_a_case(any_service: SeededService) -> None:
    """线下: the same machine, the operator's name on record, the guardian beside them."""
    desk = any_service.desk()
    draft = draft_case(desk)
    with pytest.raises(Refused) as refused:
        desk.submit(draft["id"])
    assert (refused.value.code, refused.value.field) == ("guardian_absent", "guardian_present")
    sent = desk.submit(draft["id"], guardian_present=True)
    assert sent["channel"] == "offline"
    case = any_service.reviewer().cases()[sent["id"]]
    submitted = case["history"][0]
    assert (submitted["actor"], submitted["name"], submitted["note"]) == (
        "operator",
        OPERATOR.name,
        "监护人在场",
    )
    with pytest.raises(Refused) as refused:
        any_service.guardian().case(sent["id"])
    assert refused.value.status == 404


def test_rating_at_submission_stays_hidden_until_the_end(service: SeededService) -> None:
    """Who decides must not know who rated; a rating also never makes a decision stale."""
    guardian, reviewer = service.guardian(), service.reviewer()
    sent = service.submit_case(guardian)
    case = reviewer.cases()[sent["id"]]
    guardian.rate(sent["id"], "submitted", 2, "上传太慢")
    with pytest.raises(Refused, match="rated_already"):
        guardian.rate(sent["id"], "submitted", 5)
    assert reviewer.cases()[sent["id"]]["ratings"] == []
    outcome = reviewer.act(case, "decline", reasons=[{"code": "BS01", "target": "stu_birth"}])
    assert outcome["kind"] == "applied", outcome
    assert [r["occasion"] for r in reviewer.cases()[sent["id"]]["ratings"]] == ["submitted"]


def test_ratings_have_their_time(service: SeededService) -> None:
    """The rating of the end comes after the end, that of the submission before it, each once, in five levels."""
    guardian = service.guardian()
    sent = service.submit_case(guardian)
    with pytest.raises(Refused, match="409 not_yet_rateable occasion"):
        guardian.rate(sent["id"], "ended", 5)
    for level in (0, 6):
        with pytest.raises(Refused, match="422 out_of_range level"):
            guardian.rate(sent["id"], "submitted", level)
    guardian.withdraw(sent["id"], "不报了")
    with pytest.raises(Refused, match="409 occasion_passed occasion"):
        guardian.rate(sent["id"], "submitted", 5)
    guardian.rate(sent["id"], "ended", 1, "太慢")
    with pytest.raises(Refused, match="409 rated_already occasion"):
        guardian.rate(sent["id"], "ended", 5)
    assert guardian.case(sent["id"])["rated"] == ["ended"]


def test_what_anybody_may_read(service: SeededService) -> None:
    """Regions with hotlines as in the guide, the policy, the forms."""
    guardian = service.guardian()
    regions = guardian.regions()
    assert len(regions) == 18
    lingshan = next(region for region in regions if region["office"] == OFFICE)
    assert lingshan["hotlines"] == ["0777-6429786"]
    assert lingshan["is_open"]
    assert guardian.policy(OFFICE)["version"] == 1
    assert [section["code"] for section in guardian.form("B")["sections"]] == ["S1", "S2", "S5"]


def test_window(service: SeededService) -> None:
    """Nothing is begun or sent after the last hour; what was sent may still be mended."""
    service.clock.move_to(CLOSES - timedelta(hours=2))
    guardian, reviewer = service.guardian(), service.reviewer()
    sent = service.submit_case(guardian)
    draft = draft_case(guardian, service.next_family())
    case = reviewer.cases()[sent["id"]]
    due = CLOSES - timedelta(hours=1)
    reviewer.act(case, "request_corrections", reasons=[{"code": "HK01", "target": "M01"}], due=due)
    service.clock.move_to(CLOSES + timedelta(seconds=1))
    with pytest.raises(Refused, match=r"409 window_closed .*0777-6429786"):
        guardian.submit(draft["id"])
    with pytest.raises(Refused, match="409 window_closed"):
        guardian.begin(OFFICE)
    guardian.upload(sent["id"], "M01", 1, draw_photo("late M01"))
    assert guardian.resubmit(sent["id"])["status"] == "PENDING"
