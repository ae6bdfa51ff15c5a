"""The sample's plot: every kind of case is in it, every form in it is complete, and it is the same every time."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from central_service.sample.bulk import bulk_cases
from central_service.sample.filling import fill_in
from central_service.sample.stories import CLOSES, OPENS, TODAY, Ending, Story, tell
from reviewer_app.config import resources_dir
from reviewer_app.models.domain.answers import validate
from reviewer_app.models.domain.case import Category, Channel, FormKind
from reviewer_app.models.domain.catalogue import Catalogue, load_catalogue
from reviewer_app.models.domain.identity import check_character

SEASON = 620


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return list(tell(SEASON))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(resources_dir())


def test_every_kind_of_case_is_told(stories: list[Story]) -> None:
    assert {story.ending for story in stories} == set(Ending)
    assert {story.plan.category for story in stories} == set(Category)
    assert {story.plan.form_kind for story in stories} == set(FormKind)
    assert {story.channel for story in stories} == set(Channel)
    assert len({story.plan.county.office for story in stories}) == 2
    names = [story.plan.child.name for story in stories]
    assert any("·" in name for name in names)
    assert any(ord(character) > 0xFFFF for name in names for character in name)
    assert any(len(story.plan.family.children) > 1 for story in stories)
    assert sum(story.phone_size for story in stories) >= 10


def test_even_a_small_season_shows_every_ending() -> None:
    assert {story.ending for story in tell(2 * len(Ending))} == set(Ending)


def test_a_season_is_the_same_every_time(stories: list[Story]) -> None:
    assert list(tell(SEASON)) == stories
    assert list(tell(SEASON, seed=7)) != stories


def test_no_id_number_is_given_twice_and_none_can_be_a_persons(stories: list[Story]) -> None:
    people = {
        (person.id_no, person.name)
        for story in stories
        for person in (*story.plan.family.children, story.plan.family.father, story.plan.family.mother)
    }
    counted = Counter(id_no for id_no, _ in people)
    assert max(counted.values()) == 1
    for id_no in counted:
        assert id_no.startswith("4599")
        assert id_no[17] == check_character(id_no[:17])


def test_every_form_is_complete_mistakes_included(stories: list[Story], catalogue: Catalogue) -> None:
    for story in stories:
        filled = fill_in(story.plan, Random(story.seed))
        guardians = [{**guardian, "grd_face_ok": True, "grd_consent": "1"} for guardian in filled.guardians]
        form = catalogue.forms[story.plan.form_kind]
        assert (
            validate(form, filled.answers, guardians, settings=frozenset({"single_school_catchment"})) == ()
        )


def test_cases_come_in_while_the_window_is_open(stories: list[Story]) -> None:
    assert all(OPENS < story.submitted_at < TODAY < CLOSES for story in stories)


def test_bulk_cases_are_as_many_as_asked_and_all_different() -> None:
    cases = list(bulk_cases(500))
    assert len({case.id for case in cases}) == 500
    assert len({case.answers["stu_id_no"] for case in cases}) == 500
    assert {case.office for case in cases} == {"450721"}
