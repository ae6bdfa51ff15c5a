"""What each kind of case must upload, and what it lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reviewer_app.models.domain.case import (
    Answer,
    Case,
    Category,
    FormKind,
    RegistryResult,
    RegistryVerdict,
    Stage,
)
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.conditions import facts_of
from reviewer_app.models.domain.materials import missing_materials, required_materials
from tests.support.cases import make_case

BOOK = ["M01", "M02", "M03", "M04"]
HOME = "M10|M11|M12|M13|M14|M15|M16|M17|M18"
OWN_HOME = "M10|M11|M12|M13|M14|M15"
WORK = "M21|M22|M23|M24|M25"


def _lines(catalogue: Catalogue, case: Case, *settings: str) -> list[str]:
    lines = required_materials(case, catalogue.materials, frozenset(settings))
    return ["|".join(line.one_of) for line in lines]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    ("kind", "category", "expected"),
    [
        (FormKind.B, Category.LOCAL, BOOK),
        (FormKind.B, Category.ENTITLED, [*BOOK, "M30"]),
        (FormKind.A, Category.LOCAL, [*BOOK, HOME]),
        (FormKind.A, Category.HOME_OWNER, [*BOOK, OWN_HOME]),
        (FormKind.A, Category.MIGRANT, [*BOOK, "M20", HOME, WORK]),
        (FormKind.A, Category.ENTITLED, [*BOOK, "M30", HOME]),
    ],
)
def test_checklists(
    catalogue: Catalogue, kind: FormKind, category: Category, stage: Stage, expected: list[str]
) -> None:
    assert _lines(catalogue, make_case(1, kind=kind, category=category, stage=stage)) == expected


@pytest.mark.parametrize(
    ("answers", "guardian", "more"),
    [
        ({}, {"grd_same_book": False}, ["M05", "M06|M07"]),
        ({}, {"grd_basis": "4", "grd_relation": "99"}, ["M07"]),
        ({"health": "50", "disability": "听力残疾"}, {}, ["M42"]),
        ({"multi_birth": True}, {}, []),
    ],
)
def test_what_the_case_says_adds_materials(
    catalogue: Catalogue, answers: dict[str, Answer], guardian: dict[str, Answer], more: list[str]
) -> None:
    case = make_case(1, answers=answers)
    case = replace(case, guardians=({**case.guardians[0], **guardian},))
    assert _lines(catalogue, case) == [*BOOK, *more]


def test_a_child_without_household_brings_the_birth_certificate_instead(catalogue: Catalogue) -> None:
    assert _lines(catalogue, make_case(1, answers={"stu_id_type": "N"})) == ["M04", "M06|M07"]


@pytest.mark.parametrize("id_type", ["G", "H", "8", "A", "P", "6", "7", "9"])
def test_papers_from_beyond_the_mainland_have_a_checklist_of_their_own(
    catalogue: Catalogue, id_type: str
) -> None:
    assert _lines(catalogue, make_case(1, answers={"stu_id_type": id_type})) == ["M43", "M06|M07", "M04"]


def test_settings_of_the_county_add_materials(catalogue: Catalogue) -> None:
    case = make_case(1, kind=FormKind.A, category=Category.MIGRANT)
    assert _lines(catalogue, case, "guardian_identity_card")[-1] == "M08"
    assert "M08" not in _lines(catalogue, case)


@pytest.mark.parametrize(
    ("verdict", "needed"),
    [(RegistryVerdict.FAULT, True), (RegistryVerdict.NOT_FOUND, True), (RegistryVerdict.MATCH, False)],
)
def test_proof_of_no_other_home_is_asked_only_when_sharing_fails(
    catalogue: Catalogue, verdict: RegistryVerdict, needed: bool
) -> None:
    result = RegistryResult(registry="不动产", verdict=verdict, checked_at=datetime(2026, 7, 1, tzinfo=UTC))
    case = make_case(1, kind=FormKind.A, answers={"dw_kind": "2", "no_other_home": True}, registry=(result,))
    assert ("M19" in _lines(catalogue, case)) is needed


def test_missing_materials_are_the_lines_without_a_file(catalogue: Catalogue) -> None:
    case = make_case(1, kind=FormKind.A, category=Category.MIGRANT)
    assert missing_materials(case, catalogue.materials) == ()
    left = tuple(document for document in case.documents if document.material not in ("M20", "M17"))
    missing = missing_materials(replace(case, documents=left), catalogue.materials)
    assert ["|".join(line.one_of) for line in missing] == ["M20", HOME]
    assert missing[0].reason == "小一-A表-随迁子女须提供“居住证”"


def test_slots_hold_the_whole_checklist_and_the_supplement(catalogue: Catalogue) -> None:
    slots = catalogue.materials.slots(facts_of(make_case(1)))
    assert slots[:4] == tuple(BOOK)
    assert slots[-1] == "M90"
    assert {"M05", "M06", "M07", "M41"} <= set(slots)
    assert "M20" not in slots


def test_upload_limits(catalogue: Catalogue) -> None:
    upload = catalogue.materials.upload
    assert (upload.max_bytes, upload.max_files, upload.min_long_edge) == (10 * 1024 * 1024, 9, 1000)
    assert upload.media_types == ("image/jpeg", "image/png", "application/pdf")
