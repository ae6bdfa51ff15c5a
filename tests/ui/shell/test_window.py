"""The window: fits the smallest screen, keeps its place and its look, and every part has a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QWidget

from reviewer_app.models.domain.case import CaseStatus, HistoryEntry, VersionTag
from reviewer_app.models.domain.workflow import CaseAction
from reviewer_app.models.store.local_store import open_store
from reviewer_app.models.store.station import Station
from reviewer_app.sync.protocol import SignedIn
from reviewer_app.ui.viewmodels.session import KeptSession, Session
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.desk import PROGRESS, ROSTER
from reviewer_app.ui.views.queue_view.queue_column import CORRECTION, REVIEW
from reviewer_app.ui.views.theme import TextScale
from tests.support.cases import SEASON_START
from tests.ui.shell.bench import Bench


@pytest.fixture
def normal_scale() -> Iterator[None]:
    yield
    theme.change(scale=TextScale.NORMAL)


def test_every_screen_fits_the_smallest_window(bench: Bench) -> None:
    for key in (REVIEW, CORRECTION, ROSTER, PROGRESS):
        bench.desk.show_tab(key)
        bench.settle()
        hint = bench.desk.minimumSizeHint()
        assert hint.width() <= 1188, key
        assert hint.height() <= 640, key


@pytest.mark.parametrize(("width", "queue"), [(1188, 40), (1366, 272), (1500, 300), (1759, 300), (1920, 328)])
def test_the_queue_has_the_width_of_the_design(bench: Bench, width: int, queue: int) -> None:
    bench.desk.resize(width, 768)
    bench.qtbot.waitUntil(lambda: bench.desk.workbench.queue.width() == queue)


def test_a_wide_window_can_be_made_small_in_one_step(bench: Bench) -> None:
    for key in (REVIEW, CORRECTION, ROSTER, PROGRESS):
        bench.desk.show_tab(key)
        bench.desk.resize(1920, 1080)
        bench.settle()
        bench.desk.resize(1188, 640)
        assert (bench.desk.width(), bench.desk.height()) == (1188, 640), key


@pytest.mark.usefixtures("normal_scale")
def test_large_text_folds_the_queue_on_a_small_screen(bench: Bench) -> None:
    assert not bench.desk.workbench.queue.is_folded
    theme.change(scale=TextScale.LARGE)
    assert bench.desk.workbench.queue.is_folded


def test_every_control_has_a_name(bench: Bench) -> None:
    for key in (REVIEW, ROSTER, PROGRESS):
        bench.desk.show_tab(key)
        bench.settle()
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
            parts: list[QWidget] = [*bench.desk.findChildren(kind)]
            for part in parts:
                if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    assert part.accessibleName() or getattr(part, "text", str)(), (key, part)


def test_f6_goes_round_the_panes(bench: Bench) -> None:
    model = bench.desk.workbench.queue.panel.model
    bench.desk.workbench.open_case(model.id_at(0))
    view = bench.desk.workbench.case_view
    panes = [bench.desk.workbench.queue, view.form, view.viewer, view.bar]
    seen = []
    for _ in range(4):
        bench.press(Qt.Key.Key_F6)
        focus = bench.desk.focusWidget()
        seen += [panes.index(pane) for pane in panes if focus is pane or pane.isAncestorOf(focus)]
    assert sorted(set(seen)) == seen or len(set(seen)) >= 3


def test_f1_shows_the_keys_and_covers_the_decisions(bench: Bench) -> None:
    bench.press(Qt.Key.Key_F1)
    assert bench.desk.keys.isVisible()
    bench.press(Qt.Key.Key_Escape)
    assert not bench.desk.keys.isVisible()


def test_news_of_the_open_case_disarm_the_keys_until_they_are_seen(bench: Bench) -> None:
    work = bench.desk.workbench
    case = bench.store.cases.find(work.queue.panel.model.id_at(0))  # type: ignore[arg-type]
    assert case is not None
    bench.open_case(case)
    by_guardian = HistoryEntry(
        action=CaseAction.RESUBMIT,
        actor="guardian",
        name="黄志明",
        at=bench.clock.now(),
        to_status=CaseStatus.PENDING,
    )
    bench.put(replace(case, tag=VersionTag("newer"), history=(*case.history, by_guardian)))
    for key in (Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9):
        bench.press(key)
    assert not bench.store.outbox.open_actions()
    assert "看过变化" in bench.desk.messages.text
    work.case_view.vm.see_changes()
    bench.wait_armed()


def test_coming_back_to_the_workbench_leaves_the_case_as_it_was(bench: Bench) -> None:
    work = bench.desk.workbench
    work.open_case(work.queue.panel.model.id_at(1))
    bench.wait_armed()
    bench.desk.show_tab(PROGRESS)
    bench.desk.show_tab(REVIEW)
    assert work.case_view.disarmed is None


def signed_in() -> SignedIn:
    return SignedIn(
        token="t" * 43,
        name="韦晓岚",
        role="reviewer",
        office="450721",
        office_name="灵山县教育局",
        season=2026,
        scope="450721.2026",
        expires_at=SEASON_START,
    )


def test_a_session_is_kept_found_and_forgotten(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    kept = KeptSession(store.view_state)
    assert kept.find() is None
    session = Session(account="shenhe01", signed_in=signed_in())
    kept.keep(session)
    assert kept.find() == session
    kept.forget()
    assert kept.find() is None
    store.close()


@pytest.mark.parametrize("text", ["{", "[]", '{"account": "a"}', '{"account": "a", "signed_in": {}}'])
def test_a_session_of_another_shape_is_no_session(tmp_path: Path, text: str) -> None:
    store = open_store(tmp_path)
    store.view_state.keep("session", text)
    assert KeptSession(store.view_state).find() is None
    store.close()


def test_a_workstation_keeps_its_name(tmp_path: Path) -> None:
    first = Station(tmp_path).device()
    assert first
    assert Station(tmp_path).device() == first
    assert Station(tmp_path / "other").device() != first


def test_the_last_person_is_remembered_until_they_sign_out(tmp_path: Path) -> None:
    station = Station(tmp_path)
    assert station.last_person() == ""
    station.remember_person("abc")
    assert Station(tmp_path).last_person() == "abc"
    station.remember_person("")
    assert Station(tmp_path).last_person() == ""
