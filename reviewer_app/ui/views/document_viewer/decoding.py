"""From encoded bytes to pixels, trusting nothing: only JPEG and PNG by content, within limits, never through SVG.

Runs off the screens' thread. Qt would pick a decoder by looking into the file, and one of those reads local files
(SVG); so the format is recognised here and named to Qt.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter, QTransform

from reviewer_app.ui.bridge.document_loading import Trouble
from reviewer_app.ui.views.document_viewer.contrast import enhance

MOST_PIXELS = {"jpeg": 120_000_000, "png": 40_000_000}
"""JPEG is decoded straight to the size needed; PNG takes its whole size in memory first, 4 bytes a pixel."""
LONGEST_SIDE = 30_000
_JPEG = b"\xff\xd8\xff"
_JPEG_END = b"\xff\xd9"
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND"


class UnreadableImage(Exception):
    """The bytes are no image that may be shown; ``trouble`` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How an image is wanted: turned by ``turns`` × 90° clockwise, then no larger than ``box`` (device pixels).

    ``box`` None asks for every pixel there is. An image is never blown up here.
    """

    box: tuple[int, int] | None = None
    turns: int = 0
    enhanced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Pixels as wanted, and the size of the source as it stands upright (before ``turns``)."""

    image: QImage
    source: QSize


def image_format(content: bytes) -> str:
    """``jpeg`` or ``png``. :raises UnreadableImage: for anything else, and for files that stop short."""
    if content.startswith(_JPEG):
        if content.rfind(_JPEG_END) < 0:
            raise UnreadableImage(Trouble.BROKEN)
        return "jpeg"
    if content.startswith(_PNG):
        if _PNG_END not in content[-64:]:
            raise UnreadableImage(Trouble.BROKEN)
        return "png"
    raise UnreadableImage(Trouble.NOT_AN_IMAGE if content else Trouble.BROKEN)


def decode(content: bytes, wanted: Wanted) -> Decoded:
    """Decode upright (EXIF), turn, and scale smoothly. :raises UnreadableImage: with the trouble to tell."""
    kind = image_format(content)
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    raw = reader.size()
    if not raw.isValid() or raw.isEmpty():
        raise UnreadableImage(Trouble.BROKEN)
    if max(raw.width(), raw.height()) > LONGEST_SIDE or raw.width() * raw.height() > MOST_PIXELS[kind]:
        raise UnreadableImage(Trouble.TOO_LARGE)
    lies = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    source = raw.transposed() if lies else raw
    target = fitting(source, wanted)
    if target != source:
        reader.setScaledSize(target.transposed() if lies else target)
    image = reader.read()
    if image.isNull():
        raise UnreadableImage(Trouble.BROKEN)
    return Decoded(image=_finish(image, wanted), source=source)


def fitting(source: QSize, wanted: Wanted) -> QSize:
    """Size of the upright image that is wanted, before it is turned; never larger than the source."""
    if wanted.box is None:
        return source
    box = QSize(*wanted.box)
    if wanted.turns % 2:
        box.transpose()
    scaled = source.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    return source if scaled.width() > source.width() or scaled.height() > source.height() else scaled


def _finish(image: QImage, wanted: Wanted) -> QImage:
    opaque = _on_white(image)
    if wanted.turns % 4:
        opaque = opaque.transformed(QTransform().rotate(90 * (wanted.turns % 4)))
    opaque = opaque.convertToFormat(QImage.Format.Format_RGB32)
    return enhance(opaque) if wanted.enhanced else opaque


def _on_white(image: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return image
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
