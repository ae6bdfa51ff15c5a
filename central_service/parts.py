"""Everything a use case may need, made once by :func:`central_service.app.create_app` and handed down whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event

from central_service.config import ServiceConfig
from central_service.freshness import Freshness
from central_service.ports import BlobStore, IdentityProvider, Registry, SmsGateway
from central_service.reference import Reference
from central_service.store.database import Database
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of one running service."""

    config: ServiceConfig
    clock: Clock
    database: Database
    blobs: BlobStore
    identity: IdentityProvider
    registry: Registry
    gateway: SmsGateway
    reference: Reference
    freshness: Freshness = field(default_factory=Freshness)
    """Wakes the long polls of a scope when its feed has grown."""
    notice_waiting: Event = field(default_factory=Event)
    """Wakes the worker when a notice was committed."""
    closing: Event = field(default_factory=Event)
    """Set when the service stops: long polls answer at once."""

    @property
    def catalogue(self) -> Catalogue:
        """Forms, codes, materials, reasons and regions."""
        return self.reference.catalogue
