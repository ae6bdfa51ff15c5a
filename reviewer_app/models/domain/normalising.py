"""Tidies what guardians typed without changing what they said.

Never NFKC: it would replace rare characters of names by others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from reviewer_app.models.domain.case import Answer, Answers
from reviewer_app.models.domain.forms import Field, FieldType, FormDefinition, TextFormat
from reviewer_app.models.domain.property_numbers import tidy_certificate

_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_BLANKS = re.compile(r"\s+")
_DOTS = re.compile("\\s*[\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65]\\s*")
_SEPARATORS = re.compile(r"\s*[、，,；;]\s*")
_SHORT_DATE = re.compile(r"(\d{4})[./年]?(\d{2})[./月]?(\d{2})日?")


def normalise(form: FormDefinition, answers: Answers) -> dict[str, Answer]:
    """One mapping of answers (the case's, or one guardian's) in the spelling that is kept.

    Full-width digits and letters of numbers become ASCII, a final ``x`` becomes ``X``, texts lose the
    blanks around
    them, the look-alikes of the middle dot become U+00B7, and answers without a value lose their key.
    Unknown fields
    and values of a wrong type stay as they are: :func:`~reviewer_app.models.domain.answers.validate` names
    them.
    """
    fields = form.fields
    tidy: dict[str, Answer] = {}
    for code, value in answers.items():
        kept = _tidy_value(fields[code], value) if code in fields else value
        if kept not in ("", ()):
            tidy[code] = kept
    return tidy


def _tidy_value(item: Field, value: Answer) -> Answer:
    if isinstance(value, tuple):
        return tuple(part for part in (_tidy_text(item, part) for part in value) if part)
    return _tidy_text(item, value) if isinstance(value, str) else value


def _tidy_text(item: Field, value: str) -> str:
    if item.type is FieldType.DATE:
        return _tidy_date(value)
    if item.type in (FieldType.CODE, FieldType.DECIMAL):
        return value.translate(_TO_ASCII).strip()
    return _FORMATS[item.format](value)


def _tidy_date(value: str) -> str:
    ascii_value = value.translate(_TO_ASCII).strip()
    match = _SHORT_DATE.fullmatch(ascii_value)
    return "-".join(match.groups()) if match else ascii_value


def _tidy_name(value: str) -> str:
    return _DOTS.sub("\u00b7", value.strip())


def _tidy_names(value: str) -> str:
    return _SEPARATORS.sub("、", _tidy_name(value))


def _tidy_number(value: str) -> str:
    return _BLANKS.sub("", value.translate(_TO_ASCII)).upper()


def _tidy_numbers(value: str) -> str:
    return _tidy_number(_SEPARATORS.sub("、", value))


def _tidy_mobile(value: str) -> str:
    return re.sub(r"[\s-]", "", value.translate(_TO_ASCII)).removeprefix("+86")


def _tidy_compact(value: str) -> str:
    return _BLANKS.sub("", value.translate(_TO_ASCII))


_FORMATS: Mapping[TextFormat, Callable[[str], str]] = {
    TextFormat.PLAIN: str.strip,
    TextFormat.NAME: _tidy_name,
    TextFormat.NAMES: _tidy_names,
    TextFormat.ID_NUMBER: _tidy_number,
    TextFormat.ID_NUMBERS: _tidy_numbers,
    TextFormat.MOBILE: _tidy_mobile,
    TextFormat.CERTIFICATE: tidy_certificate,
    TextFormat.COMPACT: _tidy_compact,
}
