"""Taking metadata out of pictures: odd but legal files stay whole, broken ones are told apart."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from central_service.documents.jpeg import BrokenJpeg, clean_jpeg
from central_service.documents.png import BrokenPng, clean_png, is_animated
from tests.support.service import draw_photo


def _plain(**options: object) -> bytes:
    target = BytesIO()
    Image.radial_gradient("L").resize((400, 300)).convert("RGB").save(target, "JPEG", **options)
    return target.getvalue()


def _same_picture(one: bytes, other: bytes) -> bool:
    with Image.open(BytesIO(one)) as a, Image.open(BytesIO(other)) as b:
        return ImageChops.difference(a.convert("RGB"), b.convert("RGB")).getbbox() is None


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(_plain(progressive=True, quality=95), id="several scans"),
        pytest.param(_plain(restart_marker_blocks=2), id="restart markers"),
        pytest.param(_plain(icc_profile=b"a colour profile"), id="colour profile"),
        pytest.param(_plain(comment="a comment"), id="comment"),
    ],
)
def test_kinds_of_jpeg(picture: bytes) -> None:
    """Scans, restart markers and profiles stay; comments go; cleaning twice changes nothing."""
    clean, orientation = clean_jpeg(picture)
    assert orientation == 1
    assert _same_picture(clean, picture)
    assert (b"ICC_PROFILE" in clean) == (b"ICC_PROFILE" in picture)
    assert b"a comment" not in clean
    assert clean_jpeg(clean) == (clean, 1)


def test_fill_bytes_and_lone_markers() -> None:
    """Any number of 0xFF before a marker, and markers without a length: allowed, and tidied away."""
    picture = _plain()
    odd = picture[:2] + b"\xff\x01" + b"\xff\xff\xff" + picture[2:]
    assert clean_jpeg(odd) == clean_jpeg(picture)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", ["<", ">"])
def test_orientation_is_kept(orientation: int, order: str) -> None:
    """Of either byte order, and nothing else of the EXIF."""
    exif = Image.Exif()
    exif.endian = order
    exif[0x010F] = "PhoneMaker"
    exif[0x0112] = orientation
    clean, found = clean_jpeg(_plain(exif=exif))
    assert found == orientation
    assert b"PhoneMaker" not in clean
    with Image.open(BytesIO(clean)) as picture:
        assert dict(picture.getexif()) == ({} if orientation == 1 else {0x0112: orientation})


@pytest.mark.parametrize(
    "tiff",
    [
        b"",
        b"XX*\x00\x00\x00\x00\x08",
        b"II*\x00\x08\x00\x00\x00",
        b"II*\x00\xff\xff\xff\xff\xff\xff",
        b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x63\x00\x00",
    ],
)
def test_exif_that_makes_no_sense_is_upright(tiff: bytes) -> None:
    """A wrong directory is no reason to refuse a photo."""
    body = b"Exif\x00\x00" + tiff
    picture = _plain()
    segment = b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    clean, orientation = clean_jpeg(picture[:2] + segment + picture[2:])
    assert orientation == 1
    assert _same_picture(clean, picture)


@pytest.mark.parametrize(
    ("content", "truncated"),
    [
        (b"\x00\x01", False),
        (b"\xff\xd8", True),
        (b"\xff\xd8\x00\x00", False),
        (b"\xff\xd8\xff\xff\xff", True),
        (b"\xff\xd8\xff\xe0\x00", True),
        (b"\xff\xd8\xff\xe0\x00\x01\x00\x00", False),
        (b"\xff\xd8\xff\xe0\x40\x00", True),
        (draw_photo()[:-1], True),
    ],
)
def test_broken_jpeg(content: bytes, truncated: bool) -> None:
    """Cut and nonsense are not the same."""
    with pytest.raises(BrokenJpeg) as broken:
        clean_jpeg(content)
    assert broken.value.truncated is truncated


def _png() -> bytes:
    target = BytesIO()
    Image.radial_gradient("L").save(target, "PNG")
    return target.getvalue()


def test_png_chunks() -> None:
    """A wrong checksum is broken, a missing end is truncated."""
    picture = _png()
    assert not is_animated(picture)
    assert _same_picture(clean_png(picture, 1), picture)
    flipped = bytearray(picture)
    flipped[len(picture) // 2] ^= 1
    for content, truncated in ((bytes(flipped), False), (picture[:-12], True), (picture[:20], True)):
        with pytest.raises(BrokenPng) as broken:
            clean_png(content, 1)
        assert broken.value.truncated is truncated
