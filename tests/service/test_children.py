"""One child, one live case; cases of one child that the key cannot see point at each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from central_service.administration import PrivateRegistration, register_private
from central_service.sample.guardian_client import ApplicationClient, Json, Refused
from reviewer_app.models.domain.case import Stage
from tests.support.service import FAMILY, OFFICE, YEAR, SeededService, draft_case, draw_photo


def _without_paper() -> Json:
    return {
        "stu_id_type": "N",
        "stu_id_no": None,
        "stu_hukou_region": None,
        "stu_hukou_addr": None,
        "stu_hukou_kind": None,
        "stu_hukou_head": None,
        "stu_rel_to_head": None,
        "stu_overseas": "00",
    }


def test_cases_of_one_child_under_two_papers_point_at_each_other(service: SeededService) -> None:
    """Same name, birth and guardian: both show it, neither goes stale by it, and it ends with one of them."""
    guardian, reviewer = service.guardian(), service.reviewer()
    first = service.submit_case(guardian)
    seen = reviewer.cases()[first["id"]]
    draft = guardian.begin(OFFICE)
    answers = {
        code: value for code, value in {**FAMILY.answers(), **_without_paper()}.items() if value is not None
    }
    guardian.save(draft["id"], answers, [FAMILY.guardian_answers()])
    for line in guardian.checklist(draft["id"])["requirements"]:
        guardian.upload(draft["id"], line["one_of"][0], 1, draw_photo(line["one_of"][0]))
    second = guardian.submit(draft["id"])
    cases = reviewer.cases()
    assert cases[first["id"]]["duplicates"] == [second["number"]]
    assert cases[second["id"]]["duplicates"] == [first["number"]]
    assert reviewer.act(seen, "accept")["kind"] == "applied"
    guardian.withdraw(second["id"], "重复了")
    assert reviewer.cases()[first["id"]]["duplicates"] == []


def test_public_or_private_not_both(service: SeededService) -> None:
    """A private school's own register keeps the child out, and the other way round."""
    guardian = service.guardian()
    draft = draft_case(guardian)
    child = PrivateRegistration(id_type="1", id_no=FAMILY.child_id, stage=Stage.PRIMARY, school="育才学校")
    assert register_private(service.parts, OFFICE, YEAR, [child]) == ()
    with pytest.raises(Refused, match="409 registered_at_private_school"):
        guardian.submit(draft["id"])
    assert guardian.case(draft["id"])["status"] == "DRAFT"

    family = service.next_family()
    service.submit_case(service.guardian(family), family)
    taken = PrivateRegistration(id_type="1", id_no=family.child_id, stage=Stage.PRIMARY, school="育才学校")
    assert register_private(service.parts, OFFICE, YEAR, [child, taken]) == (0, 1)


def test_numbers_count_by_office(service: SeededService) -> None:
    """收件号: two letters, year, six digits, without gaps, whoever fails in between."""
    numbers = [service.submit_case()["number"] for _ in range(2)]
    guardian = service.guardian()
    with pytest.raises(Refused):
        guardian.submit(guardian.begin(OFFICE)["id"])
    numbers.append(service.submit_case()["number"])
    assert numbers == ["LS26-000001", "LS26-000002", "LS26-000003"]


@pytest.mark.parametrize("turn", range(2))
def test_two_channels_at_once(any_service: SeededService, turn: int) -> None:
    """Online and at the counter in the same moment: exactly one case, whatever the order."""
    guardian, desk = any_service.guardian(), any_service.desk()
    online, offline = draft_case(guardian)["id"], draft_case(desk)["id"]
    start = Barrier(2)

    def send(client: ApplicationClient, case: str) -> str:
        mine = replace(client, transport=any_service.transport())
        start.wait()
        try:
            return str(mine.submit(case, guardian_present=True)["status"])
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, (guardian, desk), (online, offline)))
    assert sorted(answers) == ["PENDING", "child_already_registered"]
    assert len(any_service.reviewer().cases()) == 1
