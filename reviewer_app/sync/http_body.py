"""Reads a body within limits: in pieces, up to a size, to its announced end, and through gzip without trust."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Protocol

from reviewer_app.sync.transport import BrokenAnswer

_PIECE = 65_536


class RawBody(Protocol):
    """What a body is read from, still encoded."""

    def read1(self, amt: int | None = None, decode_content: bool | None = None) -> bytes:
        """What has arrived, up to ``amt`` bytes; empty at the end."""
        ...


def announced_length(headers: Mapping[str, str]) -> int | None:
    """Content-Length, or nothing for a chunked body.

    :raises BrokenAnswer: when the body would end with the connection: cut and whole would look the same.
    """
    length = headers.get("Content-Length")
    if length is not None and length.isascii() and length.isdigit():
        return int(length)
    if "chunked" in headers.get("Transfer-Encoding", "").lower():
        return None
    raise _broken("framing")


def read_body(
    raw: RawBody, headers: Mapping[str, str], limit: int, checkpoint: Callable[[bytes], None] | None = None
) -> bytes:
    """The decoded body.

    :param limit: most bytes, before and after decoding.
    :param checkpoint: called with each piece of a body that is not encoded, as it comes.
    :raises BrokenAnswer: when it is larger, shorter or longer than announced, or not what it claims to be.
    """
    length = announced_length(headers)
    encoding = headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip"):
        raise _broken("encoding")
    if length is not None and length > limit:
        raise _broken("size")
    decoder = _Gzip(limit) if encoding == "gzip" else None
    pieces: list[bytes] = []
    size = 0
    while piece := raw.read1(_PIECE, decode_content=False):
        size += len(piece)
        if size > limit:
            raise _broken("size")
        pieces.append(decoder.decode(piece) if decoder else piece)
        if checkpoint is not None and decoder is None:
            checkpoint(piece)
    if length is not None and size != length:
        raise _broken("length")
    if decoder is not None:
        decoder.finish()
    return b"".join(pieces)


class _Gzip:
    """A bomb is stopped at the limit, a cut stream is noticed at its end."""

    def __init__(self, limit: int) -> None:
        self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._left = limit

    def decode(self, piece: bytes) -> bytes:
        try:
            content = self._inflate.decompress(piece, self._left + 1)
        except zlib.error as error:
            raise _broken("encoding") from error
        self._left -= len(content)
        if self._left < 0 or self._inflate.unconsumed_tail:
            raise _broken("size")
        return content

    def finish(self) -> None:
        if not self._inflate.eof or self._inflate.unused_data:
            raise _broken("encoding")


def _broken(code: str) -> BrokenAnswer:
    return BrokenAnswer(f"body_{code}", "服务端的答复不完整或有误，没有保存，稍后自动重试。")
