"""The viewer as its caller sees it: what it asks for, what it shows, and when it says that it is on the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Rendition
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views import theme
from reviewer_app.ui.views.document_viewer import DocumentViewer, FilmItem, Trouble
from reviewer_app.ui.views.document_viewer import image_supply as supply_module
from reviewer_app.ui.views.document_viewer.decoding import Decoded, Wanted, decode
from reviewer_app.ui.views.document_viewer.thumb import Thumb
from reviewer_app.ui.views.theme import TextScale
from reviewer_app.ui.views.tokens import ThemeName
from tests.ui.viewer.papers import PaperLoader, encoded, film_item, paper, scaled

SIZE = QSize(1200, 900)
PREVIEW, ORIGINAL = Rendition.PREVIEW, Rendition.ORIGINAL
NAMES = "abcd"


@pytest.fixture(scope="module")
def photo(qapp: QApplication) -> QImage:
    return paper("户口簿", 5, SIZE)


@pytest.fixture
def loader(photo: QImage) -> PaperLoader:
    made = PaperLoader()
    shared = PaperLoader()
    shared.add("a", photo, preview=600)
    for name in NAMES:
        for rendition in Rendition:
            made.contents[name, rendition, 1] = shared.contents["a", rendition, 1]
    return made


@pytest.fixture
def items() -> list[FilmItem]:
    return [film_item(name, number=1 + index // 2, size=SIZE) for index, name in enumerate(NAMES)]


Opener = Callable[..., DocumentViewer]


@pytest.fixture
def opened(qtbot: QtBot, loader: PaperLoader) -> Iterator[Opener]:
    viewers = []

    def open_with(given: list[FilmItem], *, wait: bool = True) -> DocumentViewer:
        viewer = DocumentViewer(loader)
        viewers.append(viewer)
        qtbot.addWidget(viewer)
        viewer.painted_ids = painted_ids(viewer)  # type: ignore[attr-defined]
        viewer.set_documents(given)
        viewer.resize(622, 668)
        viewer.show()
        if wait:
            qtbot.waitUntil(lambda: viewer.idle and bool(viewer.painted_ids))  # type: ignore[attr-defined]
        return viewer

    yield open_with
    for viewer in viewers:
        viewer.close_supply()


def painted_ids(viewer: DocumentViewer) -> list[str]:
    heard: list[str] = []
    viewer.painted.connect(lambda document_id: heard.append(document_id))
    return heard


def heard_by(viewer: DocumentViewer) -> list[str]:
    heard: list[str] = viewer.painted_ids  # type: ignore[attr-defined]
    return heard


def test_painted_follows_the_image_and_never_comes_before_it(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    loader.hold = True
    viewer = opened(items, wait=False)
    QApplication.processEvents()
    viewer.grab()
    QApplication.processEvents()
    assert heard_by(viewer) == []
    assert not viewer.shows_image
    loader.release()
    qtbot.waitUntil(lambda: heard_by(viewer) == ["a"])
    assert viewer.shows_image


def test_a_stand_in_does_not_count_as_painted(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    viewer = opened(items)
    loader.contents.pop(("d", PREVIEW, 1))
    loader.hold = True
    viewer.show_document(DocumentId("d"))
    qtbot.waitUntil(lambda: not viewer.canvas.is_bare)
    viewer.grab()
    QApplication.processEvents()
    assert heard_by(viewer) == ["a"]


def test_the_paint_of_one_document_is_never_told_for_another(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    viewer = opened(items)
    viewer.set_documents(items)
    viewer.canvas.repaint()
    loader.contents.pop(("d", PREVIEW, 1))
    loader.hold = True
    viewer.show_document(DocumentId("d"))
    QApplication.processEvents()
    assert heard_by(viewer) == ["a"]
    loader.release()
    qtbot.waitUntil(lambda: heard_by(viewer) == ["a", "d"])


def test_every_setting_of_documents_is_answered_by_a_paint(
    qtbot: QtBot, opened: Opener, items: list[FilmItem]
) -> None:
    viewer = opened(items)
    viewer.set_documents(items)
    qtbot.waitUntil(lambda: heard_by(viewer) == ["a", "a"])
    viewer.next()
    qtbot.waitUntil(lambda: heard_by(viewer) == ["a", "a", "b"])


def test_no_documents_are_said_in_words(qtbot: QtBot, opened: Opener, items: list[FilmItem]) -> None:
    viewer = opened([])
    assert heard_by(viewer) == [""]
    assert viewer.says_words
    assert viewer.current is None
    assert not viewer.next()
    viewer.set_documents(items)
    qtbot.waitUntil(lambda: heard_by(viewer) == ["", "a"])
    assert not viewer.says_words


@pytest.mark.parametrize("trouble", list(Trouble))
def test_a_failure_is_said_in_words_and_counts_as_seen(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, items: list[FilmItem], trouble: Trouble
) -> None:
    loader.trouble = trouble
    loader.contents.pop(("a", PREVIEW, 1))
    viewer = opened(items)
    assert heard_by(viewer) == ["a"]
    assert viewer.says_words
    assert not viewer.shows_image


def test_what_is_no_image_is_refused_whatever_it_is_called(
    opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    loader.contents["a", PREVIEW, 1] = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    assert opened(items).says_words


def test_a_document_that_comes_later_is_shown(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    kept = loader.contents.pop(("a", PREVIEW, 1))
    viewer = opened(items)
    loader.contents["a", PREVIEW, 1] = kept
    viewer.refresh([DocumentId("zz")])
    assert viewer.says_words
    viewer.refresh([DocumentId("a")])
    qtbot.waitUntil(lambda: viewer.shows_image)


def test_asking_again_helps_when_the_image_is_there(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    kept = loader.contents.pop(("a", PREVIEW, 1))
    viewer = opened(items)
    loader.contents["a", PREVIEW, 1] = kept
    viewer.retry()
    qtbot.waitUntil(lambda: viewer.shows_image)


def test_the_image_is_decoded_beside_the_screen_and_exactly_as_large(
    qtbot: QtBot, opened: Opener, items: list[FilmItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    wanted: list[Wanted] = []

    def watched(content: bytes, asked: Wanted) -> Decoded:
        threads.add(threading.get_ident())
        wanted.append(asked)
        return decode(content, asked)

    monkeypatch.setattr(supply_module, "decode", watched)
    viewer = opened(items)
    assert threading.get_ident() not in threads
    target = viewer.canvas.target
    assert Wanted(box=(target.width(), target.height())) in wanted
    viewer.resize(900, 800)
    qtbot.waitUntil(lambda: viewer.idle)
    assert viewer.canvas.target != target


def test_the_original_is_asked_for_only_when_the_preview_is_too_coarse(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    viewer = opened(items)
    assert not [asked for asked in loader.asked if asked[1] is ORIGINAL]
    viewer.actual_size()
    qtbot.waitUntil(lambda: viewer.idle)
    assert [asked for asked in loader.asked if asked[1] is ORIGINAL] == [("a", ORIGINAL, 1)]
    assert viewer.canvas.percent == 100


def test_a_missing_original_leaves_the_preview_and_a_word(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    loader.contents.pop(("a", ORIGINAL, 1))
    viewer = opened(items)
    viewer.actual_size()
    qtbot.waitUntil(lambda: viewer.coarse)
    assert viewer.shows_image
    viewer.fit_whole()
    qtbot.waitUntil(lambda: not viewer.coarse)


def test_the_original_of_a_pdf_is_never_asked_for(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, photo: QImage
) -> None:
    for page in (1, 2):
        for rendition in (Rendition.THUMBNAIL, PREVIEW):
            loader.contents["pdf", rendition, page] = encoded(scaled(photo, 400))
    item = film_item("pdf", pages=2, media_type="application/pdf", size=QSize(0, 0))
    viewer = opened([item])
    viewer.actual_size()
    viewer.zoom_in()
    qtbot.waitUntil(lambda: viewer.idle)
    assert viewer.next()
    qtbot.waitUntil(lambda: viewer.idle)
    assert not viewer.next()
    assert ("pdf", PREVIEW, 2) in loader.asked
    assert not [asked for asked in loader.asked if asked[1] is ORIGINAL]


def test_neighbours_are_ready_before_they_are_asked_for(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    viewer = opened(items)
    assert ("b", PREVIEW, 1) in loader.asked
    assert ("c", PREVIEW, 1) not in loader.asked
    viewer.next()
    assert viewer.shows_image
    qtbot.waitUntil(lambda: viewer.idle)
    assert ("c", PREVIEW, 1) in loader.asked


def test_turn_and_zoom_stay_with_their_document(qtbot: QtBot, opened: Opener, items: list[FilmItem]) -> None:
    viewer = opened(items)
    viewer.turn_right()
    qtbot.waitUntil(lambda: viewer.idle)
    tall = viewer.canvas.target
    assert tall.height() > tall.width()
    viewer.next()
    qtbot.waitUntil(lambda: viewer.idle)
    assert viewer.canvas.target.width() > viewer.canvas.target.height()
    viewer.fit_width()
    viewer.zoom_in()
    percent = viewer.canvas.percent
    viewer.previous()
    assert viewer.canvas.target == tall
    viewer.turn_left()
    assert viewer.canvas.target.width() > viewer.canvas.target.height()
    viewer.next()
    assert viewer.canvas.percent == percent


def test_new_verdicts_leave_zoom_and_loading_alone(
    qtbot: QtBot, opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    viewer = opened(items)
    viewer.zoom_in()
    qtbot.waitUntil(lambda: viewer.idle)
    asked, percent = len(loader.asked), viewer.canvas.percent
    judged = [
        film_item(item.id, number=item.material_number, verdict=Verdict.GOOD, size=SIZE) for item in items
    ]
    viewer.set_documents(judged)
    qtbot.waitUntil(lambda: viewer.idle)
    assert len(loader.asked) == asked
    assert viewer.canvas.percent == percent
    assert viewer.bar.verdict.verdict is Verdict.GOOD


def test_clicks_are_told_and_change_nothing_by_themselves(
    qtbot: QtBot, opened: Opener, items: list[FilmItem]
) -> None:
    viewer = opened(items)
    with qtbot.waitSignal(viewer.verdict_chosen) as chosen:
        viewer.bar.verdict.chosen.emit(Verdict.BAD)
    assert chosen.args == ["a", Verdict.BAD]
    assert viewer.bar.verdict.verdict is None
    thumbs: list[Thumb] = list(viewer.strip.findChildren(Thumb))
    with qtbot.waitSignal(viewer.current_changed) as changed:
        QTest.mouseClick(thumbs[2], Qt.MouseButton.LeftButton)
    assert changed.args == ["c"]
    assert viewer.show_kind(1)
    assert viewer.current is not None
    assert viewer.current.id == "a"
    assert not viewer.show_kind(7)
    with pytest.raises(KeyError):
        viewer.show_document(DocumentId("zz"))


def test_an_old_document_is_looked_at_and_not_judged(opened: Opener, items: list[FilmItem]) -> None:
    viewer = opened([replace(items[0], can_judge=False), items[1]])
    assert viewer.bar.verdict.isHidden()
    viewer.next()
    assert not viewer.bar.verdict.isHidden()


def test_the_document_on_show_is_asked_for_before_the_strip(
    opened: Opener, loader: PaperLoader, items: list[FilmItem]
) -> None:
    opened(items)
    assert loader.asked[0] == ("a", PREVIEW, 1)


def wheel(viewer: DocumentViewer, notches: int, modifiers: Qt.KeyboardModifier) -> None:
    at = QPointF(300, 200)
    event = QWheelEvent(
        at,
        viewer.canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewer.canvas, event)


def test_the_wheel_zooms_and_over_a_wide_page_scrolls(
    qtbot: QtBot, opened: Opener, items: list[FilmItem]
) -> None:
    viewer = opened(items)
    plain, ctrl = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    start = viewer.canvas.percent
    wheel(viewer, 2, plain)
    assert viewer.canvas.percent > start
    viewer.turn_right()
    viewer.fit_width()
    wide = viewer.canvas.percent
    wheel(viewer, -1, plain)
    assert viewer.canvas.percent == wide
    wheel(viewer, 1, ctrl)
    assert viewer.canvas.percent > wide
    qtbot.waitUntil(lambda: viewer.idle)


def test_contrast_is_asked_for_and_undims_the_dark_theme(
    qtbot: QtBot, opened: Opener, items: list[FilmItem]
) -> None:
    viewer = opened(items)
    plain = viewer.canvas.grab().toImage()
    theme.change(theme=ThemeName.DARK)
    dimmed = viewer.canvas.grab().toImage()
    middle = QPoint(viewer.canvas.width() // 2, 90)
    assert dimmed.pixelColor(middle).value() < plain.pixelColor(middle).value()
    viewer.toggle_contrast()
    qtbot.waitUntil(lambda: viewer.idle)
    assert viewer.canvas.grab().toImage().pixelColor(middle).value() >= plain.pixelColor(middle).value()
    viewer.toggle_contrast()
    qtbot.waitUntil(lambda: viewer.idle)


def test_everything_has_a_name_and_fits_its_column(opened: Opener, items: list[FilmItem]) -> None:
    viewer = opened(items)
    buttons: list[QAbstractButton] = list(viewer.findChildren(QAbstractButton))
    assert all(button.accessibleName() or button.text() for button in buttons if not button.isHidden())
    assert viewer.canvas.accessibleName() == "户口簿 1 / 2"
    assert viewer.minimumSizeHint().width() <= 560
    theme.change(scale=TextScale.LARGE)
    assert viewer.minimumSizeHint().width() <= 640


def test_a_case_with_very_many_documents_keeps_the_current_one_in_sight(
    opened: Opener, loader: PaperLoader
) -> None:
    many = [film_item(f"m{index}", f"材料{index // 4}", index // 4 + 1, size=SIZE) for index in range(60)]
    for item in many:
        for rendition in Rendition:
            loader.contents[item.id, rendition, 1] = loader.contents["a", rendition, 1]
    viewer = opened(many)
    for name in ("m59", "m0", "m30"):
        viewer.show_document(DocumentId(name))
        thumbs: list[Thumb] = list(viewer.strip.findChildren(Thumb))
        current = next(thumb for thumb in thumbs if thumb.isChecked())
        assert current.x() >= 0
        assert current.geometry().right() <= viewer.strip.width()
