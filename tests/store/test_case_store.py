"""The queue's questions: filters, orders, flags, pages of rows, whole cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from reviewer_app.models.domain.case import (
    CaseId,
    CaseStatus,
    Category,
    Correction,
    FormKind,
    ReasonPick,
    RegistryVerdict,
    Stage,
    Substage,
)
from reviewer_app.models.domain.ports import CaseFlag, CaseOrder, CaseQuery
from reviewer_app.models.store import LocalStore
from tests.support.cases import SEASON_START, make_case
from tests.support.clocks import FixedClock
from tests.support.stores import fill


def test_a_case_comes_out_as_it_went_in(store: LocalStore) -> None:
    case = make_case(
        3, kind=FormKind.A, category=Category.MIGRANT, status=CaseStatus.CORRECTION, guardians=2,
        answers={"multi_birth": True, "multi_birth_ids": ("459999202001010015",)},
    )  # fmt: skip
    fill(store, [case])
    assert store.cases.find(case.id) == case


def test_an_unknown_case_is_nothing(store: LocalStore) -> None:
    assert store.cases.find(CaseId("nobody")) is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (CaseQuery(), {0, 1, 2, 3}),
        (CaseQuery(statuses=frozenset({CaseStatus.PROCESSING, CaseStatus.RETURNED})), {1, 3}),
        (CaseQuery(substages=frozenset({Substage.FIRST_REVIEW})), {1}),
        (CaseQuery(stages=frozenset({Stage.JUNIOR})), {2}),
        (CaseQuery(form_kinds=frozenset({FormKind.A})), {2}),
        (CaseQuery(categories=frozenset({Category.MIGRANT.value})), {2}),
        (CaseQuery(schools=frozenset({"3145000003"})), {2}),
        (CaseQuery(schools=frozenset({"nowhere"})), set()),
        (CaseQuery(stages=frozenset({Stage.JUNIOR}), statuses=frozenset({CaseStatus.RETURNED})), set()),
    ],
)
def test_filters(store: LocalStore, query: CaseQuery, found: set[int]) -> None:
    cases = [
        make_case(0),
        make_case(1, status=CaseStatus.PROCESSING),
        make_case(2, kind=FormKind.A, category=Category.MIGRANT, stage=Stage.JUNIOR),
        make_case(3, status=CaseStatus.RETURNED),
    ]
    fill(store, cases)
    assert set(store.cases.ids(query)) == {cases[n].id for n in found}


def test_orders(store: LocalStore) -> None:
    def at(hours: int) -> datetime:
        return SEASON_START + timedelta(hours=hours)

    asked = Correction(
        round=1,
        reasons=(ReasonPick(code="HK01", target="M01"),),
        due=at(9),
        asked_at=at(4),
        asked_by="农晓玲",
    )
    a, b, c = (
        make_case(1, id="a", number="3", submitted_at=at(2)),
        make_case(2, id="b", number="1", submitted_at=at(1), status=CaseStatus.CORRECTION, corrections=(asked,)),
        make_case(
            3, id="c", number="2", submitted_at=at(3), status=CaseStatus.CORRECTION,
            corrections=(replace(asked, due=at(8)),),
        ),
    )  # fmt: skip
    fill(store, [a, b, c])
    orders = {order: "".join(store.cases.ids(CaseQuery(order=order))) for order in CaseOrder}
    assert orders == {
        CaseOrder.OLDEST_FIRST: "bac",
        CaseOrder.NEWEST_FIRST: "cab",
        CaseOrder.NUMBER: "bca",
        CaseOrder.DUE_FIRST: "cba",
    }


def test_flags_are_drawn_from_the_case(store: LocalStore, clock: FixedClock) -> None:
    open_round = make_case(2, status=CaseStatus.CORRECTION)
    due = open_round.corrections[-1].due
    answered = replace(open_round.corrections[-1], answered_at=due)
    wrong = replace(make_case(4).registry[0], verdict=RegistryVerdict.NOT_FOUND)
    cases = {
        "plain": make_case(1),
        "overdue": open_round,
        "resubmitted": make_case(3, corrections=(answered,)),
        "doubt": make_case(4, registry=(wrong,)),
        "duplicate": make_case(5, duplicates=("4507212026XX1000001",)),
        "twin": make_case(6, answers={"multi_birth": True}),
    }
    fill(store, cases.values())
    clock.at = due + timedelta(seconds=1)
    found = {flag: store.cases.ids(CaseQuery(flags=frozenset({flag}))) for flag in CaseFlag}
    assert found == {flag: [cases[flag.value].id] for flag in CaseFlag}
    rows = {row.id: row for row in store.cases.summaries(case.id for case in cases.values())}
    assert {row.id for row in rows.values() if row.twin} == {cases["twin"].id}
    assert rows[cases["overdue"].id].due == due
    assert rows[cases["resubmitted"].id].rounds == 1
    clock.at = due
    assert not store.cases.ids(CaseQuery(flags=frozenset({CaseFlag.OVERDUE})))


def test_an_admitted_case_shows_the_school_that_admits(store: LocalStore) -> None:
    case = make_case(7, status=CaseStatus.COMPLETED)
    assert case.result is not None
    fill(store, [case])
    (row,) = store.cases.summaries([case.id])
    assert row.school == case.result.school


def test_rows_come_in_the_order_asked_and_leave_out_what_is_gone(store: LocalStore) -> None:
    cases = [make_case(n) for n in range(900)]
    fill(store, cases)
    asked = [case.id for case in reversed(cases)]
    rows = store.cases.summaries([CaseId("gone"), *asked])
    assert [row.id for row in rows] == asked
    assert rows[0].child_name == cases[-1].child_name


def test_counts_name_every_state(store: LocalStore) -> None:
    fill(store, [make_case(1), make_case(2), make_case(3, status=CaseStatus.WITHDRAWN)])
    counts = store.cases.count_by_status()
    assert set(counts) == set(CaseStatus)
    assert counts[CaseStatus.PENDING] == 2
    assert sum(counts.values()) == 3


def test_whole_cases_are_streamed_in_order(store: LocalStore) -> None:
    cases = [make_case(n) for n in range(450)]
    fill(store, reversed(cases))
    assert list(store.cases.cases(CaseQuery(order=CaseOrder.NUMBER))) == cases
