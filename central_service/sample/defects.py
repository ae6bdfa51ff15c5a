"""What goes wrong in an application of the sample: the reason a reviewer would pick, and how it comes to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from central_service.sample.filling import RENTED, Plan
from reviewer_app.models.domain.case import Answer, Category, FormKind


class Defect(StrEnum):
    """A planned mistake: in the form, on a paper, or in the picture of a paper."""

    UNREADABLE = "unreadable"
    CUT_OFF = "cut_off"
    GLARE = "glare"
    UPSIDE_DOWN = "upside_down"
    COVER_ONLY = "cover_only"
    SNAPSHOT = "snapshot"
    DOOR_PLATE = "door_plate"
    OTHER_CHILD = "other_child"
    ADDRESS_TYPO = "address_typo"
    RELATION_WRONG = "relation_wrong"
    ENDORSEMENT_LAPSED = "endorsement_lapsed"
    LEASE_ENDED = "lease_ended"
    CONTRACT_ENDED = "contract_ended"
    PAGES_MISSING = "pages_missing"
    OWNER_TYPO = "owner_typo"
    NOT_RESIDENTIAL = "not_residential"
    PROOF_MISSING = "proof_missing"


REASONS: Mapping[Defect, tuple[tuple[str, str], ...]] = {
    Defect.UNREADABLE: (("TP01", "M03"),),
    Defect.CUT_OFF: (("TP02", "M01"),),
    Defect.GLARE: (("TP03", "M04"),),
    Defect.UPSIDE_DOWN: (("TP04", "M02"),),
    Defect.COVER_ONLY: (("HK12", "M01"),),
    Defect.SNAPSHOT: (("TP06", "M03"),),
    Defect.DOOR_PLATE: (("TP06", "M01"),),
    Defect.OTHER_CHILD: (("HK03", "M03"),),
    Defect.ADDRESS_TYPO: (("HK08", "stu_hukou_addr"),),
    Defect.RELATION_WRONG: (("GX04", "stu_rel_to_head"),),
    Defect.ENDORSEMENT_LAPSED: (("JZ02", "M20"), ("JZ02", "rp_endorse_until")),
    Defect.LEASE_ENDED: (("ZS02", "M17"), ("ZS02", "dw_lease_to")),
    Defect.CONTRACT_ENDED: (("JY02", "M21"), ("JY02", "emp_end")),
    Defect.PAGES_MISSING: (("TP08", "M21"),),
    Defect.OWNER_TYPO: (("FC03", "pr_owner"),),
    Defect.NOT_RESIDENTIAL: (("FC06", "pr_use"),),
    Defect.PROOF_MISSING: (("YF02", "M30"),),
}
"""The reasons that name each defect, with the field or material that each is bound to."""


def reasons_of(defects: Iterable[Defect]) -> list[tuple[str, str]]:
    """Reasons of several defects, each once, in a fixed order."""
    return list(dict.fromkeys(pair for defect in sorted(defects) for pair in REASONS[defect]))


_ANYWHERE = (
    Defect.UNREADABLE,
    Defect.CUT_OFF,
    Defect.GLARE,
    Defect.UPSIDE_DOWN,
    Defect.COVER_ONLY,
    Defect.SNAPSHOT,
    Defect.DOOR_PLATE,
    Defect.OTHER_CHILD,
    Defect.ADDRESS_TYPO,
    Defect.RELATION_WRONG,
)


def possible(plan: Plan) -> tuple[Defect, ...]:
    """Defects that an application of this kind can have."""
    found = list(_ANYWHERE)
    if plan.form_kind is FormKind.A:
        if plan.category is Category.MIGRANT:
            found += [Defect.ENDORSEMENT_LAPSED]
            if plan.employment == "1":
                found += [Defect.CONTRACT_ENDED, Defect.PAGES_MISSING]
        found += (
            [Defect.LEASE_ENDED] if plan.dwelling == RENTED else [Defect.OWNER_TYPO, Defect.NOT_RESIDENTIAL]
        )
    if plan.category is Category.ENTITLED:
        found.append(Defect.PROOF_MISSING)
    return tuple(found)


def typed(plan: Plan, defects: frozenset[Defect]) -> dict[str, Answer]:
    """Answers that the guardian gets wrong, by field target."""
    wrong: dict[str, Answer] = {}
    if Defect.ADDRESS_TYPO in defects:
        wrong["stu_hukou_addr"] = _swapped(plan.family.hukou_addr)
    if Defect.RELATION_WRONG in defects:
        wrong["stu_rel_to_head"] = "42" if plan.child.sex == "1" else "41"
    if Defect.ENDORSEMENT_LAPSED in defects:
        wrong["rp_endorse_until"] = "2026-03-11"
    if Defect.LEASE_ENDED in defects:
        wrong["dw_lease_to"] = "2026-02-28"
    if Defect.CONTRACT_ENDED in defects:
        wrong["emp_end"] = "2026-05-31"
    if Defect.OWNER_TYPO in defects:
        wrong["pr_owner"] = (
            plan.owner[0] + "健" + plan.owner[2:] if len(plan.owner) > 2 else plan.owner + "明"
        )
    if Defect.NOT_RESIDENTIAL in defects:
        wrong["pr_use"] = "商业服务"
    return wrong


def _swapped(address: str) -> str:
    """The address with the last two-digit number turned round: the classic slip."""
    for at in range(len(address) - 2, -1, -1):
        pair = address[at : at + 2]
        if pair.isdigit() and pair[0] != pair[1] and pair[1] != "0":
            return address[:at] + pair[::-1] + address[at + 2 :]
    return address[:-2] + "9" + address[-1]
