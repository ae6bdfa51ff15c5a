"""Loads ``resources/materials/materials.json``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product
from pathlib import Path
from types import MappingProxyType

from reviewer_app.models.domain.case import Category, FormKind, Stage
from reviewer_app.models.domain.conditions import Condition, Facts, read_condition
from reviewer_app.models.domain.entries import Entry, read_entry
from reviewer_app.models.domain.materials import Checklist, Material, MaterialCatalogue, UploadRules

FILE = "materials/materials.json"


def load_materials(directory: Path, fields: Collection[str], id_types: Collection[str]) -> MaterialCatalogue:
    """Materials and checklists.

    :param fields: codes of the forms' fields, for the conditions.
    :param id_types: codes of identity papers: every kind of case must find a checklist.
    :raises CatalogueError: naming the file and the material or checklist at fault.
    """
    root = read_entry(directory, FILE)
    root.only("upload", "materials", "supplement", "checklists")
    entries = [(entry, _read_material(entry, fields)) for entry in root.children("materials")]
    materials = {material.code: material for _, material in entries}
    for entry, material in entries:
        _check_known(entry, material.alternatives, materials)
    checklists = tuple(_read_checklist(entry, materials, fields) for entry in root.children("checklists"))
    _check_coverage(root, checklists, id_types)
    supplement = root.text("supplement")
    _check_known(root, (supplement,), materials)
    return MaterialCatalogue(
        materials=MappingProxyType(materials),
        checklists=checklists,
        upload=_read_upload(root.child("upload")),
        supplement=supplement,
    )


def _read_upload(entry: Entry) -> UploadRules:
    entry.only("media_types", "converted", "max_bytes", "max_files", "min_long_edge", "quality")
    rules = UploadRules(
        media_types=entry.texts("media_types"),
        converted=entry.texts("converted"),
        max_bytes=entry.number("max_bytes"),
        max_files=entry.number("max_files"),
        min_long_edge=entry.number("min_long_edge"),
        quality=entry.texts("quality"),
    )
    if not rules.media_types or not rules.max_bytes or not rules.max_files:
        entry.fail("media_types, max_bytes and max_files must allow something")
    return rules


def _read_material(entry: Entry, fields: Collection[str]) -> Material:
    entry.only(
        "code", "name", "short", "group", "typical_files", "checks", "alternatives", "registry", "when",
        "on_request", "missing_reason",
    )  # fmt: skip
    if ("when" in entry.members) == entry.flag("on_request"):
        entry.fail("has either a condition (when) or on_request")
    return Material(
        code=entry.name,
        name=entry.text("name"),
        short=entry.text("short"),
        group=entry.text("group"),
        typical_files=entry.number("typical_files"),
        checks=entry.texts("checks"),
        alternatives=entry.texts("alternatives"),
        registry=entry.optional_text("registry"),
        missing_reason=entry.optional_text("missing_reason"),
        when=_read_when(entry, fields) if "when" in entry.members else None,
    )


def _read_when(entry: Entry, fields: Collection[str]) -> Condition:
    condition = read_condition(entry.child("when"))
    for code in sorted(condition.fields()):
        if code not in fields:
            entry.fail(f"when names the unknown field {code}")
    return condition


def _read_checklist(entry: Entry, materials: Mapping[str, Material], fields: Collection[str]) -> Checklist:
    entry.only("code", "name", "when", "always", "conditional")
    groups: list[tuple[str, ...]] = []
    for position, group in enumerate(entry.list("always")):
        if not isinstance(group, list) or not group or not all(isinstance(code, str) for code in group):
            entry.fail(f"always[{position}] is not a list of materials")
        groups.append(tuple(group))
    conditional = entry.texts("conditional")
    _check_known(entry, [code for group in groups for code in group] + list(conditional), materials)
    return Checklist(
        code=entry.name,
        name=entry.text("name"),
        when=_read_when(entry, fields),
        always=tuple(groups),
        conditional=conditional,
    )


def _check_known(entry: Entry, codes: Collection[str], materials: Mapping[str, Material]) -> None:
    for code in codes:
        if code not in materials:
            entry.fail(f"names the unknown material {code}")


def _check_coverage(root: Entry, checklists: tuple[Checklist, ...], id_types: Collection[str]) -> None:
    for kind, stage, category, id_type in product(FormKind, Stage, Category, sorted(id_types)):
        answers = {"stage": str(stage), "category": str(category), "stu_id_type": id_type}
        facts = Facts(form_kind=kind, answers=answers)
        if not any(checklist.when.holds(facts) for checklist in checklists):
            root.fail(f"no checklist fits form {kind}, stage {stage}, category {category}, paper {id_type}")
