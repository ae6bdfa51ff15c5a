"""A county's rules of one season as data: counties differ, so the program knows the kinds of rules and no county's."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

from reviewer_app.models.domain.case import Category, FormKind
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.conditions import SETTINGS
from reviewer_app.models.domain.entries import Entry, read_entry

DEFAULT_FILE = "policies/default.json"
LOCAL_ZONE = timezone(timedelta(hours=8), "北京时间")
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_CLOSING_HOUR = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyLine:
    """One sentence of the published policy and the fields or materials beside which a screen shows it."""

    text: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedClass:
    """One class of the county's order of admission; registration time is never a part of it (guide FAQ 6)."""

    rank: int
    code: str
    name: str
    evidence: tuple[str, ...]
    """Material codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadLimits:
    """The county's limits of uploads, never above the catalogue's."""

    max_bytes: int
    max_files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyPolicy:
    """The rules of one county and season."""

    name: str
    cutoff_month: int
    cutoff_day: int
    entry_age: int
    """Full years on the cut-off day."""
    correction_days: int
    residence_months: int
    """Months of residence asked of 随迁子女 families."""
    form_kinds: Mapping[Category, tuple[FormKind, ...]]
    """Forms that each category may use."""
    settings: frozenset[str]
    """Switches turned on; see :data:`~reviewer_app.models.domain.conditions.SETTINGS`."""
    publicity_required: bool
    """Whether a proposed admission is posted (公示) before 办结."""
    publicity_days: int
    classes: tuple[RankedClass, ...]
    lines: tuple[PolicyLine, ...]
    upload: UploadLimits
    demo_prefixes: tuple[str, ...] = ()
    """First digits of invented ID numbers of demonstrations: no division, no warning. Empty in a real season."""

    def cutoff(self, season: int) -> date:
        """Last day on which a child of ``season`` may reach school age."""
        return date(season, self.cutoff_month, self.cutoff_day)

    def lines_for(self, item: str) -> tuple[str, ...]:
        """Sentences of the policy about a field or material code."""
        return tuple(line.text for line in self.lines if item in line.items)

    def is_demo_number(self, number: str) -> bool:
        """Whether an ID number was invented for a demonstration."""
        return bool(self.demo_prefixes) and number.startswith(self.demo_prefixes)

    def default_due(self, now: datetime, closes: datetime) -> datetime:
        """Due time offered for a correction: 18:00 after ``correction_days`` days, not after registration closes.

        When registration has closed already, the days count all the same: a person moves them with reason.
        """
        day = now.astimezone(LOCAL_ZONE).date() + timedelta(days=self.correction_days)
        due = datetime(day.year, day.month, day.day, _CLOSING_HOUR, tzinfo=LOCAL_ZONE)
        return min(due, closes.astimezone(LOCAL_ZONE)) if closes > now else due


def load_policy(directory: Path, catalogue: Catalogue, file: str = DEFAULT_FILE) -> CountyPolicy:
    """Load a county's policy, or the template that ships with the product.

    :raises CatalogueError: naming the file and the entry at fault.
    """
    root = read_entry(directory, file)
    root.only(
        "name", "age", "correction_days", "residence_months", "forms", "settings", "publicity", "classes", "lines",
        "upload", "demo_prefixes",
    )  # fmt: skip
    fields = {code for form in catalogue.forms.values() for code in form.fields}
    items = fields | catalogue.materials.materials.keys()
    age = root.child("age")
    age.only("cutoff", "years")
    month, day = _read_cutoff(age)
    publicity = root.child("publicity")
    publicity.only("required", "days")
    correction_days = root.number("correction_days")
    if correction_days == 0:
        root.fail("correction_days must leave at least one day")
    return CountyPolicy(
        name=root.text("name"),
        cutoff_month=month,
        cutoff_day=day,
        entry_age=age.number("years"),
        correction_days=correction_days,
        residence_months=root.number("residence_months"),
        form_kinds=_read_form_kinds(root.child("forms")),
        settings=_read_settings(root),
        publicity_required=publicity.flag("required"),
        publicity_days=publicity.number("days"),
        classes=tuple(
            _read_class(entry, catalogue.materials.materials) for entry in root.children("classes")
        ),
        lines=tuple(_read_line(entry, items) for entry in root.children("lines", name_by="text")),
        upload=_read_limits(root.child("upload"), catalogue),
        demo_prefixes=root.texts("demo_prefixes"),
    )


def _read_cutoff(entry: Entry) -> tuple[int, int]:
    match = _MONTH_DAY.fullmatch(entry.text("cutoff"))
    if match is not None:
        month, day = int(match[1]), int(match[2])
        try:
            date(2025, month, day)
        except ValueError:
            match = None
        else:
            return month, day
    entry.fail(f"cutoff is {entry.text('cutoff')}, expected a day of every year such as 08-31")


def _read_form_kinds(entry: Entry) -> Mapping[Category, tuple[FormKind, ...]]:
    entry.only(*Category)
    kinds: dict[Category, tuple[FormKind, ...]] = {}
    for category in Category:
        names = entry.texts(category)
        if not names or not set(names) <= set(FormKind):
            entry.fail(f"{category} needs at least one of the forms {', '.join(FormKind)}")
        kinds[category] = tuple(FormKind(name) for name in names)
    return MappingProxyType(kinds)


def _read_settings(root: Entry) -> frozenset[str]:
    names = root.texts("settings")
    for name in names:
        if name not in SETTINGS:
            root.fail(f"settings names the unknown {name}")
    return frozenset(names)


def _read_class(entry: Entry, materials: Collection[str]) -> RankedClass:
    entry.only("code", "rank", "name", "evidence")
    evidence = entry.texts("evidence")
    for code in evidence:
        if code not in materials:
            entry.fail(f"evidence names the unknown material {code}")
    return RankedClass(rank=entry.number("rank"), code=entry.name, name=entry.text("name"), evidence=evidence)


def _read_line(entry: Entry, items: Collection[str]) -> PolicyLine:
    entry.only("text", "items")
    for code in entry.texts("items"):
        if code not in items:
            entry.fail(f"items names the unknown field or material {code}")
    return PolicyLine(text=entry.text("text"), items=entry.texts("items"))


def _read_limits(entry: Entry, catalogue: Catalogue) -> UploadLimits:
    entry.only("max_bytes", "max_files")
    limits = UploadLimits(max_bytes=entry.number("max_bytes"), max_files=entry.number("max_files"))
    widest = catalogue.materials.upload
    if not (0 < limits.max_bytes <= widest.max_bytes and 0 < limits.max_files <= widest.max_files):
        entry.fail(f"must lie within {widest.max_bytes} bytes and {widest.max_files} files")
    return limits
