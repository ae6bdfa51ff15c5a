"""The queue: what is found, what is counted, and what stays where it is while the sync brings cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from reviewer_app.models.domain.case import CaseStatus, Category, FormKind
from reviewer_app.models.domain.ports import CaseFlag, CaseOrder
from reviewer_app.ui.viewmodels.queue_filter import QueueFilter, QueueTab
from reviewer_app.ui.viewmodels.queue_model import ROW_ROLE, QueueModel
from reviewer_app.ui.viewmodels.queue_row import QueueRow
from reviewer_app.ui.views.queue_view.queue_column import CORRECTION
from tests.support.cases import SEASON_START, make_case
from tests.ui.shell.bench import Bench
from tests.ui.shell.conftest import MakeBench


def rows(model: QueueModel) -> list[QueueRow]:
    found = [model.index(row).data(ROW_ROLE) for row in range(model.rowCount())]
    assert all(isinstance(row, QueueRow) for row in found)
    return found


def search(bench: Bench, text: str) -> None:
    bench.desk.workbench.queue.panel.search.setText(text)
    bench.settle()


def test_the_queue_opens_on_cases_to_accept(bench: Bench) -> None:
    panel = bench.desk.workbench.queue.panel
    assert panel.model.rowCount() == 6
    assert {row.status for row in rows(panel.model)} == {CaseStatus.PENDING}


@pytest.mark.parametrize("part", ["欧阳", "欧阳小禾", "小禾"])
def test_part_of_a_name_finds_the_child(make_bench: MakeBench, part: str) -> None:
    bench = make_bench([make_case(1), make_case(2, answers={"stu_name": "欧阳小禾"})])
    search(bench, part)
    assert bench.names == ["欧阳小禾"]


def test_two_characters_a_middle_dot_and_a_rare_character_are_found(make_bench: MakeBench) -> None:
    names = ("韦丽", "古丽·阿依努尔", "覃\U00020089")
    bench = make_bench([make_case(n, answers={"stu_name": name}) for n, name in enumerate(names, 1)])
    for name in names:
        search(bench, name)
        assert bench.names == [name]


def test_number_identity_and_phone_find_the_case(make_bench: MakeBench) -> None:
    cases = [make_case(n) for n in range(1, 6)]
    bench = make_bench(cases)
    wanted = cases[2]
    phone = str(wanted.guardians[0]["grd_mobile"])
    for text in (wanted.number, str(wanted.answers["stu_id_no"])[-6:], phone):
        search(bench, text)
        assert wanted.child_name in bench.names


def test_part_of_an_address_finds_the_case(make_bench: MakeBench) -> None:
    bench = make_bench(
        [make_case(1), make_case(2, answers={"stu_hukou_addr": "灵山县佛子镇龙窟塘村委会18号"})]
    )
    search(bench, "龙窟塘")
    assert bench.names == [make_case(2).child_name]


def test_rows_are_counted_without_python() -> None:
    """A view asks twice a row when it lays itself out: 50,000 rows must not freeze the screen at each sync."""
    assert "rowCount" not in vars(QueueModel)


def test_what_was_typed_last_is_what_is_shown(make_bench: MakeBench) -> None:
    bench = make_bench(
        [make_case(1, answers={"stu_name": "梁家豪"}), make_case(2, answers={"stu_name": "宁思琪"})]
    )
    field = bench.desk.workbench.queue.panel.search
    for text in ("梁", "梁家", "梁家无", "宁"):
        field.setText(text)
    bench.settle()
    assert bench.names == ["宁思琪"]


def test_nothing_found_says_so_and_offers_the_way_back(bench: Bench) -> None:
    search(bench, "没有这个人")
    panel = bench.desk.workbench.queue.panel
    assert panel.model.rowCount() == 0
    assert "没有符合条件的办件" in panel._empty.accessibleName()
    panel._empty.acted.emit()
    bench.settle()
    assert panel.model.rowCount() == 6
    assert panel.search.text() == ""


def test_an_empty_store_says_that_cases_will_come(make_bench: MakeBench) -> None:
    bench = make_bench()
    assert "本机还没有办件" in bench.desk.workbench.queue.panel._empty.accessibleName()


def test_filters_narrow_together(make_bench: MakeBench) -> None:
    cases = [
        make_case(1, kind=FormKind.A, category=Category.MIGRANT),
        make_case(2, kind=FormKind.A),
        make_case(3, kind=FormKind.B),
        make_case(4, kind=FormKind.A, category=Category.MIGRANT, duplicates=("450721",)),
    ]
    bench = make_bench(cases)
    model = bench.desk.workbench.queue.panel.model
    asked = QueueFilter().toggled(FormKind.A).toggled(Category.MIGRANT)
    model.set_filter(asked)
    bench.settle()
    assert sorted(bench.names) == sorted([cases[0].child_name, cases[3].child_name])
    model.set_filter(asked.toggled(CaseFlag.DUPLICATE))
    bench.settle()
    assert bench.names == [cases[3].child_name]
    assert rows(model)[0].mark_text == "疑似重复"


def test_a_filter_that_is_turned_over_twice_is_off() -> None:
    asked = QueueFilter()
    for switch in (CaseFlag.DOUBT, FormKind.A, Category.LOCAL):
        assert asked.toggled(switch).has(switch)
        assert asked.toggled(switch).toggled(switch) == asked


def test_order_follows_the_menu(make_bench: MakeBench) -> None:
    cases = [make_case(n) for n in range(1, 5)]
    bench = make_bench(cases)
    model = bench.desk.workbench.queue.panel.model
    model.set_filter(replace(model.filter, order=CaseOrder.NEWEST_FIRST))
    bench.settle()
    newest_first = bench.names
    model.set_filter(replace(model.filter, order=CaseOrder.OLDEST_FIRST))
    bench.settle()
    assert bench.names == newest_first[::-1]


def test_tabs_count_what_is_left_to_do(bench: Bench) -> None:
    case = bench.store.cases.find(bench.desk.workbench.queue.panel.model.id_at(0))  # type: ignore[arg-type]
    assert case is not None
    panel = bench.desk.workbench.queue.panel
    with bench.qtbot.waitSignal(panel.answered) as before:
        panel.model.refresh()
    bench.accept(case)
    with bench.qtbot.waitSignal(panel.answered) as after:
        panel.model.refresh()
    assert (before.args[0].tabs[QueueTab.TODO], after.args[0].tabs[QueueTab.TODO]) == (6, 5)
    assert after.args[0].tabs[QueueTab.ALL] == 12


def test_a_decided_case_stays_in_sight_as_waiting_to_be_sent(bench: Bench) -> None:
    model = bench.desk.workbench.queue.panel.model
    case = bench.store.cases.find(model.id_at(1))  # type: ignore[arg-type]
    assert case is not None
    bench.accept(case)
    row = rows(model)[1]
    assert row.id == case.id
    assert row.detail == "已受理·待发送"
    assert "待受理" not in row.spoken


def test_no_list_shows_an_identity_number(bench: Bench) -> None:
    for row in rows(bench.desk.workbench.queue.panel.model):
        case = bench.store.cases.find(row.id)
        assert case is not None
        assert str(case.answers["stu_id_no"]) not in row.spoken
        assert str(case.guardians[0]["grd_mobile"]) not in row.spoken


def test_the_selection_follows_its_case_through_the_sync(bench: Bench) -> None:
    panel = bench.desk.workbench.queue.panel
    chosen = panel.model.id_at(3)
    bench.desk.workbench.open_case(chosen)
    earlier = [make_case(40 + n, submitted_at=SEASON_START - timedelta(days=9, minutes=n)) for n in range(3)]
    bench.put(*earlier)
    assert panel.model.position_of(chosen) == 6  # type: ignore[arg-type]
    assert panel.list.currentIndex().row() == 6
    assert bench.desk.workbench.case_id == chosen


def test_the_open_case_stays_when_the_filter_leaves_it_out(bench: Bench) -> None:
    panel = bench.desk.workbench.queue.panel
    chosen = panel.model.id_at(2)
    bench.desk.workbench.open_case(chosen)
    search(bench, "没有这个人")
    assert bench.desk.workbench.case_id == chosen
    search(bench, "")
    assert panel.list.currentIndex().row() == 2


def test_new_cases_do_not_move_what_is_in_sight(make_bench: MakeBench) -> None:
    bench = make_bench([make_case(n) for n in range(1, 80)])
    panel = bench.desk.workbench.queue.panel
    panel.list.verticalScrollBar().setValue(20 * 58 + 7)
    top = panel.model.id_at(20)
    bench.put(*[make_case(200 + n, submitted_at=SEASON_START - timedelta(days=20)) for n in range(5)])
    position = panel.model.position_of(top)  # type: ignore[arg-type]
    assert position == 25
    assert panel.list.verticalScrollBar().value() == position * 58 + 7


def test_page_keys_walk_through_the_queue_and_stop_at_its_ends(bench: Bench) -> None:
    work, model = bench.desk.workbench, bench.desk.workbench.queue.panel.model
    bench.press(Qt.Key.Key_PageDown)
    assert work.case_id == model.id_at(0)
    bench.press(Qt.Key.Key_PageDown)
    assert work.case_id == model.id_at(1)
    bench.press(Qt.Key.Key_PageUp)
    bench.press(Qt.Key.Key_PageUp)
    assert work.case_id == model.id_at(0)


def test_page_keys_do_nothing_while_typing(bench: Bench) -> None:
    work = bench.desk.workbench
    work.open_case(work.queue.panel.model.id_at(0))
    bench.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    before = work.case_id
    bench.press(Qt.Key.Key_PageDown)
    assert work.case_id == before


def test_enter_in_the_search_opens_the_first_case_found(bench: Bench) -> None:
    wanted = bench.names[4]
    bench.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search(bench, wanted)
    bench.press(Qt.Key.Key_Return)
    case = bench.store.cases.find(bench.desk.workbench.case_id)  # type: ignore[arg-type]
    assert case is not None
    assert case.child_name == wanted


def test_the_correction_queue_shows_due_times_and_what_is_late(make_bench: MakeBench) -> None:
    bench = make_bench([make_case(n, status=CaseStatus.CORRECTION) for n in (1, 2)])
    bench.clock.move(30 * 86400)
    bench.desk.show_tab(CORRECTION)
    panel = bench.desk.workbench.queue.panel
    panel.show_tab(QueueTab.OVERDUE)
    panel.model.refresh()
    bench.settle()
    assert panel.model.rowCount() == 2
    assert all(row.when.startswith("超期") for row in rows(panel.model))


def test_the_queue_folds_to_a_rail_and_back(bench: Bench) -> None:
    column = bench.desk.workbench.queue
    bench.press(Qt.Key.Key_BracketLeft)
    assert column.is_folded
    bench.qtbot.waitUntil(lambda: column.width() == 40)
    bench.press(Qt.Key.Key_BracketLeft)
    bench.qtbot.waitUntil(lambda: column.width() == 272)
