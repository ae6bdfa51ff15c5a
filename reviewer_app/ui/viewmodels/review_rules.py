"""What a review screen works by besides the catalogue: the county's policy, the wording of messages, the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.evidence import Evidence, load_evidence
from reviewer_app.models.domain.notices import SmsTemplates, load_sms_templates
from reviewer_app.models.domain.policy import DEFAULT_FILE, CountyPolicy, load_policy


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    """Immutable; loaded once a run."""

    catalogue: Catalogue
    policy: CountyPolicy
    sms: SmsTemplates
    evidence: Evidence

    def paper_part(self, code: str) -> str:
        """What a paper is within its group: ``首页``; empty where the group says it all."""
        material = self.catalogue.materials.find(code)
        if material is None:
            return code
        return self.evidence.parts.get(code, material.short.removeprefix(material.group))

    def paper_title(self, code: str) -> str:
        """Group and paper: ``户口簿·首页``."""
        material = self.catalogue.materials.find(code)
        part = self.paper_part(code)
        return "·".join(word for word in (material.group if material else "", part) if word)


def load_review_rules(resources: Path, catalogue: Catalogue, office: str) -> ReviewRules:
    """The rules of an office: its own policy file, or the template where it has none.

    :raises CatalogueError: naming the file and entry at fault.
    """
    own = f"policies/{office}.json"
    file = own if office.replace("-", "").isalnum() and (resources / own).is_file() else DEFAULT_FILE
    fields = {code for form in catalogue.forms.values() for code in form.fields}
    return ReviewRules(
        catalogue=catalogue,
        policy=load_policy(resources, catalogue, file),
        sms=load_sms_templates(resources),
        evidence=load_evidence(resources, fields, catalogue.materials.materials),
    )
