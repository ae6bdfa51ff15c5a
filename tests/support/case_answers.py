"""Invented answers of every field of A表 and B表: plausible, complete, and nobody's (ID numbers on the prefix 4599)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reviewer_app.models.domain.case import Answer, Category, FormKind, Stage

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SURNAMES = "韦黄李陆覃梁蒙莫农潘罗陈周吴谢林何邓欧阳"
_GIVEN = ("思源", "雨桐", "子涵", "若曦", "浩宇", "欣怡", "沐辰", "梓睿", "一诺", "诗琪", "俊杰", "可心")
_GIVEN_ADULT = ("志强", "秀英", "建国", "丽华", "伟明", "春燕", "国栋", "海燕")
_ROADS = ("新兴路", "江滨路", "荔香街", "六峰路", "燕山大道", "白石水路")


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """Who the case is about; ``n`` makes all of it."""

    n: int
    stage: Stage

    @property
    def name(self) -> str:
        return _SURNAMES[self.n % 18] + _GIVEN[self.n % len(_GIVEN)]

    @property
    def birth(self) -> date:
        year = 2019 if self.stage is Stage.PRIMARY else 2013
        return date(year + self.n % 2, 1 + self.n % 8, 1 + self.n % 28)

    @property
    def id_number(self) -> str:
        return id_number(self.birth, self.n)

    @property
    def address(self) -> str:
        road = _ROADS[self.n % len(_ROADS)]
        return f"灵山县灵城街道{road}{1 + self.n % 180}号{1 + self.n % 9}栋{100 + self.n % 900}室"


def id_number(birth: date, n: int, prefix: str = "459999") -> str:
    """A valid number of GB 11643 that cannot be anybody's: no county has the prefix 4599."""
    body = f"{prefix}{birth:%Y%m%d}{n % 1000:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return body + "10X98765432"[total % 11]


def answers_of(child: Child, kind: FormKind, category: Category, office: str) -> dict[str, Answer]:
    """Every field but the guardians', filled as the form asks it of such a case."""
    answers = {**_student(child, category, office), **_dwelling(child, kind, category)}
    if kind is FormKind.A:
        answers |= _property(child) if category is not Category.MIGRANT else {"no_other_home": True}
    if kind is FormKind.A and category is Category.MIGRANT:
        answers |= {**_residence_permit(child), **_employment(child)}
    return answers


def guardians_of(child: Child, count: int = 1) -> tuple[dict[str, Answer], ...]:
    """One or two guardians, the first of them the applicant."""
    return tuple(_guardian(child, position) for position in range(count))


def _student(child: Child, category: Category, office: str) -> dict[str, Answer]:
    boy = int(child.id_number[16]) % 2 == 1
    answers: dict[str, Answer] = {
        "stage": child.stage.value,
        "region": office,
        "category": category.value,
        "stu_name": child.name,
        "stu_id_type": "1",
        "stu_id_no": child.id_number,
        "stu_sex": "1" if boy else "2",
        "stu_birth": child.birth.isoformat(),
        "stu_ethnic": ("01", "08", "05")[child.n % 3],
        "stu_country": "CHN",
        "stu_overseas": "00",
        "stu_hukou_region": "450721",
        "stu_hukou_addr": child.address,
        "stu_hukou_nature": "3",
        "stu_hukou_kind": "1",
        "stu_hukou_no": f"{120000 + child.n}",
        "stu_hukou_head": _guardian_name(child, 0),
        "stu_rel_to_head": "20" if boy else "30",
        "stu_hukou_in_date": child.birth.isoformat(),
        "stu_addr_region": "450721001001",
        "stu_addr": child.address,
        "apply_school": school_code(child.n, child.stage),
        "multi_birth": False,
        "health": "10",
    }
    if category is Category.ENTITLED:
        answers["pref_kind"] = "Y2"
    if child.stage is Stage.JUNIOR:
        answers |= {"prev_school": "灵山县第二小学", "xueji_no": f"G{child.id_number}", "board": False}
    return answers


def school_code(n: int, stage: Stage) -> str:
    """学校标识码 of one of three schools of the stage."""
    return f"{'21' if stage is Stage.PRIMARY else '31'}45{1 + n % 3:06d}"


def _guardian_name(child: Child, position: int) -> str:
    return child.name[0] + _GIVEN_ADULT[(child.n + 3 * position) % len(_GIVEN_ADULT)]


def _guardian(child: Child, position: int) -> dict[str, Answer]:
    birth = date(1988 + child.n % 6, 1 + child.n % 12, 1 + (child.n + position) % 28)
    return {
        "grd_name": _guardian_name(child, position),
        "grd_relation": ("51", "52")[position],
        "grd_basis": "1",
        "grd_id_type": "1",
        "grd_id_no": id_number(birth, 2 * child.n + 1 - position),
        "grd_mobile": f"1380000{(child.n * 7 + position) % 10000:04d}",
        "grd_ethnic": "01",
        "grd_same_book": True,
        "grd_hukou_region": "450721",
        "grd_hukou_addr": child.address,
        "grd_face_ok": True,
        "grd_consent": "2026-1",
    }


def _dwelling(child: Child, kind: FormKind, category: Category) -> dict[str, Answer]:
    rented = category is Category.MIGRANT
    answers: dict[str, Answer] = {
        "dw_kind": "3" if rented else "1",
        "dw_region": "450721001001",
        "dw_addr": child.address,
        "dw_since": "2022-03-01",
    }
    if not rented:
        return answers | {"dw_owner_rel": "51"}
    if kind is FormKind.B:
        return answers
    return answers | {
        "dw_lessor": "农秀英",
        "dw_lease_no": f"ZL2025{child.n:05d}",
        "dw_lease_from": "2025-09-01",
        "dw_lease_to": "2027-08-31",
    }


def _property(child: Child) -> dict[str, Answer]:
    return {
        "pr_doc": "1",
        "pr_cert_no": f"桂（2022）灵山县不动产权第{child.n % 10_000_000:07d}号",
        "pr_unit_no": f"450721001001GB{child.n % 100_000:05d}F00010001",
        "pr_owner": _guardian_name(child, 0),
        "pr_owner_id": str(_guardian(child, 0)["grd_id_no"]),
        "pr_owner_rel": "51",
        "pr_share": "单独所有",
        "pr_addr": child.address,
        "pr_use": "住宅",
        "pr_area": "98.50",
        "pr_reg_date": "2022-02-18",
    }


def _residence_permit(child: Child) -> dict[str, Answer]:
    return {
        "rp_holder": _guardian_name(child, 0),
        "rp_holder_id": str(_guardian(child, 0)["grd_id_no"]),
        "rp_no": f"450721{child.n:08d}",
        "rp_addr": child.address,
        "rp_issuer": "灵山县公安局灵城派出所",
        "rp_issue_date": "2025-03-10",
        "rp_endorse_until": "2027-03-09",
        "rp_months": 16,
    }


def _employment(child: Child) -> dict[str, Answer]:
    return {
        "emp_kind": "1",
        "emp_unit": "灵山县荔乡食品有限公司",
        "emp_uscc": "91450721MA5K0A1B2T",
        "emp_addr": "灵山县工业园区荔香大道18号",
        "emp_start": "2024-01-01",
        "emp_end": "2027-12-31",
        "ss_place": "450721",
        "ss_months": 30,
    }
