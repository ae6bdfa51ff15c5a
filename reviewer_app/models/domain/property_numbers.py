"""Numbers of property titles: seen in many spellings, so they are tidied and only ever warned about."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"\s+")
_TITLE = re.compile(r"([\u4e00-\u9fa5])（(\d{4})）([\u4e00-\u9fa5]{1,12})不动产权第(\d{5,10})号")
_PRINTED_SERIAL = re.compile(r"(?:NO\.?)?[DJ]\d{11}", re.IGNORECASE)
_UNIT = re.compile(r"\d{6}[0-9A-Z]{22}")
_BRACKETS = str.maketrans(
    {"(": "（", ")": "）", "[": "（", "]": "）", "〔": "（", "〕": "）", "【": "（", "】": "）"}
)
_TO_ASCII = {0xFF10 + digit: ord("0") + digit for digit in range(10)}


def tidy_certificate(number: str) -> str:
    """One spelling of a certificate number: no blanks, full-width brackets, ASCII digits."""
    return _BLANKS.sub("", number).translate(_TO_ASCII).translate(_BRACKETS)


def certificate_doubt(number: str, province: str = "桂") -> str | None:
    """Why the number of a 不动产权证书 looks wrong, in Chinese; nothing when it looks right.

    Seen in use: five to ten digits, a county, a district without 区, or a city's letter before the bracket.
    """
    tidy = tidy_certificate(number)
    if _PRINTED_SERIAL.fullmatch(tidy):
        return "填写的是证书印制编号，不是不动产权证号。"
    if "不动产证明" in tidy:
        return "填写的是不动产登记证明号（预告或抵押），不是不动产权证号。"
    match = _TITLE.fullmatch(tidy)
    if match is None:
        return f"不动产权证号不是“{province}（年份）××县不动产权第×××号”的样式。"
    if match[1] != province:
        return f"不动产权证号以“{match[1]}”开头，不是{province}开头的本地证书。"
    return None


def unit_number_doubt(number: str) -> str | None:
    """Why a 不动产单元号 looks wrong (28 characters, the first six a county), or nothing."""
    if len(number) != 28:
        return f"不动产单元号应为 28 位，现有 {len(number)} 位。"
    return None if _UNIT.fullmatch(number) else "不动产单元号应由县级区划代码和数字、大写字母组成。"
