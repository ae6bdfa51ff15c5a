"""What a name may be made of: any Chinese character of GB 18030, the middle dot, or a passport's Latin letters."""

from __future__ import annotations

import re

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_NAME = re.compile(f"[{_HAN}]+(?:\u00b7[{_HAN}]+)*")
_LATIN_NAME = re.compile(r"[A-Z]+(?: [A-Z]+)*")
_TWO_CHARACTER_SURNAMES = (
    "欧阳上官司马司徒诸葛东方独孤南宫夏侯皇甫尉迟公孙慕容长孙宇文令狐端木轩辕百里呼延"
    "申屠太史澹台公冶濮阳淳于单于钟离闻人赫连万俟闾丘公羊仲孙西门东郭南门第五拓跋完颜"
    "纳兰叶赫"
)
_COMPOUND_SURNAMES = frozenset(
    _TWO_CHARACTER_SURNAMES[start : start + 2] for start in range(0, len(_TWO_CHARACTER_SURNAMES), 2)
)


def is_han_name(name: str) -> bool:
    """Chinese characters, parts of minority names joined by U+00B7."""
    return _HAN_NAME.fullmatch(name) is not None


def is_latin_name(name: str) -> bool:
    """Capital letters and single spaces, as passports print them."""
    return _LATIN_NAME.fullmatch(name) is not None


def split_name(name: str) -> tuple[str, str]:
    """(surname, given name) of a Chinese name; a name with a middle dot splits at the first one, dot left out."""
    first, dot, rest = name.partition("\u00b7")
    if dot:
        return first, rest
    size = 2 if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else 1
    return name[:size], name[size:]
