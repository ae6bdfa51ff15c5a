"""Registry comparisons travel with the case and never decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from central_service.cases.registries import NoRegistry, concerned
from central_service.clock import SteppedClock
from reviewer_app.models.domain.case import Case, Category, FormKind, RegistryVerdict
from reviewer_app.sync.protocol import case_from_json
from tests.support.service import FAMILY, SCOPE, SeededService


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (RegistryVerdict.MATCH, "2"),
        (RegistryVerdict.MISMATCH, "3"),
        (RegistryVerdict.NOT_FOUND, "4"),
        (RegistryVerdict.FAULT, "5"),
    ],
)
def test_planned_answers_come_with_the_case(
    service: SeededService, verdict: RegistryVerdict, code: str
) -> None:
    """一致, 不一致, 未查到, 接口异常: the case is sent in all the same."""
    service.registry.plan(FAMILY.child_id, "户籍", RegistryVerdict.FAULT)
    service.registry.plan(FAMILY.child_id, "户籍", verdict, ["stu_name"], "姓名不同")
    sent = service.submit_case(service.guardian())
    assert sent["status"] == "PENDING"
    (result,) = service.reviewer().cases()[sent["id"]]["registry"]
    assert (result["registry"], result["verdict"], result["fields"]) == ("户籍", code, ["stu_name"])
    assert result["detail"] == "姓名不同"


def test_unknown_registries_cannot_be_planned(service: SeededService) -> None:
    """A misspelt plan must not be ignored."""
    with pytest.raises(ValueError, match="车管"):
        service.registry.plan(FAMILY.child_id, "车管", RegistryVerdict.MATCH)


def _case(service: SeededService) -> Case:
    service.submit_case()
    lines = service.reviewer().call("GET", f"/v1/scopes/{SCOPE}/changes").content.splitlines()
    return case_from_json(lines[1].removeprefix(b'{"seq":1,"put":').removesuffix(b"}"))


def test_which_registries_are_concerned(service: SeededService) -> None:
    """A B表 asks 户籍 alone; an A表 also 不动产 where a title is named, 居住证 and 社保 for 随迁子女."""
    case = _case(service)
    assert concerned(case) == ("户籍",)
    migrant = replace(case, form_kind=FormKind.A, category=Category.MIGRANT)
    assert concerned(migrant) == ("户籍", "居住证", "社保")
    assert concerned(replace(migrant, answers={**case.answers, "pr_doc": "1"})) == (
        "户籍",
        "不动产",
        "居住证",
        "社保",
    )
    clock = SteppedClock(datetime(2026, 7, 14, tzinfo=UTC))
    assert {result.verdict for result in NoRegistry(clock).compare(migrant)} == {RegistryVerdict.UNCHECKED}
