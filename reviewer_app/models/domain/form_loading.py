"""Loads the forms from ``resources/forms/forms.json``: one catalogue of fields, two forms cut from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from reviewer_app.models.domain.case import FormKind
from reviewer_app.models.domain.codes import CodeSet
from reviewer_app.models.domain.conditions import Condition, read_condition
from reviewer_app.models.domain.entries import Entry, read_entry
from reviewer_app.models.domain.forms import (
    Field,
    FieldType,
    FilledBy,
    Forbidden,
    FormDefinition,
    Repeat,
    Section,
    TextFormat,
)

FILE = "forms/forms.json"
_NEEDS = ("required", "optional", "absent")
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _FieldEntry:
    entry: Entry
    field: Field
    needs: Mapping[str, str]


def load_forms(directory: Path, codes: Mapping[str, CodeSet]) -> Mapping[FormKind, FormDefinition]:
    """A表 and B表.

    :param codes: every code set by name, offices, divisions and schools among them.
    :raises CatalogueError: naming the file and the section or field at fault.
    """
    root = read_entry(directory, FILE)
    root.only("forms", "forbidden", "sections")
    forbidden = {entry.name: _read_forbidden(entry) for entry in root.children("forbidden")}
    sections = [(entry, _read_fields(entry, codes)) for entry in root.children("sections")]
    _check_fields([item for _, fields in sections for item in fields], forbidden)
    forms = {}
    for entry in root.children("forms"):
        entry.only("code", "name", "long_name", "use")
        kind = choice(entry, "code", FormKind)
        forms[kind] = FormDefinition(
            kind=kind,
            name=entry.text("name"),
            long_name=entry.text("long_name"),
            use=entry.text("use"),
            sections=_cut(sections, kind),
            forbidden=MappingProxyType(forbidden),
        )
    for kind in FormKind:
        if kind not in forms:
            root.fail(f"form {kind} is missing")
    return MappingProxyType(forms)


def choice(entry: Entry, key: str, kind: type[_Choice], default: _Choice | None = None) -> _Choice:
    """A member that is one of an enumeration's values."""
    if default is not None and key not in entry.members:
        return default
    try:
        return kind(entry.text(key))
    except ValueError:
        entry.fail(f"{key} is {entry.text(key)}, expected one of {', '.join(kind)}")


def _read_forbidden(entry: Entry) -> Forbidden:
    entry.only("code", "label", "why")
    return Forbidden(code=entry.name, label=entry.text("label"), why=entry.text("why"))


def _read_fields(section: Entry, codes: Mapping[str, CodeSet]) -> list[_FieldEntry]:
    section.only("code", "label", "forms", "repeat", "when", "fields")
    return [_read_field(entry, codes) for entry in section.children("fields")]


def _read_field(entry: Entry, codes: Mapping[str, CodeSet]) -> _FieldEntry:
    entry.only(
        "code", "label", "type", "max_len", "codeset", "format", "need", "when", "required_when", "filled_by",
        "correctable", "forces", "hint",
    )  # fmt: skip
    kind = choice(entry, "type", FieldType)
    if (kind is FieldType.CODE) != ("codeset" in entry.members):
        entry.fail("a field of type code, and no other, names a codeset")
    name = entry.optional_text("codeset")
    if name and name not in codes:
        entry.fail(f"names the unknown codeset {name}")
    needs = entry.mapping("need")
    if set(needs) != set(FormKind) or not set(needs.values()) <= set(_NEEDS):
        entry.fail(f"need says one of {', '.join(_NEEDS)} for each of the forms {', '.join(FormKind)}")
    field = Field(
        code=entry.name,
        label=entry.text("label"),
        type=kind,
        max_len=1 if kind is FieldType.BOOL else entry.number("max_len"),
        codes=codes[name] if name else None,
        format=choice(entry, "format", TextFormat, TextFormat.PLAIN),
        when=_condition(entry, "when"),
        required_when=_condition(entry, "required_when"),
        filled_by=choice(entry, "filled_by", FilledBy, FilledBy.GUARDIAN),
        correctable=entry.flag("correctable", True),
        forces=entry.texts("forces"),
        hint=entry.optional_text("hint"),
    )
    return _FieldEntry(entry, field, needs)


def _condition(entry: Entry, key: str) -> Condition | None:
    return read_condition(entry.child(key)) if key in entry.members else None


def _check_fields(fields: list[_FieldEntry], forbidden: Mapping[str, Forbidden]) -> None:
    known: set[str] = set()
    for item in fields:
        if item.entry.name in known:
            item.entry.fail("stands in two sections")
        if item.entry.name in forbidden:
            item.entry.fail("must not be asked: it stands under forbidden")
        known.add(item.entry.name)
    for item in fields:
        for code in (*item.field.depends_on(), *item.field.forces):
            if code not in known:
                item.entry.fail(f"names the unknown field {code}")


def _cut(sections: list[tuple[Entry, list[_FieldEntry]]], kind: FormKind) -> tuple[Section, ...]:
    return tuple(
        _cut_section(entry, fields, kind) for entry, fields in sections if kind in entry.texts("forms")
    )


def _cut_section(entry: Entry, fields: list[_FieldEntry], kind: FormKind) -> Section:
    repeat = None
    if "repeat" in entry.members:
        bounds = entry.child("repeat")
        repeat = Repeat(min=bounds.number("min"), max=bounds.number("max"))
    return Section(
        code=entry.name,
        label=entry.text("label"),
        fields=tuple(_for_kind(item, kind) for item in fields if item.needs[kind] != "absent"),
        when=_condition(entry, "when"),
        repeat=repeat,
    )


def _for_kind(item: _FieldEntry, kind: FormKind) -> Field:
    return replace(item.field, required=item.needs[kind] == "required")
