"""What a check found: something that forbids, something to look at, or something that is right and may fold away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reviewer_app.models.domain.answers import parse_date
from reviewer_app.models.domain.case import Answers, Case, Category
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.duplicates import CaseKey
from reviewer_app.models.domain.policy import CountyPolicy

BY_RULE = "校验"
"""Source of what this program worked out itself; other sources are registries by the name of their authority."""


class Level(StrEnum):
    """BLOCK keeps a case from being submitted or accepted as it is; WARN goes to a person; OK needs nobody."""

    BLOCK = "block"
    WARN = "warn"
    OK = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result of one check."""

    code: str
    """Stable, e.g. ``id_check_digit``."""
    level: Level
    target: str | None
    """Field target (``stu_birth``, ``guardians.0.grd_id_no``), material code, or nothing for the whole case."""
    message_zh: str
    suggested_reason: str | None = None
    """Code of the library's reason that tells the guardian."""
    source: str = BY_RULE
    """Who says so: 校验, 公安, 自然资源, 人社 …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """What the checks work from."""

    case: Case
    catalogue: Catalogue
    policy: CountyPolicy
    today: date
    siblings: tuple[CaseKey, ...] = ()
    """Keys of cases near this one (same child, family or address), found by the caller."""
    key: CaseKey

    def text(self, code: str) -> str:
        """A textual answer of the case, or an empty one."""
        value = self.case.answers.get(code, "")
        return value if isinstance(value, str) else ""

    def day(self, code: str) -> date | None:
        """A date answer of the case, if it is given and real."""
        return parse_date(self.case.answers.get(code))

    @property
    def is_migrant(self) -> bool:
        """Whether the case is of 随迁子女."""
        return self.case.category is Category.MIGRANT


def guardian_text(guardian: Answers, code: str) -> str:
    """A textual answer of one guardian, or an empty one."""
    value = guardian.get(code, "")
    return value if isinstance(value, str) else ""


def ok(code: str, target: str, message: str, source: str = BY_RULE) -> Finding:
    """A field found right."""
    return Finding(code=code, level=Level.OK, target=target, message_zh=message, source=source)


def warn(code: str, target: str | None, message: str, reason: str | None = None) -> Finding:
    """Something for a person to look at."""
    return Finding(code=code, level=Level.WARN, target=target, message_zh=message, suggested_reason=reason)


def block(code: str, target: str | None, message: str, reason: str | None = None) -> Finding:
    """Something that the case cannot be submitted or accepted with."""
    return Finding(code=code, level=Level.BLOCK, target=target, message_zh=message, suggested_reason=reason)
