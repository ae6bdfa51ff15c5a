"""What the queue shows and searches, taken from a case's JSON as it comes off the wire (no model is built per row)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from reviewer_app.models.domain.case import RegistryVerdict
from reviewer_app.models.store.moments import to_micros
from reviewer_app.models.store.search import searched

COLUMNS = (
    "id",
    "scope",
    "seq",
    "reading",
    "number",
    "child_name",
    "status",
    "substage",
    "stage",
    "form_kind",
    "category",
    "school",
    "submitted_at",
    "due",
    "rounds",
    "duplicate",
    "doubt",
    "twin",
)
"""Columns of ``case_row`` in the order of :func:`case_columns`."""

_NO_DOUBT = frozenset({RegistryVerdict.MATCH.value, RegistryVerdict.NOT_APPLICABLE.value})
_CHILD_FIELDS = (
    "stu_name",
    "stu_former_name",
    "stu_id_no",
    "stu_addr",
    "stu_hukou_addr",
    "dw_addr",
    "xueji_no",
)
_GUARDIAN_FIELDS = ("grd_name", "grd_id_no", "grd_mobile")


def case_columns(case: Mapping[str, Any], scope: str, seq: int, reading: int) -> tuple[Any, ...]:
    """Values of :data:`COLUMNS`. :raises KeyError, TypeError, ValueError: when the object is no case."""
    answers = case["answers"]
    corrections = case.get("corrections") or ()
    answered = sum(1 for correction in corrections if correction.get("answered_at"))
    open_due = corrections[-1]["due"] if corrections and not corrections[-1].get("answered_at") else None
    result = case.get("result")
    return (
        case["id"],
        scope,
        seq,
        reading,
        case["number"],
        answers.get("stu_name", ""),
        case["status"],
        case.get("substage"),
        case["stage"],
        case["form_kind"],
        case["category"],
        result["school"] if result else answers.get("apply_school", ""),
        _moment(case.get("submitted_at")),
        _moment(open_due),
        answered,
        1 if case.get("duplicates") else 0,
        1 if any(entry["verdict"] not in _NO_DOUBT for entry in case.get("registry") or ()) else 0,
        1 if answers.get("multi_birth") is True else 0,
    )


def search_words(case: Mapping[str, Any]) -> str:
    """What is searched of a case: names, receipt number, ID numbers, phones and addresses."""
    return searched(dict.fromkeys(text for text in _searched(case) if isinstance(text, str)))


def documents_in(case: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every document that a case names, those that a correction replaced included."""
    yield from case.get("documents") or ()
    for correction in case.get("corrections") or ():
        yield from correction.get("replaced") or ()


def _searched(case: Mapping[str, Any]) -> Iterator[Any]:
    yield case["number"]
    answers = case["answers"]
    for code in _CHILD_FIELDS:
        yield answers.get(code)
    for guardian in case.get("guardians") or ():
        for code in _GUARDIAN_FIELDS:
            yield guardian.get(code)


def _moment(text: str | None) -> int | None:
    return None if text is None else to_micros(datetime.fromisoformat(text))
