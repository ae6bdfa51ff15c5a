"""Invented papers drawn as JPEG and PNG bytes, and a loader that hands them out at once or when told to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen

from reviewer_app.models.domain.case import Document, DocumentId
from reviewer_app.models.domain.ports import Rendition
from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.document_viewer import FilmItem, LoadAnswer, LoadedImage, LoadFailure, Trouble
from reviewer_app.ui.views.fonts import Weight, make_font

LANDSCAPE = QSize(2000, 1500)
PORTRAIT = QSize(1500, 2100)


def paper(
    title: str, rows: int = 9, size: QSize = LANDSCAPE, tint: str = "#FAF6E3", tilt: float = 0.6
) -> QImage:
    """A photo of a form on a table top."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("#8B7F70"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.rotate(tilt)
    width, height = size.width(), size.height()
    sheet = QRectF(width * 0.04, height * 0.05, width * 0.92, height * 0.9)
    painter.fillRect(sheet, QColor(tint))
    painter.setPen(QColor("#22302C"))
    painter.setFont(make_font(round(width * 0.035), Weight.BOLD))
    painter.drawText(sheet.adjusted(0, height * 0.05, 0, 0), Qt.AlignmentFlag.AlignHCenter, title)
    painter.setFont(make_font(round(width * 0.019)))
    painter.setPen(QPen(QColor("#4E6A5C"), 3))
    step = sheet.height() * 0.72 / rows
    for row in range(rows):
        line = QRectF(
            sheet.left() + width * 0.04, sheet.top() + height * 0.17 + row * step, width * 0.84, step
        )
        painter.drawRect(line)
        painter.drawLine(line.topLeft() + line.center() * 0, line.bottomLeft())
        left = line.adjusted(width * 0.02, 0, 0, 0)
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, f"项目 {row + 1}")
        right = line.adjusted(width * 0.18, 0, 0, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, "广西壮族自治区南宁市上林县大丰镇云里村 86 号")
    painter.end()
    return image


def encoded(image: QImage, form: str = "jpeg", quality: int = 85) -> bytes:
    """The bytes of an image file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form.encode()))
    writer.setQuality(quality)
    if not writer.write(image):
        raise ValueError(form)
    return bytes(data.data())


def scaled(image: QImage, long_side: int) -> QImage:
    """The image with its longer side so long."""
    size = image.size().scaled(long_side, long_side, Qt.AspectRatioMode.KeepAspectRatio)
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def film_item(
    name: str,
    title: str = "户口簿",
    number: int = 1,
    *,
    verdict: Verdict | None = None,
    part: str = "",
    size: QSize = LANDSCAPE,
    pages: int = 1,
    media_type: str = "image/jpeg",
) -> FilmItem:
    """An item whose document is called ``name``."""
    document = Document(
        id=DocumentId(name),
        material=title,
        page=1,
        sha256="0" * 64,
        media_type=media_type,
        size=1,
        width=size.width(),
        height=size.height(),
        pages=pages,
        uploaded_at=datetime(2026, 7, 14, 9, tzinfo=UTC),
    )
    return FilmItem(document=document, title=title, material_number=number, verdict=verdict, part=part)


Done = Callable[[LoadAnswer], None]


class PaperLoader:
    """Answers from ``contents``; what is not there fails with ``trouble``. ``hold`` keeps answers back."""

    def __init__(self, trouble: Trouble = Trouble.OFFLINE) -> None:
        self.contents: dict[tuple[str, Rendition, int], bytes] = {}
        self.trouble = trouble
        self.hold = False
        self.asked: list[tuple[str, Rendition, int]] = []
        self._held: list[tuple[tuple[str, Rendition, int], Done]] = []

    def add(self, name: str, image: QImage, *, preview: int = 1800, page: int = 1) -> None:
        """Offer a paper in all three renditions."""
        self.contents[name, Rendition.ORIGINAL, page] = encoded(image)
        self.contents[name, Rendition.PREVIEW, page] = encoded(scaled(image, preview))
        self.contents[name, Rendition.THUMBNAIL, page] = encoded(scaled(image, 240))

    def request(self, document_id: DocumentId, rendition: Rendition, page: int, done: Done) -> None:
        key = (str(document_id), rendition, page)
        self.asked.append(key)
        if self.hold:
            self._held.append((key, done))
        else:
            done(self._answer(key))

    def release(self) -> None:
        """Give the answers that were kept back, and hold no more."""
        self.hold = False
        held, self._held = self._held, []
        for key, done in held:
            done(self._answer(key))

    def _answer(self, key: tuple[str, Rendition, int]) -> LoadAnswer:
        content = self.contents.get(key)
        return LoadFailure(trouble=self.trouble) if content is None else LoadedImage(content=content)
