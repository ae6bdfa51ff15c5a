"""What guardians reach: sign in by real name, read before they choose, then the routes of their cases."""

from __future__ import annotations

from fastapi import APIRouter

from central_service.accounts.identity import open_guardian_session
from central_service.accounts.sessions import revoke
from central_service.portal.access import PartsDep, Token, guardian
from central_service.portal.answers import Session
from central_service.portal.applications import application_routes
from central_service.portal.bodies import GuardianSignIn
from central_service.ports import IdentityClaim
from reviewer_app.models.domain.workflow import Role


def guardian_routes() -> APIRouter:
    """Everything below ``/v1/guardian``."""
    router = APIRouter(prefix="/v1/guardian", tags=["guardian"])

    @router.post("/sessions", status_code=201)
    def sign_in(parts: PartsDep, body: GuardianSignIn) -> Session:
        """Sign in by the platform's real-name and face check."""
        claim = IdentityClaim(
            name=body.name, id_type=body.id_type, id_no=body.id_no, mobile=body.mobile, proof=body.proof
        )
        person, session = open_guardian_session(parts, claim)
        return Session(
            token=session.token, name=person.name, expires_at=session.expires_at, role=Role.GUARDIAN
        )

    @router.delete("/sessions", status_code=204)
    def sign_out(parts: PartsDep, token: Token) -> None:
        """End this session."""
        with parts.database.write() as transaction:
            revoke(transaction.connection, token, parts.clock.now())

    router.include_router(application_routes(guardian))
    return router
