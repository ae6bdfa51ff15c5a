"""The papers that belong to an application: which materials it uploads, and the pages that each consists of.

Papers tell the truth of the family. Where a story plans a contradiction, either the form was typed wrong
(:mod:`~central_service.sample.defects`) or the paper here is the wrong one.
"""

from __future__ import annotations

from datetime import date

from central_service.sample.defects import Defect
from central_service.sample.family import MALE, SEASON, Person, invented_id
from central_service.sample.filling import (
    CONTRACT_WORK,
    HOMESTEAD,
    OLD_TITLE,
    PURCHASE,
    RENTED,
    Filled,
    Plan,
    relation_to_head,
)
from central_service.sample.papers import (
    BookletCover,
    BusinessLicence,
    DoorPlate,
    Endorsement,
    GraduationCertificate,
    HomesteadApproval,
    HouseholdPage,
    InsuranceRecord,
    LabourContract,
    LabourContractSignatures,
    Lease,
    LeaseSignatures,
    Letter,
    MemberPage,
    MeritCertificate,
    OldTitle,
    Paper,
    ResidenceCardBack,
    ResidenceCardFront,
    SaleContract,
    SaleContractFiling,
    Snapshot,
    TitleFacts,
    TitlePlan,
)
from reviewer_app.models.domain.case import Category, FormKind, Stage
from reviewer_app.models.domain.registration_numbers import uscc_check_character

Binder = dict[str, list[Paper]]
"""Material code -> pages, in upload order."""

_SEXES = {"1": "男", "2": "女"}
_ETHNIC = {"01": "汉族", "08": "壮族", "12": "侗族", "13": "瑶族"}
_RELATIONS = {"20": "子", "30": "女", "41": "孙子", "42": "孙女"}


def bind(plan: Plan, filled: Filled, defects: frozenset[Defect], other_child: Person | None = None) -> Binder:
    """Everything that the guardian uploads."""
    binder = _booklet(plan, filled, defects, other_child)
    if plan.category is Category.ENTITLED:
        binder["M30"] = [_merit(plan, defects)]
    if plan.stage is Stage.JUNIOR:
        binder["M40"] = [_graduation(plan, filled)]
    if plan.form_kind is FormKind.A:
        binder |= _home(plan, filled, defects)
        if plan.category is Category.MIGRANT:
            binder["M20"] = _permit(plan, filled, defects)
            binder |= _work(plan, filled, defects)
    return binder


def _day(iso: str) -> str:
    at = date.fromisoformat(iso)
    return f"{at.year}年{at.month:02d}月{at.day:02d}日"


def _station(plan: Plan) -> str:
    return f"{plan.county.name}公安局{plan.county.towns[plan.family.town][:2]}派出所"


def _booklet(plan: Plan, filled: Filled, defects: frozenset[Defect], other_child: Person | None) -> Binder:
    family = plan.family
    names = [guardian["grd_name"] for guardian in filled.guardians]
    guardians = [person for person in (family.father, family.mother) if person.name in names]
    address: Paper = HouseholdPage(
        head=family.head,
        number=family.book_no,
        address=family.hukou_addr,
        issued="2016年06月02日",
        station=_station(plan),
    )
    if Defect.COVER_ONLY in defects:
        address = BookletCover()
    if Defect.DOOR_PLATE in defects:
        address = DoorPlate(road=plan.county.roads[0], number="28")
    pupil: Paper = _member(plan, plan.child, _RELATIONS[relation_to_head(plan)])
    if Defect.OTHER_CHILD in defects and other_child is not None:
        pupil = _member(plan, other_child, "子" if other_child.sex == MALE else "女")
    if Defect.SNAPSHOT in defects:
        pupil = Snapshot(who=plan.child.name, female=plan.child.sex != MALE)
    return {
        "M01": [address],
        "M02": [_head(plan)],
        "M03": [pupil],
        "M04": [_member(plan, person, _to_head(plan, person)) for person in guardians],
    }


def _head(plan: Plan) -> Paper:
    family = plan.family
    if family.head == family.father.name:
        return _member(plan, family.father, "户主")
    birth = date(1956, 4, 8)
    elder = Person(family.head, MALE, birth, invented_id(1, birth, 2 * int(family.book_no[-2:]) + 1), "01")
    return _member(plan, elder, "户主")


def _to_head(plan: Plan, person: Person) -> str:
    if person.name == plan.family.head:
        return "户主"
    if plan.family.head == plan.family.father.name:
        return "妻"
    return "子" if person.sex == MALE else "儿媳"


