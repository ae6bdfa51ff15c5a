"""A service with an office, schools, an open season and staff, for every test that needs one; and cases to send to it.

>>> with SeededService(tmp_path) as seeded:          # real HTTP on 127.0.0.1
...     guardian = seeded.guardian()
...     case = seeded.submit_case(guardian)           # CaseView as JSON, status PENDING
...     reviewer = seeded.reviewer()                  # a plain client; desktops use seeded.base_url and REVIEWER
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import insert

from central_service.accounts.passwords import hash_password
from central_service.administration import add_office, add_school, open_season, set_policy
from central_service.app import create_app
from central_service.cases.registries import SimulatedRegistry
from central_service.clock import CHINA, SteppedClock
from central_service.config import ServiceConfig
from central_service.embedded import EmbeddedService
from central_service.notices.worker import deliver_due
from central_service.parts import Parts
from central_service.ports import SmsGateway
from central_service.sample.guardian_client import (
    Answer,
    DeskClient,
    GuardianClient,
    HttpTransport,
    Json,
    ReviewClient,
    Transport,
)
from central_service.store.tables import accounts
from reviewer_app.models.domain.case import Stage
from reviewer_app.models.domain.ports import School
from reviewer_app.models.domain.workflow import Role
from tests.support.families import (
    FAMILY,
    OFFICE,
    OTHER_FAMILY,
    SCHOOL,
    Family,
    draw_photo,
    family_number,
    id_number,
)

__all__ = [
    "FAMILY",
    "OFFICE",
    "OTHER_FAMILY",
    "Family",
    "SeededService",
    "draw_photo",
    "family_number",
    "id_number",
]

OTHER_OFFICE = "450722"
YEAR = 2026
SCOPE = f"{OFFICE}.{YEAR}"
OPENS = datetime(2026, 7, 10, tzinfo=CHINA)
CLOSES = datetime(2026, 7, 20, 18, tzinfo=CHINA)
START = datetime(2026, 7, 14, 9, tzinfo=CHINA)
PASSWORD = "correct horse 电池 staple"


@dataclass(frozen=True, slots=True)
class Account:
    """A staff account of the seeded service; every password is :data:`PASSWORD`."""

    login: str
    name: str
    role: Role
    office: str = OFFICE


REVIEWER = Account("shenhe01", "韦晓岚", Role.REVIEWER)
SECOND_REVIEWER = Account("shenhe02", "黄志明", Role.REVIEWER)
SUPERVISOR = Account("fuze01", "覃文慧", Role.SUPERVISOR)
OPERATOR = Account("baoming01", "陆春燕", Role.OPERATOR)
OTHER_REVIEWER = Account("pubei01", "宁远航", Role.REVIEWER, OTHER_OFFICE)
OTHER_OPERATOR = Account("pubei02", "苏雪", Role.OPERATOR, OTHER_OFFICE)
ACCOUNTS = (REVIEWER, SECOND_REVIEWER, SUPERVISOR, OPERATOR, OTHER_REVIEWER, OTHER_OPERATOR)

PRIMARY_SCHOOL = School(code=SCHOOL, name="灵城第一小学", stages=frozenset({Stage.PRIMARY}), plan=180)
SMALL_SCHOOL = School(code="2145000002", name="檀圩镇中心小学", stages=frozenset({Stage.PRIMARY}), plan=1)
JUNIOR_SCHOOL = School(code="3145000001", name="灵山县第二中学", stages=frozenset({Stage.JUNIOR}), plan=400)
NINE_YEAR_SCHOOL = School(
    code="3145000002",
    name="灵山县育才学校",
    stages=frozenset({Stage.PRIMARY, Stage.JUNIOR}),
    plan=90,
    private=True,
)
SCHOOLS = (PRIMARY_SCHOOL, SMALL_SCHOOL, JUNIOR_SCHOOL, NINE_YEAR_SCHOOL)


class SeededService:
    """A service on a fresh database, started on enter (real HTTP) or used through :attr:`app` without.

    :param data_dir: where database and documents go.
    :param config: other storage; embedded SQLite and files by default.
    :param worker: whether a thread delivers notices; otherwise call :meth:`deliver_notices`.
    :param http: whether it listens on 127.0.0.1; otherwise requests are handed to it inside the process.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        config: ServiceConfig | None = None,
        start: datetime = START,
        gateway: SmsGateway | None = None,
        worker: bool = False,
        http: bool = True,
    ) -> None:
        self.clock = SteppedClock(start)
        self.config = config or ServiceConfig.embedded(data_dir)
        self.app: FastAPI = create_app(self.config, clock=self.clock, gateway=gateway, deliver_notices=worker)
        self.parts: Parts = self.app.state.parts
        self._embedded = EmbeddedService(self.app) if http else None
        self._inside = None if http else TestClient(self.app, raise_server_exceptions=False)
        self._transports: list[HttpTransport] = []
        self._children = 0
        seed(self.parts)

    def __enter__(self) -> SeededService:
        if self._embedded is not None:
            self._embedded.__enter__()
        if self._inside is not None:
            self._inside.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for transport in self._transports:
            transport.close()
        if self._embedded is not None:
            self._embedded.__exit__(kind, error, trace)
        if self._inside is not None:
            self._inside.__exit__(kind, error, trace)

    @property
    def base_url(self) -> str:
        """Root address of the running service."""
        if self._embedded is None:
            raise RuntimeError("this service does not listen")
        return self._embedded.base_url

    def transport(self) -> Transport:
        """A connection of its own."""
        if self._inside is not None:
            return InProcess(self._inside)
        transport = HttpTransport(self.base_url)
        self._transports.append(transport)
        return transport

    def guardian(self, family: Family | None = None) -> GuardianClient:
        """A signed-in guardian: of a given family, or of the usual one."""
        return sign_in_guardian(self.transport(), family or FAMILY)

    def reviewer(self, account: Account = REVIEWER) -> ReviewClient:
        """A signed-in reviewer or supervisor."""
        return ReviewClient.sign_in(self.transport(), account.login, PASSWORD)

    def desk(self, account: Account = OPERATOR) -> DeskClient:
        """A signed-in operator of a registration point."""
        return DeskClient.sign_in(self.transport(), account.login, PASSWORD)

    def next_family(self, **changes: Any) -> Family:
        """Another family with another child; the same ones in every run."""
        self._children += 1
        return replace(family_number(self._children), **changes)

    def submit_case(
        self,
        guardian: GuardianClient | None = None,
        family: Family | None = None,
        *,
        answers: Json | None = None,
        materials: Sequence[str] | None = None,
    ) -> Json:
        """Send a complete B表 case with drawn photos; without arguments of a new family each time.

        :param answers: changes to the family's answers.
        :param materials: material codes to upload instead of the checklist's.
        """
        if family is None:
            family = FAMILY if guardian is not None else self.next_family()
        guardian = guardian or self.guardian(family)
        return submit_case(guardian, family, answers=answers, materials=materials)

    def deliver_notices(self) -> int:
        """Send the notices that are due; answers how many."""
        return deliver_due(self.parts)

    @property
    def registry(self) -> SimulatedRegistry:
        """The simulated registries, for planned answers."""
        assert isinstance(self.parts.registry, SimulatedRegistry)
        return self.parts.registry


