"""Puts an accepted file into a draft or a working copy, or takes one out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from hashlib import sha256

from sqlalchemy import Connection, insert

from central_service.accounts.people import Submitter
from central_service.cases.access import own_case
from central_service.cases.drafts import keep_working_copy, working_copy
from central_service.cases.editing import with_open_correction
from central_service.cases.rows import StoredCase
from central_service.documents.forgetting import forget_documents
from central_service.documents.intake import AcceptedFile, accept_file
from central_service.parts import Parts
from central_service.problems import ServiceProblem, not_found
from central_service.store.database import Transaction
from central_service.store.tables import documents
from reviewer_app.models.domain.case import Case, CaseStatus, Document, DocumentId
from reviewer_app.models.domain.conditions import facts_of

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file as it comes in. ``page`` is its place (from 1) among the files of its material."""

    material: str
    page: int
    content: bytes
    declared: str


def upload_document(parts: Parts, who: Submitter, case_id: str, upload: Upload) -> Document:
    """Check, clean and keep a file; one in its place is replaced.

    :raises ServiceProblem: of :func:`~central_service.documents.intake.accept_file`, or because the case, the material
        or the place is not open to it. Nothing is kept then.
    """
    with parts.database.read() as connection:
        working = working_copy(own_case(connection, who, case_id))
    _check_place(parts, working, upload.material, upload.page)
    policy = parts.reference.policy(working.office)
    rules = replace(parts.catalogue.materials.upload, max_bytes=policy.upload.max_bytes)
    accepted = accept_file(upload.content, upload.declared, rules, parts.config.limits)
    document = _new_document(parts, upload, accepted)
    blob = f"{document.id[:2]}/{document.id}.{_SUFFIXES[document.media_type]}"
    parts.blobs.put(blob, accepted.content)
    try:
        with parts.database.write() as transaction:
            connection = transaction.connection
            stored = own_case(connection, who, case_id, lock=True)
            working = working_copy(stored)
            _check_place(parts, working, upload.material, upload.page)
            _insert(connection, case_id, document, blob)
            _keep(parts, transaction, stored, working, upload.material, upload.page, document)
    except BaseException:
        parts.blobs.delete(blob)
        raise
    return document


def remove_document(parts: Parts, who: Submitter, case_id: str, material: str, page: int) -> None:
    """Take a file out. :raises ServiceProblem: 404 when there is none in that place."""
    with parts.database.write() as transaction:
        stored = own_case(transaction.connection, who, case_id, lock=True)
        working = working_copy(stored)
        _check_place(parts, working, material, page)
        if _at(working, material, page) is None:
            raise not_found("材料")
        _keep(parts, transaction, stored, working, material, page, None)


def _check_place(parts: Parts, working: Case, material: str, page: int) -> None:
    limits = parts.reference.policy(working.office).upload
    if parts.catalogue.materials.find(material) is None:
        raise ServiceProblem(404, "material_unknown", f"没有编号为 {material[:10]} 的材料。", "material")
    if not 1 <= page <= limits.max_files:
        message = f"每种材料最多上传 {limits.max_files} 个文件，请合并或删减。"
        raise ServiceProblem(422, "too_many_files", message, "page")
    if working.status is CaseStatus.CORRECTION:
        if material not in parts.reference.opened(working).materials:
            message = "补正期间只能更换通知中列出的材料，这一种没有列出。"
            raise ServiceProblem(403, "not_opened_for_correction", message, "material")
    elif material not in parts.catalogue.materials.slots(facts_of(working)):
        name = parts.catalogue.materials.materials[material].short
        raise ServiceProblem(422, "material_not_asked", f"按所填情形不需要“{name}”，请不要上传。", "material")


def _new_document(parts: Parts, upload: Upload, accepted: AcceptedFile) -> Document:
    return Document(
        id=DocumentId(secrets.token_hex(12)),
        material=upload.material,
        page=upload.page,
        sha256=sha256(accepted.content).hexdigest(),
        media_type=accepted.media_type,
        size=len(accepted.content),
        width=accepted.width,
        height=accepted.height,
        pages=accepted.pages,
        uploaded_at=parts.clock.now(),
    )


def _insert(connection: Connection, case_id: str, document: Document, blob: str) -> None:
    connection.execute(
        insert(documents).values(
            id=document.id,
            case_id=case_id,
            sha256=document.sha256,
            media_type=document.media_type,
            size=document.size,
            pages=document.pages,
            blob=blob,
            uploaded_at=document.uploaded_at,
        )
    )


def _keep(
    parts: Parts,
    transaction: Transaction,
    stored: StoredCase,
    working: Case,
    material: str,
    page: int,
    document: Document | None,
) -> None:
    old = _at(working, material, page)
    others = tuple(kept for kept in working.documents if kept is not old)
    updated = replace(
        working, documents=(*others, document) if document else others, updated_at=parts.clock.now()
    )
    correction = working.open_correction
    if old is not None and old in stored.case.documents and correction is not None:
        updated = with_open_correction(updated, replace(correction, replaced=(*correction.replaced, old)))
    elif old is not None:
        forget_documents(parts, transaction, [old.id])
    keep_working_copy(transaction.connection, stored, updated)


def _at(case: Case, material: str, page: int) -> Document | None:
    return next((kept for kept in case.documents_of(material) if kept.page == page), None)
