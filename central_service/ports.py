"""Protocols of what lies outside the service: identity check, government registries, text messages, object storage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reviewer_app.models.domain.case import Case, RegistryResult


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityClaim:
    """Who somebody says to be. ``proof`` is what the platform gave them to show it; a simulation needs none."""

    name: str
    id_type: str
    id_no: str
    mobile: str
    proof: str = ""


class IdentityProvider(Protocol):
    """Real-name and face check (实名实人核验) of the one-stop platform."""

    def verify(self, claim: IdentityClaim, /) -> bool:
        """Whether the person is who they say."""
        ...


class Registry(Protocol):
    """Comparisons with 户籍, 不动产, 居住证 and 社保. They inform a person and never decide."""

    def compare(self, case: Case) -> Sequence[RegistryResult]:
        """One result for each registry that the case concerns; a fault is a result, not an exception."""
        ...


class GatewayError(Exception):
    """A message was not taken. ``permanent``: trying again is useless (bad number)."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class SmsGateway(Protocol):
    """Sends text messages."""

    def send(self, mobile: str, text: str, dedupe: str) -> None:
        """Hand one message over; the same ``dedupe`` key twice is one message. :raises GatewayError:"""
        ...


class BlobStore(Protocol):
    """Keeps bytes under names that the service makes."""

    def put(self, name: str, content: bytes) -> None:
        """Keep ``content``; durable when this returns. Writing a name again replaces it whole."""
        ...

    def get(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        """Bytes ``start`` to ``end`` (exclusive). :raises FileNotFoundError:"""
        ...

    def delete(self, name: str) -> None:
        """Forget a name; one that is not there is no error."""
        ...
