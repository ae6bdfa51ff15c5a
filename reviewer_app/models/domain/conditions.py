"""Conditions of forms, materials and policies as data, so that a county's rule needs no code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reviewer_app.models.domain.case import Answer, Answers, Case, FormKind, RegistryVerdict
from reviewer_app.models.domain.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a condition can look at."""

    form_kind: FormKind
    answers: Answers
    guardians: tuple[Answers, ...] = ()
    settings: frozenset[str] = frozenset()
    """Switches that the county's policy has turned on, e.g. ``single_school_catchment``."""
    verdicts: Mapping[str, RegistryVerdict] = field(default_factory=dict)
    """Registry name (户籍, 不动产, 居住证, 社保) -> verdict."""

    def values(self, code: str) -> tuple[Answer, ...]:
        """Values of a field; those of all guardians for a field of theirs."""
        if code.startswith("grd_"):
            return tuple(guardian[code] for guardian in self.guardians if code in guardian)
        return (self.answers[code],) if code in self.answers else ()

    def of_guardian(self, position: int) -> Facts:
        """The same facts as one guardian's fields see them: theirs alone."""
        return Facts(
            form_kind=self.form_kind,
            answers=self.answers,
            guardians=self.guardians[position : position + 1],
            settings=self.settings,
            verdicts=self.verdicts,
        )


def facts_of(case: Case, settings: frozenset[str] = frozenset()) -> Facts:
    """Facts of a case; its own stage, category and office stand for the answers of that name."""
    fixed = {"stage": str(case.stage), "category": str(case.category), "region": str(case.office)}
    return Facts(
        form_kind=case.form_kind,
        answers={**case.answers, **fixed},
        guardians=case.guardians,
        settings=settings,
        verdicts={result.registry: result.verdict for result in case.registry},
    )


@dataclass(frozen=True, slots=True)
class FieldIs:
    """The field (any guardian's, for theirs) has one of the values; ``negated``: it has none of them."""

    field: str
    among: frozenset[str | bool]
    negated: bool = False

    def holds(self, facts: Facts) -> bool:
        found = any(
            value in self.among for value in facts.values(self.field) if isinstance(value, str | bool)
        )
        return found is not self.negated

    def fields(self) -> frozenset[str]:
        return frozenset({self.field})


@dataclass(frozen=True, slots=True)
class FieldGiven:
    """The field has a value that is not empty."""

    field: str

    def holds(self, facts: Facts) -> bool:
        return any(value not in ("", ()) for value in facts.values(self.field))

    def fields(self) -> frozenset[str]:
        return frozenset({self.field})


@dataclass(frozen=True, slots=True)
class FormIs:
    """The case is on this form."""

    kind: FormKind

    def holds(self, facts: Facts) -> bool:
        return facts.form_kind is self.kind

    def fields(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class SettingOn:
    """The county's policy has the switch turned on."""

    setting: str

    def holds(self, facts: Facts) -> bool:
        return self.setting in facts.settings

    def fields(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class RegistrySays:
    """The registry was asked and answered with one of the verdicts."""

    registry: str
    verdicts: frozenset[RegistryVerdict]

    def holds(self, facts: Facts) -> bool:
        return facts.verdicts.get(self.registry) in self.verdicts

    def fields(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        return all(part.holds(facts) for part in self.parts)

    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(part.fields() for part in self.parts))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        return any(part.holds(facts) for part in self.parts)

    def fields(self) -> frozenset[str]:
        return frozenset[str]().union(*(part.fields() for part in self.parts))


Condition = FieldIs | FieldGiven | FormIs | SettingOn | RegistrySays | AllOf | AnyOf

SETTINGS: Mapping[str, str] = {
    "single_school_catchment": "每个片区对应一所学校，家长填报学校",
    "siblings_together": "实行多孩同校（长幼随学）",
    "guardian_identity_card": "须上传监护人居民身份证",
    "social_insurance_proof": "随迁子女须上传社会保险缴费证明",
    "tax_proof": "随迁子女须上传纳税凭证",
}
"""The switches of a county's policy and what each means."""


def read_condition(entry: Entry) -> Condition:
    """A condition from its JSON form.

    ``{"field": F, "in": [..]}``, ``{"field": F, "not_in": [..]}``, ``{"field": F, "given": true}``,
    ``{"form": "A"}``,
    ``{"setting": S}``, ``{"registry": R, "verdicts": [..]}``, ``{"all": [..]}``, ``{"any": [..]}``.

    :raises CatalogueError: when it is none of these.
    """
    if "all" in entry.members:
        entry.only("all")
        return AllOf(_read_parts(entry, "all"))
    if "any" in entry.members:
        entry.only("any")
        return AnyOf(_read_parts(entry, "any"))
    if "form" in entry.members:
        entry.only("form")
        return FormIs(_read_form(entry))
    if "setting" in entry.members:
        entry.only("setting")
        if entry.text("setting") not in SETTINGS:
            entry.fail(f"names the unknown setting {entry.text('setting')}")
        return SettingOn(entry.text("setting"))
    if "registry" in entry.members:
        entry.only("registry", "verdicts")
        return RegistrySays(entry.text("registry"), _read_verdicts(entry))
    return _read_field_condition(entry)


def _read_field_condition(entry: Entry) -> Condition:
    entry.only("field", "in", "not_in", "given")
    code = entry.text("field")
    if "given" in entry.members:
        if not entry.flag("given") or len(entry.members) != 2:
            entry.fail("given is true or left out, and stands alone")
        return FieldGiven(code)
    negated = "not_in" in entry.members
    values: list[str | bool] = []
    for value in entry.list("not_in" if negated else "in"):
        if not isinstance(value, str | bool):
            entry.fail("compares with something that is neither a text nor true or false")
        values.append(value)
    if not values or len(entry.members) != 2:
        entry.fail("needs exactly one of in, not_in or given")
    return FieldIs(code, frozenset(values), negated)


def _read_parts(entry: Entry, key: str) -> tuple[Condition, ...]:
    parts: list[Condition] = []
    for position, value in enumerate(entry.list(key)):
        if not isinstance(value, dict):
            entry.fail(f"{key}[{position}] is not a condition")
        parts.append(read_condition(Entry(entry.file, f"{entry.name}.{key}[{position}]", value)))
    if not parts:
        entry.fail(f"{key} is empty")
    return tuple(parts)


def _read_form(entry: Entry) -> FormKind:
    try:
        return FormKind(entry.text("form"))
    except ValueError:
        entry.fail(f"names the unknown form {entry.text('form')}")


def _read_verdicts(entry: Entry) -> frozenset[RegistryVerdict]:
    try:
        return frozenset(RegistryVerdict(code) for code in entry.texts("verdicts"))
    except ValueError as error:
        entry.fail(str(error))
