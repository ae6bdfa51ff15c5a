"""What may be uploaded: by content, within limits, whole, and cleaned; each refusal says what is wrong."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from central_service.documents.jpeg import BrokenJpeg, clean_jpeg
from central_service.sample.guardian_client import GuardianClient, Refused
from tests.support.service import FAMILY, OFFICE, SeededService, draw_photo

MIB = 1024 * 1024


@pytest.fixture
def draft(service: SeededService) -> tuple[GuardianClient, str]:
    """A guardian and an empty draft of theirs."""
    guardian = service.guardian()
    case = guardian.begin(OFFICE)
    guardian.save(case["id"], FAMILY.answers(), [FAMILY.guardian_answers()])
    return guardian, case["id"]


def _image(kind: str, size: tuple[int, int] = (1200, 900), mode: str = "RGB", **options: object) -> bytes:
    target = BytesIO()
    Image.new(mode, size, 128).save(target, kind, **options)
    return target.getvalue()


def _animated_png() -> bytes:
    frames = [Image.new("RGB", (1200, 900), colour) for colour in ("red", "green")]
    target = BytesIO()
    frames[0].save(target, "PNG", save_all=True, append_images=frames[1:])
    return target.getvalue()


def _huge_png() -> bytes:
    """A header of 10,000 × 10,000 pixels with next to no data behind it."""
    body = (10_000).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    data = zlib.compress(bytes(10_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", body) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf(pages: int = 1) -> bytes:
    """A PDF of empty A4 pages."""
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    target = BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def _encrypted_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, encrypt="secret")
    canvas.drawString(100, 100, "x")
    canvas.save()
    return target.getvalue()


def _broken_jpeg() -> bytes:
    photo = bytearray(draw_photo())
    start = photo.find(b"\xff\xda")
    photo[start + 2 : start + 40] = bytes(38)
    return bytes(photo)


REFUSED: list[tuple[str, Callable[[], bytes], str, int, str]] = [
    ("empty", lambda: b"", "image/jpeg", 422, "file_empty"),
    ("truncated jpeg", lambda: draw_photo()[:-2000], "image/jpeg", 422, "file_truncated"),
    ("truncated png", lambda: _image("PNG")[:-20], "image/png", 422, "file_truncated"),
    ("png named jpeg", lambda: _image("PNG"), "image/jpeg", 415, "type_mislabelled"),
    ("jpeg named pdf", lambda: draw_photo(), "application/pdf", 415, "type_mislabelled"),
    ("gif named jpeg", lambda: _image("GIF", mode="P"), "image/jpeg", 415, "type_not_accepted"),
    ("webp", lambda: _image("WEBP"), "image/webp", 415, "type_not_accepted"),
    (
        "svg named png",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "image/png",
        415,
        "type_not_accepted",
    ),
    ("html", lambda: b"<html><script>1</script></html>", "image/jpeg", 415, "type_not_accepted"),
    ("program", lambda: b"MZ" + bytes(2000), "application/octet-stream", 415, "type_not_accepted"),
    ("heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(100), "image/heic", 415, "type_heic"),
    ("animated png", _animated_png, "image/png", 422, "image_animated"),
    ("too small", lambda: _image("JPEG", (999, 700)), "image/jpeg", 422, "image_too_small"),
    ("too many pixels", _huge_png, "image/png", 422, "image_too_many_pixels"),
    ("broken jpeg", _broken_jpeg, "image/jpeg", 422, "file_broken"),
    ("jpeg marker alone", lambda: b"\xff\xd8\xff\xe0" + bytes(50), "image/jpeg", 422, "file_broken"),
    ("broken pdf", lambda: b"%PDF-1.7\nnothing", "application/pdf", 422, "pdf_broken"),
    ("encrypted pdf", _encrypted_pdf, "application/pdf", 422, "pdf_encrypted"),
    ("long pdf", lambda: pdf(21), "application/pdf", 422, "pdf_too_long"),
    ("too large", lambda: b"\xff\xd8\xff" + bytes(10 * MIB), "image/jpeg", 413, "file_too_large"),
]


@pytest.mark.parametrize(
    ("make", "declared", "status", "code"),
    [pytest.param(*rest, id=name) for name, *rest in REFUSED],
)
def test_refused_files(
    draft: tuple[GuardianClient, str], make: Callable[[], bytes], declared: str, status: int, code: str
) -> None:
    """Each with its own code, the field and a Chinese message; nothing is kept."""
    guardian, case = draft
    with pytest.raises(Refused) as refused:
        guardian.upload(case, "M01", 1, make(), declared)
    assert (refused.value.status, refused.value.code, refused.value.field) == (status, code, "file")
    assert refused.value.message.endswith("。")
    assert guardian.case(case)["documents"] == []


@pytest.mark.parametrize(
    ("content", "declared", "kind", "size"),
    [
        pytest.param(draw_photo(), "image/jpeg", "image/jpeg", (1200, 900), id="jpeg"),
        pytest.param(draw_photo(orientation=6), "image/jpeg", "image/jpeg", (900, 1200), id="turned jpeg"),
        pytest.param(_image("JPEG", mode="L"), "image/jpeg", "image/jpeg", (1200, 900), id="grey jpeg"),
        pytest.param(_image("JPEG", mode="CMYK"), "", "image/jpeg", (1200, 900), id="cmyk jpeg, undeclared"),
        pytest.param(
            _image("JPEG", progressive=True), "image/jpg", "image/jpeg", (1200, 900), id="progressive"
        ),
        pytest.param(_image("PNG", mode="RGBA"), "image/png", "image/png", (1200, 900), id="transparent png"),
        pytest.param(pdf(3), "application/octet-stream", "application/pdf", (1240, 1754), id="pdf"),
    ],
)
def test_accepted_files(
    draft: tuple[GuardianClient, str], content: bytes, declared: str, kind: str, size: tuple[int, int]
) -> None:
    """The content decides what a file is; its size is told upright; all renditions can be made."""
    guardian, case = draft
    kept = guardian.upload(case, "M01", 1, content, declared)
    assert kept["media_type"] == kind
    assert (kept["width"], kept["height"]) == size
    for name, side in (("preview", 1800), ("thumbnail", 240)):
        with Image.open(BytesIO(guardian.document(kept["id"], name))) as picture:
            assert picture.format == "JPEG"
            assert max(picture.size) == min(side, max(size)) or kind == "application/pdf"
            assert (picture.height > picture.width) == (size[1] > size[0])


def test_place_and_camera_are_dropped_without_touching_a_pixel(draft: tuple[GuardianClient, str]) -> None:
    """EXIF, XMP, IPTC and comments go, orientation stays, the picture's data are the very same bytes."""
    guardian, case = draft
    photo = draw_photo("private", orientation=6)
    xmp = b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>guangxi</x:xmpmeta>"
    comment = b"taken at home"
    extra = b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp
    extra += b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
    marked = photo[:2] + extra + photo[2:] + b"appended by the phone"
    kept = guardian.upload(case, "M01", 1, marked)
    stored = guardian.document(kept["id"])
    for secret in (b"PhoneMaker", b"xmpmeta", b"home", b"appended"):
        assert secret not in stored
    with Image.open(BytesIO(stored)) as after, Image.open(BytesIO(photo)) as before:
        exif = after.getexif()
        assert dict(exif) == {0x0112: 6}
        assert not exif.get_ifd(0x8825)
        assert ImageChops.difference(after.convert("RGB"), before.convert("RGB")).getbbox() is None
    assert stored[stored.find(b"\xff\xda") :] == photo[photo.find(b"\xff\xda") :]
    assert stored.endswith(b"\xff\xd9")


