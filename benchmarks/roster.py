"""A list of 1,000 children as PDF, against the same words drawn without any layout."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Measured, compare
from central_service.sample.bulk import bulk_cases
from reviewer_app.config import resources_dir
from reviewer_app.models.domain.case import AdmitMode, Stage
from reviewer_app.models.domain.roster import Edition, Roster, RosterRow, RosterScope
from reviewer_app.models.export.paper_fonts import REGULAR, PaperFonts
from reviewer_app.models.export.roster_pdf import RosterPaper, render_roster

ROWS = 1_000


def run() -> list[Measured]:
    """The internal edition, the widest of the lists."""
    roster = _roster()
    fonts_dir = resources_dir() / "fonts"
    paper = RosterPaper(
        edition=Edition.INTERNAL, printed_at=datetime(2026, 7, 22, tzinfo=UTC), printed_by="陆志远"
    )
    words = [
        [row.name, row.sex, row.birth, row.id_no, row.category, row.mode, row.guardian, row.phone]
        for row in roster.rows
    ]
    list(PaperFonts(fonts_dir).runs("字", REGULAR))

    def draw_bare() -> None:
        canvas = Canvas(BytesIO())
        for page in range(0, ROWS, 32):
            canvas.setFont(REGULAR, 9)
            for line, row in enumerate(words[page : page + 32]):
                for column, word in enumerate(row):
                    canvas.drawString(40 + column * 64, 780 - line * 21, word)
            canvas.showPage()
        canvas.save()

    return [
        compare(
            "admission list of 1,000 (per child)",
            "the same words drawn bare",
            ROWS,
            lambda: render_roster(roster, paper, fonts_dir),
            draw_bare,
        )
    ]


def _roster() -> Roster:
    rows = tuple(
        RosterRow(
            number=case.number,
            name=case.child_name,
            sex="男",
            birth=str(case.answers["stu_birth"]),
            id_no=str(case.answers["stu_id_no"]),
            category=case.category,
            mode=AdmitMode.CATCHMENT,
            school_code="2145072103",
            school_name="灵山县第三小学",
            guardian=str(case.guardians[0]["grd_name"]),
            phone=str(case.guardians[0]["grd_mobile"]),
            twin=False,
        )
        for case in bulk_cases(ROWS)
    )
    return Roster(
        office_name="灵山县教育局",
        school_name="灵山县第三小学",
        stage=Stage.PRIMARY,
        year=2026,
        scope=RosterScope.FINAL,
        plan=ROWS,
        rows=rows,
    )
