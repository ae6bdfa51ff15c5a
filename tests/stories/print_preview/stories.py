"""The print preview of an admission list: whole page, width, last page, dark, and a file that is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from reviewer_app.config import resources_dir
from reviewer_app.models.domain.case import AdmitMode, Category, Stage
from reviewer_app.models.domain.roster import Edition, Roster, RosterRow, RosterScope
from reviewer_app.models.export.roster_pdf import RosterPaper, render_roster
from reviewer_app.ui.views.roster_view.pdf_preview import PdfPreview
from reviewer_app.ui.views.tokens import ThemeName
from tests.stories.drawing import Look, Story

SMALL = QSize(634, 668)
NAMES = ("张铭静", "仇铭轩", "宁俊海", "刘晨铭", "覃𬱖", "买买提·吐尔逊")


def roster_bytes(count: int = 100) -> bytes:
    """A list of so many invented children."""
    rows = tuple(
        RosterRow(
            number=f"LS26-{index:06d}",
            name=NAMES[index % len(NAMES)],
            sex="女" if index % 2 else "男",
            birth="2020-03-14",
            id_no="459999202003140024",
            category=Category.LOCAL,
            mode=AdmitMode.CATCHMENT,
            school_code="2145000003",
            school_name="灵山县第三小学",
            guardian="韦建国",
            phone="13800005521",
            twin=False,
        )
        for index in range(1, count + 1)
    )
    roster = Roster(
        office_name="灵山县教育局",
        school_name="灵山县第三小学",
        stage=Stage.PRIMARY,
        year=2026,
        scope=RosterScope.FINAL,
        plan=450,
        rows=rows,
    )
    printed = datetime(2026, 7, 22, 10, 5, tzinfo=timezone(timedelta(hours=8)))
    paper = RosterPaper(edition=Edition.POSTED, printed_at=printed, printed_by="陆志远")
    return render_roster(roster, paper, resources_dir() / "fonts")


def preview() -> QWidget:
    return PdfPreview(roster_bytes())


def no_pdf() -> QWidget:
    return PdfPreview(b"%PDF-1.7 cut short")


def drawn(widget: QWidget) -> bool:
    assert isinstance(widget, PdfPreview)
    return widget.idle


def pressed(button: Callable[[PdfPreview], object]) -> Callable[[QWidget], None]:
    def press(widget: QWidget) -> None:
        assert isinstance(widget, PdfPreview)
        button(widget)

    return press


STORIES = (
    Story(
        name="print_preview",
        build=preview,
        ready=drawn,
        looks=(Look(size=SMALL), Look(size=QSize(793, 980)), Look(size=SMALL, theme=ThemeName.DARK)),
    ),
    Story(
        name="print_preview_width",
        build=preview,
        ready=drawn,
        arrange=pressed(lambda shown: shown.bar.width_fit.emit()),
        looks=(Look(size=SMALL),),
    ),
    Story(
        name="print_preview_last",
        build=preview,
        ready=drawn,
        arrange=pressed(lambda shown: shown.turn(shown.page_count - 1)),
        looks=(Look(size=SMALL),),
    ),
    Story(name="print_preview_broken", build=no_pdf, ready=drawn, looks=(Look(size=SMALL),)),
)
