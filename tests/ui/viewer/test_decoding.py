"""Decoding trusts nothing that it is given."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from reviewer_app.ui.bridge.document_loading import Trouble
from reviewer_app.ui.views.document_viewer.contrast import enhance, tone_range
from reviewer_app.ui.views.document_viewer.decoding import UnreadableImage, Wanted, decode, image_format
from tests.ui.viewer.papers import encoded

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname" width="9" height="9"/></svg>'
)


def corners(exif_orientation: int = 1, form: str = "JPEG") -> bytes:
    """120 × 80 pixels, red in the left upper corner and blue in the right one, stored as a turned camera would."""
    upright = Image.new("RGB", (120, 80), "white")
    upright.paste("red", (0, 0, 40, 30))
    upright.paste("blue", (80, 0, 120, 30))
    stored = upright
    undo = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    for step in undo.get(exif_orientation, []):
        stored = stored.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = exif_orientation
    out = BytesIO()
    stored.save(out, form, quality=95, exif=exif)
    return out.getvalue()


def is_close(colour: QColor, name: str) -> bool:
    wanted = QColor(name)
    return all(
        abs(one - other) < 60
        for one, other in zip(colour.getRgb()[:3], wanted.getRgb()[:3], strict=True)  # type: ignore[index]
    )


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("box", [None, (60, 60)])
def test_photos_stand_upright_whatever_the_camera_wrote(
    orientation: int, box: tuple[int, int] | None
) -> None:
    decoded = decode(corners(orientation), Wanted(box=box))
    assert decoded.source == QSize(120, 80)
    image = decoded.image
    assert image.size() == (QSize(120, 80) if box is None else QSize(60, 40))
    assert is_close(image.pixelColor(image.width() // 8, image.height() // 8), "red")
    assert is_close(image.pixelColor(image.width() * 7 // 8, image.height() // 8), "blue")
    assert is_close(image.pixelColor(image.width() // 2, image.height() * 7 // 8), "white")


@pytest.mark.parametrize(
    ("turns", "size", "red"), [(1, (40, 60), (36, 4)), (2, (60, 40), (56, 36)), (3, (40, 60), (4, 56))]
)
def test_turned_by_hand(turns: int, size: tuple[int, int], red: tuple[int, int]) -> None:
    image = decode(corners(), Wanted(box=(60, 60), turns=turns)).image
    assert (image.width(), image.height()) == size
    assert is_close(image.pixelColor(*red), "red")


def test_an_image_is_never_blown_up() -> None:
    assert decode(corners(), Wanted(box=(4000, 4000))).image.size() == QSize(120, 80)


def test_transparent_parts_are_paper() -> None:
    clear = QImage(20, 20, QImage.Format.Format_ARGB32)
    clear.fill(0)
    image = decode(encoded(clear, "png"), Wanted()).image
    assert image.format() == QImage.Format.Format_RGB32
    assert image.pixelColor(5, 5).name() == "#ffffff"


def png_claiming(width: int, height: int) -> bytes:
    """A PNG whose header promises more pixels than memory has."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def foreign(form: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", Trouble.BROKEN),
        (SVG, Trouble.NOT_AN_IMAGE),
        (b"\xef\xbb\xbf" + SVG, Trouble.NOT_AN_IMAGE),
        (zlib.compress(SVG), Trouble.NOT_AN_IMAGE),
        (b"%PDF-1.7\n", Trouble.NOT_AN_IMAGE),
        (b"<html></html>", Trouble.NOT_AN_IMAGE),
        (b"/* XPM */ static char *x[] = {", Trouble.NOT_AN_IMAGE),
        (foreign("GIF"), Trouble.NOT_AN_IMAGE),
        (foreign("BMP"), Trouble.NOT_AN_IMAGE),
        (foreign("WEBP"), Trouble.NOT_AN_IMAGE),
        (foreign("TIFF"), Trouble.NOT_AN_IMAGE),
        (foreign("ICO"), Trouble.NOT_AN_IMAGE),
        (corners()[:-40], Trouble.BROKEN),
        (corners()[:300], Trouble.BROKEN),
        (b"\xff\xd8\xff\xe0" + b"\0" * 400 + b"\xff\xd9", Trouble.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, Trouble.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + SVG + b"IEND", Trouble.BROKEN),
        (b"\xff\xd8\xff" + SVG + b"\xff\xd9", Trouble.BROKEN),
        (png_claiming(60_000, 60_000), Trouble.TOO_LARGE),
        (png_claiming(31_000, 10), Trouble.TOO_LARGE),
        (png_claiming(9_000, 9_000), Trouble.TOO_LARGE),
        (png_claiming(0, 10), Trouble.BROKEN),
    ],
)
@pytest.mark.qt_log_level_fail("CRITICAL")  # Qt warns of broken images
def test_what_is_no_honest_photo_is_refused_by_its_content(content: bytes, trouble: Trouble) -> None:
    with pytest.raises(UnreadableImage) as refused:
        decode(content, Wanted(box=(600, 600)))
    assert refused.value.trouble is trouble


def test_only_two_formats_are_known() -> None:
    assert image_format(corners()) == "jpeg"
    assert image_format(corners(form="PNG")) == "png"


def test_contrast_spreads_a_pale_photo_and_leaves_its_white_white() -> None:
    pale = QImage(90, 90, QImage.Format.Format_RGB32)
    pale.fill(QColor(190, 190, 190))
    for x in range(20, 40):
        for y in range(20, 40):
            pale.setPixelColor(x, y, QColor(120, 120, 120))
    low, high = tone_range(pale)
    better = enhance(pale)
    assert low < 120 < 190 <= high
    span = better.pixelColor(5, 5).value() - better.pixelColor(30, 30).value()
    assert span > 70
    assert better.pixelColor(5, 5).value() > 190


@pytest.mark.parametrize("tone", [0, 128, 255])
def test_an_even_photo_stays_even(tone: int) -> None:
    even = QImage(50, 50, QImage.Format.Format_RGB32)
    even.fill(QColor(tone, tone, tone))
    better = enhance(even)
    assert len({better.pixelColor(x, 25).value() for x in range(50)}) == 1


def test_contrast_is_part_of_what_is_wanted() -> None:
    plain = decode(corners(), Wanted()).image
    enhanced = decode(corners(), Wanted(enhanced=True)).image
    assert plain.size() == enhanced.size()
    assert plain != enhanced
