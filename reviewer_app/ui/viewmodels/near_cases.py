"""Cases near the one on screen, from the local store: the same child elsewhere, and its twins."""

from __future__ import annotations

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.duplicates import CaseKey, key_of
from reviewer_app.models.domain.ports import CaseQuery, CaseStore, Season


def near_keys(case: Case, cases: CaseStore, season: Season | None) -> tuple[CaseKey, ...]:
    """Keys of other cases under the child's own ID number or one of the twins' that it names."""
    private = {school.code for school in season.schools if school.private} if season else set()
    own = key_of(case)
    found: dict[str, CaseKey] = {}
    for number in (own.id_number, *sorted(own.twin_ids)):
        if not number:
            continue
        for other in cases.cases(CaseQuery(text=number)):
            if other.id != case.id:
                school = str(other.answers.get("apply_school", ""))
                found[other.id] = key_of(other, is_private=school in private)
    return tuple(found.values())
