"""Drafts and working copies: begun, filled in, thrown away by those who own them; no reviewer sees them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from central_service.accounts.people import Submitter
from central_service.cases.access import own_case
from central_service.cases.editing import Edit, edit_case
from central_service.cases.rows import (
    StoredCase,
    insert_case,
    new_case_id,
    new_tag,
    save_amendment,
    save_case,
)
from central_service.documents.forgetting import forget_documents
from central_service.parts import Parts
from central_service.problems import ServiceProblem
from central_service.store.seasons import SeasonRow, latest_season
from central_service.store.tables import cases, documents
from reviewer_app.models.domain.case import (
    Case,
    CaseStatus,
    Category,
    Channel,
    FormKind,
    OfficeCode,
    Stage,
)

EDITABLE = frozenset({CaseStatus.DRAFT, CaseStatus.CORRECTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """What is chosen before the form opens: region, stage, form (guide 三(三), 三(四))."""

    office: str
    stage: Stage
    form_kind: FormKind
    category: Category = Category.LOCAL


def create_draft(parts: Parts, who: Submitter, chosen: NewDraft) -> Case:
    """Begin a case. :raises ServiceProblem: office unknown, window closed, too many drafts."""
    now = parts.clock.now()
    with parts.database.write() as transaction:
        connection = transaction.connection
        season = open_season(parts, connection, chosen.office)
        if who.office is not None and who.office != chosen.office:
            raise ServiceProblem(403, "other_office", "报名点只能录入本地区的办件。", "office")
        _check_number_of_drafts(parts, connection, who)
        case = Case(
            id=new_case_id(),
            number="",
            office=OfficeCode(chosen.office),
            season=season.year,
            stage=chosen.stage,
            form_kind=chosen.form_kind,
            category=chosen.category,
            channel=Channel.ONLINE if who.guardian else Channel.OFFLINE,
            status=CaseStatus.DRAFT,
            tag=new_tag(),
            answers={"stage": str(chosen.stage), "region": chosen.office, "category": str(chosen.category)},
            guardians=(_first_guardian(who),),
            created_at=now,
            updated_at=now,
        )
        insert_case(connection, case, **owner_columns(who))
    return case


def owner_columns(who: Submitter) -> dict[str, str | None]:
    """Which account a new case belongs to."""
    return {
        "guardian": who.id if who.guardian else None,
        "entered_by": None if who.guardian else who.id,
    }


def open_season(parts: Parts, connection: Connection, office: str) -> SeasonRow:
    """The office's season, if its window is open now. :raises ServiceProblem:"""
    season = latest_season(connection, office)
    if season is None:
        raise ServiceProblem(422, "office_unknown", "所选地区没有开通网上报名，请重新选择。", "office")
    now = parts.clock.now()
    if now < season.opens:
        opens = season.opens.astimezone(now.tzinfo)
        message = f"报名还没有开始，请在 {opens.month}月{opens.day}日{opens.hour}时后再来。"
        raise ServiceProblem(409, "window_not_open", message)
    if now > season.closes:
        raise window_closed(parts, season)
    return season


def window_closed(parts: Parts, season: SeasonRow) -> ServiceProblem:
    """The answer after the last hour, with whom to call."""
    closes = season.closes.astimezone(parts.clock.now().tzinfo)
    office = parts.catalogue.regions.find_office(season.office)
    phones = "、".join(office.phones) if office else ""
    day = f"{closes.month}月{closes.day}日{closes.hour}时"
    message = f"报名已于{day}截止。确需补报的，请咨询{season.office_name} {phones}。"
    return ServiceProblem(409, "window_closed", message)


def save_answers(parts: Parts, who: Submitter, case_id: str, edit: Edit) -> Case:
    """Write answers into a draft or working copy; answers it as it now stands."""
    with parts.database.write() as transaction:
        connection = transaction.connection
        stored = own_case(connection, who, case_id, lock=True)
        working = working_copy(stored)
        edited = edit_case(working, edit, parts.reference, parts.clock.now())
        return keep_working_copy(connection, stored, edited)


def working_copy(stored: StoredCase) -> Case:
    """What the guardian edits. :raises ServiceProblem: 409 when the case is not theirs to edit now."""
    if stored.case.status not in EDITABLE:
        raise ServiceProblem(
            409, "not_editable", "办件已经提交，现在不能修改；需要更改的，可先撤回再办一单。"
        )
    return stored.working


def keep_working_copy(connection: Connection, stored: StoredCase, edited: Case) -> Case:
    """Keep what the guardian has written so far."""
    if stored.case.status is CaseStatus.DRAFT:
        return save_case(connection, stored, edited)
    save_amendment(connection, edited)
    return edited


def delete_draft(parts: Parts, who: Submitter, case_id: str) -> None:
    """Throw a draft away with its documents. :raises ServiceProblem: 409 for a case that was sent in."""
    with parts.database.write() as transaction:
        connection = transaction.connection
        stored = own_case(connection, who, case_id, lock=True)
        if stored.case.status is not CaseStatus.DRAFT:
            raise ServiceProblem(409, "not_a_draft", "办件已经提交，不能删除；不再报名的，请撤回。")
        ids = connection.execute(select(documents.c.id).where(documents.c.case_id == case_id)).scalars()
        forget_documents(parts, transaction, ids)
        connection.execute(delete(cases).where(cases.c.id == case_id))


def _check_number_of_drafts(parts: Parts, connection: Connection, who: Submitter) -> None:
    if who.guardian is None:
        return
    drafts = select(func.count()).where(cases.c.guardian == who.id, cases.c.status == CaseStatus.DRAFT)
    if connection.execute(drafts).scalar_one() >= parts.config.limits.drafts_per_guardian:
        raise ServiceProblem(409, "too_many_drafts", "未提交的草稿太多，请先在“我的待办件”中删除不用的草稿。")


def _first_guardian(who: Submitter) -> dict[str, str]:
    person = who.guardian
    if person is None:
        return {}
    return {
        "grd_name": person.name,
        "grd_id_type": person.id_type,
        "grd_id_no": person.id_no,
        "grd_mobile": person.mobile,
    }
