"""Every check by table: what is changed in a case without fault, and the one finding that must follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from reviewer_app.models.domain.case import (
    Answer,
    Case,
    CaseId,
    Category,
    Channel,
    FormKind,
    RegistryResult,
    RegistryVerdict,
    Stage,
)
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.checks import Finding, Level, run_checks
from reviewer_app.models.domain.duplicates import CaseKey, key_of
from reviewer_app.models.domain.identity import check_character
from reviewer_app.models.domain.policy import CountyPolicy
from reviewer_app.models.domain.registration_numbers import uscc_check_character
from tests.support.cases import make_case

TODAY = date(2026, 7, 14)
GIRL = "45999920200314002" + check_character("45999920200314002")
BOY = "45999920200314001" + check_character("45999920200314001")
USCC = "91450721MA5K0A1B2" + uscc_check_character("91450721MA5K0A1B2")


def _number(body: str) -> str:
    return body + check_character(body)


def _case(
    kind: FormKind = FormKind.A,
    category: Category = Category.LOCAL,
    stage: Stage = Stage.PRIMARY,
    guardian: Mapping[str, Answer] | None = None,
    guardians: int = 1,
    **answers: Answer | None,
) -> Case:
    """A case in which no check finds fault, and then changed."""
    clean: dict[str, Answer | None] = {"emp_uscc": USCC} if category is Category.MIGRANT else {}
    if stage is Stage.PRIMARY:
        clean |= {"stu_id_no": BOY, "stu_birth": "2020-03-14", "stu_sex": "1", "stu_rel_to_head": "20"}
    case = make_case(
        2, kind=kind, category=category, stage=stage, guardians=guardians, answers={**clean, **answers}
    )
    return replace(case, guardians=({**case.guardians[0], **(guardian or {})}, *case.guardians[1:]))


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    code: str
    level: Level
    target: str | None
    reason: str | None
    case: Case
    siblings: tuple[CaseKey, ...] = ()
    words: str = ""
    others: frozenset[str] = field(default_factory=frozenset)
    """Codes of further doubts that the change brings with it."""


def _found(case: Case, catalogue: Catalogue, policy: CountyPolicy, *siblings: CaseKey) -> tuple[Finding, ...]:
    return run_checks(case, catalogue=catalogue, policy=policy, today=TODAY, siblings=siblings)


def _doubts(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.level is not Level.OK]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    ("kind", "category"),
    [
        (FormKind.A, Category.LOCAL),
        (FormKind.A, Category.HOME_OWNER),
        (FormKind.A, Category.MIGRANT),
        (FormKind.B, Category.LOCAL),
        (FormKind.B, Category.ENTITLED),
    ],
)
def test_a_case_without_fault_raises_no_doubt(
    catalogue: Catalogue, policy: CountyPolicy, kind: FormKind, category: Category, stage: Stage
) -> None:
    case = _case(kind, category, stage, guardians=2)
    assert _doubts(_found(case, catalogue, policy)) == []


B, W = Level.BLOCK, Level.WARN
NOTHING_MORE: frozenset[str] = frozenset()
IDENTITY = [
    Row("id_number", B, "stu_id_no", "ID01", _case(stu_id_no="459999202003140018"), words="校验码"),
    Row("id_number", B, "stu_id_no", "ID01", _case(stu_id_no="459999200314001"), words="15 位"),
    Row("id_number", W, "stu_id_no", "ID01", _case(stu_id_type="G", stu_id_no="12345678"), words="通行证",
        others=frozenset({"material_missing"})),
    Row("sex_matches_id", B, "stu_sex", "ID02", _case(stu_id_no=GIRL), words="第17位"),
    Row("birth_matches_id", B, "stu_birth", "ID02", _case(stu_birth="2020-03-15")),
    Row("id_region", W, "stu_id_no", None, _case(stu_id_no=_number("45888820200314001")), words="458888"),
    Row("no_id_number", W, "stu_id_no", None, _case(stu_id_type="N", stu_id_no=None), words="不得因此不予受理",
        others=frozenset({"material_missing"})),
    Row("id_number", B, "guardians.0.grd_id_no", "GX05", _case(guardian={"grd_id_no": "45999919900101001"})),
    Row("id_shared", B, "guardians.0.grd_id_no", "GX05", _case(guardian={"grd_id_no": BOY}), words="相同",
        others=frozenset({"parent_too_young"})),
]  # fmt: skip
AGE = [
    Row("under_age", B, "stu_birth", "BS01", _case(stu_id_no=_number("45999920200901001"), stu_birth="2020-09-01"),
        words="截至2026年8月31日未满6周岁"),
    Row("older_than_usual", W, "stu_birth", None,
        _case(stu_id_no=_number("45999920190831001"), stu_birth="2019-08-31"), words="不得要求提供超龄证明"),
    Row("birth_in_future", B, "stu_birth", "ID02",
        _case(stu_id_no=_number("45999920260801001"), stu_birth="2026-08-01")),
]  # fmt: skip
GUARDIANS = [
    Row("account_holder", B, "guardians.0.grd_name", "BS05", _case(guardian={"grd_face_ok": False})),
    Row("guardian_right", B, "guardians.0.grd_basis", "GX02", _case(guardian={"grd_relation": "61"}),
        others=frozenset({"relation_to_head"})),
    Row("guardian_right", B, "guardians.0.grd_basis", "GX02", _case(guardian={"grd_relation": "99"})),
    Row("grandparent_guardian", W, "guardians.0.grd_basis", "GX02",
        _case(guardian={"grd_relation": "63", "grd_basis": "2"}, stu_rel_to_head="43"), words="父母是否健在",
        others=frozenset({"material_missing"})),
    Row("guardian_right", W, "guardians.0.grd_basis", "GX02",
        _case(guardian={"grd_relation": "99", "grd_basis": "4"}), others=frozenset({"material_missing"})),
    Row("guardian_right", W, "guardians.0.grd_basis", None, _case(guardian={"grd_basis": "3"}),
        others=frozenset({"material_missing"})),
    Row("guardian_right", W, "guardians.0.grd_basis", "GX02", _case(guardian={"grd_relation": "57"})),
    Row("parent_too_young", W, "guardians.0.grd_id_no", "GX05",
        _case(guardian={"grd_id_no": _number("45999920040401001")}), words="未满16周岁"),
]  # fmt: skip
HEAD = str(_case().answers["stu_hukou_head"])
HOUSEHOLD = [
    Row("relation_to_head", W, "stu_rel_to_head", "GX04", _case(stu_rel_to_head="41"), words="户主是学生父（母）"),
    Row("relation_to_head", W, "stu_rel_to_head", "GX04",
        _case(guardian={"grd_relation": "61", "grd_basis": "3"}), words="户主是学生祖辈",
        others=frozenset({"guardian_right", "material_missing"})),
    Row("relation_to_head", W, "stu_rel_to_head", "GX04",
        _case(guardians=2, stu_hukou_head="韦大山"), words="户主不是填报的父母"),
    Row("relation_to_head", W, "stu_rel_to_head", "GX04", _case(stu_rel_to_head="02"), words="户主姓名却不是学生"),
    Row("relation_sex", W, "stu_rel_to_head", "GX04", _case(stu_rel_to_head="30"), words="与性别不符"),
]  # fmt: skip
LIVELIHOOD = [
    Row("permit_lapsed", W, "rp_endorse_until", "JZ02",
        _case(category=Category.MIGRANT, rp_endorse_until="2026-07-13"), words="签注已过期"),
    Row("permit_too_recent", W, "rp_issue_date", "JZ06",
        _case(category=Category.MIGRANT, rp_issue_date="2026-03-01"), words="不满6个月"),
    Row("permit_in_future", W, "rp_issue_date", "JZ06", _case(category=Category.MIGRANT, rp_issue_date="2026-08-01")),
    Row("permit_holder", W, "rp_holder", "JZ04", _case(category=Category.MIGRANT, rp_holder="别人")),
    Row("permit_holder", W, "rp_holder_id", "JZ04", _case(category=Category.MIGRANT, rp_holder_id=BOY)),
    Row("contract_ended", W, "emp_end", "JY02", _case(category=Category.MIGRANT, emp_end="2026-07-13")),
    Row("contract_dates", W, "emp_end", "JY02",
        _case(category=Category.MIGRANT, emp_start="2028-01-01", emp_end="2027-01-01")),
    Row("uscc", W, "emp_uscc", "JY04", _case(category=Category.MIGRANT, emp_uscc="91450721MA5K0A1B20")),
    Row("lease_ends_early", W, "dw_lease_to", "ZS02",
        _case(category=Category.MIGRANT, dw_lease_to="2026-08-30"), words="2026年8月31日"),
    Row("lease_dates", W, "dw_lease_to", "ZS02", _case(category=Category.MIGRANT, dw_lease_to="2025-08-31")),
]  # fmt: skip
HOME = [
    Row("certificate_number", W, "pr_cert_no", "FC01", _case(pr_cert_no="D45001234567"), words="印制编号"),
    Row("unit_number", W, "pr_unit_no", None, _case(pr_unit_no="450721"), words="28 位"),
    Row("not_residential", W, "pr_use", "FC06", _case(pr_use="商业"), words="商业"),
    Row("owner_outside_family", W, "pr_owner_rel", "FC04", _case(pr_owner="别人、路人")),
    Row("outside_area", W, "region", "BS02",
        _case(FormKind.B, stu_hukou_region="450722", stu_addr_region="450722001001", dw_region="450722001001")),
    Row("pupil_number", W, "xueji_no", "CZ01", _case(FormKind.B, stage=Stage.JUNIOR, xueji_no="G1234")),
    Row("wrong_form", W, "category", "BS06", _case(FormKind.B, Category.HOME_OWNER), words="A表"),
]  # fmt: skip


def _near(case: Case, **changes: object) -> CaseKey:
    return replace(key_of(case), case=CaseId("near"), number="N1", **changes)  # type: ignore[arg-type]


PLAIN = _case(FormKind.B)
STANDING = [
    Row("duplicate", B, "stu_id_no", "BS03", PLAIN, (_near(PLAIN),), words="N1"),
    Row("duplicate", B, "stu_id_no", "BS03", replace(PLAIN, duplicates=("N9",)), words="N9"),
    Row("public_and_private", B, "apply_school", "BS04", PLAIN, (_near(PLAIN, is_private=True),), words="民办",
        others=frozenset({"duplicate"})),
    Row("twins", W, "multi_birth", "TB03",
        _case(FormKind.B, multi_birth=True, multi_birth_ids=(GIRL,)), words="尚未报名"),
    Row("shared_address", W, "dw_addr", "TB05", PLAIN,
        (_near(PLAIN, id_number=GIRL, name="别家", guardian_ids=frozenset({"x"})),), words="N1"),
]  # fmt: skip
TABLE = IDENTITY + AGE + GUARDIANS + HOUSEHOLD + LIVELIHOOD + HOME + STANDING


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.code}-{row.target}")
def test_what_a_check_finds(catalogue: Catalogue, policy: CountyPolicy, row: Row) -> None:
    doubts = _doubts(_found(row.case, catalogue, policy, *row.siblings))
    found = [item for item in doubts if item.code == row.code]
    assert [(item.level, item.target, item.suggested_reason) for item in found] == [
        (row.level, row.target, row.reason)
    ]
    assert row.words in found[0].message_zh
    assert {item.code for item in doubts} - {row.code} == row.others


def test_every_suggested_reason_is_about_its_target(catalogue: Catalogue, policy: CountyPolicy) -> None:
    for row in TABLE:
        for finding in _found(row.case, catalogue, policy, *row.siblings):
            if finding.suggested_reason is not None:
                fitting = catalogue.reasons.reasons_for(finding.target or "")
                codes = {reason.code for reason in fitting}
                assert finding.suggested_reason in codes, finding


def test_parents_with_numbers_of_abolished_divisions_are_not_doubted(
    catalogue: Catalogue, policy: CountyPolicy
) -> None:
    for region in ("452824", "452128", "452231", "452801", "452802"):
        case = _case(guardian={"grd_id_no": _number(f"{region}19880101001")})
        assert _doubts(_found(case, catalogue, policy)) == []


def test_demo_numbers_are_ordinary_unknown_codes_without_the_policys_word(
    catalogue: Catalogue, policy: CountyPolicy
) -> None:
    strict = replace(policy, demo_prefixes=())
    doubts = _doubts(_found(_case(), catalogue, strict))
    assert {(item.code, item.level) for item in doubts} == {("id_region", Level.WARN)}


@pytest.mark.parametrize("day", ["2020-08-31", "2019-09-01"])
def test_31_august_itself_counts(catalogue: Catalogue, policy: CountyPolicy, day: str) -> None:
    case = _case(stu_birth=day, stu_id_no=_number(f"459999{day.replace('-', '')}001"))
    assert _doubts(_found(case, catalogue, policy)) == []


def test_another_county_may_have_another_day(catalogue: Catalogue, policy: CountyPolicy) -> None:
    later = replace(policy, cutoff_month=9, cutoff_day=1)
    case = _case(stu_birth="2020-09-01", stu_id_no=_number("45999920200901001"))
    assert _doubts(_found(case, catalogue, later)) == []


def test_junior_schools_have_no_rule_of_age(catalogue: Catalogue, policy: CountyPolicy) -> None:
    case = _case(FormKind.B, stage=Stage.JUNIOR, stu_birth="2010-01-01", stu_id_no=None, xueji_no=None)
    codes = {finding.code for finding in _found(case, catalogue, policy)}
    assert codes.isdisjoint({"under_age", "older_than_usual", "school_age"})


def _with_registry(verdict: RegistryVerdict, *fields: str, registry: str = "户籍") -> Case:
    at = datetime(2026, 7, 12, tzinfo=UTC)
    result = RegistryResult(
        registry=registry, verdict=verdict, fields=fields, detail="姓名有一字不同", checked_at=at
    )
    return replace(_case(FormKind.B), registry=(result,))


@pytest.mark.parametrize(
    ("verdict", "level", "code", "words"),
    [
        (RegistryVerdict.MATCH, Level.OK, "registry_match", "与户籍登记一致"),
        (RegistryVerdict.MISMATCH, Level.WARN, "registry_mismatch", "姓名有一字不同"),
        (RegistryVerdict.NOT_FOUND, Level.WARN, "registry_not_found", "未查到"),
        (RegistryVerdict.FAULT, Level.WARN, "registry_fault", "接口异常"),
        (RegistryVerdict.RUNNING, Level.WARN, "registry_running", "正在核验"),
    ],
)
def test_a_registry_speaks_of_each_field_and_never_forbids(
    catalogue: Catalogue, policy: CountyPolicy, verdict: RegistryVerdict, level: Level, code: str, words: str
) -> None:
    case = _with_registry(verdict, "stu_name", "stu_hukou_addr")
    found = [item for item in _found(case, catalogue, policy) if item.code == code]
    assert [(item.level, item.target, item.source) for item in found] == [
        (level, "stu_name", "公安"),
        (level, "stu_hukou_addr", "公安"),
    ]
    assert all(words in item.message_zh for item in found)


@pytest.mark.parametrize("verdict", [RegistryVerdict.UNCHECKED, RegistryVerdict.NOT_APPLICABLE])
def test_a_registry_that_was_not_asked_says_nothing(
    catalogue: Catalogue, policy: CountyPolicy, verdict: RegistryVerdict
) -> None:
    found = _found(_with_registry(verdict, "stu_name"), catalogue, policy)
    assert not [item for item in found if item.code.startswith("registry_")]


@pytest.mark.parametrize(
    ("registry", "field_code", "reason", "source"),
    [
        ("户籍", "stu_name", "HK07", "公安"),
        ("不动产", "pr_cert_no", "FC01", "自然资源"),
        ("居住证", "rp_endorse_until", "JZ02", "公安"),
        ("社保", "ss_months", "JY06", "人社"),
        ("税务", "emp_unit", None, "税务"),
    ],
)
def test_a_mismatch_suggests_the_reason_of_its_field(
    catalogue: Catalogue,
    policy: CountyPolicy,
    registry: str,
    field_code: str,
    reason: str | None,
    source: str,
) -> None:
    case = _with_registry(RegistryVerdict.MISMATCH, field_code, registry=registry)
    found = next(item for item in _found(case, catalogue, policy) if item.code == "registry_mismatch")
    assert (found.suggested_reason, found.source) == (reason, source)


def test_a_verdict_about_no_field_is_about_the_case(catalogue: Catalogue, policy: CountyPolicy) -> None:
    found = _doubts(_found(_with_registry(RegistryVerdict.FAULT), catalogue, policy))
    assert [item.target for item in found] == [None]


@pytest.mark.parametrize(
    ("material", "reason"), [("M01", "HK01"), ("M03", "HK03"), ("M20", "JZ01"), ("M21", None), ("M17", None)]
)
def test_missing_materials_are_named_with_their_reason(
    catalogue: Catalogue, policy: CountyPolicy, material: str, reason: str | None
) -> None:
    case = _case(category=Category.MIGRANT)
    left = tuple(document for document in case.documents if document.material != material)
    doubts = _doubts(_found(replace(case, documents=left), catalogue, policy))
    assert [(item.code, item.level, item.suggested_reason) for item in doubts] == [
        ("material_missing", Level.WARN, reason)
    ]


def test_fields_found_right_name_their_source(catalogue: Catalogue, policy: CountyPolicy) -> None:
    found = _found(_case(category=Category.MIGRANT), catalogue, policy)
    right = {(item.target, item.source) for item in found if item.level is Level.OK}
    assert {
        ("stu_id_no", "校验"),
        ("stu_birth", "校验"),
        ("stu_sex", "校验"),
        ("stu_rel_to_head", "校验"),
        ("guardians.0.grd_name", "公安"),
        ("guardians.0.grd_id_no", "校验"),
        ("rp_endorse_until", "校验"),
        ("emp_uscc", "校验"),
        ("dw_lease_to", "校验"),
        ("rp_addr", "公安"),
        ("ss_months", "人社"),
    } <= right


def test_an_offline_point_vouches_for_the_guardian_it_saw(catalogue: Catalogue, policy: CountyPolicy) -> None:
    case = replace(_case(), channel=Channel.OFFLINE)
    holder = next(item for item in _found(case, catalogue, policy) if item.code == "account_holder")
    assert holder.source == "报名点"


def test_mutual_twins_are_found_right(catalogue: Catalogue, policy: CountyPolicy) -> None:
    case = _case(FormKind.B, multi_birth=True, multi_birth_ids=(GIRL,))
    other = _near(case, id_number=GIRL, name="妹", twin_ids=frozenset({BOY}))
    findings = _found(case, catalogue, policy, other)
    assert _doubts(findings) == []
    assert ("twins", "multi_birth") in {(item.code, item.target) for item in findings}


def test_the_caller_may_know_that_the_school_is_private(catalogue: Catalogue, policy: CountyPolicy) -> None:
    near = _near(PLAIN, is_private=True)
    own = key_of(PLAIN, is_private=True)
    findings = run_checks(PLAIN, catalogue=catalogue, policy=policy, today=TODAY, siblings=[near], key=own)
    assert "public_and_private" not in {item.code for item in findings}


def test_an_empty_case_is_lacks_its_materials_and_nothing_else(
    catalogue: Catalogue, policy: CountyPolicy
) -> None:
    case = replace(_case(FormKind.B), answers={}, guardians=(), registry=(), documents=())
    assert {item.code for item in _doubts(_found(case, catalogue, policy))} == {"material_missing"}


def test_answers_of_a_wrong_type_are_the_forms_to_refuse(catalogue: Catalogue, policy: CountyPolicy) -> None:
    case = _case(category=Category.MIGRANT)
    nonsense: dict[str, Answer] = dict.fromkeys(case.answers, 7)
    guardian: dict[str, Answer] = dict.fromkeys(case.guardians[0], 7)
    _found(replace(case, answers=nonsense, guardians=(guardian,)), catalogue, policy)
