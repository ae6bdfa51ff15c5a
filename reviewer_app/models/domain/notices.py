"""Text messages to guardians: what happened and what to do, never who exactly the child is or where it lives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from reviewer_app.models.domain.case import Case
from reviewer_app.models.domain.entries import Entry, read_entry
from reviewer_app.models.domain.masking import mask_name
from reviewer_app.models.domain.policy import LOCAL_ZONE
from reviewer_app.models.domain.regions import Office
from reviewer_app.models.domain.workflow import CaseAction

FILE = "notices/sms.json"
MAX_LENGTH = 200
_PLACES = frozenset({"name", "due", "hotline", "platform"})
_TO_ASCII = {0xFF10 + digit: ord("0") + digit for digit in range(10)} | {0xFF38: ord("X"), 0xFF58: ord("x")}
_GAPS = re.compile(r"(?<=[0-9])[\s\-—·.]+(?=[0-9Xx])")
_LANDLINE = re.compile(r"(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])")
_PERSONAL = re.compile(
    r"[0-9]{17}[0-9Xx]|(?<![0-9])[0-9]{15}(?![0-9])|(?<![0-9])(?:86)?1[3-9][0-9]{9}(?![0-9])"
)


class NoticeKind(StrEnum):
    """Occasions of a text message."""

    ACCEPTED = "accepted"
    CORRECTION = "correction"
    LATE_CORRECTION = "late_correction"
    DECLINED = "declined"
    RETURNED = "returned"
    COMPLETED = "completed"
    REMIND = "remind"
    DUE_MOVED = "due_moved"
    REOPENED = "reopened"


KIND_OF_ACTION: Mapping[CaseAction, NoticeKind] = MappingProxyType(
    {
        CaseAction.ACCEPT: NoticeKind.ACCEPTED,
        CaseAction.REQUEST_CORRECTIONS: NoticeKind.CORRECTION,
        CaseAction.REQUEST_LATE_CORRECTIONS: NoticeKind.LATE_CORRECTION,
        CaseAction.DECLINE: NoticeKind.DECLINED,
        CaseAction.RETURN: NoticeKind.RETURNED,
        CaseAction.COMPLETE: NoticeKind.COMPLETED,
        CaseAction.REMIND: NoticeKind.REMIND,
        CaseAction.MOVE_DUE: NoticeKind.DUE_MOVED,
        CaseAction.REOPEN: NoticeKind.REOPENED,
    }
)
"""Every act of the transition table that tells the guardian, and how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsTemplates:
    """The wording, checked when loaded."""

    platform: str
    texts: Mapping[NoticeKind, str]


def compose_sms(
    templates: SmsTemplates, kind: NoticeKind, case: Case, office: Office, due: datetime | None = None
) -> str:
    """The message: 【bureau】, masked name, what happened, what to do, the county's first hotline.

    :param due: due time of a correction; the open round's by default.
    :raises ValueError: when the kind needs a due time and there is none.
    """
    if due is None and case.open_correction is not None:
        due = case.open_correction.due
    text = templates.texts[kind]
    if due is None and "{due}" in text:
        raise ValueError(f"a message of kind {kind} needs a due time")
    body = text.format(
        name=mask_name(case.child_name),
        due=_due_words(due) if due is not None else "",
        hotline=office.phones[0],
        platform=templates.platform,
    )
    return f"【{office.bureau}】{body}"


def _due_words(due: datetime) -> str:
    local = due.astimezone(LOCAL_ZONE)
    minutes = f"{local.minute}分" if local.minute else ""
    return f"{local.month}月{local.day}日{local.hour}时{minutes}"


def contains_personal_numbers(text: str) -> bool:
    """Whether a text holds an ID number or a mobile number, also when broken by blanks or hyphens.

    Hotlines such as ``0777-6429786`` are no personal numbers.
    """
    plain = _LANDLINE.sub(" 、 ", text.translate(_TO_ASCII))
    return _PERSONAL.search(_GAPS.sub("", plain)) is not None


def load_sms_templates(directory: Path) -> SmsTemplates:
    """:raises CatalogueError: naming the file and the kind at fault."""
    root = read_entry(directory, FILE)
    root.only("platform", "kinds")
    texts = dict(_read_template(entry) for entry in root.children("kinds"))
    for kind in NoticeKind:
        if kind not in texts:
            root.fail(f"kind {kind} is missing")
    return SmsTemplates(platform=root.text("platform"), texts=MappingProxyType(texts))


def _read_template(entry: Entry) -> tuple[NoticeKind, str]:
    entry.only("code", "text")
    if entry.name not in tuple(NoticeKind):
        entry.fail(f"is none of the kinds {', '.join(NoticeKind)}")
    text = entry.text("text")
    try:
        places = {place for _, place, _, _ in Formatter().parse(text) if place is not None}
    except ValueError as error:
        entry.fail(f"text has unbalanced braces ({error})")
    for place in sorted(places - _PLACES):
        entry.fail(f"text has the unknown place {{{place}}}")
    if "name" not in places or "hotline" not in places:
        entry.fail("text must name the child (masked) and the hotline")
    if len(text) > MAX_LENGTH or contains_personal_numbers(text):
        entry.fail(f"text must have at most {MAX_LENGTH} characters and no personal number")
    return NoticeKind(entry.name), text
