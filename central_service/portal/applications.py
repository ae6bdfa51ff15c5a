"""The routes of drafts and cases, the same for guardians and registration points: only who asks differs."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Request

from central_service.accounts.people import Submitter
from central_service.cases.access import own_case, own_cases
from central_service.cases.drafts import NewDraft, create_draft, delete_draft, save_answers
from central_service.cases.editing import Change, Edit
from central_service.cases.guardian_steps import rate, resubmit, withdraw
from central_service.cases.reapplying import reapply
from central_service.cases.submission import Confirmation, submit_case
from central_service.documents.uploads import Upload, remove_document, upload_document
from central_service.parts import Parts
from central_service.portal.access import PartsDep
from central_service.portal.answers import CaseList, CaseView, Checklist, DocumentView, ResultView
from central_service.portal.bodies import (
    AnswersChange,
    DraftStart,
    RatingBody,
    Reapplication,
    SubmitConfirmation,
    Values,
    WithdrawReason,
)
from central_service.portal.views import case_view, checklist, document_view, list_item, result_view
from central_service.problems import not_found
from reviewer_app.models.domain.case import Rating

CaseIdPath = Annotated[str, Path(max_length=64)]
MaterialPath = Annotated[str, Path(max_length=10)]


async def raw_body(request: Request) -> bytes:
    """The request's bytes, already bounded."""
    return await request.body()


Asker = Callable[..., Submitter]


def application_routes(asker: Asker) -> APIRouter:
    """The routes below ``/cases`` for whoever ``asker`` recognises."""
    router = APIRouter()
    _draft_routes(router, asker)
    _document_routes(router, asker)
    _step_routes(router, asker)
    return router


def _draft_routes(router: APIRouter, asker: Asker) -> None:
    Who = Annotated[Submitter, Depends(asker)]

    @router.post("/cases", status_code=201)
    def begin(parts: PartsDep, who: Who, body: DraftStart) -> CaseView:
        """Begin a draft: region, stage, form."""
        chosen = NewDraft(
            office=body.office, stage=body.stage, form_kind=body.form_kind, category=body.category
        )
        return _view(parts, who, create_draft(parts, who, chosen).id)

    @router.get("/cases")
    def list_cases(parts: PartsDep, who: Who) -> CaseList:
        """我的办件 and 我的待办件."""
        with parts.database.read() as connection:
            return CaseList(cases=[list_item(stored.case) for stored in own_cases(connection, who)])

    @router.get("/cases/{case_id}")
    def show(parts: PartsDep, who: Who, case_id: CaseIdPath) -> CaseView:
        """One case, and what may be done with it now."""
        return _view(parts, who, case_id)

    @router.delete("/cases/{case_id}", status_code=204)
    def throw_away(parts: PartsDep, who: Who, case_id: CaseIdPath) -> None:
        """Delete a draft."""
        delete_draft(parts, who, case_id)

    @router.put("/cases/{case_id}/answers")
    def write_answers(parts: PartsDep, who: Who, case_id: CaseIdPath, body: AnswersChange) -> CaseView:
        """Save answers: those named are set, null clears, the others stay."""
        guardians = tuple(None if guardian is None else _change(guardian) for guardian in body.guardians)
        save_answers(parts, who, case_id, Edit(_change(body.answers), guardians))
        return _view(parts, who, case_id)


def _document_routes(router: APIRouter, asker: Asker) -> None:
    Who = Annotated[Submitter, Depends(asker)]

    @router.get("/cases/{case_id}/checklist")
    def show_checklist(parts: PartsDep, who: Who, case_id: CaseIdPath) -> Checklist:
        """Which materials the draft needs as it stands."""
        with parts.database.read() as connection:
            stored = own_case(connection, who, case_id)
        return checklist(parts, stored.working)

    @router.put(
        "/cases/{case_id}/documents/{material}/{page}",
        status_code=201,
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    kind: {"schema": {"type": "string", "format": "binary"}}
                    for kind in ("image/jpeg", "image/png", "application/pdf")
                },
            }
        },
    )
    def put_document(
        parts: PartsDep,
        who: Who,
        case_id: CaseIdPath,
        material: MaterialPath,
        page: int,
        content: Annotated[bytes, Depends(raw_body)],
        content_type: Annotated[str, Header()] = "",
    ) -> DocumentView:
        """Upload one file: its raw bytes are the body."""
        upload = Upload(material=material, page=page, content=content, declared=content_type)
        return document_view(upload_document(parts, who, case_id, upload))

    @router.delete("/cases/{case_id}/documents/{material}/{page}", status_code=204)
    def delete_document(
        parts: PartsDep, who: Who, case_id: CaseIdPath, material: MaterialPath, page: int
    ) -> None:
        """Take one file out."""
        remove_document(parts, who, case_id, material, page)


def _step_routes(router: APIRouter, asker: Asker) -> None:
    Who = Annotated[Submitter, Depends(asker)]

    @router.post("/cases/{case_id}/submit")
    def submit(parts: PartsDep, who: Who, case_id: CaseIdPath, body: SubmitConfirmation) -> CaseView:
        """提交: consent, confirm, send; the case is received and numbered."""
        confirmation = Confirmation(
            consent_version=body.consent_version, confirm=body.confirm, guardian_present=body.guardian_present
        )
        submit_case(parts, who, case_id, confirmation)
        return _view(parts, who, case_id)

    @router.post("/cases/{case_id}/withdraw")
    def take_back(parts: PartsDep, who: Who, case_id: CaseIdPath, body: WithdrawReason) -> CaseView:
        """撤回, with a reason."""
        withdraw(parts, who, case_id, body.reason)
        return _view(parts, who, case_id)

    @router.post("/cases/{case_id}/resubmit")
    def send_again(parts: PartsDep, who: Who, case_id: CaseIdPath) -> CaseView:
        """补齐补正: send what was mended."""
        resubmit(parts, who, case_id)
        return _view(parts, who, case_id)

    @router.post("/cases/{case_id}/reapply", status_code=201)
    def apply_anew(parts: PartsDep, who: Who, case_id: CaseIdPath, body: Reapplication) -> CaseView:
        """再办一单: a new draft from an ended case."""
        return _view(parts, who, reapply(parts, who, case_id, body.form_kind).id)

    @router.post("/cases/{case_id}/rate", status_code=204)
    def give_rating(parts: PartsDep, who: Who, case_id: CaseIdPath, body: RatingBody) -> None:
        """评价, once after submission and once after the end."""
        rating = Rating(occasion=body.occasion, level=body.level, comment=body.comment, at=parts.clock.now())
        rate(parts, who, case_id, rating)

    @router.get("/cases/{case_id}/result")
    def show_result(parts: PartsDep, who: Who, case_id: CaseIdPath) -> ResultView:
        """办件结果, once the case is concluded."""
        with parts.database.read() as connection:
            found = result_view(parts, own_case(connection, who, case_id).case)
        if found is None:
            raise not_found("办件结果")
        return found


def _view(parts: Parts, who: Submitter, case_id: str) -> CaseView:
    with parts.database.read() as connection:
        return case_view(parts, own_case(connection, who, case_id), who.role)


def _change(values: Values) -> Change:
    return {code: tuple(value) if isinstance(value, list) else value for code, value in values.items()}
