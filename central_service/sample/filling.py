"""Fills in A表 and B表 as a family of the sample would, with the mistakes that its story plans."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from central_service.sample.family import MALE, SEASON, Family, Person
from central_service.sample.places import County, SampleSchool
from reviewer_app.models.domain.case import Answer, Category, FormKind, Stage

OWN_HOME, GRANDPARENTS, RENTED, SELF_BUILT = "1", "2", "3", "5"
TITLE, OLD_TITLE, PURCHASE, HOMESTEAD = "1", "2", "3", "4"
CONTRACT_WORK, TRADER = "1", "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one application is to say."""

    county: County
    stage: Stage
    form_kind: FormKind
    category: Category
    family: Family
    child: Person
    school: SampleSchool
    dwelling: str
    property_doc: str = TITLE
    employment: str = CONTRACT_WORK
    pref_kind: str = "Y2"
    father_applies: bool = True
    overrides: dict[str, Answer] = field(default_factory=dict)
    """Planned mistakes: field target -> what the guardian typed instead."""

    @property
    def applicant(self) -> Person:
        """The guardian who files."""
        return self.family.father if self.father_applies else self.family.mother

    @property
    def mobile(self) -> str:
        """The applicant's phone."""
        return self.family.mobiles[0 if self.father_applies else 1]

    @property
    def owner(self) -> str:
        """Owner of the home, where the family owns one."""
        return self.family.head if self.dwelling == GRANDPARENTS else self.family.father.name


@dataclass(frozen=True, slots=True)
class Filled:
    """Answers of a form; guardians apart."""

    answers: dict[str, Answer]
    guardians: list[dict[str, Answer]]


def fill_in(plan: Plan, rng: Random) -> Filled:
    """All answers of the form, its planned mistakes included."""
    answers: dict[str, Answer] = {**_student(plan, rng), **_dwelling(plan)}
    if plan.form_kind is FormKind.A:
        if plan.category is Category.MIGRANT:
            answers |= _residence(plan) | _work(plan, rng)
        answers |= _property(plan, rng)
    guardians = [_guardian(plan, plan.applicant)]
    if rng.random() < 0.6:
        other = plan.family.mother if plan.father_applies else plan.family.father
        guardians.append(_guardian(plan, other))
    for target, value in plan.overrides.items():
        if target.startswith("grd_"):
            guardians[0][target] = value
        else:
            answers[target] = value
    return Filled(answers, guardians)


def relation_to_head(plan: Plan) -> str:
    """与户主关系 of the child (GB/T 4761)."""
    boy = plan.child.sex == MALE
    if plan.family.head == plan.family.father.name:
        return "20" if boy else "30"
    return "41" if boy else "42"


def certificate_no(plan: Plan, rng: Random) -> str:
    """An invented number of a property certificate."""
    serial = rng.randint(1_000, 99_999)
    if plan.property_doc == OLD_TITLE:
        return f"桂房权证{plan.county.name[:2]}字第{serial:08d}号"
    return f"桂（{rng.randint(2016, 2025)}）{plan.county.name}不动产权第{serial:07d}号"


def _student(plan: Plan, rng: Random) -> dict[str, Answer]:
    family, child = plan.family, plan.child
    twins = [kid.id_no for kid in family.children if kid is not child]
    answers: dict[str, Answer] = {
        "stage": plan.stage.value,
        "region": plan.county.office,
        "category": plan.category.value,
        "stu_name": child.name,
        "stu_id_type": "1",
        "stu_id_no": child.id_no,
        "stu_sex": child.sex,
        "stu_birth": child.birth.isoformat(),
        "stu_ethnic": child.ethnic,
        "stu_country": "CHN",
        "stu_overseas": "00",
        "stu_hukou_region": plan.county.office,
        "stu_hukou_addr": family.hukou_addr,
        "stu_hukou_kind": "1",
        "stu_hukou_no": family.book_no,
        "stu_hukou_head": family.head,
        "stu_rel_to_head": relation_to_head(plan),
        "stu_addr_region": plan.county.community(family.home_town),
        "stu_addr": family.home_addr,
        "apply_school": plan.school.code,
        "multi_birth": bool(twins),
        "health": "10",
    }
    if twins:
        answers["multi_birth_ids"] = tuple(twins)
    if plan.category is Category.ENTITLED:
        answers["pref_kind"] = plan.pref_kind
    if plan.stage is Stage.JUNIOR:
        answers["prev_school"] = rng.choice(plan.county.schools_of(Stage.PRIMARY)).name
        answers["xueji_no"] = "G" + child.id_no
        answers["board"] = rng.random() < 0.4
    return answers


