"""Puts the service together: from its settings and ports to one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute

from central_service.accounts.identity import NoIdentityProvider, SimulatedIdentity
from central_service.cases.registries import NoRegistry, SimulatedRegistry
from central_service.clock import SystemClock
from central_service.config import ServiceConfig
from central_service.documents.folder import FolderBlobs
from central_service.notices.gateway import LogGateway
from central_service.notices.worker import NoticeWorker
from central_service.parts import Parts
from central_service.portal.access import guardian, operator
from central_service.portal.answers import ProblemBody
from central_service.portal.desk import desk_routes
from central_service.portal.errors import install_error_handlers
from central_service.portal.files import own_file_routes, reviewer_file_routes
from central_service.portal.guardian import guardian_routes
from central_service.portal.headers import AnswerHeaders
from central_service.portal.limits import BodyLimit
from central_service.portal.reading import reading_routes
from central_service.portal.review import review_routes
from central_service.ports import BlobStore, IdentityProvider, Registry, SmsGateway
from central_service.reference import load_reference
from central_service.store.database import Database
from central_service.store.migrate import migrate
from reviewer_app.models.domain.ports import Clock
from reviewer_app.sync.protocol import PROBLEM_TYPE


def assemble(
    config: ServiceConfig,
    *,
    clock: Clock | None = None,
    gateway: SmsGateway | None = None,
    registry: Registry | None = None,
    identity_provider: IdentityProvider | None = None,
) -> Parts:
    """The parts of a service, its database migrated; for the command line, tests and :func:`create_app`."""
    clock = clock or SystemClock()
    reference = load_reference(config.resources)
    database = Database(config.database_url)
    migrate(database)
    if registry is None:
        registry = SimulatedRegistry(database, clock) if config.simulated_registry else NoRegistry(clock)
    if identity_provider is None:
        identity_provider = SimulatedIdentity() if config.simulated_identity else NoIdentityProvider()
    return Parts(
        config=config,
        clock=clock,
        database=database,
        blobs=_blob_store(config),
        identity=identity_provider,
        registry=registry,
        gateway=gateway or LogGateway(database, clock),
        reference=reference,
    )


def create_app(
    config: ServiceConfig,
    *,
    clock: Clock | None = None,
    gateway: SmsGateway | None = None,
    registry: Registry | None = None,
    identity_provider: IdentityProvider | None = None,
    deliver_notices: bool = True,
) -> FastAPI:
    """The service as an ASGI application; its parts stand in ``app.state.parts``.

    Ports that are not given are the embedded ones: the machine's clock, a table for messages, and, where the settings
    say so, simulated registries and identity.

    :param deliver_notices: whether a thread sends the notices; a test calls ``deliver_due`` itself instead.
    """
    parts = assemble(
        config, clock=clock, gateway=gateway, registry=registry, identity_provider=identity_provider
    )
    return application(parts, deliver_notices=deliver_notices)


def application(parts: Parts, *, deliver_notices: bool = True) -> FastAPI:
    """The ASGI application around given parts; it closes them when it ends."""
    app = FastAPI(
        title="Enrolment service",
        version="1",
        description="Guardians and registration points send cases in, reviewers' desktops sync and decide them.",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(parts, deliver_notices),
    )
    app.state.parts = parts
    app.router.routes.extend(_routes())
    install_error_handlers(app)
    app.add_middleware(BodyLimit, limits=parts.config.limits)
    app.add_middleware(AnswerHeaders)
    return app


@cache
def _routes() -> Sequence[BaseRoute]:
    """All routes. They hold no state of a service, so that several in one process share them."""
    root = APIRouter(responses=_PROBLEMS)
    for router in (
        reading_routes(),
        guardian_routes(),
        desk_routes(),
        review_routes(),
        reviewer_file_routes(),
    ):
        root.include_router(router)
    root.include_router(own_file_routes(guardian), prefix="/v1/guardian", tags=["guardian"])
    root.include_router(own_file_routes(operator), prefix="/v1/desk", tags=["desk"])
    return tuple(root.routes)


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "What is wrong, in a stable code and in Chinese.",
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}},
        "model": ProblemBody,
    },
    "5XX": {
        "description": "Not the caller's fault; nothing was kept.",
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}},
        "model": ProblemBody,
    },
}


def _lifespan(parts: Parts, deliver_notices: bool) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def run(_app: FastAPI) -> AsyncIterator[None]:
        worker = NoticeWorker(parts) if deliver_notices else None
        if worker is not None:
            worker.start()
        try:
            yield
        finally:
            parts.closing.set()
            parts.freshness.announce_all()
            if worker is not None:
                worker.stop()
            parts.database.close()

    return run


def _blob_store(config: ServiceConfig) -> BlobStore:
    if config.blob_folder is not None:
        return FolderBlobs(config.blob_folder)
    from central_service.documents.s3 import S3Blobs

    assert config.s3 is not None
    return S3Blobs(config.s3)
