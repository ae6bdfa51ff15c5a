"""Guardians sign in by the platform's real-name and face check."""

from __future__ import annotations

import secrets
from dataclasses import replace

from sqlalchemy import insert, select, update

from central_service.accounts.people import GuardianPerson
from central_service.accounts.sessions import NewSession, open_session
from central_service.parts import Parts
from central_service.ports import IdentityClaim
from central_service.problems import ServiceProblem
from central_service.store.tables import guardians
from reviewer_app.models.domain.case import FormKind
from reviewer_app.models.domain.normalising import normalise


class NoIdentityProvider:
    """The default: nobody can sign in as a guardian before an identity provider is configured."""

    def verify(self, _claim: IdentityClaim) -> bool:
        """:raises ServiceProblem: always."""
        raise ServiceProblem(
            503, "identity_not_configured", "尚未接入实名认证，暂不能在线报名，请到线下报名点办理。"
        )


class SimulatedIdentity:
    """A simulation that believes everybody: for trials, tests and the sample season, never for the public."""

    def verify(self, _claim: IdentityClaim) -> bool:
        """Always true."""
        return True


def open_guardian_session(parts: Parts, claim: IdentityClaim) -> tuple[GuardianPerson, NewSession]:
    """A session for a guardian whom the provider vouches for.

    :raises ServiceProblem: 401 ``identity_not_verified``, 503 ``identity_not_configured``.
    """
    if not parts.identity.verify(claim):
        raise ServiceProblem(401, "identity_not_verified", "实名实人核验没有通过，请重新核验。")
    claim = _tidied(parts, claim)
    now = parts.clock.now()
    with parts.database.write() as transaction:
        connection = transaction.connection
        same = (guardians.c.id_type == claim.id_type, guardians.c.id_no == claim.id_no)
        known = connection.execute(select(guardians.c.id).where(*same)).scalar_one_or_none()
        values = {"name": claim.name, "mobile": claim.mobile}
        if known is None:
            known = secrets.token_hex(8)
            papers = {"id_type": claim.id_type, "id_no": claim.id_no}
            connection.execute(insert(guardians).values(id=known, created_at=now, **papers, **values))
        else:
            connection.execute(update(guardians).where(guardians.c.id == known).values(**values))
        session = open_session(connection, now, parts.config.limits.session_seconds, guardian=known)
    person = GuardianPerson(
        id=known, name=claim.name, id_type=claim.id_type, id_no=claim.id_no, mobile=claim.mobile
    )
    return person, session


def _tidied(parts: Parts, claim: IdentityClaim) -> IdentityClaim:
    """Spelled as the form's answers are, so that both can be compared."""
    form = parts.catalogue.forms[FormKind.B]
    spelled = {"grd_name": claim.name, "grd_id_no": claim.id_no, "grd_mobile": claim.mobile}
    tidy = normalise(form, spelled)
    return replace(
        claim,
        name=str(tidy.get("grd_name", "")),
        id_no=str(tidy.get("grd_id_no", "")),
        mobile=str(tidy.get("grd_mobile", "")),
    )
