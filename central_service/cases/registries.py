"""Comparisons with government registries: asked for at submission, carried with the case, never deciding anything."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

import orjson
from sqlalchemy import delete, insert, select

from central_service.ports import Registry
from central_service.store.database import Database
from central_service.store.tables import registry_plans
from reviewer_app.models.domain.case import Case, Category, FormKind, RegistryResult, RegistryVerdict
from reviewer_app.models.domain.ports import Clock

HOUSEHOLD, PROPERTY, RESIDENCE, INSURANCE = "户籍", "不动产", "居住证", "社保"
REGISTRIES = (HOUSEHOLD, PROPERTY, RESIDENCE, INSURANCE)
_FIELDS = {
    HOUSEHOLD: ("stu_name", "stu_id_no", "stu_hukou_addr"),
    PROPERTY: ("pr_cert_no", "pr_owner", "pr_addr"),
    RESIDENCE: ("rp_holder", "rp_holder_id", "rp_endorse_until"),
    INSURANCE: ("emp_unit", "ss_place", "ss_months"),
}

log = logging.getLogger(__name__)


class NoRegistry:
    """The default: no registry is connected, so nothing has been compared."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def compare(self, case: Case) -> Sequence[RegistryResult]:
        """Each registry that the case concerns, unchecked."""
        now = self._clock.now()
        return tuple(_result(registry, RegistryVerdict.UNCHECKED, now) for registry in concerned(case))


class SimulatedRegistry:
    """A simulation: agrees with every case, except where an answer was planned for the child."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def plan(
        self,
        child_id_no: str,
        registry: str,
        verdict: RegistryVerdict,
        fields: Sequence[str] = (),
        detail: str = "",
    ) -> None:
        """What the registry will say about the child of that ID number. :raises ValueError: unknown registry."""
        if registry not in REGISTRIES:
            raise ValueError(f"no such registry: {registry}")
        here = (registry_plans.c.subject == child_id_no, registry_plans.c.registry == registry)
        with self._database.write() as transaction:
            transaction.connection.execute(delete(registry_plans).where(*here))
            transaction.connection.execute(
                insert(registry_plans).values(
                    subject=child_id_no,
                    registry=registry,
                    verdict=verdict,
                    fields=orjson.dumps(list(fields)).decode(),
                    detail=detail,
                )
            )

    def compare(self, case: Case) -> Sequence[RegistryResult]:
        """The planned answers, and a match for the rest."""
        subject = str(case.answers.get("stu_id_no", ""))
        statement = select(registry_plans).where(registry_plans.c.subject == subject)
        with self._database.read() as connection:
            planned = {row.registry: row for row in connection.execute(statement)}
        now = self._clock.now()
        results: list[RegistryResult] = []
        for registry in concerned(case):
            row = planned.get(registry)
            if row is None:
                results.append(_result(registry, RegistryVerdict.MATCH, now))
                continue
            fields = tuple(orjson.loads(row.fields)) or _FIELDS[registry]
            verdict = RegistryVerdict(row.verdict)
            results.append(_result(registry, verdict, now, fields=fields, detail=row.detail))
        return tuple(results)


def compare(registry: Registry, clock: Clock, case: Case) -> tuple[RegistryResult, ...]:
    """What the registries say. One that fails is told as 接口异常, for a person to look at, and stops nothing."""
    try:
        return tuple(registry.compare(case))
    except Exception:
        log.exception("a registry could not be asked")
        now = clock.now()
        return tuple(_result(name, RegistryVerdict.FAULT, now) for name in concerned(case))


def concerned(case: Case) -> tuple[str, ...]:
    """Registries that have something to say about the case."""
    found = [HOUSEHOLD]
    if case.form_kind is FormKind.A:
        found += [PROPERTY] if case.answers.get("pr_doc") else []
        found += [RESIDENCE, INSURANCE] if case.category is Category.MIGRANT else []
    return tuple(found)


def _result(
    registry: str,
    verdict: RegistryVerdict,
    at: datetime,
    *,
    fields: tuple[str, ...] | None = None,
    detail: str = "",
) -> RegistryResult:
    return RegistryResult(
        registry=registry,
        verdict=verdict,
        fields=_FIELDS[registry] if fields is None else fields,
        detail=detail,
        checked_at=at,
    )
