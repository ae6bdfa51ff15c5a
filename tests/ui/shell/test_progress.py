"""进度: every number on the screen is a count of cases on this desktop."""

from __future__ import annotations

from datetime import timedelta

from reviewer_app.models.domain.case import CaseStatus
from reviewer_app.ui.viewmodels.progress_viewmodel import measure
from reviewer_app.ui.views.desk import PROGRESS
from tests.support.cases import SEASON_START, make_case
from tests.ui.shell.bench import SCHOOLS, SEASON, Bench
from tests.ui.shell.conftest import MakeBench
from tests.ui.shell.test_undo import first_case


def test_numbers_are_counts_of_cases(make_bench: MakeBench) -> None:
    states = (
        [CaseStatus.PENDING] * 3 + [CaseStatus.PROCESSING] * 2 + [CaseStatus.CORRECTION, CaseStatus.COMPLETED]
    )
    cases = [
        make_case(n, status=status, answers={"apply_school": SCHOOLS[0].code})
        for n, status in enumerate(states)
    ]
    bench = make_bench(cases)
    now = SEASON_START + timedelta(days=30)
    progress = measure(bench.store.cases, SEASON, 4, now)
    assert progress.submitted == 7
    assert progress.accepted == 3
    assert progress.overdue == 1
    assert progress.today == 4
    assert sum(progress.pending_by_day) == 3
    assert progress.pending_by_day[5] == 3
    assert sum(school.total for school in progress.schools) <= 7


def test_waiting_days_are_whole_days_since_submission(make_bench: MakeBench) -> None:
    ages = (0.5, 1.5, 1.9, 4.2, 9.0)
    cases = [make_case(n, submitted_at=SEASON_START - timedelta(days=age)) for n, age in enumerate(ages, 1)]
    bench = make_bench(cases)
    progress = measure(bench.store.cases, SEASON, 0, SEASON_START)
    assert list(progress.pending_by_day) == [1, 2, 0, 0, 1, 1]


def test_the_screen_follows_the_sync_while_it_is_open(bench: Bench) -> None:
    bench.desk.show_tab(PROGRESS)
    bench.settle()
    before = bench.desk.progress.figures.accessibleName()
    assert "待受理 6" in before
    bench.put(make_case(70))
    bench.settle()
    assert "待受理 7" in bench.desk.progress.figures.accessibleName()


def test_todays_work_counts_decisions_made_here(bench: Bench) -> None:
    bench.accept(first_case(bench))
    bench.desk.show_tab(PROGRESS)
    bench.settle()
    assert "今日本机办理 1" in bench.desk.progress.figures.accessibleName()