def _guardian(plan: Plan, person: Person) -> dict[str, Answer]:
    mine = plan.family.mobiles[0 if person is plan.family.father else 1]
    return {
        "grd_name": person.name,
        "grd_relation": "51" if person.sex == MALE else "52",
        "grd_basis": "1",
        "grd_id_type": "1",
        "grd_id_no": person.id_no,
        "grd_mobile": mine,
        "grd_ethnic": person.ethnic,
        "grd_same_book": True,
        "grd_hukou_region": plan.county.office,
        "grd_hukou_addr": plan.family.hukou_addr,
    }


def _residence(plan: Plan) -> dict[str, Answer]:
    return {
        "rp_holder": plan.applicant.name,
        "rp_holder_id": plan.applicant.id_no,
        "rp_no": f"{plan.county.office}J{plan.applicant.id_no[6:14]}",
        "rp_addr": plan.family.home_addr,
        "rp_issuer": f"{plan.county.name}公安局",
        "rp_issue_date": "2024-03-12",
        "rp_endorse_until": "2027-03-11",
    }


def _work(plan: Plan, rng: Random) -> dict[str, Answer]:
    employer = rng.choice(plan.county.employers)
    answers: dict[str, Answer] = {
        "emp_kind": plan.employment,
        "emp_unit": employer,
        "emp_addr": f"{plan.county.name}{plan.county.towns[0]}工业大道{rng.randint(1, 60)}号",
        "emp_start": "2023-09-01",
        "ss_place": plan.county.office,
        "ss_months": rng.randint(8, 60),
    }
    if plan.employment == CONTRACT_WORK:
        answers["emp_end"] = "2027-08-31"
    return answers


def _dwelling(plan: Plan) -> dict[str, Answer]:
    answers: dict[str, Answer] = {
        "dw_kind": plan.dwelling,
        "dw_region": plan.county.community(plan.family.home_town),
        "dw_addr": plan.family.home_addr,
        "dw_since": "2022-05-01",
    }
    if plan.dwelling in (OWN_HOME, GRANDPARENTS, SELF_BUILT):
        answers["dw_owner_rel"] = "61" if plan.dwelling == GRANDPARENTS else "51"
    if plan.dwelling == RENTED and plan.form_kind is FormKind.A:
        answers |= {
            "dw_lessor": "黄世昌",
            "dw_lease_no": f"{plan.county.letters}ZL2025-{plan.family.book_no[-5:]}",
            "dw_lease_from": "2025-03-01",
            "dw_lease_to": date(SEASON + 1, 2, 28).isoformat(),
        }
    return answers


def _property(plan: Plan, rng: Random) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    if plan.dwelling in (GRANDPARENTS, RENTED):
        answers["no_other_home"] = True
    if plan.dwelling == RENTED:
        return answers
    answers |= {
        "pr_doc": plan.property_doc,
        "pr_owner": plan.owner,
        "pr_owner_rel": "61" if plan.dwelling == GRANDPARENTS else "51",
        "pr_addr": plan.family.home_addr,
        "pr_use": "住宅",
        "pr_area": f"{rng.randint(72, 148)}.{rng.randint(10, 99)}",
        "pr_reg_date": "2021-11-18",
    }
    if plan.property_doc in (TITLE, OLD_TITLE):
        answers["pr_cert_no"] = certificate_no(plan, rng)
    if plan.property_doc == PURCHASE:
        answers["pr_contract_no"] = (
            f"{plan.county.letters}YS{rng.randint(2022, 2025)}{rng.randint(1000, 9999)}"
        )
    return answers
