"""再办一单: an ended case copied into a new draft, without opinions, consent, identity check or rating."""

from __future__ import annotations

from dataclasses import replace

from central_service.accounts.people import Submitter
from central_service.audit import record
from central_service.cases.access import own_case
from central_service.cases.drafts import open_season, owner_columns
from central_service.cases.guardian_steps import allowed
from central_service.cases.platform_answers import without_platform_answers
from central_service.cases.rows import get_case, insert_case, new_case_id, new_tag, save_case
from central_service.documents.copies import copy_documents
from central_service.parts import Parts
from reviewer_app.models.domain.answers import drop_unasked
from reviewer_app.models.domain.case import Answers, Case, CaseStatus, Channel, FormKind
from reviewer_app.models.domain.conditions import facts_of
from reviewer_app.models.domain.workflow import Act, CaseAction


def reapply(parts: Parts, who: Submitter, case_id: str, form_kind: FormKind | None = None) -> Case:
    """A new draft; the old case stays as it is. Materials that the new draft is not asked for are left behind.

    :raises ServiceProblem: 409 when the case has not ended that way, or the window is closed.
    """
    now = parts.clock.now()
    with parts.database.write() as transaction:
        connection = transaction.connection
        stored = own_case(connection, who, case_id, lock=True)
        allowed(parts, stored.case, Act(action=CaseAction.REAPPLY), who)
        season = open_season(parts, connection, stored.case.office)
        draft = _draft_of(parts, stored.case, form_kind or stored.case.form_kind)
        draft = replace(
            draft,
            season=season.year,
            channel=Channel.ONLINE if who.guardian else Channel.OFFLINE,
            created_at=now,
            updated_at=now,
        )
        insert_case(connection, draft, **owner_columns(who))
        slots = parts.catalogue.materials.slots(facts_of(draft))
        wanted = [document for document in stored.case.documents if document.material in slots]
        copies = copy_documents(parts, transaction, draft.id, wanted, now)
        draft = save_case(connection, get_case(connection, draft.id), replace(draft, documents=copies))
        record(connection, now, who, "reapply", draft.id)
    return draft


def _draft_of(parts: Parts, old: Case, form_kind: FormKind) -> Case:
    form = parts.catalogue.forms[form_kind]
    settings = parts.reference.policy(old.office).settings
    guardians: list[Answers] = [without_platform_answers(guardian) for guardian in old.guardians]
    answers, kept = drop_unasked(form, without_platform_answers(old.answers), guardians, settings=settings)
    return Case(
        id=new_case_id(),
        number="",
        office=old.office,
        season=old.season,
        stage=old.stage,
        form_kind=form_kind,
        category=old.category,
        channel=old.channel,
        status=CaseStatus.DRAFT,
        tag=new_tag(),
        answers=answers,
        guardians=kept,
        predecessor=old.id,
        created_at=old.created_at,
        updated_at=old.updated_at,
    )
