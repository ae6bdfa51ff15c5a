"""Numbers of enterprises, pupils and schools; a doubt about them is shown to a person and decides nothing."""

from __future__ import annotations

import re

_USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(f"[{_USCC_CHARACTERS}]{{18}}")
_PUPIL = re.compile(r"[GJL][0-9]{17}[0-9X]")
_SCHOOL = re.compile(r"(\d{2})(\d{2})\d{6}")


def uscc_check_character(first_17: str) -> str:
    """The 18th character of a 统一社会信用代码 (GB 32100: weights 3^i mod 31)."""
    total = sum(pow(3, position, 31) * _USCC_CHARACTERS.index(sign) for position, sign in enumerate(first_17))
    return _USCC_CHARACTERS[-total % 31]


def uscc_doubt(number: str) -> str | None:
    """Why a 统一社会信用代码 looks wrong, in Chinese, or nothing."""
    if len(number) != 18:
        return f"统一社会信用代码应为 18 位，现有 {len(number)} 位。"
    if _USCC.fullmatch(number) is None:
        return "统一社会信用代码含有不使用的字符（字母 I、O、S、V、Z 不用）。"
    if uscc_check_character(number[:17]) != number[17]:
        return "统一社会信用代码校验码不符。"
    return None


def pupil_number_doubt(number: str, id_number: str) -> str | None:
    """Why a 学籍号 looks wrong, or nothing.

    A number beginning with G keeps the citizen number of its making, so a difference is only a doubt.
    """
    if _PUPIL.fullmatch(number) is None:
        return "学籍号应为字母G、J或L加 18 位。"
    if number.startswith("G") and id_number and number[1:] != id_number:
        return "学籍号中的身份证号与填报的不同，请核对身份证号是否变更过。"
    return None


def school_code_doubt(code: str, province: str = "45") -> str | None:
    """Why a 学校标识码 looks wrong, or nothing.

    The kind is not compared with the stage: a nine-year school has a junior school's code.
    """
    match = _SCHOOL.fullmatch(code)
    if match is None:
        return "学校标识码应为 10 位数字。"
    return None if match[2] == province else "学校标识码不是本自治区的学校。"
