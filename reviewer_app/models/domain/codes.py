"""Code sets: what a coded answer may be and how a person reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from reviewer_app.models.domain.entries import Entry, read_entry

FILE = "codes/codes.json"


class CodeSet(Protocol):
    """What an answer of type ``code`` is drawn from."""

    @property
    def title(self) -> str:
        """Name of the set in Chinese."""
        ...

    def accepts(self, code: str) -> bool:
        """Whether a case may hold the code."""
        ...

    def label(self, code: str) -> str:
        """What a person reads; the code itself when the set does not know it."""
        ...

    def choices(self) -> tuple[tuple[str, str], ...]:
        """(code, label) of what a form offers, in order; empty when the set is too large to list."""
        ...


@dataclass(frozen=True, slots=True)
class ListedCodes:
    """A set that is a list. ``offered`` are the codes of the form; the rest is accepted from other systems only."""

    name: str
    title: str
    standard: str
    labels: Mapping[str, str]
    offered: tuple[str, ...]

    def accepts(self, code: str) -> bool:
        return code in self.labels

    def label(self, code: str) -> str:
        return self.labels.get(code, code)

    def choices(self) -> tuple[tuple[str, str], ...]:
        return tuple((code, self.labels[code]) for code in self.offered)


@dataclass(frozen=True, slots=True)
class PatternCodes:
    """A set that is too large or too local to list: the code must have the right shape."""

    title: str
    pattern: re.Pattern[str]
    labels: Mapping[str, str] = field(default_factory=dict)

    def accepts(self, code: str) -> bool:
        return self.pattern.fullmatch(code) is not None

    def label(self, code: str) -> str:
        return self.labels.get(code, code)

    def choices(self) -> tuple[tuple[str, str], ...]:
        return ()


def load_codes(directory: Path) -> Mapping[str, ListedCodes]:
    """Code sets by name, from ``resources/codes/codes.json``.

    :raises CatalogueError: naming the file and the set or code at fault.
    """
    root = read_entry(directory, FILE)
    root.only("sets")
    return MappingProxyType({entry.name: _read_set(entry) for entry in root.children("sets", name_by="name")})


def _read_set(entry: Entry) -> ListedCodes:
    entry.only("name", "title", "standard", "codes", "offered")
    labels = dict(_read_pairs(entry))
    offered = entry.texts("offered") or tuple(labels)
    for code in offered:
        if code not in labels:
            entry.fail(f"offers the unknown code {code}")
    return ListedCodes(
        name=entry.name,
        title=entry.text("title"),
        standard=entry.optional_text("standard"),
        labels=MappingProxyType(labels),
        offered=offered,
    )


def _read_pairs(entry: Entry) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for position, pair in enumerate(entry.list("codes")):
        if (
            not isinstance(pair, list)
            or len(pair) != 2
            or not all(isinstance(part, str) and part for part in pair)
        ):
            entry.fail(f"codes[{position}] is not a pair of code and label")
        if any(pair[0] == code for code, _ in pairs):
            entry.fail(f"holds the code {pair[0]} twice")
        pairs.append((pair[0], pair[1]))
    if not pairs:
        entry.fail("codes is missing or empty")
    return pairs
