"""Text messages name nobody beyond recognition and give nothing of the child away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reviewer_app.models.domain.case import CaseStatus
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.notices import (
    KIND_OF_ACTION,
    NoticeKind,
    SmsTemplates,
    compose_sms,
    contains_personal_numbers,
)
from reviewer_app.models.domain.workflow import TRANSITIONS
from tests.support.cases import make_case

DUE = datetime(2026, 7, 15, 10, 0, tzinfo=UTC)


def test_the_message_of_a_correction(catalogue: Catalogue, templates: SmsTemplates) -> None:
    case = make_case(1, answers={"stu_name": "张三"})
    office = catalogue.regions.offices[case.office]
    assert compose_sms(templates, NoticeKind.CORRECTION, case, office, DUE) == (
        "【灵山县教育局】张*的入学报名有材料需要补齐补正，请于7月15日18时前登录“智桂通”办件进度查看并处理。"
        "咨询0777-6429786"
    )


def test_the_due_time_of_the_open_round_is_used(catalogue: Catalogue, templates: SmsTemplates) -> None:
    case = make_case(1, status=CaseStatus.CORRECTION)
    office = catalogue.regions.offices[case.office]
    round_ = replace(case.corrections[0], due=datetime(2026, 7, 20, 9, 30, tzinfo=UTC))
    text = compose_sms(templates, NoticeKind.REMIND, replace(case, corrections=(round_,)), office)
    assert "7月20日17时30分" in text


@pytest.mark.parametrize("kind", NoticeKind)
def test_no_message_holds_more_than_it_must(
    catalogue: Catalogue, templates: SmsTemplates, kind: NoticeKind
) -> None:
    case = make_case(5, status=CaseStatus.COMPLETED)
    text = compose_sms(templates, kind, case, catalogue.regions.offices[case.office], DUE)
    assert text.startswith("【灵山县教育局】")
    assert text.endswith("咨询0777-6429786")
    assert not contains_personal_numbers(text)
    assert case.child_name not in text
    for code in ("stu_id_no", "stu_addr", "dw_addr", "apply_school"):
        assert str(case.answers[code]) not in text
    assert case.result is not None
    assert case.result.school_name not in text
    assert len(text) <= 140


@pytest.mark.parametrize("name", ["{due}", "{0.__class__}", "%s", "<b>"])
def test_a_name_is_never_a_template(catalogue: Catalogue, templates: SmsTemplates, name: str) -> None:
    case = make_case(1, answers={"stu_name": name})
    text = compose_sms(templates, NoticeKind.ACCEPTED, case, catalogue.regions.offices[case.office])
    assert "已受理" in text


def test_a_message_with_a_due_time_refuses_to_go_without(
    catalogue: Catalogue, templates: SmsTemplates
) -> None:
    case = make_case(1)
    with pytest.raises(ValueError, match="needs a due time"):
        compose_sms(templates, NoticeKind.CORRECTION, case, catalogue.regions.offices[case.office])


def test_every_row_that_tells_the_guardian_has_a_message_and_no_other() -> None:
    assert {row.action for row in TRANSITIONS if row.notice} == KIND_OF_ACTION.keys()
    assert set(KIND_OF_ACTION.values()) == set(NoticeKind)


@pytest.mark.parametrize(
    "text",
    [
        "号码459999201808310014有误",
        "号码45999920180515006x有误",
        "号码 459999 20180831 0014 有误",
        "号码459999-20180831-0014",
        "号码４５９９９９２０１８０８３１００１４",
        "旧号459999180831001",
        "请拨13812341234",
        "请拨138 1234 1234",
        "请拨138-1234-1234",
        "请拨+8613812341234",
    ],
)
def test_personal_numbers_are_found_however_they_are_written(text: str) -> None:
    assert contains_personal_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "咨询0777-6429786",
        "咨询0777-6429786或0771-7837802",
        "2026年7月15日18时前",
        "收件号4507212026XX1000123",
        "第0001234号",
        "13条、18位",
    ],
)
def test_hotlines_dates_and_counts_are_no_personal_numbers(text: str) -> None:
    assert not contains_personal_numbers(text)
