"""What a reviewer reads: exceptions in sight, verified fields folded, each field beside its proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from reviewer_app.config import resources_dir
from reviewer_app.models.domain.case import (
    Answer,
    Case,
    CaseStatus,
    Category,
    Correction,
    DocumentId,
    FormKind,
    ReasonPick,
    RegistryResult,
    RegistryVerdict,
    Stage,
)
from reviewer_app.models.domain.checks import run_checks
from reviewer_app.models.domain.entries import CatalogueError
from reviewer_app.models.domain.evidence import FILE, load_evidence
from reviewer_app.ui.viewmodels.form_lines import Reading, by_target
from reviewer_app.ui.viewmodels.form_row import Row, RowKind, RowState
from reviewer_app.ui.viewmodels.form_rows import build_rows
from reviewer_app.ui.viewmodels.marks import MarkBook, Verdict
from reviewer_app.ui.viewmodels.review_rules import load_review_rules
from reviewer_app.ui.viewmodels.round_rows import build_round_rows
from tests.support.cases import SEASON_START, make_case
from tests.ui.case.desk import catalogue

SCHOOLS = {"2145000001": "灵山县第一小学"}


def read(case: Case, marks: MarkBook | None = None, *unfolded: str) -> Reading:
    rules = load_review_rules(resources_dir(), catalogue(), case.office)
    found = run_checks(case, catalogue=catalogue(), policy=rules.policy, today=date(2026, 7, 14))
    return Reading(
        case=case,
        rules=rules,
        findings=found,
        by_target=by_target(found),
        marks=(marks or MarkBook()).of(case),
        schools=SCHOOLS,
        unfolded=frozenset(unfolded),
    )


def rows_of(case: Case, marks: MarkBook | None = None, *unfolded: str) -> Sequence[Row]:
    return build_rows(read(case, marks, *unfolded))


def row(rows: Sequence[Row], key: str) -> Row:
    return next(found for found in rows if found.key == key)


def test_a_clean_case_shows_what_needs_a_person_and_folds_the_rest() -> None:
    rows = rows_of(make_case(3))
    fields = [found for found in rows if found.kind is RowKind.FIELD and found.section == "S1"]
    fold = row(rows, "fold:S1:0")

    assert [found.label for found in fields] == [
        "姓名",
        "身份证号",
        "户主 / 关系",
        "户籍地址",
        "现住址",
        "报读学校",
    ]
    assert [found.state.value for found in fields] == [
        "verified", "verified", "open", "verified", "open", "open",
    ]  # fmt: skip
    assert fold.label == "系统已核 3 项"
    assert fold.value.startswith("性别 男·出生 2020-04-04·")
    assert row(rows, "section:S1").value == "已核 3 / 6"


def test_a_fold_opens_in_place() -> None:
    case = make_case(3)
    opened = rows_of(case, None, "fold:S1:0")
    quiet = [found for found in opened if found.quiet and found.section == "S1"]

    assert not row(opened, "fold:S1:0").folded
    assert [found.label for found in quiet][:2] == ["性别", "出生"]
    assert not any(found.is_counted for found in quiet)
    assert {found.key for found in rows_of(case)} <= {found.key for found in opened}


def test_numbers_are_grouped_and_masked() -> None:
    case = make_case(3, guardians=2)
    rows = rows_of(case)

    assert row(rows, "stu_id_no").value == "459999 20200404 0033"
    assert row(rows, "stu_id_no").copied == case.answers["stu_id_no"]
    assert row(rows, "guardians.0.grd_mobile").value == "138****0021"
    assert str(case.guardians[0]["grd_mobile"]) not in row(rows, "guardians.0.grd_mobile").spoken


def test_both_guardians_are_there_the_second_by_name() -> None:
    rows = rows_of(make_case(3, guardians=2))

    assert row(rows, "guardians.0.grd_name").label == "姓名 / 关系"
    assert row(rows, "guardians.1.grd_name").label == "第二监护人"
    assert row(rows, "guardians.1.grd_name").value.endswith("·母亲")
    assert row(rows, "guardians.1.grd_name").proof[0] == DocumentId("doc-000003-M04-2")


@pytest.mark.parametrize(
    ("kind", "category", "stage", "sections"),
    [
        (FormKind.B, Category.LOCAL, Stage.PRIMARY, ["学生信息", "监护人", "住所"]),
        (FormKind.B, Category.ENTITLED, Stage.PRIMARY, ["学生信息", "监护人", "住所"]),
        (FormKind.A, Category.LOCAL, Stage.PRIMARY, ["学生信息", "监护人", "住所", "房产"]),
        (
            FormKind.A,
            Category.MIGRANT,
            Stage.JUNIOR,
            ["学生信息", "监护人", "居住证", "就业", "住所", "房产"],
        ),
    ],
)
def test_only_sections_that_the_case_fills_in_are_there(
    kind: FormKind, category: Category, stage: Stage, sections: list[str]
) -> None:
    rows = rows_of(make_case(3, kind=kind, category=category, stage=stage))

    assert [found.label for found in rows if found.kind is RowKind.SECTION] == sections


@pytest.mark.parametrize(
    ("answers", "key", "state", "words"),
    [
        ({"stu_birth": "2020-09-01"}, "stu_birth", RowState.UNFIT, "出生日期与身份证号不一致，请核对。"),
        ({"stu_id_no": "459999202004040034"}, "stu_id_no", RowState.UNFIT, "校验码"),
        ({"rp_endorse_until": "2026-06-30"}, "rp_endorse_until", RowState.DOUBT, "签注已过期"),
        ({"stu_rel_to_head": "42"}, "stu_hukou_head", RowState.DOUBT, "户主"),
    ],
)
def test_a_finding_stands_beside_its_field_with_its_reason(
    answers: dict[str, Answer | None], key: str, state: RowState, words: str
) -> None:
    case = make_case(3, kind=FormKind.A, category=Category.MIGRANT, answers=answers)
    found = row(rows_of(case), key)

    assert found.state is state
    assert words in found.reason
    assert found.reason in found.spoken


def test_a_rule_stands_beside_the_field_that_does_not_meet_it() -> None:
    case = make_case(
        3, kind=FormKind.A, category=Category.MIGRANT, answers={"rp_endorse_until": "2026-06-30"}
    )
    rules = [found for found in rows_of(case) if found.kind is RowKind.RULE and found.section == "S3"]

    assert [found.label for found in rules] == ["随迁子女：监护人居住证在签注有效期内，居住满半年。"]


def test_a_registry_that_is_silent_asks_a_person_and_says_nothing_against_the_family() -> None:
    case = make_case(3)
    asked = RegistryResult(
        registry="户籍", verdict=RegistryVerdict.FAULT, fields=("stu_name",), checked_at=SEASON_START
    )
    found = row(rows_of(replace(case, registry=(asked,))), "stu_name")

    assert (found.state, found.note) == (RowState.OPEN, "接口异常")


def test_a_missing_paper_and_a_second_case_stand_on_top() -> None:
    case = make_case(3)
    case = replace(
        case,
        documents=tuple(document for document in case.documents if document.material != "M01"),
        duplicates=("LS26-000099",),
    )
    rows = rows_of(case)

    assert rows[0].label == "需要注意"
    assert (rows[1].label, rows[1].state, rows[1].target) == ("缺材料", RowState.UNFIT, "M01")
    assert row(rows, "stu_addr").note == "缺依据"
    assert "LS26-000099" in row(rows, "stu_id_no").reason


def test_a_document_found_fit_settles_what_it_proves() -> None:
    case, marks = make_case(3), MarkBook()
    head = next(document for document in case.documents if document.material == "M02")
    marks.mark_document(case, head, Verdict.GOOD)
    rows = rows_of(case, marks)

    assert (row(rows, "stu_hukou_head").state, row(rows, "stu_hukou_head").note) == (
        RowState.CONFIRMED,
        "随材料",
    )
    assert row(rows, "stu_addr").state is RowState.OPEN


def answered(case: Case) -> Case:
    """A case that came back: the address was mended, a contract replaced, the permit left as it was."""
    asked = SEASON_START - timedelta(days=2)
    old = next(document for document in case.documents if document.material == "M21")
    fresh = replace(old, id=DocumentId("new"), sha256="f" * 64, uploaded_at=SEASON_START)
    round_ = Correction(
        round=1,
        reasons=(
            ReasonPick(code="HK08", target="stu_hukou_addr"),
            ReasonPick(code="TP01", target="M21"),
            ReasonPick(code="JZ02", target="M20"),
        ),
        due=asked + timedelta(days=3),
        asked_at=asked,
        asked_by="覃晓梅",
        answered_at=SEASON_START,
        before={"stu_hukou_addr": "灵山县旧地址", "guardians.0.grd_mobile": "13912345521"},
        replaced=(old,),
    )
    documents = tuple(fresh if document is old else document for document in case.documents)
    return replace(case, documents=documents, corrections=(round_,))


def test_a_case_that_came_back_begins_with_what_was_asked() -> None:
    case = answered(make_case(3, kind=FormKind.A, category=Category.MIGRANT))
    rows = build_round_rows(read(case))
    asked = {found.key: found for found in rows}

    assert rows[0].label == "上次要求补正 3 处"
    address = asked["asked:stu_hukou_addr"]
    assert (address.before, address.note) == ("灵山县旧地址", "已改，待核")
    contract = asked["asked:M21"]
    assert (contract.note, contract.proof[0], contract.replaced) == (
        "已换图，待看", "new", "doc-000003-M21-1",
    )  # fmt: skip
    assert (asked["asked:M20"].note, asked["asked:M20"].state) == ("未换", RowState.UNFIT)
    phone = asked["unasked:guardians.0.grd_mobile"]
    assert (phone.before, phone.value) == ("139****5521", "138****0021")
    assert rows[-1].label.endswith("7 份材料没有变化")


def test_a_case_under_correction_shows_no_round_yet() -> None:
    assert build_round_rows(read(make_case(3, status=CaseStatus.CORRECTION))) == ()


def test_the_reading_of_the_form_knows_every_field_once() -> None:
    fields = {code for form in catalogue().forms.values() for code in form.fields}
    evidence = load_evidence(resources_dir(), fields, catalogue().materials.materials)
    listed = [
        code for section in evidence.sections.values() for line in section.lines for code in line.fields
    ]

    assert sorted(listed) == sorted(fields)
    assert evidence.proof_of("pr_cert_no")[0] == "M10"


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ('[{"fields": ["stu_nam"]}]', "forms/evidence.json: S1.rows[0]: names the unknown field stu_nam"),
        ('[{"fields": ["stu_name"], "proof": ["M99"]}]', "names the unknown material M99"),
        ('[{"fields": ["stu_name"]}, {"fields": ["stu_name"]}]', "stands on another line already"),
        ('[{"fields": ["stu_name"], "colour": "red"}]', "unknown member colour"),
        ('[{"fields": []}]', "fields is missing or empty"),
    ],
)
def test_a_wrong_reading_is_refused_by_file_and_entry(tmp_path: Path, rows: str, complaint: str) -> None:
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text(
        f'{{"sections": [{{"code": "S1", "tab": "学生信息", "rows": {rows}}}]}}', encoding="utf-8"
    )

    with pytest.raises(CatalogueError) as caught:
        load_evidence(tmp_path, {"stu_name"}, {"M03"})
    assert complaint in str(caught.value)
