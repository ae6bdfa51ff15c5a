"""One live case per child, stage and year over all channels; and twins, who look like duplicates and are not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reviewer_app.models.domain.case import Case, CaseId, OfficeCode, Stage

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKey:
    """What of a case can show that two cases are of one child, one family or one address."""

    case: CaseId
    number: str
    """收件号, for people."""
    office: OfficeCode
    season: int
    stage: Stage
    is_live: bool
    id_number: str
    """Student's; empty for a child without papers."""
    name: str
    birth: str
    guardian_ids: frozenset[str]
    twin_ids: frozenset[str]
    """ID numbers of the siblings of one birth that the case names."""
    school: str
    is_private: bool
    address: str
    """住所地址 without blanks; empty when there is none."""


def key_of(case: Case, *, is_private: bool = False) -> CaseKey:
    """The key of a case.

    :param is_private: whether the school applied for is a private one, as the season's schools say.
    """
    twins = case.answers.get("multi_birth_ids", ())
    return CaseKey(
        case=case.id,
        number=case.number,
        office=case.office,
        season=case.season,
        stage=case.stage,
        is_live=case.status.is_live,
        id_number=_text(case, "stu_id_no"),
        name=case.child_name,
        birth=_text(case, "stu_birth"),
        guardian_ids=frozenset(str(guardian.get("grd_id_no", "")) for guardian in case.guardians) - {""},
        twin_ids=frozenset(twins) if isinstance(twins, tuple) else frozenset(),
        school=_text(case, "apply_school"),
        is_private=is_private,
        address=_BLANKS.sub("", _text(case, "dw_addr")),
    )


def _text(case: Case, code: str) -> str:
    return str(case.answers.get(code, ""))


def same_child(one: CaseKey, other: CaseKey) -> bool:
    """Whether two keys are of one child in one stage and year.

    By ID number where both have one; otherwise by name, birth and a common guardian.
    """
    if (one.season, one.stage) != (other.season, other.stage):
        return False
    if one.id_number and other.id_number:
        return one.id_number == other.id_number
    return (
        bool(one.name)
        and (one.name, one.birth) == (other.name, other.birth)
        and not one.guardian_ids.isdisjoint(other.guardian_ids)
    )


def duplicates_of(key: CaseKey, others: Iterable[CaseKey]) -> tuple[CaseKey, ...]:
    """Live cases of the same child besides this one."""
    return tuple(
        other for other in others if other.case != key.case and other.is_live and same_child(key, other)
    )


def twin_doubts(key: CaseKey, others: Iterable[CaseKey]) -> tuple[str, ...]:
    """What does not fit between a child and its twins, in Chinese; empty when all is mutual and of one school."""
    near = [
        other for other in others if other.case != key.case and other.is_live and not same_child(key, other)
    ]
    doubts: list[str] = []
    by_id = {other.id_number: other for other in near if other.id_number}
    for number in sorted(key.twin_ids - by_id.keys()):
        doubts.append(f"同胞（证件号尾号{number[-4:]}）尚未报名或不在本次可查范围。")
    for other in near:
        named, names_me = other.id_number in key.twin_ids, key.id_number in other.twin_ids
        doubts += _pair_doubts(key, other, named, names_me)
    return tuple(doubts)


def _pair_doubts(key: CaseKey, other: CaseKey, named: bool, names_me: bool) -> list[str]:
    if named and not names_me:
        return [f"本件填报了同胞，但办件 {other.number} 没有互填。"]
    if names_me and not named:
        return [f"办件 {other.number} 填报本学生为同胞，本件没有互填。"]
    if named and key.school != other.school:
        return [f"与同胞的办件 {other.number} 报读学校不同。"]
    same_family = not key.guardian_ids.isdisjoint(other.guardian_ids)
    if not named and same_family and key.birth == other.birth and key.stage is other.stage:
        return [f"办件 {other.number} 为同一监护人、同一出生日期的学生，疑为双（多）胞胎未填报。"]
    return []


def shared_address(key: CaseKey, others: Iterable[CaseKey]) -> tuple[CaseKey, ...]:
    """Live cases of other families at the same address in the same year."""
    if not key.address:
        return ()
    return tuple(
        other
        for other in others
        if other.case != key.case
        and other.is_live
        and (other.season, other.address) == (key.season, key.address)
        and key.guardian_ids.isdisjoint(other.guardian_ids)
    )
