"""Bureaus that take part, their hotlines, and the division codes (GB/T 2260) that addresses and ID numbers use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from reviewer_app.models.domain.case import OfficeCode
from reviewer_app.models.domain.codes import CodeSet, ListedCodes, PatternCodes
from reviewer_app.models.domain.entries import CatalogueError, Entry, read_entry

OFFICES_FILE = "regions/offices.json"
DIVISIONS_FILE = "regions/divisions.json"
_PHONE = re.compile(r"0\d{2,3}-\d{7,8}")
_DIVISION = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A bureau that reviews cases: a county, or a city's own schools (市直属)."""

    code: OfficeCode
    name: str
    """As the guide's table names it, e.g. 金秀县 or 市直属."""
    official_name: str
    bureau: str
    """As it signs, e.g. 灵山县教育局."""
    prefecture: str
    is_city: bool
    phones: tuple[str, ...]
    """Hotlines, exactly as in the guide (FAQ 13)."""
    division: str
    """GB/T 2260 code; empty for 市直属, which is no division."""
    former_divisions: tuple[str, ...] = ()
    """Codes that older ID numbers of its people carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Divisions:
    """County-level and higher codes of GB/T 2260, of today and of any year since 1980."""

    current: Mapping[str, str]
    former: Mapping[str, str]

    def was_ever(self, code: str) -> bool:
        """Whether an ID number may begin with the code: it keeps the one of its first issue for ever."""
        return code in self.current or code in self.former

    def name(self, code: str) -> str:
        """Today's or the last name; the code itself when there is none."""
        return self.current.get(code) or self.former.get(code) or code

    def full_name(self, code: str) -> str:
        """Province, prefecture and county in one, e.g. 广西壮族自治区钦州市灵山县."""
        names = [self.current.get(code[:2] + "0000", ""), self.current.get(code[:4] + "00", "")]
        own = self.name(code)
        return "".join([name for name in names if name and name != own] + [own])


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """Offices in the guide's order, and the divisions."""

    offices: Mapping[OfficeCode, Office]
    divisions: Divisions
    hours: str
    """When the hotlines answer."""

    def find_office(self, code: str) -> Office | None:
        """The bureau with that office code, if it takes part."""
        return self.offices.get(OfficeCode(code))

    def code_sets(self) -> Mapping[str, CodeSet]:
        """The sets ``office``, ``division`` (6 digits), ``community`` (12 digits) and ``school`` (10 digits)."""
        offices = {str(code): office.official_name for code, office in self.offices.items()}
        return {
            "office": ListedCodes("office", "报读地区", "", MappingProxyType(offices), tuple(offices)),
            "division": _DivisionCodes(self.divisions),
            "community": _CommunityCodes(self.divisions),
            "school": PatternCodes("学校标识码", re.compile(r"[1-9]\d{9}")),
        }


@dataclass(frozen=True, slots=True)
class _DivisionCodes:
    divisions: Divisions
    title: str = "行政区划"

    def accepts(self, code: str) -> bool:
        return code in self.divisions.current and not code.endswith("0000")

    def label(self, code: str) -> str:
        return self.divisions.full_name(code)

    def choices(self) -> tuple[tuple[str, str], ...]:
        return ()


@dataclass(frozen=True, slots=True)
class _CommunityCodes:
    """统计用区划代码: the villages below the county are too many to list, the county must be known."""

    divisions: Divisions
    title: str = "村（居）委会区划"

    def accepts(self, code: str) -> bool:
        return len(code) == 12 and code.isascii() and code.isdecimal() and code[:6] in self.divisions.current

    def label(self, code: str) -> str:
        return f"{self.divisions.full_name(code[:6])}（{code}）" if len(code) == 12 else code

    def choices(self) -> tuple[tuple[str, str], ...]:
        return ()


def load_regions(directory: Path) -> Regions:
    """Offices and divisions.

    :raises CatalogueError: naming the file and the office or code at fault.
    """
    divisions = _load_divisions(directory)
    root = read_entry(directory, OFFICES_FILE)
    root.only("hours", "province", "offices", "never_an_office")
    barred = frozenset(root.texts("never_an_office"))
    offices = [_read_office(entry, divisions, barred) for entry in root.children("offices")]
    return Regions(
        offices=MappingProxyType({office.code: office for office in offices}),
        divisions=divisions,
        hours=root.text("hours"),
    )


def _read_office(entry: Entry, divisions: Divisions, barred: frozenset[str]) -> Office:
    entry.only(
        "code",
        "name",
        "official_name",
        "bureau",
        "prefecture",
        "level",
        "phones",
        "division",
        "former_divisions",
    )
    if entry.name in barred:
        entry.fail("is a code that never stands for a bureau")
    phones = entry.texts("phones")
    if not phones:
        entry.fail("has no phone")
    for phone in phones:
        if _PHONE.fullmatch(phone) is None:
            entry.fail(f"has the malformed phone {phone}")
    level = entry.text("level")
    if level not in ("city", "county"):
        entry.fail(f"level is {level}, expected city or county")
    division = entry.optional_text("division")
    if (level == "county") != bool(division) or (division and division not in divisions.current):
        entry.fail("a county, and no city bureau, has a division code of today")
    for code in entry.texts("former_divisions"):
        if not divisions.was_ever(code):
            entry.fail(f"names the unknown division {code}")
    return Office(
        code=OfficeCode(entry.name),
        name=entry.text("name"),
        official_name=entry.text("official_name"),
        bureau=entry.text("bureau"),
        prefecture=entry.text("prefecture"),
        is_city=level == "city",
        phones=phones,
        division=division,
        former_divisions=entry.texts("former_divisions"),
    )


def _load_divisions(directory: Path) -> Divisions:
    root = read_entry(directory, DIVISIONS_FILE)
    root.only("current", "former")
    sides = []
    for key in ("current", "former"):
        names = root.mapping(key)
        for code in names:
            if _DIVISION.fullmatch(code) is None:
                raise CatalogueError(DIVISIONS_FILE, f"{key}.{code}", "is not a code of six digits")
        sides.append(MappingProxyType(names))
    return Divisions(current=sides[0], former=sides[1])
