"""Text that people typed is drawn as typed: no markup, no line breaks, no lost characters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from reviewer_app.ui.views.components import Label, Paragraph
from reviewer_app.ui.views.painting import draw_frame, draw_hline, snap_rect
from reviewer_app.ui.views.text import draw_text, elided, plain, text_width, tooltip, wrap_text
from reviewer_app.ui.views.theme import look


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("韦\n雨涵", "韦 雨涵"),
        ("a\u202eb", "ab"),
        ("买买提·吐尔逊", "买买提·吐尔逊"),
        ("\x00\x1b", "  "),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("<b>韦</b>", "<b>韦</b>"),
    ],
)
def test_controls_vanish_and_markup_stays_text(typed: str, drawn: str) -> None:
    assert plain(typed) == drawn


def test_a_tooltip_shows_markup_as_text() -> None:
    assert tooltip("<img src='x'>") == "<span>&lt;img src=&#x27;x&#x27;&gt;</span>"
    assert tooltip("") == ""


@pytest.mark.parametrize(
    "text", ["广西壮族自治区南宁市上林县大丰镇云里村内里庄86号", "𠮷𡔝𬱖" * 9, "abc def " * 9]
)
def test_wrapping_loses_nothing_and_fits(text: str) -> None:
    font = look().font(15)
    lines = wrap_text(text, font, 120)
    assert "".join(lines) == text
    assert len(lines) > 1
    assert all(text_width(line.rstrip(), font) <= 121 for line in lines)


def test_line_breaks_of_prose_are_kept() -> None:
    assert wrap_text("一\n\n二", look().font(14), 400) == ["一", "", "二"]


def test_a_long_line_is_elided_and_told_as_a_tooltip(qtbot: QtBot) -> None:
    label = Label("一行放不下时在末尾省略 <i>x</i>")
    qtbot.addWidget(label)
    label.resize(60, 22)
    label.show()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "&lt;i&gt;" in label.toolTip()
    label.resize(600, 22)
    assert label.toolTip() == ""
    assert elided(label.text(), look().font(14), 60).endswith("…")


def test_prose_grows_with_its_lines(qtbot: QtBot) -> None:
    prose = Paragraph("请在光线充足处对焦后重新拍摄，不要转存压缩。" * 3)
    qtbot.addWidget(prose)
    assert prose.heightForWidth(120) > prose.heightForWidth(400) > 0
    prose.resize(200, prose.heightForWidth(200))
    prose.show()
    assert not prose.grab().isNull()


def canvas(ratio: float) -> QImage:
    image = QImage(round(100 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.setDevicePixelRatio(ratio)
    return image


def rows_of(image: QImage, colour: str) -> list[int]:
    middle = image.width() // 2
    return [y for y in range(image.height()) if image.pixelColor(middle, y).name() == colour]


@pytest.mark.parametrize("ratio", [1.0, 1.15, 1.25, 1.5, 2.0])
def test_hairlines_are_whole_pixels_at_every_scale(ratio: float) -> None:
    for y in (3, 7, 11.4):
        image = canvas(ratio)
        painter = QPainter(image)
        draw_hline(painter, 0, 100, y, QColor("#ff0000"))
        painter.end()
        assert len(rows_of(image, "#ff0000")) == max(1, int(ratio + 0.25))


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5])
def test_frames_never_leave_their_place(ratio: float) -> None:
    image = canvas(ratio)
    painter = QPainter(image)
    rect = QRectF(7, 5, 50, 20)
    snapped = snap_rect(painter, rect)
    assert rect.adjusted(-0.02, -0.02, 0.02, 0.02).contains(snapped)
    draw_frame(painter, rect, 4, QColor("#00ff00"), QColor("#0000ff"))
    painter.end()
    assert image.pixelColor(round(30 * ratio), round(15 * ratio)).name() == "#00ff00"


def test_text_sits_on_its_optical_centre() -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_text(painter, QRectF(0, 0, 60, 40), "国口", look().font(20), QColor("#000000"))
    painter.end()
    inked = [y for y in range(40) for x in range(60) if image.pixelColor(x, y).lightness() < 128]
    assert abs((min(inked) + max(inked)) / 2 - 19.5) <= 1.5
