"""Who applies: the account holder, by which right, and whether the ages and the household book fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reviewer_app.models.domain.age import completed_years
from reviewer_app.models.domain.case import Answers, Channel
from reviewer_app.models.domain.checks.finding import CheckContext, Finding, block, guardian_text, ok, warn
from reviewer_app.models.domain.forms import guardian_target
from reviewer_app.models.domain.identity import read_paper

FATHER_AND_MOTHER = frozenset({"51", "52"})
STEP_PARENTS = frozenset({"57", "58"})
GRANDPARENTS = frozenset({"61", "62", "63", "64"})
_APPOINTED = frozenset({"3", "4", "5"})
_PARENT_GAP = 16


def check_guardians(context: CheckContext) -> Iterator[Finding]:
    """Account holder, right of guardianship and age of each guardian."""
    birth = context.day("stu_birth")
    for position, guardian in enumerate(context.case.guardians):
        if position == 0:
            yield from _account_holder(context, guardian)
        yield from _right(guardian, position)
        if birth is not None:
            yield from _gap(guardian, position, birth)


def _account_holder(context: CheckContext, guardian: Answers) -> Iterator[Finding]:
    """The applicant is the person of the real-name account (guide FAQ 7); offline points check the paper itself."""
    face, target = guardian.get("grd_face_ok"), guardian_target(0, "grd_name")
    if face is True:
        source = "公安" if context.case.channel is Channel.ONLINE else "报名点"
        yield ok("account_holder", target, "实名实人核验通过", source)
    elif face is False:
        message = "填报人没有通过实名实人核验，须由法定监护人本人填报。"
        yield block("account_holder", target, message, "BS05")


def _right(guardian: Answers, position: int) -> Iterator[Finding]:
    """父母, or somebody with a 监护依据; grandparents come after living parents (民法典 27)."""
    relation, basis = guardian_text(guardian, "grd_relation"), guardian_text(guardian, "grd_basis")
    target = guardian_target(position, "grd_basis")
    if not relation or not basis:
        return
    if relation in FATHER_AND_MOTHER:
        if basis == "1":
            yield ok("guardian_right", target, "监护人为学生父母")
        else:
            yield warn("guardian_right", target, "与学生关系为父母，监护依据却不是“父母”，请核对。")
    elif basis == "1" and relation not in STEP_PARENTS:
        yield block("guardian_right", target, "监护人不是学生父母，须选择监护依据并提供证明。", "GX02")
    elif basis not in _APPOINTED and relation in GRANDPARENTS:
        message = "祖辈作为监护人，请核对父母是否健在、有无监护能力。"
        yield warn("grandparent_guardian", target, message, "GX02")
    else:
        yield warn("guardian_right", target, "监护人不是生父母，请核对取得监护资格的证明。", "GX02")


def _gap(guardian: Answers, position: int, child_birth: date) -> Iterator[Finding]:
    if guardian_text(guardian, "grd_relation") not in FATHER_AND_MOTHER:
        return
    paper = read_paper(guardian_text(guardian, "grd_id_type"), guardian_text(guardian, "grd_id_no"))
    if paper.birth is not None and completed_years(paper.birth, child_birth) < _PARENT_GAP:
        target = guardian_target(position, "grd_id_no")
        message = f"学生出生时父（母）未满{_PARENT_GAP}周岁，请核对双方证件号和关系。"
        yield warn("parent_too_young", target, message, "GX05")


def check_relation_to_head(context: CheckContext) -> Iterator[Finding]:
    """与户主关系 against sex and family (GX04): where the grandfather is 户主 the child is 孙子, not 子."""
    relation, target = context.text("stu_rel_to_head"), "stu_rel_to_head"
    if not relation:
        return
    label = context.catalogue.codes["family_relation"].label(relation)
    sex = _sex_of_relation(relation)
    if sex and context.text("stu_sex") in ("1", "2") and sex != context.text("stu_sex"):
        yield warn("relation_sex", target, f"与户主关系“{label}”与性别不符，请核对户口簿。", "GX04")
    head, doubt = context.text("stu_hukou_head"), None
    if head and relation in ("01", "02"):
        doubt = None if head == context.case.child_name else "关系为本人或户主，户主姓名却不是学生。"
    elif head:
        doubt = _head_doubt(context, head, relation, label)
    if doubt:
        yield warn("relation_to_head", target, f"{doubt}请按户口簿学生页登记核对。", "GX04")
    elif head:
        yield ok("relation_to_head", target, "与家庭关系相符")


def _head_doubt(context: CheckContext, head: str, relation: str, label: str) -> str | None:
    relations = {
        guardian_text(guardian, "grd_relation")
        for guardian in context.case.guardians
        if guardian_text(guardian, "grd_name") == head
    }
    is_child, is_grandchild = "20" <= relation <= "39", "40" <= relation <= "49"
    if relations & (FATHER_AND_MOTHER | STEP_PARENTS):
        return None if is_child else f"户主是学生父（母），与户主关系却填为“{label}”。"
    if relations & GRANDPARENTS:
        return None if is_grandchild else f"户主是学生祖辈，与户主关系却填为“{label}”。"
    filled_in = {guardian_text(guardian, "grd_relation") for guardian in context.case.guardians}
    if is_child and filled_in >= FATHER_AND_MOTHER:
        return f"户主不是填报的父母，与户主关系却填为“{label}”。"
    return None


def _sex_of_relation(relation: str) -> str:
    if relation in ("41", "43") or ("20" <= relation <= "29" and relation != "28"):
        return "1"
    if relation in ("42", "44") or ("30" <= relation <= "39" and relation != "38"):
        return "2"
    return ""


def is_family_name(context: CheckContext, name: str) -> bool:
    """Whether a name is the student's or a guardian's."""
    names = {guardian_text(guardian, "grd_name") for guardian in context.case.guardians}
    return name in names | {context.case.child_name}


def guardian_id_numbers(context: CheckContext) -> frozenset[str]:
    """ID numbers of the guardians."""
    return frozenset(
        number for guardian in context.case.guardians if (number := guardian_text(guardian, "grd_id_no"))
    )
