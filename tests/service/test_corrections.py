"""补齐补正: only the named items and those they force, every round kept, and nothing seen before it is sent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from central_service.sample.guardian_client import GuardianClient, Json, Refused
from tests.support.service import FAMILY, OPERATOR, SeededService, draft_case, draw_photo, id_number


def _ask(service: SeededService, case_id: str, *picks: tuple[str, str]) -> Json:
    reviewer = service.reviewer()
    case = reviewer.cases()[case_id]
    reasons = [{"code": code, "target": target} for code, target in picks]
    due = service.clock.now() + timedelta(days=3)
    answer = reviewer.act(case, "request_corrections", reasons=reasons, due=due)
    assert answer["kind"] == "applied", answer
    service.clock.advance(minutes=10)
    return answer


@pytest.fixture
def sent(service: SeededService) -> tuple[GuardianClient, str]:
    """A guardian and a case that they have sent."""
    guardian = service.guardian()
    return guardian, service.submit_case(guardian)["id"]


def test_only_named_items_may_change(service: SeededService, sent: tuple[GuardianClient, str]) -> None:
    """The others are refused by name, and keep their values."""
    guardian, case = sent
    _ask(service, case, ("TP01", "M03"), ("ID03", "stu_ethnic"))
    opened = guardian.case(case)["correction"]
    assert opened["open_fields"] == ["stu_ethnic"]
    assert "M03" in opened["open_materials"]
    assert "M01" not in opened["open_materials"]
    assert [reason["label"] for reason in opened["reasons"]] == ["学生户口页", "民族"]
    assert all(reason["text"] and reason["guidance"] for reason in opened["reasons"])
    with pytest.raises(Refused, match=r"403 not_opened_for_correction answers\.stu_name"):
        guardian.save(case, {"stu_name": "韦大禾", "stu_ethnic": "01"})
    with pytest.raises(Refused, match=r"403 not_opened_for_correction guardians\.0\.grd_mobile"):
        guardian.save(case, {}, [{"grd_mobile": "13900000000"}])
    with pytest.raises(Refused, match="403 not_opened_for_correction material"):
        guardian.upload(case, "M01", 1, draw_photo())
    with pytest.raises(Refused, match="409 nothing_corrected"):
        guardian.resubmit(case)
    assert guardian.case(case)["answers"]["stu_ethnic"] == "08"


def test_forced_fields_open_with_the_named_one(
    service: SeededService, sent: tuple[GuardianClient, str]
) -> None:
    """A wrong ID number opens birth and sex, too; and the child is then known by the new number."""
    guardian, case = sent
    _ask(service, case, ("ID01", "stu_id_no"))
    assert {"stu_id_no", "stu_birth", "stu_sex"} <= set(guardian.case(case)["correction"]["open_fields"])
    number = id_number(date(2019, 10, 2), 12)
    guardian.save(case, {"stu_id_no": number, "stu_birth": "2019-10-02", "stu_sex": "2"})
    mended = guardian.resubmit(case)
    assert mended["answers"]["stu_id_no"] == number
    again = draft_case(guardian)
    assert guardian.submit(again["id"])["status"] == "PENDING"
    third = draft_case(guardian, answers={"stu_id_no": number, "stu_birth": "2019-10-02", "stu_sex": "2"})
    with pytest.raises(Refused, match="409 child_already_registered"):
        guardian.submit(third["id"])


def test_a_correction_cannot_take_another_child(
    service: SeededService, sent: tuple[GuardianClient, str]
) -> None:
    """The child that the new number names has a case: refused, and nothing of the round is sent."""
    guardian, case = sent
    family = service.next_family()
    service.submit_case(service.guardian(family), family)
    _ask(service, case, ("ID01", "stu_id_no"))
    change = {
        "stu_id_no": family.child_id,
        "stu_birth": family.child_birth.isoformat(),
        "stu_sex": "1" if family.boy else "2",
    }
    guardian.save(case, change)
    with pytest.raises(Refused, match=r"409 child_already_registered answers\.stu_id_no"):
        guardian.resubmit(case)
    assert guardian.case(case)["status"] == "CORRECTION"
    assert service.reviewer().cases()[case]["answers"]["stu_id_no"] == FAMILY.child_id


def test_reviewers_acts_leave_the_working_copy_alone(
    service: SeededService, sent: tuple[GuardianClient, str]
) -> None:
    """A reminder or a later due date arrives while the guardian is at work; nothing of the work is lost or shown."""
    guardian, case = sent
    reviewer = service.reviewer()
    _ask(service, case, ("TB05", "stu_addr"), ("TP01", "M01"))
    guardian.save(case, {"stu_addr": "灵山县灵城街道新华路8号"})
    photo = guardian.upload(case, "M01", 1, draw_photo("clear"))
    assert reviewer.act(reviewer.cases()[case], "remind")["kind"] == "applied"
    later = service.clock.now() + timedelta(days=5)
    assert reviewer.act(reviewer.cases()[case], "move_due", due=later)["kind"] == "applied"
    with pytest.raises(Refused, match="404"):
        reviewer.document(photo["id"])
    seen = guardian.case(case)
    assert seen["answers"]["stu_addr"] == "灵山县灵城街道新华路8号"
    assert seen["correction"]["due"] == later.isoformat()
    guardian.resubmit(case)
    mended = reviewer.cases()[case]
    assert mended["answers"]["stu_addr"] == "灵山县灵城街道新华路8号"
    assert reviewer.document(photo["id"])


def test_rounds_are_kept(service: SeededService, sent: tuple[GuardianClient, str]) -> None:
    """Old value, new value, files that were replaced, of every round; two rounds open the way to 退件."""
    guardian, case = sent
    reviewer = service.reviewer()
    for number in (1, 2):
        _ask(service, case, ("TB05", "stu_addr"), ("TP01", "M01"))
        guardian.save(case, {"stu_addr": f"灵山县灵城街道新华路{number}号"})
        guardian.upload(case, "M01", 1, draw_photo(f"try {number}.1"))
        guardian.upload(case, "M01", 1, draw_photo(f"try {number}.2"))
        guardian.save(case, {"stu_addr": f"灵山县灵城街道新华路{number}号2栋"})
        guardian.resubmit(case)
    rounds = reviewer.cases()[case]["corrections"]
    assert [round_["before"]["stu_addr"] for round_ in rounds] == [
        FAMILY.answers()["stu_addr"],
        "灵山县灵城街道新华路1号2栋",
    ]
    assert [len(round_["replaced"]) for round_ in rounds] == [1, 1]
    assert [round_["round"] for round_ in rounds] == [1, 2]
    _ask(service, case, ("TP01", "M01"))
    returned = reviewer.act(reviewer.cases()[case], "return", reasons=[{"code": "TJ02", "target": "M01"}])
    assert returned["kind"] == "applied", returned


def test_return_is_not_open_before_the_due_time(
    service: SeededService, sent: tuple[GuardianClient, str]
) -> None:
    """No timer ends a case, and no person before its time; when it has passed a person may."""
    _, case = sent
    reviewer = service.reviewer()
    _ask(service, case, ("TP01", "M01"))
    late = [{"code": "TJ01", "target": "M01"}]
    assert reviewer.act(reviewer.cases()[case], "return", reasons=late)["code"] == "correction_still_open"
    service.clock.advance(days=4)
    reviewer = service.reviewer()
    assert reviewer.cases()[case]["status"] == "CORRECTION"
    assert reviewer.act(reviewer.cases()[case], "return", reasons=late)["kind"] == "applied"


def test_withdrawn_while_mending(service: SeededService, sent: tuple[GuardianClient, str]) -> None:
    """What was not sent is thrown away, bytes and all."""
    guardian, case = sent
    _ask(service, case, ("TP01", "M01"))
    photo = guardian.upload(case, "M01", 1, draw_photo("never sent"))
    withdrawn = guardian.withdraw(case, "到外地上学")
    assert photo["id"] not in {document["id"] for document in withdrawn["documents"]}
    with pytest.raises(Refused, match="404"):
        guardian.document(photo["id"])


def test_registration_point_mends_its_cases(service: SeededService) -> None:
    """The operator does for an offline case what the guardian does online."""
    desk = service.desk()
    sent = desk.submit(draft_case(desk)["id"], guardian_present=True)
    _ask(service, sent["id"], ("TP01", "M01"))
    desk.upload(sent["id"], "M01", 1, draw_photo("at the counter"))
    assert desk.resubmit(sent["id"])["status"] == "PENDING"
    newest = service.reviewer().cases()[sent["id"]]["history"][-1]
    assert (newest["action"], newest["actor"], newest["name"]) == ("resubmit", "operator", OPERATOR.name)
