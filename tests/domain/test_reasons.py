"""Reasons belong to items of the case at hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.models.domain.case import Document, FormKind, ReasonPick
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.workflow import WorkflowError
from tests.support.cases import make_case


@pytest.mark.parametrize(
    ("target", "kind", "first", "holds", "lacks"),
    [
        ("M05", "补正", "HK05", "TP01", "HK01"),
        ("stu_id_no", "补正", "HK07", "ID01", "TP01"),
        ("guardians.1.grd_mobile", "补正", "ID08", "ID08", "HK07"),
        ("M90", "补正", "TP01", "TP10", "HK01"),
        ("stu_birth", "不予受理", "BS01", "BS01", "BS03"),
        ("M18", "退件", "TJ01", "TJ04", "TJ05"),
        ("stu_name", "退件", "TJ01", "TJ02", "TJ03"),
    ],
)
def test_reasons_for_an_item(
    catalogue: Catalogue, target: str, kind: str, first: str, holds: str, lacks: str
) -> None:
    codes = [reason.code for reason in catalogue.reasons.reasons_for(target, kind)]
    assert codes[0] == first
    assert holds in codes
    assert lacks not in codes


def test_reasons_of_every_kind_when_none_is_asked(catalogue: Catalogue) -> None:
    kinds = {reason.kind for reason in catalogue.reasons.reasons_for("stu_birth")}
    assert kinds == {"补正", "退件", "不予受理"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("hk01", ["HK01"]),
        ("签注", ["JZ02"]),
        ("居住证 签注", ["JZ02"]),
        ("租赁 到期", ["ZS02"]),
        ("不存在的话", []),
    ],
)
def test_search(catalogue: Catalogue, text: str, codes: list[str]) -> None:
    assert [reason.code for reason in catalogue.reasons.search(text, "补正")] == codes


def test_an_empty_search_is_the_whole_library(catalogue: Catalogue) -> None:
    assert len(catalogue.reasons.search("")) == 97


GOOD = [
    ReasonPick(code="HK01", target="M01"),
    ReasonPick(code="HK05", target="grd_same_book"),
    ReasonPick(code="HK05", target="guardians.0.grd_same_book"),
    ReasonPick(code="TP01", target="M90"),
    ReasonPick(code="TJ01", target="stu_name"),
    ReasonPick(code="ID03", target="stu_ethnic", note="户口簿为壮族"),
]


@pytest.mark.parametrize("pick", GOOD)
def test_a_reason_about_an_item_of_the_case(catalogue: Catalogue, pick: ReasonPick) -> None:
    assert catalogue.reasons.pick_errors(make_case(1), [pick]) == ()


@pytest.mark.parametrize(
    ("code", "target", "error", "field"),
    [
        ("XX01", "M01", "reason_unknown", "reasons.1.code"),
        ("JZ01", "M20", "target_not_in_case", "reasons.1.target"),
        ("JY04", "emp_uscc", "target_not_in_case", "reasons.1.target"),
        ("ID08", "guardians.1.grd_mobile", "target_not_in_case", "reasons.1.target"),
        ("ID03", "guardians.0.stu_ethnic", "target_not_in_case", "reasons.1.target"),
        ("ID03", "nonsense", "target_not_in_case", "reasons.1.target"),
        ("HK01", "M02", "reason_not_about_target", "reasons.1.target"),
        ("ID03", "stu_name", "reason_not_about_target", "reasons.1.target"),
        ("TP01", "stu_name", "reason_not_about_target", "reasons.1.target"),
        ("HK01", "M01", "reason_twice", "reasons.1.code"),
    ],
)
def test_a_reason_that_does_not_belong_is_named_by_its_place(
    catalogue: Catalogue, code: str, target: str, error: str, field: str
) -> None:
    case = make_case(1, kind=FormKind.B)
    picks = [ReasonPick(code="HK01", target="M01"), ReasonPick(code=code, target=target)]
    found = catalogue.reasons.pick_errors(case, picks)
    assert [(item.code, item.field) for item in found] == [(error, field)]
    with pytest.raises(WorkflowError) as raised:
        catalogue.reasons.check_picks(case, picks)
    assert (raised.value.code, raised.value.field) == (error, field)


def test_an_uploaded_material_can_be_faulted_even_off_the_checklist(catalogue: Catalogue) -> None:
    case = make_case(1, kind=FormKind.A)
    pick = ReasonPick(code="JZ02", target="M20")
    assert catalogue.reasons.pick_errors(case, [pick])
    with_permit = make_case(1, documents=(*case.documents[:1], _permit(case.documents[0])))
    assert catalogue.reasons.pick_errors(with_permit, [pick]) == ()


def _permit(document: Document) -> Document:
    return replace(document, material="M20")


def test_quality_of_a_picture_applies_to_every_material(catalogue: Catalogue) -> None:
    for number in range(1, 11):
        reason = catalogue.reasons.find(f"TP{number:02d}")
        assert reason is not None
        assert reason.every_material
        assert not reason.every_field
