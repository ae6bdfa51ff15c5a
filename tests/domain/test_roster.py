"""Who stands on a list, and in what order."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.models.domain.case import (
    AdmissionResult,
    AdmitMode,
    Case,
    CaseId,
    CaseStatus,
    Category,
    Channel,
    FormKind,
    OfficeCode,
    SchoolCode,
    Stage,
    Substage,
    VersionTag,
)
from reviewer_app.models.domain.roster import RosterScope, build_roster, find_issues

NOW = datetime(2026, 7, 14, tzinfo=UTC)


def case(name: str, number: int = 1, **changes: object) -> Case:
    values: dict[str, object] = {
        "id": CaseId(f"case-{name}-{number}"),
        "number": f"LS26-{number:06d}",
        "office": OfficeCode("450721"),
        "season": 2026,
        "stage": Stage.PRIMARY,
        "form_kind": FormKind.B,
        "category": Category.LOCAL,
        "channel": Channel.ONLINE,
        "status": CaseStatus.COMPLETED,
        "tag": VersionTag("t"),
        "answers": {"stu_name": name, "stu_id_no": f"45999920200314{number:04d}", "stu_sex": "1"},
        "guardians": ({"grd_name": "韦建国"},),
        "result": AdmissionResult(
            school=SchoolCode("2145000003"), school_name="三小", mode=AdmitMode.CATCHMENT
        ),
        "created_at": NOW,
        "submitted_at": NOW,
        "updated_at": NOW,
    }
    return Case(**(values | changes))  # type: ignore[arg-type]


def names(*cases: Case, scope: RosterScope = RosterScope.FINAL, school: str | None = None) -> list[str]:
    built = build_roster(
        cases, office_name="灵山县教育局", stage=Stage.PRIMARY, year=2026, school_code=school, scope=scope
    )
    return [row.name for row in built.rows]


def test_only_concluded_cases_stand_on_the_final_list() -> None:
    proposed = case("乙", 2, status=CaseStatus.PROCESSING, substage=Substage.PROPOSED)
    declined = case("丙", 3, status=CaseStatus.DECLINED)
    assert names(case("甲"), proposed, declined) == ["甲"]
    assert sorted(names(case("甲"), proposed, declined, scope=RosterScope.PROPOSED)) == ["乙", "甲"]


def test_a_deferred_child_and_a_child_of_another_stage_are_not_listed() -> None:
    deferred = AdmissionResult(school=SchoolCode(""), school_name="", mode=AdmitMode.DEFERRED)
    assert names(case("甲", result=deferred), case("乙", 2, stage=Stage.JUNIOR)) == []


def test_one_school_lists_its_own() -> None:
    other = AdmissionResult(school=SchoolCode("2145000004"), school_name="四小", mode=AdmitMode.PLACED)
    assert names(case("甲"), case("乙", 2, result=other), school="2145000004") == ["乙"]


@given(st.permutations(["张伟", "阿依古丽", "韦雨涵", "𬱟明", "李·买买提"]), st.data())
def test_time_number_and_channel_of_registration_never_move_a_child(
    order: list[str], data: st.DataObject
) -> None:
    cases = [
        case(
            name,
            number=data.draw(st.integers(1, 999_999)),
            id=CaseId(name),
            submitted_at=data.draw(st.datetimes(timezones=st.just(UTC))),
            channel=data.draw(st.sampled_from(Channel)),
        )
        for name in order
    ]
    assert names(*cases) == ["阿依古丽", "李·买买提", "韦雨涵", "张伟", "𬱟明"]


def test_doubled_ids_and_same_names_are_reported() -> None:
    twice = case("甲", 1, id=CaseId("x"))
    built = build_roster(
        [case("甲"), twice, case("乙", 2)], office_name="灵山县教育局", stage=Stage.PRIMARY, year=2026
    )
    assert [issue.code for issue in find_issues(built)] == ["id_doubled", "same_name"]
