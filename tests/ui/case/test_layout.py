"""Nothing is cut: at both screen sizes, with the longest names, at every text size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer_app.models.domain.case import CaseStatus, Category, FormKind
from reviewer_app.models.domain.workflow import Role
from reviewer_app.ui.viewmodels.form_row import RowKind
from reviewer_app.ui.views import text, theme
from reviewer_app.ui.views.case_view import CaseView
from reviewer_app.ui.views.theme import TextScale
from tests.support.cases import make_case
from tests.ui.case.conftest import MakeDesk, OpenView

LONG = "阿卜杜热合曼·麦麦提图尔荪·" * 3 + "阿卜杜热合曼·麦"
RARE = "\U0002b4b6\U00020bb7\U0002c029\u9fef"


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every text that was drawn with an ellipsis."""
    found: set[str] = set()
    whole = text.elided

    def recording(
        words: str, font: QFont, width: float, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> str:
        shown = whole(words, font, width, mode)
        if shown != text.plain(words):
            found.add(words)
        return shown

    monkeypatch.setattr(text, "elided", recording)
    return found


@pytest.fixture
def normal_text() -> Iterator[None]:
    yield
    theme.change(scale=TextScale.NORMAL)


def _folds(view: CaseView) -> set[str]:
    """Summaries of folded lines may end in an ellipsis: the lines are one key away."""
    return {row.value for row in view.vm.rows if row.kind is RowKind.FOLD}


@pytest.mark.parametrize(("width", "height"), [(1094, 690), (1592, 1000)])
@pytest.mark.parametrize("name", ["韦雨涵", RARE])
def test_no_word_of_a_case_is_cut(
    width: int, height: int, name: str, make_desk: MakeDesk, open_view: OpenView, cut: set[str]
) -> None:
    case = make_case(
        5,
        kind=FormKind.A,
        category=Category.MIGRANT,
        guardians=2,
        answers={"stu_name": name, "rp_endorse_until": "2026-06-30"},
        duplicates=("LS26-000099",),
    )
    view = open_view(make_desk(case), case, width, height)
    for row in view.vm.rows:
        if row.is_focusable:
            view.form.list.go_to(row.key)
            QApplication.processEvents()

    assert cut - _folds(view) == set()


def test_a_name_of_fifty_characters_is_whole_in_its_row(
    make_desk: MakeDesk, open_view: OpenView, cut: set[str]
) -> None:
    assert len(LONG) == 50
    case = make_case(3, answers={"stu_name": LONG})
    view = open_view(make_desk(case), case)
    row = next(row for row in view.vm.rows if row.key == "stu_name")
    index = view.form.model.index(view.form.model.position("stu_name") or 0)

    assert row.value == LONG
    assert view.form.list.visualRect(index).height() > theme.look().px(70), "wrapped over three lines"
    assert cut - _folds(view) <= {LONG}, "only the heading gives way; it has a tooltip"
    assert LONG in view.form.header._name.toolTip()


@pytest.mark.parametrize("status", list(CaseStatus))
def test_the_minimum_width_fits_the_small_screen(
    status: CaseStatus, make_desk: MakeDesk, open_view: OpenView
) -> None:
    case = make_case(3, status=status)
    view = open_view(make_desk(case, role=Role.SUPERVISOR), case)
    smallest = view._layout.minimumSizeHint()

    assert smallest.width() <= 1188 - 40
    assert smallest.height() <= 640 - 44


@pytest.mark.parametrize("scale", [TextScale.LARGE, TextScale.EXTRA_LARGE])
@pytest.mark.usefixtures("normal_text")
def test_larger_text_still_fits_its_rows(
    scale: TextScale, qtbot: QtBot, make_desk: MakeDesk, open_view: OpenView, cut: set[str]
) -> None:
    case = make_case(5, kind=FormKind.A, category=Category.MIGRANT, guardians=2)
    view = open_view(make_desk(case), case, 1326, 690)
    theme.change(scale=scale)
    view.show_case(case.id)
    cut.clear()
    qtbot.waitUntil(lambda: view.disarmed is None)
    rows = {row.value for row in view.vm.rows if row.kind is RowKind.FIELD}

    assert cut & rows == set()
