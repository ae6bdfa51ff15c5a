"""Takes the metadata out of a JPEG without touching a pixel: place, time, phone and thumbnail go, orientation stays.

The file is cut into its segments (ITU-T T.81 B.1) and written again without EXIF, XMP, IPTC, comments and whatever a
phone appends behind the picture; colour profile, JFIF and Adobe segments belong to the picture and stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP2, _APP14, _APP15, _COM = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_EXIF = b"Exif\x00\x00"
_ICC = b"ICC_PROFILE\x00"
_ORIENTATION_TAG = 0x0112


class BrokenJpeg(Exception):
    """The segments do not add up. ``truncated``: the file ends before the picture does."""

    def __init__(self, *, truncated: bool) -> None:
        super().__init__("truncated" if truncated else "broken")
        self.truncated = truncated


@dataclass(frozen=True, slots=True)
class _Piece:
    """A segment with its marker, and the entropy-coded data behind it, if it begins a scan."""

    marker: int
    start: int
    end: int
    body: int
    """Where the segment's own bytes begin, behind marker and length."""


def clean_jpeg(content: bytes) -> tuple[bytes, int]:
    """The picture without metadata, and its EXIF orientation (1 to 8).

    :raises BrokenJpeg:
    """
    orientation = 1
    kept: list[bytes] = []
    for piece in _pieces(content):
        body = content[piece.body : piece.end]
        if piece.marker == _APP1 and body.startswith(_EXIF):
            orientation = _orientation(body[len(_EXIF) :]) or orientation
        if _stays(piece.marker, body):
            kept.append(content[piece.start : piece.end])
    head = 1 + (len(kept) > 1 and kept[1][:2] == bytes((0xFF, _APP0)))
    if orientation != 1:
        kept.insert(head, _orientation_segment(orientation))
    return b"".join(kept), orientation


def _stays(marker: int, body: bytes) -> bool:
    if marker == _APP2:
        return body.startswith(_ICC)
    return marker in (_APP0, _APP14) or not (_APP0 <= marker <= _APP15 or marker == _COM)


def _pieces(content: bytes) -> Iterator[_Piece]:
    """What the picture is made of; fill bytes and markers that say nothing are left out."""
    if content[:2] != bytes((0xFF, _SOI)):
        raise BrokenJpeg(truncated=False)
    yield _Piece(_SOI, 0, 2, 2)
    position = 2
    while True:
        position = _skip_fill(content, position)
        marker = content[position + 1]
        if marker == _EOI:
            yield _Piece(_EOI, position, position + 2, position + 2)
            return
        if marker in _STANDALONE:
            position += 2
            continue
        end = _segment_end(content, position)
        if marker == _SOS:
            end = _scan_end(content, end)
        yield _Piece(marker, position, end, position + 4)
        position = end


def _skip_fill(content: bytes, position: int) -> int:
    """Position of the last 0xFF before a marker; any number of them may stand there."""
    if position + 1 >= len(content):
        raise BrokenJpeg(truncated=True)
    if content[position] != 0xFF:
        raise BrokenJpeg(truncated=False)
    while content[position + 1] == 0xFF:
        position += 1
        if position + 1 >= len(content):
            raise BrokenJpeg(truncated=True)
    return position


def _segment_end(content: bytes, position: int) -> int:
    length = int.from_bytes(content[position + 2 : position + 4], "big")
    end = position + 2 + length
    if position + 4 > len(content) or end > len(content):
        raise BrokenJpeg(truncated=True)
    if length < 2:
        raise BrokenJpeg(truncated=False)
    return end


def _scan_end(content: bytes, position: int) -> int:
    """Where the entropy-coded data end: at a marker that is neither a stuffed zero nor a restart."""
    while True:
        position = content.find(b"\xff", position)
        if position < 0 or position + 1 >= len(content):
            raise BrokenJpeg(truncated=True)
        following = content[position + 1]
        if following == 0xFF:
            position += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            position += 2
        else:
            return position


def _orientation(tiff: bytes) -> int | None:
    """Tag 0x0112 of the first directory, if it stands there and makes sense."""
    order = {b"II*\x00": "little", b"MM\x00*": "big"}.get(tiff[:4])
    if order is None:
        return None
    byteorder: str = order

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "little" if byteorder == "little" else "big")

    directory = number(4, 4)
    for entry in range(min(number(directory, 2), 200)):
        at = directory + 2 + 12 * entry
        if number(at, 2) == _ORIENTATION_TAG:
            value = number(at + 8, 2)
            return value if 1 <= value <= 8 else None
    return None


def _orientation_segment(orientation: int) -> bytes:
    tiff = b"MM\x00*" + (8).to_bytes(4, "big") + (1).to_bytes(2, "big")
    tiff += _ORIENTATION_TAG.to_bytes(2, "big") + (3).to_bytes(2, "big") + (1).to_bytes(4, "big")
    tiff += orientation.to_bytes(2, "big") + bytes(2) + bytes(4)
    body = _EXIF + tiff
    return bytes((0xFF, _APP1)) + (len(body) + 2).to_bytes(2, "big") + body
