"""Invented families: names, kin, ID numbers on the prefix 4599 that no real person can have, phones and homes."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from central_service.sample.places import DATA, County
from reviewer_app.models.domain.case import Stage
from reviewer_app.models.domain.identity import check_character

MALE, FEMALE = "1", "2"
SEASON = 2026


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person."""

    name: str
    sex: str
    birth: date
    id_no: str
    ethnic: str


@dataclass(frozen=True, slots=True)
class Family:
    """A household; twins share it."""

    father: Person
    mother: Person
    head: str
    """Name of the head of household, a parent or a grandparent."""
    children: tuple[Person, ...]
    book_no: str
    """户号."""
    town: int
    hukou_addr: str
    home_town: int
    home_addr: str
    mobiles: tuple[str, str]
    """Father's and mother's."""


def invented_id(area: int, birth: date, sequence: int) -> str:
    """An ID number with the prefix 4599 and a right check character. ``area``: 0-99, ``sequence``: 0-999."""
    body = f"4599{area:02d}{birth:%Y%m%d}{sequence:03d}"
    return body + check_character(body)


@dataclass
class IdOffice:
    """Hands out ID numbers on the prefix 4599; no number twice in one season."""

    _used: Counter[tuple[str, str]] = field(default_factory=Counter)

    def issue(self, birth: date, sex: str) -> str:
        """The next number for a birth date and sex."""
        day = birth.strftime("%Y%m%d")
        serial = self._used[(day, sex)]
        self._used[(day, sex)] += 1
        area, rank = divmod(serial, 499)
        return invented_id(99 - area, birth, 2 * rank + (1 if sex == MALE else 2))


class Names:
    """Seeded names; some carry middle dots or rare characters."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        raw = _name_lists()
        self._surnames = raw["surnames"].split()
        self._given = {MALE: raw["boys"].split(), FEMALE: raw["girls"].split()}
        self._parents = {MALE: raw["fathers"].split(), FEMALE: raw["mothers"].split()}
        self._elders = raw["elders"].split()
        self.dotted = tuple(raw["dotted"])
        self.rare = tuple(raw["rare"])

    def surname(self) -> str:
        """A surname as common in Guangxi."""
        return self._rng.choice(self._surnames)

    def child(self, surname: str, sex: str) -> str:
        """A child's name."""
        return surname + self._rng.choice(self._given[sex])

    def parent(self, surname: str, sex: str) -> str:
        """A parent's name."""
        return surname + self._rng.choice(self._parents[sex])

    def elder(self, surname: str) -> str:
        """A grandparent's name."""
        return surname + self._rng.choice(self._elders)


@cache
def _name_lists() -> dict[str, str]:
    raw: dict[str, str] = json.loads((DATA / "names.json").read_text("utf-8"))
    return raw


class Families:
    """Makes families for one season."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._ids = IdOffice()
        self._names = Names(rng)
        self._mobile = 10_000

    @property
    def special_names(self) -> tuple[str, ...]:
        """Names with middle dots and rare characters, for cases that shall carry them."""
        return (*self._names.dotted, *self._names.rare)

    def make(
        self,
        county: County,
        stage: Stage,
        *,
        children: int = 1,
        child_name: str = "",
        birth: date | None = None,
    ) -> Family:
        """One family whose children enter the stage this season; ``children`` > 1 makes twins."""
        rng = self._rng
        surname = child_name[0] if child_name and "·" not in child_name else self._names.surname()
        born = birth or _birth_for(stage, rng)
        ethnic = rng.choices(["01", "08", "13", "12"], [55, 40, 3, 2])[0]
        father = self._adult(self._names.parent(surname, MALE), MALE, born, ethnic)
        mother = self._adult(self._names.parent(self._names.surname(), FEMALE), FEMALE, born, ethnic)
        town, hukou = county.farmhouse(rng) if rng.random() < 0.5 else county.flat(rng)
        home_town, home = county.flat(rng)
        head = father.name if rng.random() < 0.75 else self._names.elder(surname)
        kids: list[Person] = []
        for number in range(children):
            sex = rng.choice([MALE, FEMALE])
            name = child_name if child_name and number == 0 else self._unlike(kids, surname, sex)
            kids.append(Person(name, sex, born, self._ids.issue(born, sex), ethnic))
        return Family(
            father=father,
            mother=mother,
            head=head,
            children=tuple(kids),
            book_no=f"{county.office}{rng.randint(100_000_000, 999_999_999)}",
            town=town,
            hukou_addr="广西" + hukou,
            home_town=home_town,
            home_addr=home,
            mobiles=(self._phone(), self._phone()),
        )

    def person(self, name: str, sex: str, birth: date) -> Person:
        """Somebody outside a family, such as a landlord or another family's child."""
        return Person(name, sex, birth, self._ids.issue(birth, sex), "01")

    def _unlike(self, kids: list[Person], surname: str, sex: str) -> str:
        taken = {kid.name for kid in kids}
        while (name := self._names.child(surname, sex)) in taken:
            pass
        return name

    def _adult(self, name: str, sex: str, child_birth: date, ethnic: str) -> Person:
        birth = child_birth - timedelta(days=self._rng.randint(23 * 365, 38 * 365))
        return Person(name, sex, birth, self._ids.issue(birth, sex), ethnic)

    def _phone(self) -> str:
        self._mobile += self._rng.randint(1, 7)
        return f"{self._rng.choice(['138', '139', '150', '177', '189'])}{self._mobile:08d}"


def _birth_for(stage: Stage, rng: Random) -> date:
    years = 6 if stage is Stage.PRIMARY else 12
    last = date(SEASON - years, 8, 31)
    return last - timedelta(days=rng.randrange(365))
