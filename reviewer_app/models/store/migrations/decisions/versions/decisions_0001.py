"""Decisions with their answers, view state, owner."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "decisions_0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; a store is never taken back, its backup is."""
    op.create_table(
        "decision",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("base", sa.Text, nullable=False),
        sa.Column("after", sa.Text),
        sa.Column("decided_at", sa.BigInteger, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False, server_default=""),
        sa.Column("field", sa.Text, nullable=False, server_default=""),
        sa.Column("message", sa.Text, nullable=False, server_default=""),
        sa.Column("result_tag", sa.Text),
        sa.Column("result_scope", sa.Text, nullable=False, server_default=""),
        sa.Column("result_epoch", sa.Text, nullable=False, server_default=""),
        sa.Column("result_seq", sa.BigInteger),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("closed", sa.Integer, nullable=False, server_default="0"),
        sa.UniqueConstraint("id", name="decision_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("decision_open", "decision", ["closed", "state", "n"])
    op.create_index("decision_case", "decision", ["case_id"])
    op.create_index("decision_after", "decision", ["after"])
    op.create_index("decision_decided", "decision", ["decided_at"])
    op.create_table(
        "view_state",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table("owner", sa.Column("name", sa.Text, primary_key=True))
