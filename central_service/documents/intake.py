"""Decides what is taken in: by its content alone, within limits, whole, and cleaned of what a phone adds."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore

from PIL import Image, UnidentifiedImageError

from central_service.config import Limits
from central_service.documents.jpeg import BrokenJpeg, clean_jpeg
from central_service.documents.pdf import BrokenPdf, measure_pdf
from central_service.documents.png import SIGNATURE, BrokenPng, clean_png, is_animated
from central_service.problems import ServiceProblem
from reviewer_app.models.domain.materials import UploadRules

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
_NAMES = {JPEG: "JPG", PNG: "PNG", PDF: "PDF"}
_UNDECLARED = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_ALIASES = {"image/jpg": JPEG, "image/pjpeg": JPEG, "image/x-png": PNG}
_ORIENTATION_TAG = 0x0112
_TURNED = frozenset({5, 6, 7, 8})
_DECODERS = BoundedSemaphore(2)
"""A decoded picture takes up to 200 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedFile:
    """A file as it is kept: cleaned bytes, what they are, and their size as shown upright."""

    content: bytes
    media_type: str
    width: int
    height: int
    pages: int = 1


def accept_file(content: bytes, declared: str, rules: UploadRules, limits: Limits) -> AcceptedFile:
    """Check and clean one upload.

    :param declared: the request's media type; the content decides, a different claim is refused.
    :raises ServiceProblem: 413 or 415 or 422, with a code for each thing that can be wrong and ``field`` = ``file``.
    """
    if not content:
        raise _bad("file_empty", "文件是空的（0 字节），请重新选择文件上传。")
    if len(content) > min(rules.max_bytes, limits.upload_bytes):
        raise file_too_large(min(rules.max_bytes, limits.upload_bytes))
    media_type = _sniff(content)
    claimed = declared.split(";")[0].strip().lower()
    claimed = _ALIASES.get(claimed, claimed)
    if claimed not in _UNDECLARED and claimed != media_type:
        message = (
            f"文件内容是 {_NAMES[media_type]}，与所标的格式（{claimed[:40]}）不符，请按实际格式重新上传。"
        )
        raise ServiceProblem(415, "type_mislabelled", message, "file")
    if media_type not in rules.media_types:
        raise _unsupported()
    if media_type == PDF:
        return _accept_pdf(content, limits)
    return _accept_image(content, media_type, rules, limits)


def file_too_large(limit: int) -> ServiceProblem:
    """The answer to an upload beyond the limit, in MB."""
    message = f"文件超过 {limit // (1024 * 1024)} MB，请压缩或降低拍照分辨率后再上传。"
    return ServiceProblem(413, "file_too_large", message, "file")


def _sniff(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(SIGNATURE):
        return PNG
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if content[4:8] == b"ftyp" and content[8:12] in (
        b"heic",
        b"heix",
        b"mif1",
        b"msf1",
        b"heim",
        b"heis",
        b"hevc",
    ):
        message = "这是 HEIC 格式的照片，请在手机“设置”中改为“兼容性最佳”后重拍，或另存为 JPG 再上传。"
        raise ServiceProblem(415, "type_heic", message, "file")
    raise _unsupported()


def _accept_pdf(content: bytes, limits: Limits) -> AcceptedFile:
    try:
        size = measure_pdf(content)
    except BrokenPdf as error:
        if error.encrypted:
            raise _bad("pdf_encrypted", "PDF 设有密码，无法查看，请取消密码后再上传。") from None
        raise _bad("pdf_broken", "PDF 已损坏或不完整，请重新导出后上传。") from None
    if size.pages > limits.pdf_pages:
        raise _bad("pdf_too_long", f"PDF 有 {size.pages} 页，最多 {limits.pdf_pages} 页，请只保留需要的页。")
    return AcceptedFile(
        content=content, media_type=PDF, width=size.width, height=size.height, pages=size.pages
    )


def _accept_image(content: bytes, media_type: str, rules: UploadRules, limits: Limits) -> AcceptedFile:
    width, height, orientation = _measure(content, media_type, limits)
    if max(width, height) < rules.min_long_edge:
        message = f"图片太小（{width}×{height}），长边至少 {rules.min_long_edge} 像素，请重新拍摄。"
        raise _bad("image_too_small", message)
    clean = _clean(content, media_type, orientation)
    _decode(clean, media_type)
    if orientation in _TURNED:
        width, height = height, width
    return AcceptedFile(content=clean, media_type=media_type, width=width, height=height)


def _measure(content: bytes, media_type: str, limits: Limits) -> tuple[int, int, int]:
    """Stored width and height and EXIF orientation, from the header alone."""
    try:
        with _open(content, media_type) as picture:
            width, height = picture.size
            if width * height > limits.max_pixels:
                megapixels = limits.max_pixels // 1_000_000
                raise _bad(
                    "image_too_many_pixels", f"图片超过 {megapixels} 百万像素，请降低拍照分辨率后再上传。"
                )
            orientation = int(picture.getexif().get(_ORIENTATION_TAG, 1) or 1)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, EOFError):
        raise _broken(media_type) from None
    return width, height, orientation if 1 <= orientation <= 8 else 1


def _clean(content: bytes, media_type: str, orientation: int) -> bytes:
    try:
        if media_type == JPEG:
            return clean_jpeg(content)[0]
        if is_animated(content):
            raise _bad("image_animated", "这是动态图片，请上传静态照片。")
        return clean_png(content, orientation)
    except (BrokenJpeg, BrokenPng) as error:
        raise _truncated() if error.truncated else _broken(media_type) from None


def _decode(content: bytes, media_type: str) -> None:
    """Every byte must decode; JPEG at an eighth of the size, which reads all of it in a fifth of the time."""
    try:
        with _DECODERS, _open(content, media_type) as picture:
            picture.draft("RGB", (picture.width // 8, picture.height // 8))
            picture.load()
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        if "truncated" in str(error):
            raise _truncated() from None
        raise _broken(media_type) from None


def _open(content: bytes, media_type: str) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Image.open(BytesIO(content), formats=["JPEG" if media_type == JPEG else "PNG"])


def _bad(code: str, message: str) -> ServiceProblem:
    return ServiceProblem(422, code, message, "file")


def _truncated() -> ServiceProblem:
    return _bad("file_truncated", "图片不完整（可能上传中断），请重新上传。")


def _broken(media_type: str) -> ServiceProblem:
    return _bad("file_broken", f"{_NAMES[media_type]} 图片已损坏，无法打开，请重新拍摄后上传。")


def _unsupported() -> ServiceProblem:
    return ServiceProblem(
        415, "type_not_accepted", "只接受 JPG、PNG 图片和 PDF 文件，请转换后再上传。", "file"
    )
