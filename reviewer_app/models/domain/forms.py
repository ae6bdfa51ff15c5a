"""The enrolment forms A表 and B表: which questions a case is asked, and which of them it must answer.

Targets name a question of one case: a field code for the student's and the household's fields,
``guardians.N.<code>``
(N from 0) for a guardian's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reviewer_app.models.domain.case import FormKind
from reviewer_app.models.domain.codes import CodeSet
from reviewer_app.models.domain.conditions import Condition, Facts

GUARDIANS = "guardians"


class FieldType(StrEnum):
    """Kind of answer. Dates are ISO ``YYYY-MM-DD``; a decimal is a text of digits; a list is a tuple of texts."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    BOOL = "bool"
    INT = "int"
    DECIMAL = "decimal"
    LIST = "list"


class TextFormat(StrEnum):
    """How a text is cleaned before it is checked, and what it may be made of."""

    PLAIN = "plain"
    NAME = "name"
    NAMES = "names"
    """Several names, separated by 、."""
    ID_NUMBER = "id_number"
    ID_NUMBERS = "id_numbers"
    MOBILE = "mobile"
    CERTIFICATE = "certificate"
    COMPACT = "compact"
    """A number of any make: no blanks inside."""


class FilledBy(StrEnum):
    """Who gives the answer."""

    GUARDIAN = "guardian"
    PLATFORM = "platform"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of one form."""

    code: str
    label: str
    type: FieldType
    max_len: int = 1
    """Characters (not UTF-16 units); digits for numbers; for a list, of all its texts together."""
    codes: CodeSet | None = None
    format: TextFormat = TextFormat.PLAIN
    required: bool = False
    when: Condition | None = None
    """The question is asked only when this holds."""
    required_when: Condition | None = None
    """A required question may stay empty unless this holds."""
    filled_by: FilledBy = FilledBy.GUARDIAN
    correctable: bool = True
    """False: a mistake here means a new case (region, stage), never 补正."""
    forces: tuple[str, ...] = ()
    """Fields that open for correction together with this one."""
    hint: str = ""

    def is_asked(self, facts: Facts) -> bool:
        """Whether the question stands on the form of this case."""
        return self.when is None or self.when.holds(facts)

    def is_required(self, facts: Facts) -> bool:
        """Whether it must be answered."""
        if not self.required or not self.is_asked(facts):
            return False
        return self.required_when is None or self.required_when.holds(facts)

    def depends_on(self) -> frozenset[str]:
        """Fields that decide whether this one is asked or required."""
        conditions = [condition for condition in (self.when, self.required_when) if condition is not None]
        return frozenset[str]().union(*(condition.fields() for condition in conditions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """How often a section is filled in."""

    min: int
    max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A page of the form. ``repeat`` is set for 法定监护人基本信息 alone."""

    code: str
    label: str
    fields: tuple[Field, ...]
    when: Condition | None = None
    repeat: Repeat | None = None

    def is_asked(self, facts: Facts) -> bool:
        """Whether this case fills the section in."""
        return self.when is None or self.when.holds(facts)

    def asked_fields(self, facts: Facts, guardian: int | None = None) -> tuple[Field, ...]:
        """Questions of the section that this case (this guardian) is asked, in order."""
        seen = facts if guardian is None else facts.of_guardian(guardian)
        return tuple(item for item in self.fields if item.is_asked(seen)) if self.is_asked(facts) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """Something that nobody may ask of a guardian, and the notice that says so."""

    code: str
    label: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDefinition:
    """A表 or B表 as the guardian fills it in."""

    kind: FormKind
    name: str
    long_name: str
    use: str
    sections: tuple[Section, ...]
    forbidden: Mapping[str, Forbidden] = field(default_factory=dict)

    @property
    def fields(self) -> Mapping[str, Field]:
        """Every question of the form by code."""
        return {item.code: item for section in self.sections for item in section.fields}

    @property
    def guardian_section(self) -> Section:
        """The repeated section."""
        return next(section for section in self.sections if section.repeat is not None)

    def find_field(self, target: str) -> Field | None:
        """The question behind a target or code, if the form has it."""
        code = field_code(target)
        return next((item for section in self.sections for item in section.fields if item.code == code), None)


def field_code(target: str) -> str:
    """``guardians.1.grd_name`` -> ``grd_name``; any other target is a code already."""
    parts = target.split(".")
    return parts[2] if len(parts) == 3 and parts[0] == GUARDIANS and parts[1].isdecimal() else target


def guardian_of(target: str) -> int | None:
    """Position of the guardian whom a target is about; a bare ``grd_`` code means the first; None for other fields."""
    parts = target.split(".")
    if len(parts) == 3 and parts[0] == GUARDIANS and parts[1].isdecimal():
        return int(parts[1])
    return 0 if target.startswith("grd_") else None


def guardian_target(position: int, code: str) -> str:
    """Target of a guardian's field."""
    return f"{GUARDIANS}.{position}.{code}"


def visible_sections(form: FormDefinition, facts: Facts) -> tuple[Section, ...]:
    """Sections that this case fills in, each with the fields that it is asked; empty sections are left out.

    The guardians' section keeps a field that any guardian is asked; use :meth:`Section.asked_fields` for
    one guardian.
    """
    shown = (replace(section, fields=section.asked_fields(facts)) for section in form.sections)
    return tuple(section for section in shown if section.fields)


def visible_targets(form: FormDefinition, facts: Facts) -> tuple[tuple[str, Field], ...]:
    """(target, question) of everything that this case is asked, in form order."""
    found: list[tuple[str, Field]] = []
    for section in form.sections:
        if section.repeat is None:
            found += [(item.code, item) for item in section.asked_fields(facts)]
            continue
        for position in range(max(len(facts.guardians), section.repeat.min)):
            asked = section.asked_fields(facts, position)
            found += [(guardian_target(position, item.code), item) for item in asked]
    return tuple(found)


def required_fields(form: FormDefinition, facts: Facts) -> tuple[str, ...]:
    """Targets that must be answered before the case can be submitted."""
    required: list[str] = []
    for target, item in visible_targets(form, facts):
        position = guardian_of(target)
        if item.is_required(facts if position is None else facts.of_guardian(position)):
            required.append(target)
    return tuple(required)
