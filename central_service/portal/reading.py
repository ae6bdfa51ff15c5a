"""What anybody may read before applying: regions with hotlines, policies, and the questions of the forms."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path

from central_service.cases.submission import CONSENT_VERSION
from central_service.parts import Parts
from central_service.portal.access import PartsDep
from central_service.portal.bodies import Body
from central_service.problems import not_found
from central_service.store.seasons import SeasonRow, all_latest_seasons, latest_season, policy_of, schools_of
from reviewer_app.models.domain.case import FormKind, Stage
from reviewer_app.models.domain.forms import Field, FormDefinition, Section


class RegionView(Body):
    """A bureau and whom to call."""

    office: str
    name: str
    prefecture: str
    hotlines: list[str]
    hours: str
    season: int | None
    opens: datetime | None
    closes: datetime | None
    is_open: bool


class Regions(Body):
    """In the guide's order."""

    regions: list[RegionView]


class SchoolView(Body):
    """A school that a form can name."""

    code: str
    name: str
    stages: list[Stage]
    private: bool


class PolicyView(Body):
    """The policy in force, and the text to consent to."""

    office: str
    season: int
    version: int
    text: str
    lines: list[str]
    schools: list[SchoolView]
    consent_version: str


class FieldView(Body):
    """A question."""

    code: str
    label: str
    type: str
    max_len: int
    required: bool
    conditional: bool
    choices: list[tuple[str, str]]
    hint: str


class SectionView(Body):
    """A page of the form."""

    code: str
    label: str
    repeat_max: int | None
    fields: list[FieldView]


class FormView(Body):
    """A表 or B表."""

    kind: FormKind
    name: str
    long_name: str
    use: str
    sections: list[SectionView]


def reading_routes() -> APIRouter:
    """Public routes below ``/v1/guardian``."""
    router = APIRouter(prefix="/v1/guardian", tags=["guardian"])

    @router.get("/regions")
    def regions(parts: PartsDep) -> Regions:
        """Where a guardian may apply."""
        with parts.database.read() as connection:
            seasons = {season.office: season for season in all_latest_seasons(connection)}
        offices = parts.catalogue.regions.offices
        return Regions(regions=[_region(parts, code, seasons.get(str(code))) for code in offices])

    @router.get("/offices/{office}/policy")
    def policy(parts: PartsDep, office: Annotated[str, Path(max_length=16)]) -> PolicyView:
        """招生政策 of an office's newest season."""
        with parts.database.read() as connection:
            season = latest_season(connection, office)
            if season is None:
                raise not_found("地区")
            version, text = policy_of(connection, office, season.year)
            schools = schools_of(connection, season.scope)
        return PolicyView(
            office=office,
            season=season.year,
            version=version,
            text=text,
            lines=[line.text for line in parts.reference.policy(office).lines],
            schools=[
                SchoolView(code=s.code, name=s.name, stages=sorted(s.stages), private=s.private)
                for s in schools
            ],
            consent_version=CONSENT_VERSION,
        )

    @router.get("/forms/{kind}")
    def form(parts: PartsDep, kind: FormKind) -> FormView:
        """The questions of A表 or B表."""
        return _form(parts.catalogue.forms[kind])

    return router


def _region(parts: Parts, code: Any, season: SeasonRow | None) -> RegionView:
    office = parts.catalogue.regions.offices[code]
    return RegionView(
        office=office.code,
        name=office.official_name,
        prefecture=office.prefecture,
        hotlines=list(office.phones),
        hours=parts.catalogue.regions.hours,
        season=season.year if season else None,
        opens=season.opens if season else None,
        closes=season.closes if season else None,
        is_open=season is not None and season.is_open(parts.clock.now()),
    )


def _form(form: FormDefinition) -> FormView:
    return FormView(
        kind=form.kind,
        name=form.name,
        long_name=form.long_name,
        use=form.use,
        sections=[_section(section) for section in form.sections],
    )


def _section(section: Section) -> SectionView:
    return SectionView(
        code=section.code,
        label=section.label,
        repeat_max=section.repeat.max if section.repeat else None,
        fields=[_field(item) for item in section.fields],
    )


def _field(item: Field) -> FieldView:
    return FieldView(
        code=item.code,
        label=item.label,
        type=item.type,
        max_len=item.max_len,
        required=item.required,
        conditional=item.when is not None or item.required_when is not None,
        choices=list(item.codes.choices()) if item.codes else [],
        hint=item.hint,
    )
