"""录取: the right children on the right list, the previewed bytes saved and printed, no file named after a child."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from reviewer_app.models.domain.case import Case, CaseStatus, SchoolCode, Stage, Substage
from reviewer_app.models.domain.roster import Edition, RosterScope
from reviewer_app.models.domain.workflow import Role
from reviewer_app.models.export.paper_file import PaperFileError, write_paper
from reviewer_app.ui.viewmodels.roster_checks import rare_characters
from reviewer_app.ui.viewmodels.roster_viewmodel import ListKey
from reviewer_app.ui.views.desk import ROSTER
from reviewer_app.ui.views.roster_view.printing import print_pages
from reviewer_app.ui.views.roster_view.roster_screen import RosterScreen
from tests.support.cases import make_case
from tests.ui.shell.bench import SCHOOLS, Bench
from tests.ui.shell.conftest import MakeBench


def admitted(n: int, school: int = 0, name: str | None = None) -> Case:
    case = make_case(n, status=CaseStatus.COMPLETED, answers={"stu_name": name} if name else None)
    assert case.result is not None
    at = SCHOOLS[school]
    return replace(case, result=replace(case.result, school=SchoolCode(at.code), school_name=at.name))


def open_roster(bench: Bench) -> RosterScreen:
    bench.desk.show_tab(ROSTER)
    screen = bench.desk.roster
    bench.qtbot.waitUntil(lambda: screen.content is not None, timeout=20_000)
    bench.settle()
    return screen


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(str(page.get_textpage().get_text_range()) for page in document)
    document.close()
    return text


@pytest.fixture
def screen(make_bench: MakeBench) -> RosterScreen:
    cases = [admitted(1, 0, "欧阳小禾"), admitted(2, 0, "韦雨涵"), admitted(3, 1, "覃\U00020089")]
    return open_roster(make_bench([*cases, make_case(4)], role=Role.SUPERVISOR))


def test_each_school_has_its_count_and_the_county_all(screen: RosterScreen) -> None:
    counts = {line.name: (line.admitted, line.plan) for line in screen.vm.lines}
    assert counts["全县·小学一年级"] == (3, sum(school.plan for school in SCHOOLS))
    assert counts["灵山县第一小学"] == (2, 90)
    assert counts["灵山县第二小学"] == (1, 180)
    assert counts["灵山县第三小学"] == (0, 270)


def test_the_posted_list_masks_and_the_internal_one_does_not(screen: RosterScreen, qtbot: QtBot) -> None:
    posted = screen.content
    assert posted is not None
    assert "欧阳小禾" not in text_of(posted)
    assert "欧阳*" in text_of(posted)
    screen.set_edition(Edition.INTERNAL)
    qtbot.waitUntil(lambda: screen.content not in (None, posted), timeout=20_000)
    assert screen.content is not None
    assert "欧阳小禾" in text_of(screen.content)
    assert "覃\U00020089" in text_of(screen.content)


def test_a_file_name_says_which_list_and_nothing_of_a_child(screen: RosterScreen) -> None:
    name = screen.suggested_name()
    assert name == "灵山县2026年秋季学期一年级新生录取名单-公示版.pdf"
    screen.vm.choose(ListKey(stage=Stage.PRIMARY, school=SCHOOLS[0].code))
    assert "灵山县第一小学" in screen.suggested_name()
    for child in ("欧阳小禾", "韦雨涵"):
        assert child not in screen.suggested_name()


def test_the_saved_bytes_are_the_previewed_ones(make_bench: MakeBench) -> None:
    bench = make_bench([admitted(1)], role=Role.SUPERVISOR)
    screen = open_roster(bench)
    screen.choose_path = lambda suggested: f"/lists/{suggested.removesuffix('.pdf')}"
    screen.save_pdf()
    bench.settle()
    assert list(bench.saved.values()) == [screen.content]
    assert next(iter(bench.saved)).name == screen.suggested_name()
    assert "已存为" in screen.messages.text


def test_choosing_no_place_saves_nothing(make_bench: MakeBench) -> None:
    bench = make_bench([admitted(1)], role=Role.SUPERVISOR)
    screen = open_roster(bench)
    screen.choose_path = lambda _: ""
    screen.save_pdf()
    bench.settle()
    assert not bench.saved


def test_a_full_disk_is_told_in_words(make_bench: MakeBench) -> None:
    bench = make_bench([admitted(1)], role=Role.SUPERVISOR)
    screen = open_roster(bench)
    bench.broken_disk.append("磁盘已满，请换一个位置。")
    screen.choose_path = lambda _: "/lists/x.pdf"
    screen.save_pdf()
    bench.settle()
    assert screen.messages.text == "磁盘已满，请换一个位置。"


def test_a_name_that_cannot_be_printed_stops_the_list_and_names_the_child(make_bench: MakeBench) -> None:
    bench = make_bench([admitted(1, 0, "韦\U000e0fff")], role=Role.SUPERVISOR)
    bench.desk.show_tab(ROSTER)
    screen = bench.desk.roster
    bench.qtbot.waitUntil(lambda: bool(screen.messages.text), timeout=20_000)
    assert "U+E0FFF" in screen.messages.text
    assert not screen.export.isEnabled()


def test_proposals_are_listed_only_when_asked_for(make_bench: MakeBench) -> None:
    proposed = replace(admitted(2, 0, "拟录取生"), status=CaseStatus.PROCESSING, substage=Substage.PROPOSED)
    bench = make_bench([admitted(1, 0, "已办结生"), proposed], role=Role.SUPERVISOR)
    screen = open_roster(bench)
    roster = screen.vm.roster
    assert roster is not None
    assert [row.name for row in roster.rows] == ["已办结生"]
    screen.vm.set_scope(RosterScope.PROPOSED)
    bench.settle()
    roster = screen.vm.roster
    assert roster is not None
    assert {row.name for row in roster.rows} == {"已办结生", "拟录取生"}
    assert "拟录取名单" in screen.suggested_name()


def test_a_case_completed_by_the_sync_comes_onto_the_list(make_bench: MakeBench) -> None:
    bench = make_bench([admitted(1, 0, "韦雨涵")], role=Role.SUPERVISOR)
    screen = open_roster(bench)
    bench.put(admitted(2, 0, "宁思琪"))
    bench.settle()
    roster = screen.vm.roster
    assert roster is not None
    assert {row.name for row in roster.rows} == {"韦雨涵", "宁思琪"}


def test_same_names_and_doubled_numbers_want_a_look(make_bench: MakeBench) -> None:
    twice = replace(admitted(2, 0, "韦雨涵"), answers={**admitted(1).answers, "stu_name": "韦雨涵"})
    bench = make_bench([admitted(1, 0, "韦雨涵"), twice], role=Role.SUPERVISOR)
    screen = open_roster(bench)
    spoken = screen._checks.accessibleName()
    assert "证件号重复" in spoken
    assert "同名 1 组" in spoken


def test_every_page_reaches_the_printer(make_bench: MakeBench, tmp_path: Path) -> None:
    bench = make_bench([admitted(n) for n in range(1, 60)], role=Role.SUPERVISOR)
    screen = open_roster(bench)
    assert screen.content is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(150)
    assert print_pages(screen.content, printer)
    printed, previewed = (
        pypdfium2.PdfDocument(tmp_path / "printed.pdf"),
        pypdfium2.PdfDocument(screen.content),
    )
    assert len(printed) == len(previewed) > 1
    printed.close()
    previewed.close()


def test_rare_characters_are_found_and_common_ones_are_not() -> None:
    assert rare_characters("古丽·阿依努尔") == []
    assert rare_characters("韦雨涵ABC") == []
    assert rare_characters("覃\U00020089") == ["\U00020089"]
    assert rare_characters("㐂") == ["㐂"]


# -- the file itself --------------------------------------------------------------------------------------------------


def test_a_paper_replaces_the_one_before_whole(tmp_path: Path) -> None:
    target = tmp_path / "名单.pdf"
    write_paper(target, b"first")
    write_paper(target, b"second")
    assert target.read_bytes() == b"second"
    assert [path.name for path in tmp_path.iterdir()] == ["名单.pdf"]


@pytest.mark.parametrize(
    ("where", "word"), [("missing/名单.pdf", "文件夹不存在"), ("名" * 300 + ".pdf", "文件名太长")]
)
def test_where_it_cannot_be_written_the_words_say_what_to_do(tmp_path: Path, where: str, word: str) -> None:
    with pytest.raises(PaperFileError, match=word) as failure:
        write_paper(tmp_path / where, b"content")
    assert "名单没有改动" in str(failure.value)


def test_a_full_disk_leaves_the_old_paper_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "名单.pdf"
    write_paper(target, b"first")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reviewer_app.models.export.paper_file.os.fsync", full)
    with pytest.raises(PaperFileError, match="磁盘已满"):
        write_paper(target, b"second")
    assert target.read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["名单.pdf"]
