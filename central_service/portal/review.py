"""What reviewers' desktops reach: sign in, the season, changes by cursor, a long poll, and actions in batches."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from central_service.accounts.people import Staff
from central_service.accounts.sessions import NewSession, revoke
from central_service.accounts.sign_in import Attempt, sign_in
from central_service.cases.decisions import decide, recall
from central_service.parts import Parts
from central_service.portal.access import (
    REVIEW_ROLES,
    PartsDep,
    Token,
    check_protocol,
    client_address,
    reviewer,
)
from central_service.portal.bodies import Body
from central_service.portal.pages import compress, write_page
from central_service.problems import ServiceProblem, not_found
from central_service.store.feed import head_of, read_page
from central_service.store.seasons import SeasonRow, find_season, latest_season, policy_of, schools_of
from reviewer_app.sync.protocol import (
    FEED_TYPE,
    NEXT_HEADER,
    ActionBatch,
    Outcome,
    OutcomeBatch,
    SchoolMessage,
    SeasonMessage,
    SignedIn,
    SignIn,
)

DEFAULT_PAGE = 1000
ReviewerDep = Annotated[Staff, Depends(reviewer)]
ScopePath = Annotated[str, Path(max_length=32)]
_POLL_SECONDS = 2.0
"""How often a wait looks for changes that another process has committed (PostgreSQL only)."""


class Me(Body):
    """Who is signed in, and for what."""

    name: str
    role: str
    office: str
    office_name: str
    season: int
    scope: str


class Head(Body):
    """The newest number of a scope's feed."""

    scope: str
    head: int


def review_routes() -> APIRouter:
    """The reviewers' routes, all of which ask for the protocol's version."""
    router = APIRouter(prefix="/v1", tags=["review"], dependencies=[Depends(check_protocol)])
    _sessions(router)
    _scopes(router)
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


def _scopes(router: APIRouter) -> None:
    @router.get("/scopes/{scope}")
    def show_season(parts: PartsDep, staff: ReviewerDep, scope: ScopePath) -> SeasonMessage:
        """The county's season as the desktop needs it offline."""
        season = _scope(parts, staff, scope)
        office = parts.catalogue.regions.find_office(season.office)
        with parts.database.read() as connection:
            _, policy = policy_of(connection, season.office, season.year)
            schools = schools_of(connection, scope)
        return SeasonMessage(
            scope=scope,
            office=season.office,
            office_name=season.office_name,
            year=season.year,
            opens=season.opens,
            closes=season.closes,
            correction_days=season.correction_days,
            policy=policy,
            hotlines=office.phones if office else (),
            schools=tuple(
                SchoolMessage(
                    code=school.code,
                    name=school.name,
                    stages=tuple(sorted(school.stages)),
                    plan=school.plan,
                    private=school.private,
                )
                for school in schools
            ),
        )

    @router.get(
        "/scopes/{scope}/changes", response_class=Response, responses={200: {"content": {FEED_TYPE: {}}}}
    )
    def changes(
        parts: PartsDep,
        staff: ReviewerDep,
        scope: ScopePath,
        epoch: Annotated[str, Query(max_length=32)] = "",
        after: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int, Query(ge=1)] = DEFAULT_PAGE,
        accept_encoding: Annotated[str, Header()] = "",
    ) -> Response:
        """The changes after a cursor. Without an epoch the reading starts over, and ``after`` must be 0."""
        _scope(parts, staff, scope)
        with parts.database.read() as connection:
            page = read_page(connection, scope, after, min(limit, parts.config.limits.page_rows))
        known = epoch == page.epoch or (not epoch and after == 0)
        if not known or after > page.head or 0 < after < page.horizon:
            raise ServiceProblem(
                410, "start_over", "服务端数据已更新，将重新同步全部办件，未发送的决定会保留。"
            )
        written = write_page(page, after)
        content, encoding = compress(written.content, accept_encoding)
        headers = {
            NEXT_HEADER: str(written.next),
            "Cache-Control": "no-store",
            "Vary": "Accept-Encoding",
        }
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(content, 200, headers, FEED_TYPE)

    @router.get("/scopes/{scope}/wait")
    async def wait(
        parts: PartsDep,
        staff: ReviewerDep,
        scope: ScopePath,
        after: Annotated[int, Query(ge=0)] = 0,
        seconds: Annotated[float, Query(ge=0)] = 25.0,
    ) -> Head:
        """Answers as soon as the feed has grown beyond ``after``, or after ``seconds``."""
        await run_in_threadpool(_scope, parts, staff, scope)
        head = await _grown(parts, scope, after, min(seconds, parts.config.limits.wait_seconds))
        return Head(scope=scope, head=head)


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


async def _grown(parts: Parts, scope: str, after: int, seconds: float) -> int:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while True:
        future = parts.freshness.subscribe(scope)
        try:
            head = await run_in_threadpool(_head, parts, scope)
            left = deadline - loop.time()
            if head > after or left <= 0 or parts.closing.is_set():
                return head
            await asyncio.wait(
                [future], timeout=left if parts.database.is_sqlite else min(left, _POLL_SECONDS)
            )
        finally:
            parts.freshness.unsubscribe(scope, future)


def _head(parts: Parts, scope: str) -> int:
    with parts.database.read() as connection:
        return head_of(connection, scope)


def _scope(parts: Parts, staff: Staff, scope: str) -> SeasonRow:
    """The season, if it is one of the office. :raises ServiceProblem: 404 for all others."""
    with parts.database.read() as connection:
        season = find_season(connection, scope)
    if season is None or season.office != staff.office:
        raise not_found("范围")
    return season


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
