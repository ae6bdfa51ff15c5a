"""Documents as they go out: originals, previews and thumbnails, with hash, ranges and fixed headers."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Response

from central_service.accounts.people import Submitter
from central_service.cases.access import office_case, own_case, shown_documents
from central_service.documents.renditions import StoredDocument, StoredFile, find_document, get_rendition
from central_service.parts import Parts
from central_service.portal.access import PartsDep, ReviewerDep, check_protocol
from central_service.portal.ranges import requested_range
from central_service.problems import ServiceProblem, not_found
from reviewer_app.models.domain.ports import Rendition

DocumentIdPath = Annotated[str, Path(max_length=64)]
PageQuery = Annotated[int, Query(ge=1, le=999)]
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
_BYTES: dict[int | str, dict[str, Any]] = {200: {"content": {kind: {} for kind in _SUFFIXES}}}


def reviewer_file_routes() -> APIRouter:
    """``/v1/documents/{id}`` for the reviewers of the case's office."""
    router = APIRouter(prefix="/v1/documents", tags=["review"], dependencies=[Depends(check_protocol)])

    def find(parts: PartsDep, staff: ReviewerDep, document_id: DocumentIdPath) -> StoredDocument:
        document = find_document(parts, document_id)
        with parts.database.read() as connection:
            stored = office_case(connection, staff, document.case_id) if document else None
        if document is None or stored is None or document.id not in shown_documents(stored.case):
            raise not_found("材料")
        return document

    _add_routes(router, "/{document_id}", find)
    return router


def own_file_routes(asker: Callable[..., Submitter]) -> APIRouter:
    """The same for those who uploaded them."""
    router = APIRouter()
    Who = Annotated[Submitter, Depends(asker)]

    def find(parts: PartsDep, who: Who, document_id: DocumentIdPath) -> StoredDocument:
        document = find_document(parts, document_id)
        if document is None:
            raise not_found("材料")
        with parts.database.read() as connection:
            own_case(connection, who, document.case_id)
        return document

    _add_routes(router, "/documents/{document_id}", find)
    return router


def _add_routes(router: APIRouter, path: str, find: Callable[..., StoredDocument]) -> None:
    Found = Annotated[StoredDocument, Depends(find)]
    Range = Annotated[str | None, Header(alias="Range")]
    IfRange = Annotated[str | None, Header(alias="If-Range")]
    IfNoneMatch = Annotated[str | None, Header(alias="If-None-Match")]

    @router.get(path, response_class=Response, responses=_BYTES)
    def original(
        parts: PartsDep, document: Found,
        wanted: Range = None, if_range: IfRange = None, known: IfNoneMatch = None,
    ) -> Response:  # fmt: skip
        """The original, as it was kept."""
        return _answer(parts, document.original, wanted, if_range, known)

    @router.get(path + "/preview", response_class=Response, responses=_BYTES)
    def preview(
        parts: PartsDep, document: Found, page: PageQuery = 1,
        wanted: Range = None, if_range: IfRange = None, known: IfNoneMatch = None,
    ) -> Response:  # fmt: skip
        """An upright JPEG whose longer side has at most 1,800 pixels."""
        file = _rendition(parts, document, Rendition.PREVIEW, page)
        return _answer(parts, file, wanted, if_range, known)

    @router.get(path + "/thumbnail", response_class=Response, responses=_BYTES)
    def thumbnail(
        parts: PartsDep, document: Found, page: PageQuery = 1,
        wanted: Range = None, if_range: IfRange = None, known: IfNoneMatch = None,
    ) -> Response:  # fmt: skip
        """An upright JPEG whose longer side has at most 240 pixels."""
        file = _rendition(parts, document, Rendition.THUMBNAIL, page)
        return _answer(parts, file, wanted, if_range, known)


def _rendition(parts: Parts, document: StoredDocument, kind: Rendition, page: int) -> StoredFile:
    if page > document.pages:
        raise ServiceProblem(404, "page_unknown", f"这份材料只有 {document.pages} 页。", "page")
    return get_rendition(parts, document, kind, page)


def _answer(
    parts: Parts,
    file: StoredFile,
    wanted: str | None,
    if_range: str | None,
    known: str | None,
) -> Response:
    etag = f'"{file.sha256}"'
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": f'attachment; filename="document.{_SUFFIXES[file.media_type]}"',
    }
    if known is not None and etag in {part.strip() for part in known.split(",")}:
        return Response(status_code=304, headers=headers)
    part = requested_range(wanted, if_range, etag, file.size)
    if part is None:
        return Response(parts.blobs.get(file.blob), 200, headers, file.media_type)
    headers["Content-Range"] = f"bytes {part[0]}-{part[1] - 1}/{file.size}"
    return Response(parts.blobs.get(file.blob, *part), 206, headers, file.media_type)
