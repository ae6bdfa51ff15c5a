"""Reads the JSON files under ``resources`` so that every fault is named by file and entry before anything starts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn


class CatalogueError(Exception):
    """A resource file that cannot be used: ``file`` relative to the resources, ``entry`` within it, ``reason``."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"{file}: {entry}: {reason}" if entry else f"{file}: {reason}")
        self.file = file
        self.entry = entry
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One JSON object of a resource file, with the name by which its faults are reported."""

    file: str
    name: str
    members: dict[str, object]

    def fail(self, reason: str) -> NoReturn:
        """:raises CatalogueError: always, naming file and entry."""
        raise CatalogueError(self.file, self.name, reason)

    def only(self, *known: str) -> None:
        """Refuse members that nobody reads: a misspelt key must not be ignored."""
        for key in self.members:
            if key not in known:
                self.fail(f"unknown member {key}")

    def text(self, key: str) -> str:
        """A text that must be there and not be empty."""
        value = self.members.get(key)
        if not isinstance(value, str) or not value.strip():
            self.fail(f"{key} is missing or not a text")
        return value

    def optional_text(self, key: str) -> str:
        """A text, or an empty one."""
        return self.text(key) if key in self.members else ""

    def number(self, key: str) -> int:
        """A whole number, not negative."""
        value = self.members.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.fail(f"{key} is missing or not a whole number")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self.members.get(key, default)
        if not isinstance(value, bool):
            self.fail(f"{key} is neither true nor false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a missing one is empty."""
        found: list[str] = []
        for value in self.list(key):
            if not isinstance(value, str) or not value:
                self.fail(f"{key} holds something that is not a text")
            found.append(value)
        return tuple(found)

    def list(self, key: str) -> list[object]:
        """A list of anything; a missing one is empty."""
        value = self.members.get(key, [])
        if not isinstance(value, list):
            self.fail(f"{key} is not a list")
        return value

    def child(self, key: str, name: str = "") -> Entry:
        """An object that must be there."""
        value = self.members.get(key)
        if not isinstance(value, dict):
            self.fail(f"{key} is missing or not an object")
        return Entry(self.file, name or self._inner(key), value)

    def children(self, key: str, name_by: str = "code") -> Iterator[Entry]:
        """Objects of a list that must be there, each named by its own ``name_by``, which must not repeat."""
        if key not in self.members:
            self.fail(f"{key} is missing")
        seen: set[str] = set()
        for position, value in enumerate(self.list(key)):
            place = self._inner(f"{key}[{position}]")
            if not isinstance(value, dict):
                raise CatalogueError(self.file, place, "is not an object")
            name = Entry(self.file, place, value).text(name_by)
            if name in seen:
                raise CatalogueError(self.file, name, "stands here twice")
            seen.add(name)
            yield Entry(self.file, name, value)

    def mapping(self, key: str) -> dict[str, str]:
        """An object of texts that must be there."""
        child = self.child(key)
        return {name: child.text(name) for name in child.members}

    def _inner(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key


def read_entry(directory: Path, file: str) -> Entry:
    """The one object of ``directory / file``.

    :raises CatalogueError: when the file is missing, is not UTF-8 JSON, or holds a member twice.
    """
    try:
        text = (directory / file).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CatalogueError(file, "", "the file is missing") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(file, "", f"cannot be read ({error})") from error
    try:
        content = json.loads(text, object_pairs_hook=_members)
    except json.JSONDecodeError as error:
        raise CatalogueError(file, f"line {error.lineno}", error.msg) from error
    except _Twice as error:
        raise CatalogueError(file, str(error), "the member stands twice in one object") from error
    if not isinstance(content, dict):
        raise CatalogueError(file, "", "does not hold one object")
    return Entry(file, "", content)


class _Twice(Exception):
    pass


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members: dict[str, object] = {}
    for key, value in pairs:
        if key in members:
            raise _Twice(key)
        members[key] = value
    return members
