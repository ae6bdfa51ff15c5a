"""Cases as rows: the canonical JSON is the truth, the columns beside it serve queries and unique keys."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.engine import Row

from central_service.cases.children import child_key, likeness
from central_service.problems import not_found
from central_service.store.tables import cases
from reviewer_app.models.domain.case import Case, CaseId, CaseStatus, Rating, VersionTag
from reviewer_app.sync.protocol import case_from_json, case_to_json, scope_of

_RATING: TypeAdapter[Rating] = TypeAdapter(Rating)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCase:
    """A case with what only the service knows of it."""

    case: Case
    guardian: str | None
    """The account that owns it; None when it was entered at a registration point."""
    entered_by: str | None
    amendment: Case | None
    """The guardian's working copy while a correction is open."""
    early_rating: Rating | None

    @property
    def working(self) -> Case:
        """What its owner sees and edits: the case with what they have mended so far and not yet sent."""
        mended = self.amendment
        if mended is None or not self.case.corrections:
            return self.case
        was, now = self.case.corrections[-1], mended.corrections[-1]
        return replace(
            self.case,
            answers={**mended.answers, "region": str(self.case.office)},
            guardians=mended.guardians,
            documents=mended.documents,
            category=mended.category,
            corrections=(*self.case.corrections[:-1], replace(was, before=now.before, replaced=now.replaced)),
            updated_at=mended.updated_at,
        )

    @property
    def scope(self) -> str:
        """The feed that carries it."""
        return scope_of(self.case.office, self.case.season)


def new_case_id() -> CaseId:
    """A random id."""
    return CaseId(secrets.token_hex(12))


def new_tag() -> VersionTag:
    """A random tag: it cannot repeat after a restore, as a number would."""
    return VersionTag(secrets.token_hex(8))


def insert_case(connection: Connection, case: Case, *, guardian: str | None, entered_by: str | None) -> None:
    """Keep a new case."""
    owner = {"guardian": guardian, "entered_by": entered_by, "id": case.id, "created_at": case.created_at}
    connection.execute(insert(cases).values(**owner, **_columns(case)))


def save_case(connection: Connection, stored: StoredCase, case: Case, *, keep_tag: bool = False) -> Case:
    """Keep the next version of a case; answers it with its new tag.

    The working copy goes when the correction is over. A rating given at submission joins the case when it ends.

    :param keep_tag: for changes on which no decision rests (ratings).
    """
    early = stored.early_rating
    if early is not None and case.status.is_terminal:
        case, early = replace(case, ratings=(*case.ratings, early)), None
    if not keep_tag:
        case = replace(case, tag=new_tag())
    still_open = case.status is CaseStatus.CORRECTION and stored.case.status is CaseStatus.CORRECTION
    mended = stored.amendment if still_open else None
    text = case_to_json(mended).decode() if mended is not None else None
    kept = {"amendment": text, "early_rating": _rating_text(early)}
    connection.execute(update(cases).where(cases.c.id == case.id).values(**kept, **_columns(case)))
    return case


def save_amendment(connection: Connection, amendment: Case) -> None:
    """Keep the guardian's working copy; the case itself, its tag and its feed stay as they are."""
    text = case_to_json(amendment).decode()
    connection.execute(update(cases).where(cases.c.id == amendment.id).values(amendment=text))


def save_early_rating(connection: Connection, case_id: str, rating: Rating) -> None:
    """Keep the rating given at submission apart, until the case has ended."""
    connection.execute(update(cases).where(cases.c.id == case_id).values(early_rating=_rating_text(rating)))


def find_case(connection: Connection, case_id: str, *, lock: bool = False) -> StoredCase | None:
    """The case, if there is one. :param lock: nobody else may change it before this transaction ends."""
    statement = select(cases).where(cases.c.id == case_id)
    row = connection.execute(statement.with_for_update() if lock else statement).one_or_none()
    return None if row is None else stored_case(row)


def get_case(connection: Connection, case_id: str, *, lock: bool = False) -> StoredCase:
    """:raises ServiceProblem: 404"""
    stored = find_case(connection, case_id, lock=lock)
    if stored is None:
        raise not_found()
    return stored


def stored_case(row: Row[tuple[object, ...]]) -> StoredCase:
    """A row of ``cases`` read back."""
    return StoredCase(
        case=case_from_json(row.body),
        guardian=row.guardian,
        entered_by=row.entered_by,
        amendment=case_from_json(row.amendment) if row.amendment else None,
        early_rating=_RATING.validate_json(row.early_rating) if row.early_rating else None,
    )


def _columns(case: Case) -> dict[str, object]:
    return {
        "scope": scope_of(case.office, case.season),
        "office": case.office,
        "season": case.season,
        "stage": case.stage,
        "status": case.status,
        "number": case.number or None,
        "child_key": child_key(case),
        "likeness": likeness(case),
        "admitted_to": case.result.school if case.result else None,
        "tag": case.tag,
        "body": case_to_json(case).decode(),
        "updated_at": case.updated_at,
    }


def _rating_text(rating: Rating | None) -> str | None:
    return None if rating is None else _RATING.dump_json(rating).decode()
