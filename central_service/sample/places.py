"""Counties of the sample season: invented addresses, schools and employers in places that exist."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from reviewer_app.models.domain.case import Stage

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class SampleSchool:
    """A school of the sample season."""

    code: str
    name: str
    stages: tuple[Stage, ...]
    plan: int


@dataclass(frozen=True, slots=True)
class County:
    """What the sample needs to know of one county."""

    office: str
    letters: str
    """Letters of its receipt numbers."""
    name: str
    towns: tuple[str, ...]
    roads: tuple[str, ...]
    villages: tuple[str, ...]
    schools: tuple[SampleSchool, ...]
    employers: tuple[str, ...]

    def schools_of(self, stage: Stage) -> tuple[SampleSchool, ...]:
        """Schools that take the stage."""
        return tuple(school for school in self.schools if stage in school.stages)

    def community(self, town: int) -> str:
        """12-digit statistical division code of an invented community of a town (0-based)."""
        return f"{self.office}{100 + town:03d}201"

    def flat(self, rng: Random) -> tuple[int, str]:
        """Town (index) and address of a flat."""
        town = rng.randrange(min(2, len(self.towns)))
        road, house = rng.choice(self.roads), rng.randint(6, 288)
        door = f"{rng.randint(1, 9)}栋{rng.randint(1, 3)}单元{rng.randint(1, 18)}0{rng.randint(1, 4)}室"
        return town, f"{self.name}{self.towns[town]}{road}{house}号{door}"

    def farmhouse(self, rng: Random) -> tuple[int, str]:
        """Town (index) and address of a house in a village."""
        town = rng.randrange(len(self.towns))
        group, house = rng.randint(1, 18), rng.randint(2, 96)
        return town, f"{self.name}{self.towns[town]}{rng.choice(self.villages)}委会第{group}村民小组{house}号"


@cache
def load_counties() -> dict[str, County]:
    """The sample's counties by office code."""
    raw = json.loads((DATA / "places.json").read_text("utf-8"))
    return {office: _county(office, entry) for office, entry in raw.items()}


def _county(office: str, entry: dict[str, object]) -> County:
    def texts(key: str) -> tuple[str, ...]:
        values = entry[key]
        assert isinstance(values, list)
        return tuple(str(value) for value in values)

    schools = entry["schools"]
    assert isinstance(schools, list)
    return County(
        office=office,
        letters=str(entry["letters"]),
        name=str(entry["name"]),
        towns=texts("towns"),
        roads=texts("roads"),
        villages=texts("villages"),
        schools=tuple(
            SampleSchool(
                code=school["code"],
                name=school["name"],
                stages=tuple(Stage(stage) for stage in school["stage"].split()),
                plan=school["plan"],
            )
            for school in schools
        ),
        employers=texts("employers"),
    )
