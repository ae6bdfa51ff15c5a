"""How a reviewer reads the form: which answers share a line, and which materials prove them.

The guardian's form asks one question at a time; beside the documents some belong together (户主 and 与户主关系) and
most need no line of their own once a registry agrees. That reading is data, ``resources/forms/evidence.json``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from reviewer_app.models.domain.entries import CatalogueError, Entry, read_entry

FILE = "forms/evidence.json"
BETWEEN_VALUES = "·"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Answers that are read together."""

    fields: tuple[str, ...]
    """Field codes; the first is the one that a mark and a reason are bound to."""
    label: str = ""
    """Short label; empty means the first field's own."""
    second_label: str = ""
    """Label on the second guardian's line, where another is needed."""
    proof: tuple[str, ...] = ()
    """Material codes that prove the line, the best first; empty when no paper is asked for it."""
    quiet: bool = False
    """Folded away once a registry agrees or where nothing has to be proven."""
    follows: str = ""
    """Field whose confirmation covers this line too: a real-name check takes name and number together."""
    join: str = BETWEEN_VALUES
    """What stands between the values."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Field code -> how its bare number reads, such as ``{} 个月``."""

    def label_for(self, guardian: int | None, own: str) -> str:
        """The label of the line; ``own`` is the first field's label on the form."""
        if guardian and self.second_label:
            return self.second_label
        return self.label or own


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLines:
    """A section's short title and its lines in reading order."""

    code: str
    tab: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The reviewer's reading of A表 and B表."""

    sections: Mapping[str, SectionLines]
    """By section code."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Material code -> what the paper is called beside its group (学生页 of the 户口簿), where shorter will do."""

    def section(self, code: str, title: str) -> SectionLines:
        """Lines of a section; one that the file does not know has its fields on lines of their own."""
        return self.sections.get(code, SectionLines(code=code, tab=title, lines=()))

    def proof_of(self, code: str) -> tuple[str, ...]:
        """Materials that prove a field, the best first."""
        for section in self.sections.values():
            for line in section.lines:
                if code in line.fields:
                    return line.proof
        return ()


def load_evidence(directory: Path, fields: Collection[str], materials: Collection[str]) -> Evidence:
    """Read ``resources/forms/evidence.json``.

    :param fields: codes of the forms' fields, :param materials: codes of the catalogue's materials.
    :raises CatalogueError: naming the file and the entry at fault.
    """
    root = read_entry(directory, FILE)
    root.only("papers", "sections")
    taken: set[str] = set()
    sections: dict[str, SectionLines] = {}
    for entry in root.children("sections"):
        entry.only("code", "tab", "rows")
        lines = tuple(_read_line(line, fields, materials, taken) for line in _rows(entry))
        sections[entry.name] = SectionLines(code=entry.name, tab=entry.text("tab"), lines=lines)
    return Evidence(sections=MappingProxyType(sections), parts=_read_parts(root, materials))


def _read_parts(root: Entry, materials: Collection[str]) -> Mapping[str, str]:
    if "papers" not in root.members:
        return MappingProxyType({})
    parts: dict[str, str] = {}
    for entry in root.children("papers", name_by="material"):
        entry.only("material", "part")
        if entry.name not in materials:
            entry.fail(f"names the unknown material {entry.name}")
        parts[entry.name] = entry.text("part")
    return MappingProxyType(parts)


def _rows(entry: Entry) -> list[Entry]:
    rows: list[Entry] = []
    for position, value in enumerate(entry.list("rows")):
        name = f"{entry.name}.rows[{position}]"
        if not isinstance(value, dict):
            raise CatalogueError(entry.file, name, "is not an object")
        rows.append(Entry(entry.file, name, value))
    return rows


def _read_line(entry: Entry, fields: Collection[str], materials: Collection[str], taken: set[str]) -> Line:
    entry.only("fields", "label", "second_label", "proof", "quiet", "follows", "join", "words")
    line = Line(
        fields=entry.texts("fields"),
        label=entry.optional_text("label"),
        second_label=entry.optional_text("second_label"),
        proof=entry.texts("proof"),
        quiet=entry.flag("quiet"),
        follows=entry.optional_text("follows"),
        join=entry.text("join") if "join" in entry.members else BETWEEN_VALUES,
        words=MappingProxyType(entry.mapping("words") if "words" in entry.members else {}),
    )
    if not line.fields:
        entry.fail("fields is missing or empty")
    for code in (*line.fields, *line.words, *((line.follows,) if line.follows else ())):
        if code not in fields:
            entry.fail(f"names the unknown field {code}")
    for code in line.fields:
        if code in taken:
            entry.fail(f"holds {code}, which stands on another line already")
        taken.add(code)
    for code in line.proof:
        if code not in materials:
            entry.fail(f"names the unknown material {code}")
    return line