def test_png_metadata_are_dropped(draft: tuple[GuardianClient, str]) -> None:
    """Text and EXIF chunks go; an orientation is kept."""
    guardian, case = draft
    exif = Image.Exif()
    exif[0x0112] = 8
    exif[0x010F] = "PhoneMaker"
    kept = guardian.upload(case, "M01", 1, _image("PNG", exif=exif), "image/png")
    stored = guardian.document(kept["id"])
    assert b"PhoneMaker" not in stored
    assert (kept["width"], kept["height"]) == (900, 1200)
    with Image.open(BytesIO(stored)) as picture:
        assert dict(picture.getexif()) == {0x0112: 8}


@pytest.mark.parametrize("cut", range(2, 700, 23))
def test_a_cut_jpeg_is_never_taken_for_whole(cut: int) -> None:
    """Wherever it is cut, it is truncated."""
    photo = draw_photo()
    with pytest.raises(BrokenJpeg) as broken:
        clean_jpeg(photo[: len(photo) * cut // 700])
    assert broken.value.truncated


def test_places(draft: tuple[GuardianClient, str]) -> None:
    """A file goes where the checklist has a place for it, up to nine of a material; a second one replaces the first."""
    guardian, case = draft
    first = guardian.upload(case, "M01", 1, draw_photo("first"))
    second = guardian.upload(case, "M01", 1, draw_photo("second"))
    assert [document["id"] for document in guardian.case(case)["documents"]] == [second["id"]]
    with pytest.raises(Refused, match="404"):
        guardian.document(first["id"])
    for material, page, code in (
        ("M99", 1, "material_unknown"),
        ("M01", 10, "too_many_files"),
        ("M01", 0, "too_many_files"),
        ("M20", 1, "material_not_asked"),
    ):
        with pytest.raises(Refused) as refused:
            guardian.upload(case, material, page, draw_photo())
        assert refused.value.code == code
    guardian.remove(case, "M01", 1)
    with pytest.raises(Refused, match="404"):
        guardian.remove(case, "M01", 1)


def test_pages_of_a_pdf(service: SeededService, draft: tuple[GuardianClient, str]) -> None:
    """Each page has a preview; one that is not there is told."""
    guardian, case = draft
    kept = guardian.upload(case, "M01", 1, pdf(2), "application/pdf")
    assert kept["pages"] == 2
    assert guardian.document(kept["id"], "preview?page=2")
    with pytest.raises(Refused) as refused:
        guardian.document(kept["id"], "preview?page=3")
    assert (refused.value.status, refused.value.code) == (404, "page_unknown")
