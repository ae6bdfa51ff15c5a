"""Schools by names that fit a row: the county that all of them share is left out."""

from __future__ import annotations

from reviewer_app.models.domain.ports import Season


def short_name(name: str, season: Season) -> str:
    """``第三小学`` for 灵山县第三小学 of 灵山县教育局."""
    county = season.office_name.removesuffix("教育局")
    return name.removeprefix(county) or name


def short_names(season: Season) -> dict[str, str]:
    """School code -> short name."""
    return {school.code: short_name(school.name, season) for school in season.schools}
