"""Tables of the file that is never wiped: decisions with their answers, and where the person left off."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

DECISIONS = MetaData()

DECISION = Table(
    "decision",
    DECISIONS,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False),
    Column("case_id", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("base", Text, nullable=False),
    Column("after", Text),
    # Microseconds since 1970, as every time here.
    Column("decided_at", BigInteger, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("code", Text, nullable=False, server_default=""),
    Column("field", Text, nullable=False, server_default=""),
    Column("message", Text, nullable=False, server_default=""),
    Column("result_tag", Text),
    Column("result_scope", Text, nullable=False, server_default=""),
    Column("result_epoch", Text, nullable=False, server_default=""),
    Column("result_seq", BigInteger),
    # The service's time of the answer.
    Column("answered_at", BigInteger),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # Set when the feed has caught up, or when the person has settled a conflict or refusal.
    Column("closed", Integer, nullable=False, server_default="0"),
    UniqueConstraint("id", name="decision_id"),
    # A number is never given twice, not even after an undo.
    sqlite_autoincrement=True,
)

Index("decision_open", DECISION.c.closed, DECISION.c.state, DECISION.c.n)
Index("decision_case", DECISION.c.case_id)
Index("decision_after", DECISION.c.after)
Index("decision_decided", DECISION.c.decided_at)

VIEW_STATE = Table(
    "view_state",
    DECISIONS,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

OWNER = Table(
    "owner",
    DECISIONS,
    Column("name", Text, primary_key=True),
)
"""One row: whose store this is."""
