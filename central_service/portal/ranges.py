"""Byte ranges (RFC 9110, 14): one range of a file, resumed only while its content is still the same."""

from __future__ import annotations

import re

from central_service.problems import ServiceProblem

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def requested_range(header: str | None, if_range: str | None, etag: str, size: int) -> tuple[int, int] | None:
    """Start and end (exclusive) of the part that is asked for; None for the whole.

    Several ranges, other units and malformed values are answered with the whole, as the standard allows.

    :raises ServiceProblem: 416 when the range lies behind the end.
    """
    if header is None or (if_range is not None and if_range.strip() != etag):
        return None
    match = _RANGE.fullmatch(header.strip())
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        length = min(int(match[2]), size)
        if length == 0:
            raise _unsatisfiable()
        return size - length, size
    start = int(match[1])
    end = min(int(match[2]) + 1, size) if match[2] else size
    if start >= size:
        raise _unsatisfiable()
    return (start, end) if end > start else None


def _unsatisfiable() -> ServiceProblem:
    return ServiceProblem(416, "range_not_satisfiable", "所要的部分超出文件末尾。", "range")
