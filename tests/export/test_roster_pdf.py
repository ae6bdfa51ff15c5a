"""The admission list on paper: real bytes, real text taken out of them again."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pypdfium2
import pytest

from reviewer_app.config import resources_dir
from reviewer_app.models.domain.case import AdmitMode, Category, Stage
from reviewer_app.models.domain.roster import Edition, Roster, RosterRow, RosterScope
from reviewer_app.models.export.roster_pdf import (
    RosterExportError,
    RosterPaper,
    render_roster,
)

FONTS: Path = resources_dir() / "fonts"
CHINA = timezone(timedelta(hours=8))
RARE = "𬱟𰻝明"
LONG = "努尔阿丽亚·阿卜杜热合曼·伊敏江·托合提"


def row(number: int, name: str = "韦雨涵", **changes: object) -> RosterRow:
    values: dict[str, object] = {
        "number": f"LS26-{number:06d}",
        "name": name,
        "sex": "女",
        "birth": "2020-03-14",
        "id_no": "459999202003140024",
        "category": Category.LOCAL,
        "mode": AdmitMode.CATCHMENT,
        "school_code": "2145000003",
        "school_name": "灵山县第三小学",
        "guardian": "韦建国",
        "phone": "13800005521",
        "twin": False,
    }
    return RosterRow(**(values | changes))  # type: ignore[arg-type]


def roster(*rows: RosterRow, school: str | None = "灵山县第三小学") -> Roster:
    return Roster(
        office_name="灵山县教育局",
        school_name=school,
        stage=Stage.PRIMARY,
        year=2026,
        scope=RosterScope.FINAL,
        plan=450 if school else None,
        rows=rows,
    )


def pdf(of: Roster, edition: Edition = Edition.INTERNAL) -> bytes:
    paper = RosterPaper(
        edition=edition, printed_at=datetime(2026, 7, 22, 10, 5, tzinfo=CHINA), printed_by="陆志远"
    )
    return render_roster(of, paper, FONTS)


def texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def joined(content: bytes) -> str:
    return "".join("".join(text.split()) for text in texts(content))


def test_names_with_rare_characters_copy_out_as_they_were_typed() -> None:
    assert RARE in joined(pdf(roster(row(1, RARE))))


def test_a_long_name_is_printed_whole() -> None:
    assert LONG in joined(pdf(roster(row(1, LONG))))


def test_the_posted_edition_carries_nothing_that_joins_to_an_identity() -> None:
    text = joined(pdf(roster(row(1), row(2, "欧阳子涵")), Edition.POSTED))
    assert "LS26-000001" in text
    assert "灵山县第三小学" in text
    for secret in ("韦雨涵", "欧阳子涵", "459999", "0024", "13800005521", "5521", "2020-03-14", "韦建国"):
        assert secret not in text


def test_every_page_repeats_the_heading_and_counts_the_pages() -> None:
    pages = texts(pdf(roster(*(row(number) for number in range(1, 101)))))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        flat = "".join(page.split())
        assert f"第{number}页共{len(pages)}页" in flat
        assert "序号姓名性别" in flat


@pytest.mark.parametrize("count", range(20, 36))
def test_each_child_stands_once_and_the_signature_never_alone(count: int) -> None:
    pages = texts(pdf(roster(*(row(number, id_no=f"4599992020{number:08d}") for number in range(count)))))
    text = "".join("".join(page.split()) for page in pages)
    for number in range(count):
        assert text.count(f"4599992020{number:08d}") == 1
    assert "2026年7月22日" in pages[-1]
    assert "4599992020" in pages[-1]


def test_the_same_list_gives_the_same_bytes() -> None:
    assert pdf(roster(row(1, RARE), row(2))) == pdf(roster(row(1, RARE), row(2)))


def test_an_empty_list_says_so() -> None:
    assert "暂无录取人员" in joined(pdf(roster()))


def test_a_missing_glyph_stops_the_export_and_names_the_person() -> None:
    with pytest.raises(RosterExportError, match=r"张.*LS26-000007.*U\+E815"):
        pdf(roster(row(7, "张\ue815")))


@pytest.mark.parametrize("name", ["<b>张</b>三", "&amp;李四", "=1+1", "<img src='/etc/passwd'/>"])
def test_a_name_is_data_and_never_markup(name: str) -> None:
    assert name.replace(" ", "") in joined(pdf(roster(row(1, name))))


def test_the_county_list_names_each_school() -> None:
    rows = (row(1), row(2, school_code="2145000004", school_name="灵山县第四小学"))
    text = joined(pdf(roster(*rows, school=None)))
    assert "灵山县第三小学" in text
    assert "灵山县第四小学" in text
    assert "灵山县2026年秋季学期一年级新生录取名单" in text
