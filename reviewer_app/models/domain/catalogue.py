"""Everything that a county works by, loaded and checked once: forms, codes, materials, reasons and regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from reviewer_app.models.domain.case import FormKind
from reviewer_app.models.domain.codes import CodeSet, load_codes
from reviewer_app.models.domain.entries import CatalogueError
from reviewer_app.models.domain.form_loading import load_forms
from reviewer_app.models.domain.forms import FormDefinition
from reviewer_app.models.domain.material_loading import load_materials
from reviewer_app.models.domain.materials import MaterialCatalogue
from reviewer_app.models.domain.reasons import ReasonLibrary, load_reasons
from reviewer_app.models.domain.regions import Regions, load_regions

__all__ = ["Catalogue", "CatalogueError", "load_catalogue"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Catalogue:
    """The reference data of one run; immutable."""

    forms: Mapping[FormKind, FormDefinition]
    codes: Mapping[str, CodeSet]
    """Code sets by name, with ``office``, ``division``, ``community`` and ``school`` of the regions."""
    materials: MaterialCatalogue
    reasons: ReasonLibrary
    regions: Regions


def load_catalogue(directory: Path) -> Catalogue:
    """Load ``forms``, ``codes``, ``materials``, ``reasons`` and ``regions`` below the resources' directory.

    :raises CatalogueError: the first fault found, named by file and entry.
    """
    regions = load_regions(directory)
    codes: dict[str, CodeSet] = {**load_codes(directory), **regions.code_sets()}
    forms = load_forms(directory, codes)
    fields = frozenset(code for form in forms.values() for code in form.fields)
    id_types = [code for code, _ in codes["id_type"].choices()] if "id_type" in codes else []
    materials = load_materials(directory, fields, id_types)
    return Catalogue(
        forms=forms,
        codes=MappingProxyType(codes),
        materials=materials,
        reasons=load_reasons(directory, forms, materials),
        regions=regions,
    )