def _member(plan: Plan, person: Person, relation: str) -> MemberPage:
    return MemberPage(
        name=person.name,
        relation=relation,
        sex=_SEXES[person.sex],
        birth=_day(person.birth.isoformat()),
        id_no=person.id_no,
        ethnic=_ETHNIC[person.ethnic],
        registered="2016年06月02日" if person.birth.year < 2016 else _day(f"{person.birth.year}-12-20"),
        station=_station(plan),
        birthplace=f"广西{plan.county.name}",
        native_place=f"广西{plan.county.name}",
        education="" if person.birth.year > 2008 else "高中",
        marriage="" if person.birth.year > 2008 else "有配偶",
    )


def _merit(plan: Plan, defects: frozenset[Defect]) -> Paper:
    issuer = "" if Defect.PROOF_MISSING in defects else f"{plan.county.name}退役军人事务局"
    return MeritCertificate(
        title="子女教育优待资格证明",
        holder=plan.applicant.name,
        body=f"兹证明{plan.applicant.name}同志符合教育优待条件，其子女{plan.child.name}入学按优待政策办理。",
        number=f"{plan.county.letters}YD{SEASON}{plan.family.book_no[-4:]}",
        issuer=issuer,
        date="2026年05月20日",
    )


def _graduation(plan: Plan, filled: Filled) -> Paper:
    return GraduationCertificate(
        name=plan.child.name,
        sex=_SEXES[plan.child.sex],
        birth=_day(plan.child.birth.isoformat()),
        period="2020年9月至2026年7月",
        roll_no=str(filled.answers["xueji_no"]),
        number=f"2026{plan.family.book_no[-6:]}",
        school=str(filled.answers["prev_school"]),
        head="廖文斌",
        issued="2026年07月02日",
    )


def _home(plan: Plan, filled: Filled, defects: frozenset[Defect]) -> Binder:
    answers = filled.answers
    address = plan.family.home_addr
    if plan.dwelling == RENTED:
        binder: Binder = {"M17": _lease(plan, filled, defects)}
        if plan.category is not Category.MIGRANT:
            binder["M19"] = [_no_home(plan)]
        return binder
    material, pages = _title(plan, filled, address)
    binder = {material: pages}
    if answers.get("no_other_home"):
        binder["M19"] = [_no_home(plan)]
    return binder


def _title(plan: Plan, filled: Filled, address: str) -> tuple[str, list[Paper]]:
    answers = filled.answers
    area = f"{answers['pr_area']}平方米"
    registry = f"{plan.county.name}自然资源局"
    match plan.property_doc:
        case document if document == OLD_TITLE:
            old = OldTitle(
                number=str(answers["pr_cert_no"]),
                owner=plan.owner,
                shared="单独所有",
                address=address,
                registered="2009年03月16日",
                nature="存量房产",
                use="住宅",
                floors="6",
                area=area,
                issuer=f"{plan.county.name}房产管理局",
            )
            return "M11", [old]
        case document if document == PURCHASE:
            return "M12", _purchase(plan, filled, area)
        case document if document == HOMESTEAD:
            approval = HomesteadApproval(
                number=f"{plan.county.letters}ZJ{plan.family.book_no[-6:]}",
                user=plan.owner,
                address=address,
                area="120平方米",
                built=area,
                use="住宅",
                valid="长期",
                issuer=f"{plan.county.name}{plan.county.towns[plan.family.town]}人民政府",
                issued="2012年08月09日",
            )
            return "M13", [approval]
        case _:
            unit = f"{plan.county.office}001201GB{plan.family.book_no[-5:]}F00010002"
            facts = TitleFacts(
                number=str(answers["pr_cert_no"]),
                owner=plan.owner,
                shared="单独所有",
                address=address,
                unit_no=unit,
                right_kind="国有建设用地使用权/房屋所有权",
                use="城镇住宅用地/住宅",
                area=area,
                term="国有建设用地使用权至2086年",
                registered="2021年11月18日",
                registry=registry,
            )
            drawing = TitlePlan(
                unit_no=unit, address=address, area=area, registry=registry, drawn="2021年11月"
            )
            return "M10", [facts, drawing]


def _purchase(plan: Plan, filled: Filled, area: str) -> list[Paper]:
    seller = f"{plan.county.name}荔苑置业有限公司"
    number = str(filled.answers["pr_contract_no"])
    contract = SaleContract(
        number=number,
        seller=seller,
        buyer=plan.owner,
        buyer_id=plan.family.father.id_no,
        project="荔苑新城",
        address=plan.family.home_addr,
        area=area,
        price="486000元",
        handover="2024年12月31日",
    )
    filing = SaleContractFiling(
        filing_no=number,
        seller=seller,
        buyer=plan.owner,
        signed="2023年05月16日",
        authority=f"{plan.county.name}住房和城乡建设局",
    )
    return [contract, filing]


