"""What opens for correction: the named items and what those force, nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.models.domain.case import Case, Category, FormKind, ReasonPick
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.correction_scope import OpenItems, open_items
from tests.support.cases import make_case

LOCAL = make_case(1, guardians=2)
OWNER = make_case(1, kind=FormKind.A)
MIGRANT = make_case(1, kind=FormKind.A, category=Category.MIGRANT)


def _open(catalogue: Catalogue, case: Case, code: str, target: str) -> OpenItems:
    return open_items(case, [ReasonPick(code=code, target=target)], catalogue)


@pytest.mark.parametrize(
    ("code", "target", "fields", "materials"),
    [
        ("ID03", "stu_ethnic", {"stu_ethnic"}, {"M90"}),
        ("ID01", "stu_id_no", {"stu_id_no", "stu_birth", "stu_sex"}, {"M90"}),
        ("HK01", "M01", set(), {"M01", "M90"}),
        ("TP01", "M03", set(), {"M03", "M90"}),
        ("ID08", "guardians.1.grd_mobile", {"guardians.1.grd_mobile"}, {"M90"}),
        ("ID08", "grd_mobile", {"guardians.0.grd_mobile"}, {"M90"}),
        ("HK05", "guardians.1.grd_same_book", {"guardians.1.grd_same_book"}, {"M05", "M06", "M07", "M90"}),
        ("TB02", "apply_school", {"apply_school"}, {"M90"}),
    ],
)
def test_of_a_short_form(
    catalogue: Catalogue, code: str, target: str, fields: set[str], materials: set[str]
) -> None:
    found = _open(catalogue, LOCAL, code, target)
    assert found.fields == fields
    assert found.materials == materials


def test_one_kind_of_title_may_stand_in_for_another(catalogue: Catalogue) -> None:
    found = _open(catalogue, OWNER, "FC12", "M10")
    assert found.fields == frozenset()
    assert {"M10", "M11", "M12", "M17"} <= found.materials
    assert "M01" not in found.materials


def test_the_kind_of_title_opens_what_hangs_on_it(catalogue: Catalogue) -> None:
    found = _open(catalogue, OWNER, "FC02", "pr_doc")
    assert {"pr_doc", "pr_cert_no", "pr_contract_no"} <= found.fields
    assert "pr_owner" not in found.fields
    assert {"M10", "M12"} <= found.materials


def test_the_category_opens_the_sections_that_hang_on_it(catalogue: Catalogue) -> None:
    found = _open(catalogue, MIGRANT, "TB01", "category")
    assert {"category", "pref_kind", "rp_holder", "emp_unit"} <= found.fields
    assert {"M20", "M21", "M22", "M30"} <= found.materials
    assert "stu_name" not in found.fields


@pytest.mark.parametrize(("code", "target"), [("CZ04", "stage"), ("BS02", "region")])
def test_region_and_stage_never_open(catalogue: Catalogue, code: str, target: str) -> None:
    assert target not in _open(catalogue, LOCAL, code, target).fields


def test_what_the_platform_writes_never_opens(catalogue: Catalogue) -> None:
    found = _open(catalogue, MIGRANT, "JZ06", "rp_months")
    assert found.fields == frozenset()
    assert "M20" in found.materials


def test_materials_that_the_case_lacks_are_always_open(catalogue: Catalogue) -> None:
    without = replace(LOCAL, documents=LOCAL.documents[1:])
    assert "M01" in _open(catalogue, without, "ID03", "stu_ethnic").materials
