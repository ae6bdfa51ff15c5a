"""Cases, seasons and acts as JSON text in the store."""

from __future__ import annotations

from pydantic import TypeAdapter

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.ports import Season
from reviewer_app.models.domain.workflow import Act

_CASE: TypeAdapter[Case] = TypeAdapter(Case)
_SEASON: TypeAdapter[Season] = TypeAdapter(Season)
_ACT: TypeAdapter[Act] = TypeAdapter(Act)


def read_case(text: str) -> Case:
    """:raises pydantic.ValidationError: when the text is no case."""
    return _CASE.validate_json(text)


def read_season(text: str) -> Season:
    """:raises pydantic.ValidationError: when the text is no season."""
    return _SEASON.validate_json(text)


def write_season(season: Season) -> str:
    """Canonical JSON of a season."""
    return _SEASON.dump_json(season).decode()


def read_act(text: str) -> Act:
    """:raises pydantic.ValidationError: when the text is no act."""
    return _ACT.validate_json(text)


def write_act(act: Act) -> str:
    """JSON of what a person decided."""
    return _ACT.dump_json(act).decode()
