"""The library of reasons: what a reviewer may tell a guardian, each bound to the item that it is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from reviewer_app.models.domain.answers import FieldError
from reviewer_app.models.domain.case import Case, FormKind, ReasonPick
from reviewer_app.models.domain.conditions import facts_of
from reviewer_app.models.domain.entries import CatalogueError, Entry, read_entry
from reviewer_app.models.domain.forms import FormDefinition, field_code, guardian_of
from reviewer_app.models.domain.material_loading import FILE as MATERIALS_FILE
from reviewer_app.models.domain.materials import MaterialCatalogue
from reviewer_app.models.domain.workflow import WorkflowError

FILE = "reasons/reasons.json"


class ReasonKind(StrEnum):
    """The notice that a reason belongs to."""

    CORRECTION = "补正"
    RETURN = "退件"
    DECLINE = "不予受理"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason. ``text`` says what is wrong, ``guidance`` what the guardian does about it."""

    code: str
    kind: ReasonKind
    group: str
    applies_to: tuple[str, ...]
    """Field and material codes; the most usual first."""
    every_material: bool
    every_field: bool
    text: str
    guidance: str

    def fits(self, item: str, *, is_material: bool) -> bool:
        """Whether the reason can be about a field or material code."""
        return item in self.applies_to or (self.every_material if is_material else self.every_field)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLibrary:
    """All reasons, and what is needed to bind them to the items of a case."""

    reasons: Mapping[str, Reason]
    rules: tuple[str, ...]
    """Rules of use, shown above the list."""
    forms: Mapping[FormKind, FormDefinition]
    materials: MaterialCatalogue

    @property
    def kinds(self) -> Mapping[str, str]:
        """Reason code -> kind, as :func:`~reviewer_app.models.domain.workflow.check` wants it."""
        return {code: str(reason.kind) for code, reason in self.reasons.items()}

    def find(self, code: str) -> Reason | None:
        """The reason, if there is one of that code."""
        return self.reasons.get(code)

    def reasons_for(self, target: str, kind: str | None = None) -> tuple[Reason, ...]:
        """Reasons about a field target or material code: those that name it first, then those for any item."""
        item = field_code(target)
        is_material = self.materials.find(item) is not None
        fitting = [reason for reason in self._of_kind(kind) if reason.fits(item, is_material=is_material)]
        return tuple(sorted(fitting, key=lambda reason: item not in reason.applies_to))

    def search(self, text: str, kind: str | None = None) -> tuple[Reason, ...]:
        """Reasons whose code begins with, or whose words contain, every blank-separated part of ``text``."""
        parts = text.upper().split()
        return tuple(
            reason for reason in self._of_kind(kind) if all(_matches(reason, part) for part in parts)
        )

    def pick_errors(
        self, case: Case, picks: Sequence[ReasonPick], settings: frozenset[str] = frozenset()
    ) -> tuple[FieldError, ...]:
        """Faults of picked reasons: code unknown, not about the item, item not of this case, or picked twice.

        ``field`` of an error is ``reasons.<position>.<member>``.
        """
        errors: list[FieldError] = []
        for position, pick in enumerate(picks):
            found = self._pick_error(case, pick, settings)
            if found is None and pick in picks[:position]:
                found = ("reason_twice", "code", f"原因 {pick.code} 重复，请删除一条。")
            if found is not None:
                code, member, message = found
                errors.append(FieldError(code=code, field=f"reasons.{position}.{member}", message_zh=message))
        return tuple(errors)

    def check_picks(
        self, case: Case, picks: Sequence[ReasonPick], settings: frozenset[str] = frozenset()
    ) -> None:
        """:raises WorkflowError: with the first of :meth:`pick_errors`."""
        for error in self.pick_errors(case, picks, settings):
            raise WorkflowError(error.code, error.message_zh, error.field)

    def _of_kind(self, kind: str | None) -> list[Reason]:
        return [reason for reason in self.reasons.values() if kind is None or reason.kind == kind]

    def _pick_error(
        self, case: Case, pick: ReasonPick, settings: frozenset[str]
    ) -> tuple[str, str, str] | None:
        reason = self.reasons.get(pick.code)
        if reason is None:
            return "reason_unknown", "code", f"原因库中没有 {pick.code[:8]}。"
        item = field_code(pick.target)
        is_material = self.materials.find(item) is not None
        if not (
            self._has_material(case, item, settings) if is_material else self._has_field(case, pick.target)
        ):
            return "target_not_in_case", "target", f"本办件没有“{pick.target[:60]}”这一项，请重新选择。"
        if not reason.fits(item, is_material=is_material):
            return "reason_not_about_target", "target", f"“{reason.text}”不能用于所选的信息项或材料。"
        return None

    def _has_material(self, case: Case, code: str, settings: frozenset[str]) -> bool:
        if any(document.material == code for document in case.documents):
            return True
        return code in self.materials.slots(facts_of(case, settings))

    def _has_field(self, case: Case, target: str) -> bool:
        position = guardian_of(target)
        if position is not None and position >= max(len(case.guardians), 1):
            return False
        form = self.forms[case.form_kind]
        item = form.find_field(target)
        own = {field.code for field in form.guardian_section.fields}
        return item is not None and (item.code in own) == (position is not None)


def _matches(reason: Reason, part: str) -> bool:
    return reason.code.startswith(part) or any(
        part in words.upper() for words in (reason.text, reason.guidance, reason.group)
    )


def load_reasons(
    directory: Path, forms: Mapping[FormKind, FormDefinition], materials: MaterialCatalogue
) -> ReasonLibrary:
    """The library.

    :raises CatalogueError: naming the file and the reason at fault.
    """
    root = read_entry(directory, FILE)
    root.only("rules", "reasons")
    fields = {code for form in forms.values() for code in form.fields}
    reasons = {
        entry.name: _read_reason(entry, fields, materials.materials) for entry in root.children("reasons")
    }
    for code, material in materials.materials.items():
        if material.missing_reason and material.missing_reason not in reasons:
            raise CatalogueError(
                MATERIALS_FILE, code, f"missing_reason names the unknown reason {material.missing_reason}"
            )
    return ReasonLibrary(
        reasons=MappingProxyType(reasons), rules=root.texts("rules"), forms=forms, materials=materials
    )


def _read_reason(entry: Entry, fields: Collection[str], materials: Collection[str]) -> Reason:
    entry.only("code", "kind", "group", "applies_to", "every_material", "every_field", "text", "guidance")
    if entry.text("kind") not in tuple(ReasonKind):
        entry.fail(f"kind is {entry.text('kind')}, expected one of {', '.join(ReasonKind)}")
    reason = Reason(
        code=entry.name,
        kind=ReasonKind(entry.text("kind")),
        group=entry.text("group"),
        applies_to=entry.texts("applies_to"),
        every_material=entry.flag("every_material"),
        every_field=entry.flag("every_field"),
        text=entry.text("text"),
        guidance=entry.text("guidance"),
    )
    for item in reason.applies_to:
        if item not in fields and item not in materials:
            what = "material" if item.startswith("M") else "field"
            entry.fail(f"applies_to names unknown {what} {item}")
    if not (reason.applies_to or reason.every_material or reason.every_field):
        entry.fail("is about nothing: it needs applies_to, every_material or every_field")
    return reason
