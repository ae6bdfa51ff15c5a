"""Personal data on lists and on posted papers: enough to recognise, not enough to identify."""

from __future__ import annotations

from reviewer_app.models.domain.names import is_han_name, split_name

_STAR = "*"


def mask_id(number: str) -> str:
    """``450721201808310014`` -> ``450721********0014``; shorter numbers keep a third at each end at most."""
    keep_first, keep_last = (6, 4) if len(number) >= 15 else (len(number) // 4, len(number) // 4)
    hidden = len(number) - keep_first - keep_last
    return number[:keep_first] + _STAR * hidden + number[len(number) - keep_last :]


def mask_phone(number: str) -> str:
    """``13812341234`` -> ``138****1234``."""
    if len(number) < 11:
        return _STAR * len(number)
    return number[:3] + _STAR * (len(number) - 7) + number[-4:]


def mask_name(name: str) -> str:
    """张三 -> 张*, 李小明 -> 李*明, 欧阳娜 -> 欧阳*; names of other peoples keep the first character of each part."""
    if not is_han_name(name) or "\u00b7" in name:
        return _mask_parts(name)
    surname, given = split_name(name)
    if not given:
        return _STAR
    return surname + _STAR * max(len(given) - 1, 1) + given[1:][-1:]


def _mask_parts(name: str) -> str:
    joint = "\u00b7" if "\u00b7" in name else " "
    return joint.join(part[:1] + _STAR for part in name.split(joint) if part)
