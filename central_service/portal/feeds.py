"""The season and the changes of a scope, and a long poll that answers as soon as there are new ones."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response
from starlette.concurrency import run_in_threadpool

from central_service.accounts.people import Staff
from central_service.parts import Parts
from central_service.portal.access import PartsDep, ReviewerDep
from central_service.portal.bodies import Body
from central_service.portal.pages import compress, write_page
from central_service.problems import ServiceProblem, not_found
from central_service.store.feed import head_of, read_page
from central_service.store.seasons import SeasonRow, find_season, policy_of, schools_of
from reviewer_app.sync.protocol import FEED_TYPE, NEXT_HEADER, SchoolMessage, SeasonMessage

DEFAULT_PAGE = 1000
ScopePath = Annotated[str, Path(max_length=32)]
_POLL_SECONDS = 2.0
"""How often a wait looks for changes that another process has committed (PostgreSQL only)."""


class Head(Body):
    """The newest number of a scope's feed."""

    scope: str
    head: int


def feed_routes(router: APIRouter) -> None:
    """Add the routes below ``/scopes``."""

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
