"""Invented families with complete answers for B表, numbers on the unassigned prefix 4599, and drawn photos."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from central_service.sample.guardian_client import Json

OFFICE = "450721"
SCHOOL = "2145000001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A guardian and a child, both invented."""

    guardian_name: str = "韦建国"
    guardian_id: str = ""
    mobile: str = "13800000001"
    child_name: str = "韦小禾"
    child_id: str = ""
    child_birth: date = date(2019, 10, 1)
    boy: bool = True

    def answers(self) -> Json:
        """B表 of a local child, complete."""
        return {
            "stu_name": self.child_name,
            "stu_id_type": "1",
            "stu_id_no": self.child_id,
            "stu_sex": "1" if self.boy else "2",
            "stu_birth": self.child_birth.isoformat(),
            "stu_ethnic": "08",
            "stu_country": "CHN",
            "stu_overseas": "00",
            "stu_hukou_region": OFFICE,
            "stu_hukou_addr": "灵山县灵城街道江滨路12号",
            "stu_hukou_kind": "1",
            "stu_hukou_head": self.guardian_name,
            "stu_rel_to_head": "20" if self.boy else "30",
            "stu_addr_region": "450721001001",
            "stu_addr": "灵山县灵城街道江滨路12号",
            "apply_school": SCHOOL,
            "multi_birth": False,
            "dw_kind": "1",
            "dw_region": "450721001001",
            "dw_addr": "灵山县灵城街道江滨路12号",
            "dw_owner_rel": "51",
        }

    def guardian_answers(self) -> Json:
        """法定监护人基本信息 of the guardian."""
        return {
            "grd_name": self.guardian_name,
            "grd_relation": "51",
            "grd_basis": "1",
            "grd_id_type": "1",
            "grd_id_no": self.guardian_id,
            "grd_mobile": self.mobile,
            "grd_same_book": True,
            "grd_hukou_region": OFFICE,
            "grd_hukou_addr": "灵山县灵城街道江滨路12号",
        }


def id_number(birth: date, sequence: int) -> str:
    """An ID number on the unassigned prefix 4599 (GB 11643); an odd ``sequence`` is a boy's."""
    body = f"459999{birth:%Y%m%d}{sequence:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def family_number(number: int) -> Family:
    """Family ``number`` (from 0): names, numbers and birthdays of its own."""
    surnames, given = "韦黄覃陆梁莫农蒙潘罗", "安宁乐遥清和远舒雨桐"
    surname = surnames[number % 10]
    birth = date(2019, 9, 2) + timedelta(days=number % 300)
    boy = number % 2 == 0
    sequence = (number // 300) * 2 % 998 + (1 if boy else 2)
    return Family(
        guardian_name=f"{surname}{given[number // 10 % 10]}民",
        guardian_id=id_number(date(1988, 1, 1) + timedelta(days=number % 5000), 101),
        mobile=f"139{number:08d}",
        child_name=f"{surname}{given[number % 10]}{given[number // 10 % 10]}",
        child_id=id_number(birth, sequence),
        child_birth=birth,
        boy=boy,
    )


FAMILY = replace(
    family_number(0),
    guardian_name="韦建国",
    child_name="韦小禾",
    guardian_id=id_number(date(1987, 5, 4), 11),
    child_id=id_number(date(2019, 10, 1), 11),
    child_birth=date(2019, 10, 1),
    mobile="13800000001",
)
OTHER_FAMILY = replace(family_number(4321), mobile="13800000002")


@cache
def draw_photo(text: str = "材料", *, width: int = 1200, height: int = 900, orientation: int = 1) -> bytes:
    """A drawn JPEG of a page, with the EXIF of a phone: orientation, camera and place."""
    picture = Image.new("RGB", (width, height), "#e9e4d8")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 60, width - 60, height - 60), fill="white", outline="#555555", width=4)
    for line in range(160, height - 120, 70):
        pen.line((120, line, width - 120, line), fill="#999999", width=2)
    pen.text((120, 100), text.encode("ascii", "replace").decode(), fill="black")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (22.0, 25.0, 12.0)
    target = BytesIO()
    picture.save(target, "JPEG", quality=85, exif=exif)
    return target.getvalue()
