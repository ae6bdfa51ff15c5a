"""Papers of the student and the guardians: format, check digit, birth, sex and division of first issue."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.models.domain.answers import parse_date
from reviewer_app.models.domain.checks.finding import CheckContext, Finding, block, guardian_text, ok, warn
from reviewer_app.models.domain.forms import guardian_target
from reviewer_app.models.domain.identity import CITIZEN, NUMBERLESS, Paper, read_paper


def check_student_identity(context: CheckContext) -> Iterator[Finding]:
    """The student's number, and 出生日期 and 性别 against it (reasons ID01, ID02)."""
    id_type, number = context.text("stu_id_type"), context.text("stu_id_no")
    if not number:
        if id_type in NUMBERLESS:
            yield warn("no_id_number", "stu_id_no", "学生没有证件号，请核对出生医学证明；不得因此不予受理。")
        return
    paper = read_paper(id_type, number)
    yield from _paper_findings(context, paper, "stu_id_no", "ID01")
    if not paper.fault:
        yield from _birth_and_sex(context, paper)


def check_guardian_identity(context: CheckContext) -> Iterator[Finding]:
    """Each guardian's number (reason GX05), and that nobody's number stands twice."""
    numbers = [context.text("stu_id_no")]
    for position, guardian in enumerate(context.case.guardians):
        number = guardian_text(guardian, "grd_id_no")
        if not number:
            continue
        target = guardian_target(position, "grd_id_no")
        if number in numbers:
            yield block("id_shared", target, "监护人与学生或另一监护人的证件号相同，请更正。", "GX05")
        numbers.append(number)
        paper = read_paper(guardian_text(guardian, "grd_id_type"), number)
        yield from _paper_findings(context, paper, target, "GX05")


def _paper_findings(context: CheckContext, paper: Paper, target: str, reason: str) -> Iterator[Finding]:
    if paper.fault:
        level = block if paper.is_certain else warn
        yield level("id_number", target, f"{paper.fault}，请核对证件。", reason)
        return
    yield ok("id_number", target, "证件号校验通过")
    if paper.id_type == CITIZEN:
        yield from _region_finding(context, paper, target)


def _region_finding(context: CheckContext, paper: Paper, target: str) -> Iterator[Finding]:
    """The division is that of first issue and may have been abolished since; it says nothing of 户籍."""
    if context.policy.is_demo_number(paper.number):
        yield ok("id_region", target, "演示用虚构号码，不对应任何人")
    elif context.catalogue.regions.divisions.was_ever(paper.region):
        name = context.catalogue.regions.divisions.full_name(paper.region)
        yield ok("id_region", target, f"首次签发地为{name}（不代表户籍）")
    else:
        message = f"身份证号前六位 {paper.region} 不是任何年份的行政区划代码，请核对号码。"
        yield warn("id_region", target, message)


def _birth_and_sex(context: CheckContext, paper: Paper) -> Iterator[Finding]:
    certain = block if paper.is_certain else warn
    birth = parse_date(context.case.answers.get("stu_birth"))
    if paper.birth is not None and birth is not None:
        if paper.birth == birth:
            yield ok("birth_matches_id", "stu_birth", "与身份证号一致")
        else:
            message = "出生日期与身份证号不一致，请核对。"
            yield certain("birth_matches_id", "stu_birth", message, "ID02")
    sex = context.text("stu_sex")
    if paper.sex and sex:
        if paper.sex == sex:
            yield ok("sex_matches_id", "stu_sex", "与身份证号一致")
        else:
            yield certain("sex_matches_id", "stu_sex", "性别与身份证号第17位不一致，请核对。", "ID02")
