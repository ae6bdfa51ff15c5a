"""What offline registration points (线下报名点) reach: the same cases, entered by an operator beside the guardian."""

from __future__ import annotations

from fastapi import APIRouter, Request

from central_service.accounts.sessions import revoke
from central_service.accounts.sign_in import Attempt, sign_in
from central_service.portal.access import DESK_ROLES, PartsDep, Token, client_address, operator
from central_service.portal.answers import Session
from central_service.portal.applications import application_routes
from central_service.portal.bodies import StaffSignIn


def desk_routes() -> APIRouter:
    """Everything below ``/v1/desk``."""
    router = APIRouter(prefix="/v1/desk", tags=["desk"])

    @router.post("/sessions", status_code=201)
    def open_desk(parts: PartsDep, request: Request, body: StaffSignIn) -> Session:
        """Sign an operator in."""
        attempt = Attempt(body.account, body.password, body.device, client_address(request))
        staff, session = sign_in(parts, attempt, DESK_ROLES)
        return Session(
            token=session.token,
            name=staff.name,
            expires_at=session.expires_at,
            office=staff.office,
            role=staff.role,
        )

    @router.delete("/sessions", status_code=204)
    def close_desk(parts: PartsDep, token: Token) -> None:
        """End this session."""
        with parts.database.write() as transaction:
            revoke(transaction.connection, token, parts.clock.now())

    router.include_router(application_routes(operator))
    return router
