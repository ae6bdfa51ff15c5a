"""What reviewers' desktops reach: sign in, say who they are, and send decisions in batches."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from central_service.accounts.people import Staff
from central_service.accounts.sessions import NewSession, revoke
from central_service.accounts.sign_in import Attempt, sign_in
from central_service.cases.decisions import decide
from central_service.cases.remembered import recall
from central_service.parts import Parts
from central_service.portal.access import (
    REVIEW_ROLES,
    PartsDep,
    ReviewerDep,
    Token,
    check_protocol,
    client_address,
)
from central_service.portal.bodies import Body
from central_service.portal.feeds import feed_routes
from central_service.problems import ServiceProblem, not_found
from central_service.store.seasons import SeasonRow, latest_season
from reviewer_app.sync.protocol import ActionBatch, Outcome, OutcomeBatch, SignedIn, SignIn


class Me(Body):
    """Who is signed in, and for what."""

    name: str
    role: str
    office: str
    office_name: str
    season: int
    scope: str


def review_routes() -> APIRouter:
    """The reviewers' routes, all of which ask for the protocol's version."""
    router = APIRouter(prefix="/v1", tags=["review"], dependencies=[Depends(check_protocol)])
    _sessions(router)
    feed_routes(router)
    _actions(router)
    return router


def _sessions(router: APIRouter) -> None:
    @router.post("/sessions", status_code=201)
    def open_session(parts: PartsDep, request: Request, body: SignIn) -> SignedIn:
        """Sign a reviewer or supervisor in."""
        attempt = Attempt(body.account, body.password, body.device, client_address(request))
        staff, session = sign_in(parts, attempt, REVIEW_ROLES)
        return _signed_in(parts, staff, session)

    @router.delete("/sessions", status_code=204)
    def close_session(parts: PartsDep, token: Token) -> None:
        """End this session."""
        with parts.database.write() as transaction:
            revoke(transaction.connection, token, parts.clock.now())

    @router.get("/me")
    def me(parts: PartsDep, staff: ReviewerDep) -> Me:
        """Who the token belongs to."""
        season = _season_of(parts, staff)
        return Me(
            name=staff.name,
            role=staff.role,
            office=staff.office,
            office_name=season.office_name,
            season=season.year,
            scope=season.scope,
        )


def _actions(router: APIRouter) -> None:
    @router.post("/actions")
    def post_actions(parts: PartsDep, staff: ReviewerDep, batch: ActionBatch) -> OutcomeBatch:
        """Decisions, each in a transaction of its own; one that is refused never stops those behind it."""
        return OutcomeBatch(outcomes=tuple(decide(parts, staff, message) for message in batch.actions))

    @router.get("/actions/{action_id}")
    def get_action(
        parts: PartsDep, staff: ReviewerDep, action_id: Annotated[str, Path(max_length=64)]
    ) -> Outcome:
        """What an action was answered, for a client that did not hear it."""
        with parts.database.read() as connection:
            outcome = recall(connection, staff, action_id)
        if outcome is None:
            raise not_found("操作")
        return outcome


def _season_of(parts: Parts, staff: Staff) -> SeasonRow:
    with parts.database.read() as connection:
        season = latest_season(connection, staff.office)
    if season is None:
        raise ServiceProblem(409, "no_season", "本地区还没有设置报名年度，请联系管理员。")
    return season


def _signed_in(parts: Parts, staff: Staff, session: NewSession) -> SignedIn:
    season = _season_of(parts, staff)
    return SignedIn(
        token=session.token,
        name=staff.name,
        role="supervisor" if staff.role == "supervisor" else "reviewer",
        office=staff.office,
        office_name=season.office_name,
        season=season.year,
        scope=season.scope,
        expires_at=session.expires_at,
    )