def seed(parts: Parts) -> None:
    """Two offices, their season, schools, a policy and staff."""
    for office in (OFFICE, OTHER_OFFICE):
        add_office(parts, office)
        open_season(parts, office, YEAR, opens=OPENS, closes=CLOSES)
    set_policy(parts, OFFICE, YEAR, "灵山县2026年义务教育阶段新生入学政策（演示）。")
    for school in SCHOOLS:
        add_school(parts, OFFICE, YEAR, school)
    add_school(parts, OTHER_OFFICE, YEAR, replace(PRIMARY_SCHOOL, code="2145000003", name="小江镇第一小学"))
    with parts.database.write() as transaction:
        for number, account in enumerate(ACCOUNTS):
            transaction.connection.execute(
                insert(accounts).values(
                    id=f"account-{number}",
                    login=account.login,
                    name=account.name,
                    role=account.role,
                    office=account.office,
                    password_hash=_password_hash(),
                    disabled=False,
                    created_at=parts.clock.now(),
                )
            )


@cache
def _password_hash() -> str:
    return hash_password(PASSWORD)


@dataclass(frozen=True, slots=True)
class InProcess:
    """Hands requests to the application without a network."""

    client: TestClient

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """One request, one answer."""
        response = self.client.request(method, path, headers=dict(headers), content=body)
        names = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, names, response.content)


def sign_in_guardian(transport: Transport, family: Family = FAMILY) -> GuardianClient:
    """A guardian of the family, signed in."""
    return GuardianClient.sign_in(
        transport, name=family.guardian_name, id_no=family.guardian_id, mobile=family.mobile
    )


def draft_case(
    guardian: GuardianClient | DeskClient,
    family: Family = FAMILY,
    *,
    office: str = OFFICE,
    answers: Json | None = None,
    materials: Iterable[str] | None = None,
) -> Json:
    """A complete draft with photos, not yet sent."""
    case = guardian.begin(office)
    case = guardian.save(case["id"], {**family.answers(), **(answers or {})}, [family.guardian_answers()])
    if materials is None:
        materials = [line["one_of"][0] for line in guardian.checklist(case["id"])["requirements"]]
    for material in materials:
        guardian.upload(case["id"], material, 1, draw_photo(f"{material} {family.child_name}"))
    return guardian.case(case["id"])


def submit_case(
    guardian: GuardianClient,
    family: Family = FAMILY,
    *,
    answers: Json | None = None,
    materials: Iterable[str] | None = None,
) -> Json:
    """Draft and send a case; answers the guardian's view of it."""
    case = draft_case(guardian, family, answers=answers, materials=materials)
    return guardian.submit(case["id"])
