"""An invented family as the journeys need it: a complete B表, and its papers photographed from the same facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from central_service.sample.binder import bind
from central_service.sample.family import Families
from central_service.sample.filling import OWN_HOME, Plan, fill_in
from central_service.sample.guardian_client import GuardianClient, Json
from central_service.sample.papers import Blur, Paper, Shot, photograph, usual_shot
from central_service.sample.places import SampleSchool, load_counties
from reviewer_app.models.domain.case import Category, FormKind, Stage
from tests.support.families import OFFICE, Family
from tests.support.service import PRIMARY_SCHOOL

_SCHOOL = SampleSchool(
    code=PRIMARY_SCHOOL.code, name=PRIMARY_SCHOOL.name, stages=(Stage.PRIMARY,), plan=PRIMARY_SCHOOL.plan
)


@dataclass(frozen=True, slots=True)
class Household:
    """Who applies, what they type, and which papers they take pictures of."""

    family: Family
    answers: Json
    guardians: Sequence[Json]
    papers: Mapping[str, Sequence[Paper]]
    """Material code -> pages."""

    def photo(self, material: str, page: int = 1, *, unreadable: bool = False) -> bytes:
        """A phone's picture of a page; the same bytes every time."""
        paper = self.papers[material][page - 1]
        shot = usual_shot(Random(f"{material}/{page}"))
        if unreadable:
            shot = Shot(blur=Blur.UNREADABLE, long_edge=shot.long_edge)
        return photograph(paper, shot, seed=page)

    def apply(self, guardian: GuardianClient, *, unreadable: str = "", **typed: object) -> Json:
        """Fill in, take the pictures, send.

        :param unreadable: material whose picture nobody can read.
        :param typed: answers that the guardian gets wrong.
        """
        case = guardian.begin(OFFICE)
        guardian.save(case["id"], {**self.answers, **typed}, self.guardians)
        for material, pages in self.papers.items():
            for page in range(1, len(pages) + 1):
                photo = self.photo(material, page, unreadable=material == unreadable)
                guardian.upload(case["id"], material, page, photo)
        return guardian.submit(case["id"])


def household(child_name: str, seed: int) -> Household:
    """A local family that owns its home, with a child of that name."""
    rng = Random(seed)
    county = load_counties()[OFFICE]
    family = Families(rng).make(county, Stage.PRIMARY, child_name=child_name)
    plan = Plan(
        county=county,
        stage=Stage.PRIMARY,
        form_kind=FormKind.B,
        category=Category.LOCAL,
        family=family,
        child=family.children[0],
        school=_SCHOOL,
        dwelling=OWN_HOME,
    )
    filled = fill_in(plan, rng)
    applicant = Family(
        guardian_name=plan.applicant.name,
        guardian_id=plan.applicant.id_no,
        mobile=plan.mobile,
        child_name=plan.child.name,
        child_id=plan.child.id_no,
        child_birth=plan.child.birth,
    )
    return Household(applicant, dict(filled.answers), [dict(one) for one in filled.guardians],
                     bind(plan, filled, frozenset()))  # fmt: skip
