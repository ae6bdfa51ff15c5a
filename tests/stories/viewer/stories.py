"""The document viewer: a full strip, one kind only, a PDF of several pages, every failure, two sizes of window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from reviewer_app.models.domain.case import DocumentId
from reviewer_app.models.domain.ports import Rendition
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.document_viewer import DocumentViewer, FilmItem, Trouble
from reviewer_app.ui.views.theme import TextScale
from reviewer_app.ui.views.tokens import ThemeName
from tests.stories.drawing import Look, Story
from tests.ui.viewer.papers import PORTRAIT, PaperLoader, encoded, film_item, paper, scaled

SMALL = QSize(622, 668)
LARGE = QSize(952, 980)
GOOD, BAD = Verdict.GOOD, Verdict.BAD
TINTS = ("#FAF6E3", "#E9E4E8", "#F6E5D2", "#E8EED8")


def full_case() -> tuple[PaperLoader, list[FilmItem]]:
    """Ten documents of four kinds."""
    loader = PaperLoader()
    items = []
    for index, part in enumerate(("首页", "户主页", "本人页", "监护人页")):
        name = f"hukou{index}"
        loader.add(name, paper("居民户口簿" if index == 0 else "常住人口登记卡", tint=TINTS[index]))
        items.append(film_item(name, part=part, verdict=GOOD if index else None))
    for name, part, verdict in (("permit0", "正面", GOOD), ("permit1", "背面签注", BAD)):
        loader.add(name, paper("广西壮族自治区居住证", rows=5, tint="#DCE7EC", tilt=-1.2))
        items.append(film_item(name, "居住证", 2, part=part, verdict=verdict))
    for index in range(2):
        loader.add(f"rent{index}", paper("房屋租赁合同", rows=14, size=PORTRAIT, tint="#FDFCF0"))
        items.append(film_item(f"rent{index}", "租房", 3, size=PORTRAIT, verdict=GOOD))
    for index in range(2):
        loader.add(f"work{index}", paper("劳动合同书", rows=12, size=PORTRAIT, tint="#B9AFA6", tilt=1.5))
        items.append(film_item(f"work{index}", "就业", 4, size=PORTRAIT))
    return loader, items


def viewer_of(loader: PaperLoader, items: Sequence[FilmItem], current: str | None = None) -> DocumentViewer:
    viewer = DocumentViewer(loader)
    viewer.set_documents(items, DocumentId(current) if current else None)
    return viewer


def full() -> QWidget:
    return viewer_of(*full_case())


def portrait() -> QWidget:
    loader, items = full_case()
    return viewer_of(loader, items, "work0")


def one_kind() -> QWidget:
    loader, items = full_case()
    return viewer_of(loader, items[:4], "hukou3")


def pdf() -> QWidget:
    loader = PaperLoader()
    for page in range(1, 4):
        loader.add("deed", paper(f"不动产权证书 第 {page} 页", rows=12, size=PORTRAIT), page=page)
    item = film_item("deed", "不动产权证", 1, pages=3, media_type="application/pdf", size=QSize(0, 0))
    return viewer_of(loader, [item])


def many() -> QWidget:
    loader, items = full_case()
    for index in range(14):
        name = f"more{index}"
        loader.add(name, paper("社保缴费证明", rows=14, size=PORTRAIT, tint=TINTS[index % 4]))
        items.append(film_item(name, "社会保险缴费证明", 5 + index // 5, size=PORTRAIT))
    return viewer_of(loader, items, "more9")


def failing(trouble: Trouble) -> Callable[[], QWidget]:
    def build() -> QWidget:
        loader, items = full_case()
        loader.trouble = trouble
        for rendition in Rendition:
            loader.contents.pop(("hukou0", rendition, 1))
        return viewer_of(loader, items)

    return build


def hostile() -> QWidget:
    loader, items = full_case()
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>'
    loader.contents["hukou0", Rendition.PREVIEW, 1] = svg
    loader.contents["hukou0", Rendition.THUMBNAIL, 1] = svg
    return viewer_of(loader, items)


def loading() -> QWidget:
    loader, items = full_case()
    loader.hold = True
    return viewer_of(loader, items)


def empty() -> QWidget:
    return viewer_of(PaperLoader(), [])


def coarse() -> QWidget:
    """The original is not on this computer and the preview has too few pixels."""
    loader = PaperLoader()
    image = paper("居民户口簿")
    loader.contents["hukou0", Rendition.PREVIEW, 1] = encoded(scaled(image, 500))
    loader.contents["hukou0", Rendition.THUMBNAIL, 1] = encoded(scaled(image, 240))
    return viewer_of(loader, [film_item("hukou0", part="首页")])


def shown(widget: QWidget) -> bool:
    assert isinstance(widget, DocumentViewer)
    return widget.idle


def patient(widget: QWidget) -> bool:
    assert isinstance(widget, DocumentViewer)
    return widget.says_words


def acted(*names: str) -> Callable[[QWidget], None]:
    def act(widget: QWidget) -> None:
        for name in names:
            getattr(widget, name)()

    return act


NORMAL = (Look(size=SMALL), Look(size=LARGE), Look(size=SMALL, theme=ThemeName.DARK))
ONE = (Look(size=SMALL),)

STORIES = (
    Story(
        name="viewer",
        build=full,
        ready=shown,
        looks=(*NORMAL, Look(size=QSize(777, 654), scale=TextScale.LARGE)),
    ),
    Story(name="viewer_portrait", build=portrait, ready=shown, looks=NORMAL),
    Story(name="viewer_one_kind", build=one_kind, ready=shown, looks=ONE),
    Story(name="viewer_pdf", build=pdf, ready=shown, looks=ONE),
    Story(name="viewer_many", build=many, ready=shown, looks=ONE),
    Story(name="viewer_width", build=portrait, ready=shown, arrange=acted("fit_width"), looks=ONE),
    Story(name="viewer_actual", build=full, ready=shown, arrange=acted("actual_size"), looks=ONE),
    Story(name="viewer_turned", build=full, ready=shown, arrange=acted("turn_right"), looks=ONE),
    Story(
        name="viewer_contrast",
        build=portrait,
        ready=shown,
        arrange=acted("toggle_contrast"),
        looks=(Look(size=SMALL), Look(size=SMALL, theme=ThemeName.DARK)),
    ),
    Story(name="viewer_offline", build=failing(Trouble.OFFLINE), ready=shown, looks=NORMAL),
    Story(name="viewer_broken", build=failing(Trouble.BROKEN), ready=shown, looks=ONE),
    Story(name="viewer_hostile", build=hostile, ready=shown, looks=ONE),
    Story(name="viewer_loading", build=loading, ready=patient, looks=ONE),
    Story(name="viewer_empty", build=empty, ready=shown, looks=ONE),
    Story(name="viewer_coarse", build=coarse, ready=shown, arrange=acted("actual_size"), looks=ONE),
)
