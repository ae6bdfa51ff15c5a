"""Materials that a case needs, by the county's checklists and by what the case says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.conditions import Condition, Facts, facts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One kind of document."""

    code: str
    name: str
    short: str
    """Name of at most some ten characters, for filmstrips and lists."""
    group: str
    typical_files: int
    checks: tuple[str, ...]
    """What a reviewer looks at."""
    alternatives: tuple[str, ...] = ()
    registry: str = ""
    """Registry whose match says the same: 户籍, 不动产, 居住证 or 社保."""
    missing_reason: str = ""
    """Code of the reason that says that it was not uploaded; empty when the library has none."""
    when: Condition | None = None
    """When a checklist's conditional material is needed; without it, only when a reviewer asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadRules:
    """Limits of uploads. Sizes in bytes, edges in pixels."""

    media_types: tuple[str, ...]
    converted: tuple[str, ...]
    """Taken at offline points and turned into JPEG."""
    max_bytes: int
    max_files: int
    """Files of one material."""
    min_long_edge: int
    quality: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One line of a checklist: any one of the materials will do."""

    one_of: tuple[str, ...]
    reason: str
    """Why it is asked, in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Materials of one kind of case."""

    code: str
    name: str
    when: Condition
    always: tuple[tuple[str, ...], ...]
    conditional: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialCatalogue:
    """Every material, the checklists in order of precedence, and the limits of uploads."""

    materials: Mapping[str, Material]
    checklists: tuple[Checklist, ...]
    upload: UploadRules
    supplement: str
    """Material for whatever else a reviewer asked for."""

    def find(self, code: str) -> Material | None:
        """The material, if there is one of that code."""
        return self.materials.get(code)

    def checklist_for(self, facts: Facts) -> Checklist:
        """The first checklist that fits. :raises LookupError: when none does, which loading rules out."""
        return next(checklist for checklist in self.checklists if checklist.when.holds(facts))

    def requirements(self, facts: Facts) -> tuple[Requirement, ...]:
        """What a case with these facts must upload."""
        checklist = self.checklist_for(facts)
        lines = [
            Requirement(one_of=group, reason=f"{checklist.name}须提供{self._names(group)}")
            for group in checklist.always
            if not self._is_waived(group, facts)
        ]
        covered = {code for line in lines for code in line.one_of}
        for code in checklist.conditional:
            material = self.materials[code]
            if code not in covered and material.when is not None and material.when.holds(facts):
                group = (code, *(other for other in material.alternatives if other not in covered))
                lines.append(Requirement(one_of=group, reason=f"按填报情形须提供{self._names(group)}"))
        return tuple(lines)

    def slots(self, facts: Facts) -> tuple[str, ...]:
        """Materials that the case may upload: all of its checklist, and the supplement."""
        checklist = self.checklist_for(facts)
        codes = [code for group in checklist.always for code in group]
        codes += [code for line in self.requirements(facts) for code in line.one_of]
        codes += [*checklist.conditional, self.supplement]
        return tuple(dict.fromkeys(codes))

    def _is_waived(self, group: tuple[str, ...], facts: Facts) -> bool:
        """A sole material whose own condition fails: no booklet pages of a child without household."""
        if len(group) != 1:
            return False
        when = self.materials[group[0]].when
        return when is not None and not when.holds(facts)

    def _names(self, codes: Iterable[str]) -> str:
        return "或".join(f"“{self.materials[code].short}”" for code in codes)


def required_materials(
    case: Case, catalogue: MaterialCatalogue, settings: frozenset[str] = frozenset()
) -> tuple[Requirement, ...]:
    """Lines of the case's checklist."""
    return catalogue.requirements(facts_of(case, settings))


def missing_materials(
    case: Case, catalogue: MaterialCatalogue, settings: frozenset[str] = frozenset()
) -> tuple[Requirement, ...]:
    """Lines of the checklist for which the case has no file."""
    uploaded = {document.material for document in case.documents}
    return tuple(
        line for line in required_materials(case, catalogue, settings) if uploaded.isdisjoint(line.one_of)
    )
