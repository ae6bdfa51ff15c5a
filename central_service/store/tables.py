"""The tables, in SQL that SQLite and PostgreSQL (and its kin) understand alike: JSON is text, times are UTC text.

``cases.body`` holds the canonical JSON of the whole case; the other columns repeat what queries and unique keys need.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """An aware time as fixed-width UTC text, so that it sorts the same on every engine."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """``2026-07-14T01:00:00.000000Z``."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time names its zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        """The aware time."""
        return (
            None if value is None else datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
        )


ID = String(64)
OFFICE = String(16)
SCOPE = String(32)
BIG = BigInteger().with_variant(Integer, "sqlite")

offices = Table(
    "offices",
    metadata,
    Column("code", OFFICE, primary_key=True),
    Column("name", String(100), nullable=False),
    Column("letters", String(2), nullable=False, unique=True),
)

seasons = Table(
    "seasons",
    metadata,
    Column("scope", SCOPE, primary_key=True),
    Column("office", OFFICE, ForeignKey("offices.code"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("opens", UtcTime, nullable=False),
    Column("closes", UtcTime, nullable=False),
    Column("correction_days", Integer, nullable=False),
    Column("epoch", String(32), nullable=False),
    Column("head", BIG, nullable=False),
    Column("horizon", BIG, nullable=False),
    Column("last_number", Integer, nullable=False),
    UniqueConstraint("office", "year"),
)

policies = Table(
    "policies",
    metadata,
    Column("office", OFFICE, ForeignKey("offices.code"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("published_at", UtcTime, nullable=False),
    PrimaryKeyConstraint("office", "year", "version"),
)

schools = Table(
    "schools",
    metadata,
    Column("scope", SCOPE, ForeignKey("seasons.scope"), nullable=False),
    Column("code", String(10), nullable=False),
    Column("name", String(100), nullable=False),
    Column("stages", String(20), nullable=False),
    Column("plan", Integer, nullable=False),
    Column("private", Boolean, nullable=False),
    PrimaryKeyConstraint("scope", "code"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("name", String(50), nullable=False),
    Column("role", String(16), nullable=False),
    Column("office", OFFICE, ForeignKey("offices.code"), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

guardians = Table(
    "guardians",
    metadata,
    Column("id", ID, primary_key=True),
    Column("id_type", String(1), nullable=False),
    Column("id_no", String(20), nullable=False),
    Column("name", String(50), nullable=False),
    Column("mobile", String(11), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("id_type", "id_no"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account", ID, ForeignKey("accounts.id"), index=True),
    Column("guardian", ID, ForeignKey("guardians.id"), index=True),
    Column("device", String(64), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("key", String(160), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("locked_until", UtcTime),
    Column("last_at", UtcTime, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", ID, primary_key=True),
    Column("scope", SCOPE, nullable=False),
    Column("office", OFFICE, nullable=False),
    Column("season", Integer, nullable=False),
    Column("stage", String(4), nullable=False),
    Column("status", String(12), nullable=False),
    Column("number", String(16), unique=True),
    Column("child_key", String(120), nullable=False),
    Column("likeness", String(120), nullable=False),
    Column("admitted_to", String(10)),
    Column("guardian", ID, ForeignKey("guardians.id"), index=True),
    Column("entered_by", ID, ForeignKey("accounts.id"), index=True),
    Column("tag", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("amendment", Text),
    Column("early_rating", Text),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Index("ix_cases_scope_status", "scope", "status"),
    Index("ix_cases_season_likeness", "season", "likeness"),
    Index("ix_cases_scope_admitted_to", "scope", "admitted_to"),
)
"""``amendment`` is the guardian's working copy while a correction is open; reviewers do not see it before it is sent.
``early_rating`` is the 评价 given at submission: it joins the case when that has ended, never before."""

claims = Table(
    "claims",
    metadata,
    Column("season", Integer, nullable=False),
    Column("stage", String(4), nullable=False),
    Column("child_key", String(120), nullable=False),
    Column("office", OFFICE, nullable=False),
    Column("case_id", ID, ForeignKey("cases.id")),
    Column("private_school", String(100)),
    PrimaryKeyConstraint("season", "stage", "child_key"),
)
"""Who holds a child's place in the season: a live case, or a private school's own register. The key makes it one."""

documents = Table(
    "documents",
    metadata,
    Column("id", ID, primary_key=True),
    Column("case_id", ID, ForeignKey("cases.id"), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("media_type", String(40), nullable=False),
    Column("size", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("blob", String(80), nullable=False),
    Column("uploaded_at", UtcTime, nullable=False),
)

renditions = Table(
    "renditions",
    metadata,
    Column("document_id", ID, ForeignKey("documents.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("page", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("blob", String(80), nullable=False),
    PrimaryKeyConstraint("document_id", "kind", "page"),
)

actions = Table(
    "actions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("case_id", ID, nullable=False, index=True),
    Column("office", OFFICE, nullable=False),
    Column("account", ID, ForeignKey("accounts.id"), nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_at", UtcTime, nullable=False),
)
"""Every answered action with its body: what was not applied stays readable beside its case."""

feed = Table(
    "feed",
    metadata,
    Column("scope", SCOPE, ForeignKey("seasons.scope"), nullable=False),
    Column("seq", BIG, nullable=False),
    Column("case_id", ID, ForeignKey("cases.id"), nullable=False),
    Column("gone", Boolean, nullable=False),
    PrimaryKeyConstraint("scope", "seq"),
    UniqueConstraint("scope", "case_id"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", ID, primary_key=True),
    Column("dedupe", String(100), nullable=False, unique=True),
    Column("case_id", ID, ForeignKey("cases.id"), nullable=False, index=True),
    Column("office", OFFICE, nullable=False),
    Column("mobile", String(11), nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("lease_until", UtcTime),
    Column("error", String(200), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Index("ix_notices_state_due", "state", "due_at"),
)

sms_log = Table(
    "sms_log",
    metadata,
    Column("dedupe", String(100), primary_key=True),
    Column("mobile", String(11), nullable=False),
    Column("text", Text, nullable=False),
    Column("sent_at", UtcTime, nullable=False),
)
"""What the embedded gateway "sent": the demonstration reads it, nothing goes out."""

registry_plans = Table(
    "registry_plans",
    metadata,
    Column("subject", String(40), nullable=False),
    Column("registry", String(20), nullable=False),
    Column("verdict", String(1), nullable=False),
    Column("fields", Text, nullable=False),
    Column("detail", String(200), nullable=False),
    PrimaryKeyConstraint("subject", "registry"),
)
"""Answers of the simulated registries: ``subject`` is the child's ID number."""

audit = Table(
    "audit",
    metadata,
    Column("id", BIG, primary_key=True, autoincrement=True),
    Column("at", UtcTime, nullable=False),
    Column("actor", ID, nullable=False),
    Column("role", String(16), nullable=False),
    Column("office", OFFICE, nullable=False),
    Column("event", String(40), nullable=False),
    Column("object", String(80), nullable=False),
    Column("device", String(64), nullable=False),
    Column("result", String(40), nullable=False),
)
