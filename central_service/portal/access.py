"""Who is asking: the bearer token of each side, and the protocol version that a desktop speaks."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends, Header, Request

from central_service.accounts.people import Staff, Submitter
from central_service.accounts.sessions import guardian_of, signed_out, staff_of
from central_service.parts import Parts
from central_service.problems import ServiceProblem
from reviewer_app.config import PROTOCOL_VERSION
from reviewer_app.models.domain.workflow import Role
from reviewer_app.sync.protocol import PROTOCOL_HEADER

REVIEW_ROLES = frozenset({Role.REVIEWER, Role.SUPERVISOR})
_VERSION = re.compile(r"[0-9]{1,6}")
DESK_ROLES = frozenset({Role.OPERATOR})


def parts_of(request: Request) -> Parts:
    """The parts of the service that answers this request."""
    parts: Parts = request.app.state.parts
    return parts


PartsDep = Annotated[Parts, Depends(parts_of)]


def bearer(authorization: Annotated[str | None, Header()] = None) -> str:
    """The token. :raises ServiceProblem: 401"""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise signed_out()
    return token.strip()


Token = Annotated[str, Depends(bearer)]


def check_protocol(protocol: Annotated[str | None, Header(alias=PROTOCOL_HEADER)] = None) -> None:
    """Desktop and service of different versions refuse each other in words. :raises ServiceProblem: 426"""
    spoken = int(protocol) if protocol and _VERSION.fullmatch(protocol) else 0
    if spoken < PROTOCOL_VERSION:
        message = "本程序版本太旧，不能与服务同步，请升级后再登录；未发送的决定会保留。"
        raise ServiceProblem(426, "client_too_old", message)
    if spoken > PROTOCOL_VERSION:
        message = "本程序比服务的版本新，暂不能同步，请联系管理员升级服务；未发送的决定会保留。"
        raise ServiceProblem(426, "client_too_new", message)


def reviewer(parts: PartsDep, token: Token) -> Staff:
    """A reviewer or supervisor. :raises ServiceProblem: 401, 403"""
    return _staff(parts, token, REVIEW_ROLES)


ReviewerDep = Annotated[Staff, Depends(reviewer)]


def operator(parts: PartsDep, token: Token) -> Submitter:
    """A registration point's operator. :raises ServiceProblem: 401, 403"""
    return Submitter.of_operator(_staff(parts, token, DESK_ROLES))


def guardian(parts: PartsDep, token: Token) -> Submitter:
    """A guardian. :raises ServiceProblem: 401"""
    with parts.database.read() as connection:
        return Submitter.of_guardian(guardian_of(connection, token, parts.clock.now()))


def _staff(parts: Parts, token: str, roles: frozenset[Role]) -> Staff:
    with parts.database.read() as connection:
        staff = staff_of(connection, token, parts.clock.now())
    if staff.role not in roles:
        raise ServiceProblem(403, "role_not_allowed", "您的岗位不能使用这项功能。")
    return staff


def client_address(request: Request) -> str:
    """The address that a wrong password is counted for."""
    return request.client.host if request.client else ""
