"""提交: a complete draft becomes a case of the county, received and numbered at once, the only one of its child."""

from __future__ import annotations

from dataclasses import dataclass, replace

from central_service.accounts.people import Submitter
from central_service.audit import record
from central_service.cases.access import own_case
from central_service.cases.claims import claim_child
from central_service.cases.completeness import check_complete
from central_service.cases.drafts import open_season
from central_service.cases.lookalikes import find_alike, point_at
from central_service.cases.platform_answers import with_platform_answers
from central_service.cases.publishing import Committed, publish_case
from central_service.cases.registries import compare
from central_service.cases.rows import StoredCase, save_case
from central_service.parts import Parts
from central_service.problems import ServiceProblem
from central_service.store.database import Transaction
from central_service.store.seasons import next_number
from reviewer_app.models.domain.case import Case, CaseStatus, RegistryResult
from reviewer_app.models.domain.workflow import Act, CaseAction, Role, apply, check

CONSENT_VERSION = "2026-1"
"""Version of the consent text in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What the guardian ticks before the case goes out."""

    consent_version: str
    confirm: bool
    guardian_present: bool = False
    """Registration points only: the guardian stands before the operator."""


def submit_case(parts: Parts, who: Submitter, case_id: str, confirmation: Confirmation) -> Committed:
    """Send a draft in; it is received and numbered in the same transaction.

    :raises ServiceProblem: 422 with every fault of form and materials; 409 ``window_closed``,
        ``child_already_registered``, ``registered_at_private_school``, ``changed_meanwhile``.
    """
    _check_confirmation(who, confirmation)
    with parts.database.read() as connection:
        read = own_case(connection, who, case_id)
        _check_is_draft(read.case)
        open_season(parts, connection, read.case.office)
    ready = with_platform_answers(read.case, confirmation.consent_version, parts.clock.now())
    check_complete(parts, who, ready)
    registry = compare(parts.registry, parts.clock, ready)
    with parts.database.write() as transaction:
        stored = own_case(transaction.connection, who, case_id, lock=True)
        _check_is_draft(stored.case)
        if stored.case.tag != read.case.tag:
            raise ServiceProblem(409, "changed_meanwhile", "草稿刚刚在别处改过，请核对后重新提交。")
        return _receive(parts, transaction, stored, ready, who, registry, confirmation)


def _check_confirmation(who: Submitter, confirmation: Confirmation) -> None:
    if confirmation.consent_version != CONSENT_VERSION:
        message = "授权同意书已更新，请重新阅读并同意后提交。"
        raise ServiceProblem(422, "consent_outdated", message, "consent_version")
    if not confirmation.confirm:
        raise ServiceProblem(422, "not_confirmed", "请核对全部信息并勾选确认后再提交。", "confirm")
    if who.role is Role.OPERATOR and not confirmation.guardian_present:
        message = "线下报名须法定监护人到场，请确认监护人在场后再提交。"
        raise ServiceProblem(422, "guardian_absent", message, "guardian_present")


def _check_is_draft(case: Case) -> None:
    if case.status is not CaseStatus.DRAFT:
        raise ServiceProblem(409, "already_submitted", "这个办件已经提交过了，请在“办件进度”中查看。")


def _receive(
    parts: Parts,
    transaction: Transaction,
    stored: StoredCase,
    ready: Case,
    who: Submitter,
    registry: tuple[RegistryResult, ...],
    confirmation: Confirmation,
) -> Committed:
    connection = transaction.connection
    now = parts.clock.now()
    season = open_season(parts, connection, ready.office)
    claim_child(connection, ready)
    alike = find_alike(connection, ready)
    note = "监护人在场" if confirmation.guardian_present else ""
    submit = Act(action=CaseAction.SUBMIT, note=note)
    row = check(ready, submit, who.role, now, {})
    sent = apply(ready, submit, row=row, role=who.role, name=who.name, at=now)
    receive = Act(action=CaseAction.RECEIVE)
    row = check(sent, receive, Role.SYSTEM, now, {})
    received = apply(sent, receive, row=row, role=Role.SYSTEM, name="系统", at=now)
    received = replace(
        received,
        number=next_number(connection, season),
        registry=registry,
        submitted_at=now,
        duplicates=tuple(other.case.number for other in alike),
    )
    kept = save_case(connection, stored, received)
    record(connection, now, who, "submit", kept.id)
    point_at(parts, transaction, kept, alike)
    return publish_case(parts, transaction, stored, kept)
