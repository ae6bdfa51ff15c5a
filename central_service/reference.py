"""The reference data of one run: forms, codes, materials, reasons, regions, policies and message templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.catalogue import Catalogue, load_catalogue
from reviewer_app.models.domain.correction_scope import OpenItems, open_items
from reviewer_app.models.domain.notices import SmsTemplates, load_sms_templates
from reviewer_app.models.domain.policy import DEFAULT_FILE, CountyPolicy, load_policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What every office works by; immutable."""

    catalogue: Catalogue
    sms: SmsTemplates
    template: CountyPolicy
    policies: Mapping[str, CountyPolicy]
    """Rules of the offices that have their own, in ``policies/<office code>.json``."""

    def policy(self, office: str) -> CountyPolicy:
        """The office's rules, or the template."""
        return self.policies.get(office, self.template)

    def opened(self, case: Case) -> OpenItems:
        """What the guardian may change now: the items of the open correction round and those that they force."""
        correction = case.open_correction
        picks = correction.reasons if correction is not None else ()
        if not picks:
            return OpenItems(fields=frozenset(), materials=frozenset())
        return open_items(case, picks, self.catalogue, self.policy(case.office).settings)


@cache
def load_reference(resources: Path) -> Reference:
    """Read once in a process. :raises CatalogueError: naming the file and entry at fault."""
    catalogue = load_catalogue(resources)
    own = {
        str(office): load_policy(resources, catalogue, f"policies/{office}.json")
        for office in catalogue.regions.offices
        if (resources / "policies" / f"{office}.json").is_file()
    }
    return Reference(
        catalogue=catalogue,
        sms=load_sms_templates(resources),
        template=load_policy(resources, catalogue, DEFAULT_FILE),
        policies=MappingProxyType(own),
    )
