"""The plot of the sample season: which applications there are, what is wrong with them, and how far they have come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from random import Random

from central_service.sample.defects import Defect, possible, typed
from central_service.sample.family import SEASON, Families, Family, Person
from central_service.sample.filling import (
    CONTRACT_WORK,
    GRANDPARENTS,
    OLD_TITLE,
    OWN_HOME,
    PURCHASE,
    RENTED,
    SELF_BUILT,
    TITLE,
    TRADER,
    Plan,
)
from central_service.sample.places import County, load_counties
from reviewer_app.models.domain.case import Category, Channel, FormKind, RegistryVerdict, Stage

OPENS = datetime.fromisoformat("2026-07-10T08:00:00+08:00")
CLOSES = datetime.fromisoformat("2026-07-20T18:00:00+08:00")
EARLIEST_HOUR = 7
"""Nobody files at night."""
TODAY = datetime.fromisoformat("2026-07-14T09:00:00+08:00")
"""The moment at which the season is handed over to the reviewer."""


class Ending(StrEnum):
    """How far a case has come by :data:`TODAY`."""

    DRAFT = "draft"
    PENDING = "pending"
    CORRECTION = "correction"
    OVERDUE = "overdue"
    RESUBMITTED = "resubmitted"
    RESUBMITTED_TWICE = "resubmitted_twice"
    CORRECTION_FAILED = "correction_failed"
    FIRST_REVIEW = "first_review"
    SECOND_REVIEW = "second_review"
    AWAITING_PLACE = "awaiting_place"
    PROPOSED = "proposed"
    COMPLETED = "completed"
    DECLINED = "declined"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REAPPLIED = "reapplied"


_SHARES: Mapping[Ending, int] = {
    Ending.DRAFT: 2,
    Ending.PENDING: 30,
    Ending.CORRECTION: 8,
    Ending.OVERDUE: 2,
    Ending.RESUBMITTED: 7,
    Ending.RESUBMITTED_TWICE: 2,
    Ending.CORRECTION_FAILED: 1,
    Ending.FIRST_REVIEW: 8,
    Ending.SECOND_REVIEW: 6,
    Ending.AWAITING_PLACE: 6,
    Ending.PROPOSED: 4,
    Ending.COMPLETED: 16,
    Ending.DECLINED: 2,
    Ending.RETURNED: 2,
    Ending.WITHDRAWN: 2,
    Ending.REAPPLIED: 2,
}

_FAULTY = frozenset(
    {
        Ending.CORRECTION,
        Ending.OVERDUE,
        Ending.RESUBMITTED,
        Ending.RESUBMITTED_TWICE,
        Ending.CORRECTION_FAILED,
        Ending.RETURNED,
    }
)


_STUBBORN = frozenset({Ending.RESUBMITTED_TWICE, Ending.CORRECTION_FAILED})
"""Endings in which the new picture is as unreadable as the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One application from its first draft to its ending."""

    key: str
    """Stable name of the story in its season; seeds everything about it."""
    plan: Plan
    ending: Ending
    channel: Channel
    submitted_at: datetime
    defects: frozenset[Defect] = frozenset()
    unmended: frozenset[Defect] = frozenset()
    """What stays wrong after the first correction."""
    registry: Mapping[str, RegistryVerdict]
    """Registry -> verdict that the simulated registry is to give; 一致 where it is silent."""
    other_child: Person | None = None
    phone_size: bool = False
    """The pictures come as 12-megapixel files straight from a phone."""
    rated: int | None = None

    @property
    def seed(self) -> str:
        """Seed text for the pictures of this story."""
        return f"{SEASON}/{self.key}"


def tell(count: int, seed: int = SEASON) -> Iterator[Story]:
    """The first ``count`` stories of a season; the same for the same seed.

    Two counties, 灵山县 with two thirds of the cases. The first stories are hand-picked so that even a small
    season shows every kind of case; the rest follows the shares.
    """
    rng = Random(seed)
    families = Families(rng)
    counties = load_counties()
    special = list(families.special_names)
    number = 0
    while number < count:
        county = counties["450721" if rng.random() < 0.67 else "451421"]
        name = special.pop() if special and number % 7 == 3 else ""
        twins = number % 41 == 11
        stage = Stage.JUNIOR if rng.random() < 0.35 else Stage.PRIMARY
        too_young = stage is Stage.PRIMARY and number % 97 == 50
        family = families.make(
            county,
            stage,
            children=2 if twins else 1,
            child_name=name,
            birth=date(SEASON - 6, 9, 1) if too_young else None,
        )
        for child in family.children:
            if number >= count:
                break
            story = _story(number, county, stage, family, child, families, rng)
            yield replace(story, ending=Ending.DRAFT) if too_young else story
            number += 1


def _story(
    number: int, county: County, stage: Stage, family: Family, child: Person, families: Families, rng: Random
) -> Story:
    plan = _plan(county, stage, family, child, rng)
    ending = _ending(number, rng)
    defects = frozenset[Defect]()
    if ending in _FAULTY or (ending is Ending.PENDING and rng.random() < 0.35):
        kinds = possible(plan)
        defects = frozenset(rng.sample(kinds, k=min(len(kinds), rng.choice([1, 1, 2, 2, 3]))))
    unmended = frozenset[Defect]()
    if ending in _STUBBORN or (ending is Ending.RESUBMITTED and rng.random() < 0.2):
        unmended = frozenset({Defect.UNREADABLE})
        defects |= unmended
    plan = replace(plan, overrides=typed(plan, defects))
    stranger = None
    if Defect.OTHER_CHILD in defects:
        stranger = families.person("李" + child.name[-1], child.sex, child.birth + timedelta(days=400))
    return Story(
        key=f"{number:05d}",
        plan=plan,
        ending=ending,
        channel=Channel.OFFLINE if rng.random() < 0.12 else Channel.ONLINE,
        submitted_at=_submission(ending, rng),
        defects=defects,
        unmended=unmended,
        registry=_registry(plan, rng),
        other_child=stranger,
        phone_size=number % 50 == 4,
        rated=rng.choice([5, 5, 5, 4, 4, 3, 2]) if rng.random() < 0.5 else None,
    )


def _ending(number: int, rng: Random) -> Ending:
    every = list(_SHARES)
    if number < 2 * len(every):
        return every[number % len(every)]
    return rng.choices(every, list(_SHARES.values()))[0]


def _plan(county: County, stage: Stage, family: Family, child: Person, rng: Random) -> Plan:
    kinds = [
        (FormKind.B, Category.LOCAL),
        (FormKind.A, Category.LOCAL),
        (FormKind.A, Category.HOME_OWNER),
        (FormKind.A, Category.MIGRANT),
        (FormKind.B, Category.ENTITLED),
    ]
    form_kind, category = rng.choices(kinds, [42, 18, 12, 20, 8])[0]
    dwelling, document = _home(category, rng)
    return Plan(
        county=county,
        stage=stage,
        form_kind=form_kind,
        category=category,
        family=family,
        child=child,
        school=rng.choice(county.schools_of(stage)),
        dwelling=dwelling,
        property_doc=document,
        employment=rng.choice([CONTRACT_WORK, CONTRACT_WORK, TRADER]),
        pref_kind=rng.choice(["Y1", "Y2", "Y2", "Y3", "Y4", "Y6"]),
        father_applies=rng.random() < 0.5,
    )


def _home(category: Category, rng: Random) -> tuple[str, str]:
    """住所类型 and 产权材料类型 that go with a category."""
    if category is Category.MIGRANT:
        return rng.choice([(RENTED, TITLE), (RENTED, TITLE), (OWN_HOME, TITLE)])
    if category is Category.HOME_OWNER:
        return OWN_HOME, rng.choice([TITLE, TITLE, PURCHASE])
    homes = [(OWN_HOME, TITLE), (GRANDPARENTS, OLD_TITLE), (RENTED, TITLE), (SELF_BUILT, "4")]
    return rng.choices(homes, [6, 2, 2, 2])[0]


def _registry(plan: Plan, rng: Random) -> dict[str, RegistryVerdict]:
    """Mostly 一致; now and then what a real interface gives."""
    verdicts: dict[str, RegistryVerdict] = {}
    if rng.random() < 0.06:
        verdicts["户籍"] = rng.choice([RegistryVerdict.MISMATCH, RegistryVerdict.FAULT])
    if plan.form_kind is FormKind.A and plan.dwelling != RENTED and rng.random() < 0.2:
        choices = [RegistryVerdict.NOT_FOUND, RegistryVerdict.MISMATCH, RegistryVerdict.FAULT]
        verdicts["不动产"] = rng.choices(choices, [3, 2, 1])[0]
    if plan.category is Category.MIGRANT:
        if rng.random() < 0.1:
            verdicts["居住证"] = RegistryVerdict.NOT_FOUND
        if rng.random() < 0.15:
            verdicts["社保"] = rng.choice([RegistryVerdict.NOT_FOUND, RegistryVerdict.FAULT])
    return verdicts


def _submission(ending: Ending, rng: Random) -> datetime:
    """Six of ten cases come in on the first two days; what has come far came early."""
    early = ending not in (Ending.PENDING, Ending.DRAFT, Ending.CORRECTION)
    hours = rng.uniform(0.5, 30) if early or rng.random() < 0.4 else rng.uniform(20, 90)
    moment = OPENS + timedelta(hours=hours)
    return moment if moment.hour >= EARLIEST_HOUR else moment + timedelta(hours=EARLIEST_HOUR)
