"""A broken resource is refused by name: file, entry and what is wrong, before anything starts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reviewer_app.models.domain.catalogue import CatalogueError, load_catalogue
from reviewer_app.models.domain.notices import load_sms_templates
from reviewer_app.models.domain.policy import load_policy

FORMS, CODES, MATERIALS = "forms/forms.json", "codes/codes.json", "materials/materials.json"
REASONS, OFFICES, DIVISIONS = "reasons/reasons.json", "regions/offices.json", "regions/divisions.json"
POLICY, SMS = "policies/default.json", "notices/sms.json"
Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def copied(resources: Path, tmp_path: Path) -> Path:
    for name in ("forms", "codes", "materials", "reasons", "regions", "policies", "notices"):
        shutil.copytree(resources / name, tmp_path / name)
    return tmp_path


def _load_all(directory: Path) -> None:
    load_policy(directory, load_catalogue(directory))
    load_sms_templates(directory)


def _entry(root: dict[str, Any], key: str, code: str, by: str = "code") -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in root[key] if entry[by] == code)
    return found


def _field(root: dict[str, Any], code: str) -> dict[str, Any]:
    return next(field for section in root["sections"] for field in section["fields"] if field["code"] == code)


BREAKS: dict[str, tuple[str, Edit, str, str]] = {
    "reason about an unknown material": (
        REASONS,
        lambda root: _entry(root, "reasons", "HK05").update(applies_to=["M99"]),
        "HK05",
        "applies_to names unknown material M99",
    ),
    "reason about an unknown field": (
        REASONS,
        lambda root: _entry(root, "reasons", "ID03").update(applies_to=["stu_shoe_size"]),
        "ID03",
        "applies_to names unknown field stu_shoe_size",
    ),
    "reason about nothing": (
        REASONS,
        lambda root: _entry(root, "reasons", "ID03").pop("applies_to"),
        "ID03",
        "is about nothing",
    ),
    "reason of no kind": (
        REASONS,
        lambda root: _entry(root, "reasons", "TJ01").update(kind="驳回"),
        "TJ01",
        "kind is 驳回",
    ),
    "reason twice": (
        REASONS,
        lambda root: root["reasons"].append(dict(root["reasons"][0])),
        "HK01",
        "stands here twice",
    ),
    "reason without text": (
        REASONS,
        lambda root: _entry(root, "reasons", "HK02").update(text=" "),
        "HK02",
        "text is missing",
    ),
    "misspelt member": (
        REASONS,
        lambda root: _entry(root, "reasons", "HK02").update(guidence="x"),
        "HK02",
        "unknown member guidence",
    ),
    "field with an unknown code set": (
        FORMS,
        lambda root: _field(root, "stu_sex").update(codeset="gender"),
        "stu_sex",
        "unknown codeset gender",
    ),
    "coded field without a set": (
        FORMS,
        lambda root: _field(root, "stu_sex").pop("codeset"),
        "stu_sex",
        "names a codeset",
    ),
    "field of an unknown type": (
        FORMS,
        lambda root: _field(root, "stu_birth").update(type="datum"),
        "stu_birth",
        "type is datum",
    ),
    "condition on an unknown field": (
        FORMS,
        lambda root: _field(root, "pref_kind").update(when={"field": "kategory", "in": ["YF"]}),
        "pref_kind",
        "unknown field kategory",
    ),
    "condition without a comparison": (
        FORMS,
        lambda root: _field(root, "pref_kind").update(when={"field": "category"}),
        "pref_kind.when",
        "exactly one of",
    ),
    "field that forces an unknown one": (
        FORMS,
        lambda root: _field(root, "stu_id_no").update(forces=["stu_zodiac"]),
        "stu_id_no",
        "unknown field stu_zodiac",
    ),
    "field that nobody may ask": (
        FORMS,
        lambda root: root["sections"][0]["fields"].append(
            {**_field(root, "stu_addr"), "code": "grd_income", "label": "监护人收入"}
        ),
        "grd_income",
        "must not be asked",
    ),
    "field in two sections": (
        FORMS,
        lambda root: root["sections"][4]["fields"].append(_field(root, "stu_addr")),
        "stu_addr",
        "stands in two sections",
    ),
    "need of one form left out": (
        FORMS,
        lambda root: _field(root, "stu_addr").update(need={"A": "required"}),
        "stu_addr",
        "need says one of",
    ),
    "form missing": (FORMS, lambda root: root["forms"].pop(), "", "form B is missing"),
    "setting unknown": (
        FORMS,
        lambda root: _field(root, "sibling_same_school").update(when={"setting": "lucky_draw"}),
        "sibling_same_school.when",
        "unknown setting lucky_draw",
    ),
    "code twice": (
        CODES,
        lambda root: _entry(root, "sets", "sex", "name")["codes"].append(["1", "男"]),
        "sex",
        "code 1 twice",
    ),
    "code without label": (
        CODES,
        lambda root: _entry(root, "sets", "health", "name")["codes"].append(["60"]),
        "health",
        "codes[5] is not a pair",
    ),
    "offered code unknown": (
        CODES,
        lambda root: _entry(root, "sets", "sex", "name").update(offered=["3"]),
        "sex",
        "offers the unknown code 3",
    ),
    "alternative unknown": (
        MATERIALS,
        lambda root: _entry(root, "materials", "M06").update(alternatives=["M77"]),
        "M06",
        "unknown material M77",
    ),
    "checklist with an unknown material": (
        MATERIALS,
        lambda root: root["checklists"][0]["always"].append(["M78"]),
        "HM",
        "unknown material M78",
    ),
    "material neither asked nor on request": (
        MATERIALS,
        lambda root: _entry(root, "materials", "M90").pop("on_request"),
        "M90",
        "either a condition",
    ),
    "kind of case without a checklist": (
        MATERIALS,
        lambda root: root["checklists"].pop(),
        "",
        "no checklist fits form A, stage CZ1, category YF",
    ),
    "upload that allows nothing": (
        MATERIALS,
        lambda root: root["upload"].update(max_bytes=0),
        "upload",
        "must allow something",
    ),
    "missing reason unknown": (
        MATERIALS,
        lambda root: _entry(root, "materials", "M01").update(missing_reason="HK99"),
        "M01",
        "unknown reason HK99",
    ),
    "malformed phone": (
        OFFICES,
        lambda root: _entry(root, "offices", "450721").update(phones=["6429786"]),
        "450721",
        "malformed phone 6429786",
    ),
    "office on a statistics code": (
        OFFICES,
        lambda root: _entry(root, "offices", "450721").update(code="450701"),
        "450701",
        "never stands for a bureau",
    ),
    "county without division": (
        OFFICES,
        lambda root: _entry(root, "offices", "450721").pop("division"),
        "450721",
        "has a division code of today",
    ),
    "division malformed": (
        DIVISIONS,
        lambda root: root["current"].update({"4507": "钦州"}),
        "current.4507",
        "six digits",
    ),
    "policy with an impossible day": (
        POLICY,
        lambda root: root["age"].update(cutoff="02-29"),
        "age",
        "cutoff is 02-29",
    ),
    "policy line about nothing known": (
        POLICY,
        lambda root: root["lines"][0].update(items=["stu_star_sign"]),
        "小学一年级新生须在当年8月31日（含当日）前年满6周岁。",
        "unknown field or material stu_star_sign",
    ),
    "policy that widens the uploads": (
        POLICY,
        lambda root: root["upload"].update(max_bytes=10**9),
        "upload",
        "must lie within",
    ),
    "policy without a form for a category": (
        POLICY,
        lambda root: root["forms"].update(SQ=[]),
        "forms",
        "SQ needs at least one",
    ),
    "policy with an unknown switch": (
        POLICY,
        lambda root: root.update(settings=["lottery_by_time"]),
        "",
        "unknown lottery_by_time",
    ),
    "policy without days": (POLICY, lambda root: root.update(correction_days=0), "", "at least one day"),
    "class with unknown evidence": (
        POLICY,
        lambda root: root["classes"][1].update(evidence=["M66"]),
        "C1",
        "unknown material M66",
    ),
    "notice with an unknown place": (
        SMS,
        lambda root: _entry(root, "kinds", "remind").update(text="{name}{hotline}{school}"),
        "remind",
        "unknown place {school}",
    ),
    "notice without the hotline": (
        SMS,
        lambda root: _entry(root, "kinds", "remind").update(text="{name}请处理"),
        "remind",
        "must name the child",
    ),
    "notice missing": (SMS, lambda root: root["kinds"].pop(), "", "kind reopened is missing"),
    "notice of no kind": (
        SMS,
        lambda root: root["kinds"][0].update(code="hello"),
        "hello",
        "none of the kinds",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_fault_is_named_by_file_and_entry(copied: Path, name: str) -> None:
    file, edit, entry, reason = BREAKS[name]
    path = copied / file
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(content)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(CatalogueError) as raised:
        _load_all(copied)
    assert raised.value.file == file
    assert raised.value.entry == entry
    assert reason in raised.value.reason
    assert str(raised.value).startswith(f"{file}: {entry}" if entry else f"{file}: ")


@pytest.mark.parametrize("file", [FORMS, CODES, MATERIALS, REASONS, OFFICES, DIVISIONS, POLICY, SMS])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "line 1"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b"[]", "does not hold one object"),
        (b"\xff\xfe", "cannot be read"),
        (b"{}", "missing"),
        (b'{"surprise": 1}', "unknown member surprise"),
        (None, "the file is missing"),
    ],
)
def test_a_file_that_is_no_resource_is_named(
    copied: Path, file: str, content: bytes | None, reason: str
) -> None:
    if content is None:
        (copied / file).unlink()
    else:
        (copied / file).write_bytes(content)
    with pytest.raises(CatalogueError) as raised:
        _load_all(copied)
    assert raised.value.file == file
    assert reason in str(raised.value)


def test_the_shipped_resources_load(copied: Path) -> None:
    _load_all(copied)
