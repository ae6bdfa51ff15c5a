"""The admission list (录取名单): who is admitted where, in what order, with which columns.

Order is 录取方式, then name, then the case id: time, number and channel of registration are never part of
it (guide FAQ 6). The posted edition masks names and carries nothing that joins to an identity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reviewer_app.models.domain.case import AdmissionResult, AdmitMode, Case, CaseStatus, Category, Stage


class Edition(StrEnum):
    """公示版 for posting, 内部版 for the bureau and the school."""

    POSTED = "posted"
    INTERNAL = "internal"


class RosterScope(StrEnum):
    """Whether the list still is a proposal."""

    PROPOSED = "proposed"
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One admitted child, unmasked; an edition decides what of it is printed."""

    number: str
    """收件号, printed as 报名号."""
    name: str
    sex: str
    birth: str
    id_no: str
    category: Category
    mode: AdmitMode
    school_code: str
    school_name: str
    guardian: str
    phone: str
    twin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A list ready for paper or screen."""

    office_name: str
    """Issuing bureau, such as 灵山县教育局."""
    school_name: str | None
    """One school, or None for the whole county."""
    stage: Stage
    year: int
    scope: RosterScope
    plan: int | None
    """Places of the school, where one school is listed."""
    rows: tuple[RosterRow, ...]

    @property
    def title(self) -> str:
        """Title line as printed."""
        grade = {Stage.PRIMARY: "一年级", Stage.JUNIOR: "七年级"}[self.stage]
        where = self.school_name or self.office_name.removesuffix("教育局")
        kind = "录取名单" if self.scope is RosterScope.FINAL else "拟录取名单"
        return f"{where}{self.year}年秋季学期{grade}新生{kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterIssue:
    """Something that a person should look at before the list goes out."""

    code: str
    message: str
    names: tuple[str, ...]


def admission_of(case: Case, scope: RosterScope) -> AdmissionResult | None:
    """The result by which a case stands on a list of this scope, or nothing."""
    if case.result is None or case.result.mode is AdmitMode.DEFERRED:
        return None
    if case.status is CaseStatus.COMPLETED:
        return case.result
    proposed = scope is RosterScope.PROPOSED and case.status is CaseStatus.PROCESSING
    return case.result if proposed else None


def build_roster(
    cases: Iterable[Case],
    *,
    office_name: str,
    stage: Stage,
    year: int,
    school_code: str | None = None,
    school_name: str | None = None,
    plan: int | None = None,
    scope: RosterScope = RosterScope.FINAL,
) -> Roster:
    """The list of one school, or of the county where ``school_code`` is None."""
    rows = []
    for case in cases:
        result = admission_of(case, scope)
        if result is None or case.stage is not stage or school_code not in (None, result.school):
            continue
        rows.append((_order(case, result, by_school=school_code is None), _row(case, result)))
    rows.sort(key=lambda pair: pair[0])
    return Roster(
        office_name=office_name,
        school_name=school_name,
        stage=stage,
        year=year,
        scope=scope,
        plan=plan,
        rows=tuple(row for _, row in rows),
    )


def find_issues(roster: Roster) -> tuple[RosterIssue, ...]:
    """Doubled ID numbers and same names, for the check before printing."""
    issues = []
    ids = Counter(row.id_no for row in roster.rows if row.id_no)
    doubled = tuple(row.name for row in roster.rows if ids[row.id_no] > 1)
    if doubled:
        issues.append(RosterIssue(code="id_doubled", message="证件号重复", names=doubled))
    names = Counter(row.name for row in roster.rows)
    same = tuple(name for name, count in names.items() if count > 1)
    if same:
        issues.append(RosterIssue(code="same_name", message=f"同名 {len(same)} 组", names=same))
    return tuple(issues)


def collation_key(name: str) -> tuple[tuple[bool, bytes], ...]:
    """Sort key of a name: GB 2312 keeps common characters in pinyin order; others follow them."""
    codes = [character.encode("gb18030", errors="replace") for character in name]
    return tuple((not (len(code) == 2 and b"\xb0\xa1" <= code <= b"\xd7\xf9"), code) for code in codes)


def _order(
    case: Case, result: AdmissionResult, *, by_school: bool
) -> tuple[str, str, tuple[tuple[bool, bytes], ...], str]:
    school = result.school if by_school else ""
    return school, result.mode.value, collation_key(case.child_name), case.id


def _row(case: Case, result: AdmissionResult) -> RosterRow:
    guardian = case.guardians[0] if case.guardians else {}
    return RosterRow(
        number=case.number,
        name=case.child_name,
        sex={"1": "男", "2": "女"}.get(str(case.answers.get("stu_sex", "")), ""),
        birth=_iso_date(str(case.answers.get("stu_birth", ""))),
        id_no=str(case.answers.get("stu_id_no", "")),
        category=case.category,
        mode=result.mode,
        school_code=result.school,
        school_name=result.school_name,
        guardian=str(guardian.get("grd_name", "")),
        phone=str(guardian.get("grd_mobile", "")),
        twin=case.answers.get("multi_birth") is True,
    )


def _iso_date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return text
