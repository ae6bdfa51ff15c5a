"""Numbers of identity papers: GB 11643 citizen numbers and the papers of people who have none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_HMT_PREFIXES = ("810000", "820000", "830000")

CITIZEN = "1"
"""Code of 居民身份证 in the code set ``id_type``."""
NUMBERLESS = frozenset({"N", "Z"})
"""Papers whose number may be missing: a child without a household is still owed schooling."""

_PATTERNS: dict[str, tuple[re.Pattern[str], str]] = {
    "8": (re.compile(r"\d{8}"), "台湾居民来往大陆通行证应为 8 位数字"),
    "G": (re.compile(r"[HM]\d{8}"), "港澳居民来往内地通行证应为字母H或M加 8 位数字"),
    "A": (re.compile(r"[A-Z0-9]{5,17}"), "护照号码应为 5 至 17 位数字和大写字母"),
    "6": (re.compile(r"[A-Z0-9()]{5,20}"), "证件号应为 5 至 20 位数字和大写字母"),
    "7": (re.compile(r"[A-Z0-9()]{5,20}"), "证件号应为 5 至 20 位数字和大写字母"),
    "9": (re.compile(r"[A-Z0-9]{5,20}"), "证件号应为 5 至 20 位数字和大写字母"),
}
_OLD_RESIDENT = re.compile(r"[A-Z]{3}\d{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a number says of its holder."""

    id_type: str
    number: str
    fault: str = ""
    """What is wrong with the number, in Chinese without a full stop; empty when nothing is."""
    birth: date | None = None
    sex: str = ""
    """``1`` male, ``2`` female, empty when the number does not say."""
    region: str = ""
    """Six digits of the division of first issue; empty when the number carries none."""

    @property
    def is_certain(self) -> bool:
        """Whether the rule behind ``fault`` is a standard: a fault then blocks, otherwise it only warns."""
        return self.id_type == CITIZEN


def read_paper(id_type: str, number: str) -> Paper:
    """Read a number as the paper that it is said to be.

    :param id_type: code of the set ``id_type``; an unknown one has no rule and no fault.
    :param number: normalised: no blanks, ASCII, capital letters.
    """
    if id_type == CITIZEN:
        return _read_citizen(id_type, number)
    if id_type == "H":
        return _read_permit(number)
    if id_type == "P":
        return _read_permanent_resident(number)
    pattern = _PATTERNS.get(id_type)
    if pattern is not None and pattern[0].fullmatch(number) is None:
        return Paper(id_type=id_type, number=number, fault=pattern[1])
    return Paper(id_type=id_type, number=number)


def check_character(first_17: str) -> str:
    """The 18th character of a citizen number (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def _read_citizen(id_type: str, number: str) -> Paper:
    fault = _shape_fault(number)
    if fault:
        return Paper(id_type=id_type, number=number, fault=fault)
    birth = _birth(number)
    if birth is None:
        return Paper(id_type=id_type, number=number, fault="身份证号中的出生日期不是真实日期")
    return Paper(id_type=id_type, number=number, birth=birth, sex=_sex(number), region=number[:6])


def _read_permit(number: str) -> Paper:
    """港澳台居民居住证: laid out like a citizen number, with one of three address codes."""
    paper = _read_citizen("H", number)
    if not paper.fault and not number.startswith(_HMT_PREFIXES):
        return Paper(id_type="H", number=number, fault="港澳台居民居住证号应以 810000、820000 或 830000 开头")
    return paper


def _read_permanent_resident(number: str) -> Paper:
    """外国人永久居留身份证: 18 digits beginning with 9 since 2023-12, three letters and 12 digits before."""
    if _OLD_RESIDENT.fullmatch(number):
        return Paper(id_type="P", number=number)
    fault = _shape_fault(number)
    if not fault and not number.startswith("9"):
        fault = "外国人永久居留身份证号应以 9 开头，或为 3 个字母加 12 位数字"
    return Paper(id_type="P", number=number, fault=fault, birth=None if fault else _birth(number))


def _shape_fault(number: str) -> str:
    if len(number) == 15 and number.isdecimal():
        return "15 位身份证号已停用，请填写 18 位号码"
    if len(number) != 18:
        return f"身份证号应为 18 位，现有 {len(number)} 位"
    if _SHAPE.fullmatch(number) is None:
        return "身份证号前 17 位应为数字，末位为数字或大写X"
    return "" if check_character(number[:17]) == number[17] else "身份证号校验码不符"


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _sex(number: str) -> str:
    return "1" if int(number[16]) % 2 else "2"
