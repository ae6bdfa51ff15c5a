"""Whether the case is ours and the child's only one: office, duplicates, public or private, twins, addresses, 学籍."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.models.domain.case import Stage
from reviewer_app.models.domain.checks.finding import CheckContext, Finding, block, ok, warn
from reviewer_app.models.domain.duplicates import duplicates_of, shared_address, twin_doubts
from reviewer_app.models.domain.registration_numbers import pupil_number_doubt


def check_duplicates(context: CheckContext) -> Iterator[Finding]:
    """One live case per child, stage and year over all channels (BS03); not public and private at once (BS04)."""
    near = duplicates_of(context.key, context.siblings)
    numbers = dict.fromkeys((*context.case.duplicates, *(other.number for other in near)))
    for number in numbers:
        message = f"该学生另有在办的办件 {number}，线上、线下不得重复报名。"
        yield block("duplicate", "stu_id_no", message, "BS03")
    for other in near:
        if other.is_private != context.key.is_private:
            kind = "民办" if other.is_private else "公办"
            message = f"该学生在办件 {other.number} 中报读{kind}学校，公办、民办不能兼报。"
            yield block("public_and_private", "apply_school", message, "BS04")


def check_twins(context: CheckContext) -> Iterator[Finding]:
    """Twins name each other and apply to one school (TB03)."""
    doubts = twin_doubts(context.key, context.siblings)
    for doubt in doubts:
        yield warn("twins", "multi_birth", f"{doubt}请核对。", "TB03")
    if not doubts and context.key.twin_ids:
        yield ok("twins", "multi_birth", "同胞互填一致，所报学校相同")


def check_shared_address(context: CheckContext) -> Iterator[Finding]:
    """The same address used by another family in the same year (TB05)."""
    others = shared_address(context.key, context.siblings)
    if others:
        numbers = "、".join(other.number for other in others[:3])
        message = f"同一住址当年已有其他家庭申请（办件 {numbers}），请核实居住情况。"
        yield warn("shared_address", "dw_addr", message, "TB05")


def check_office(context: CheckContext) -> Iterator[Finding]:
    """Neither household, home nor address lies in the bureau's area (BS02)."""
    office = context.catalogue.regions.find_office(context.case.office)
    if office is None:
        return
    prefix = str(office.code)[:4] if office.is_city else office.division
    codes = [context.text(code) for code in ("stu_hukou_region", "stu_addr_region", "dw_region", "ss_place")]
    given = [code for code in codes if code]
    if given and not any(code.startswith(prefix) for code in given):
        message = f"户籍、住所和现住址都不在{office.official_name}，请核对是否属于本局受理范围。"
        yield warn("outside_area", "region", message, "BS02")


def check_pupil_number(context: CheckContext) -> Iterator[Finding]:
    """学籍号 of a primary leaver (CZ01)."""
    number = context.text("xueji_no")
    if context.case.stage is not Stage.JUNIOR or not number:
        return
    doubt = pupil_number_doubt(number, context.text("stu_id_no"))
    yield (
        warn("pupil_number", "xueji_no", doubt, "CZ01")
        if doubt
        else ok("pupil_number", "xueji_no", "学籍号样式正确")
    )