def _lease(plan: Plan, filled: Filled, defects: frozenset[Defect]) -> list[Paper]:
    answers = filled.answers
    ends = "2026-02-28" if Defect.LEASE_ENDED in defects else f"{SEASON + 1}-02-28"
    lessor, number = str(answers["dw_lessor"]), str(answers["dw_lease_no"])
    lease = Lease(
        number=number,
        lessor=lessor,
        lessor_id=invented_id(2, date(1968, 3, 12), 1),
        tenant=plan.applicant.name,
        tenant_id=plan.applicant.id_no,
        address=plan.family.home_addr,
        area="86平方米",
        starts="2025年03月01日",
        ends=_day(ends),
        rent="900",
    )
    signatures = LeaseSignatures(
        lessor=lessor,
        tenant=plan.applicant.name,
        signed="2025年02月24日",
        register=f"{plan.county.name}住房和城乡建设局",
        register_no=number,
    )
    return [lease, signatures]


def _no_home(plan: Plan) -> Paper:
    return Letter(
        title="住房情况查询证明",
        body=(
            f"经查询，{plan.family.father.name}、{plan.family.mother.name}在{plan.county.name}城区"
            "无房屋登记信息。本证明仅用于子女入学。"
        ),
        issuer=f"{plan.county.name}不动产登记中心",
        seal=f"{plan.county.name}不动产登记中心",
        date="2026年06月30日",
    )


def _permit(plan: Plan, filled: Filled, defects: frozenset[Defect]) -> list[Paper]:
    holder = plan.applicant
    station = _station(plan)
    endorsements = [
        Endorsement("2024年03月12日", "2025年03月11日", station),
        Endorsement("2025年03月12日", "2026年03月11日", station),
    ]
    if Defect.ENDORSEMENT_LAPSED not in defects:
        endorsements.append(Endorsement("2026年03月10日", "2027年03月11日", station))
    front = ResidenceCardFront(
        name=holder.name,
        sex=_SEXES[holder.sex],
        ethnic=_ETHNIC[holder.ethnic].removesuffix("族"),
        birth=_day(holder.birth.isoformat()),
        address=plan.family.home_addr,
        home_address=plan.family.hukou_addr,
        id_no=holder.id_no,
    )
    back = ResidenceCardBack(
        issuer=str(filled.answers["rp_issuer"]),
        issued="2024年03月12日",
        endorsements=tuple(endorsements),
        serial=str(filled.answers["rp_no"]),
    )
    return [front, back]


def _work(plan: Plan, filled: Filled, defects: frozenset[Defect]) -> Binder:
    answers = filled.answers
    employer, address = str(answers["emp_unit"]), str(answers["emp_addr"])
    if plan.employment != CONTRACT_WORK:
        return {"M22": [_licence(plan, employer, address)]}
    ends = "2026-05-31" if Defect.CONTRACT_ENDED in defects else "2027-08-31"
    contract: Paper = LabourContract(
        employer=employer,
        employer_address=address,
        worker=plan.applicant.name,
        sex=_SEXES[plan.applicant.sex],
        worker_id=plan.applicant.id_no,
        starts="2023年09月01日",
        ends=_day(ends),
        post="操作工",
        workplace=address,
        wage="3800",
    )
    if Defect.PAGES_MISSING in defects:
        return {"M21": [contract], "M23": [_insurance(plan, filled)]}
    signatures = LabourContractSignatures(
        employer=employer, worker=plan.applicant.name, representative="黄永福", signed="2023年08月28日"
    )
    return {"M21": [contract, signatures], "M23": [_insurance(plan, filled)]}


def _insurance(plan: Plan, filled: Filled) -> Paper:
    months = int(str(filled.answers["ss_months"]))
    return InsuranceRecord(
        name=plan.applicant.name,
        id_no=plan.applicant.id_no,
        place=plan.county.name,
        unit=str(filled.answers["emp_unit"]),
        months=tuple(f"{SEASON - 1 + n // 12}.{n % 12 + 1:02d}" for n in range(18 - min(months, 16), 18)),
        total=str(months),
        base="3820",
        code=plan.family.book_no[-10:],
        agency=f"{plan.county.name}社会保险事业管理中心",
        printed="2026年07月01日",
    )


def _licence(plan: Plan, name: str, address: str) -> Paper:
    body = f"92{plan.county.office}MA5P{plan.family.book_no[-5:]}"
    return BusinessLicence(
        code=body + uscc_check_character(body),
        name=name,
        kind="个体工商户",
        operator=plan.applicant.name,
        capital="",
        founded="2023年09月01日",
        address=address,
        scope="日用百货、建筑材料零售；货物运输。",
        issuer=f"{plan.county.name}市场监督管理局",
        issued="2023年09月01日",
    )
