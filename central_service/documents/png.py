"""Takes the metadata out of a PNG: text, time and EXIF chunks go, except for an orientation, and the pixels stay."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"cHRM",
        b"gAMA",
        b"iCCP",
        b"sBIT",
        b"sRGB",
        b"cICP",
        b"bKGD",
        b"pHYs",
    }
)


class BrokenPng(Exception):
    """The chunks do not add up. ``truncated``: the file ends before the picture does."""

    def __init__(self, *, truncated: bool) -> None:
        super().__init__("truncated" if truncated else "broken")
        self.truncated = truncated


def is_animated(content: bytes) -> bool:
    """Whether it is an APNG. :raises BrokenPng:"""
    return any(kind == b"acTL" for kind, _ in _chunks(content))


def clean_png(content: bytes, orientation: int) -> bytes:
    """The picture without metadata; ``orientation`` (1 to 8) is written back when it is not 1.

    :raises BrokenPng:
    """
    kept = [SIGNATURE]
    for kind, chunk in _chunks(content):
        if kind not in _KEPT:
            continue
        if (
            kind == b"IDAT"
            and orientation != 1
            and len(kept) > 1
            and b"eXIf" not in {part[4:8] for part in kept}
        ):
            kept.append(_orientation_chunk(orientation))
        kept.append(chunk)
    return b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(SIGNATURE)
    while True:
        if position + 12 > len(content):
            raise BrokenPng(truncated=True)
        length = int.from_bytes(content[position : position + 4], "big")
        end = position + 12 + length
        if end > len(content):
            raise BrokenPng(truncated=True)
        kind = content[position + 4 : position + 8]
        if zlib.crc32(content[position + 4 : end - 4]) != int.from_bytes(content[end - 4 : end], "big"):
            raise BrokenPng(truncated=False)
        yield kind, content[position:end]
        if kind == b"IEND":
            return
        position = end


def _orientation_chunk(orientation: int) -> bytes:
    body = b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"
    body += orientation.to_bytes(2, "big") + bytes(6)
    kind = b"eXIf"
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
