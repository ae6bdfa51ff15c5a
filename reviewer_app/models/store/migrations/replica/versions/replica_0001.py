"""Cases with the words that are searched, feeds, seasons, cached files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "replica_0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; a replica is never taken back, it is rebuilt."""
    op.create_table(
        "case_row",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("child_name", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("substage", sa.Text),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("form_kind", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("school", sa.Text, nullable=False),
        sa.Column("submitted_at", sa.BigInteger),
        sa.Column("due", sa.BigInteger),
        sa.Column("rounds", sa.Integer, nullable=False),
        sa.Column("duplicate", sa.Integer, nullable=False),
        sa.Column("doubt", sa.Integer, nullable=False),
        sa.Column("twin", sa.Integer, nullable=False),
        sa.UniqueConstraint("id", name="case_row_id"),
    )
    op.create_index("case_row_submitted", "case_row", ["submitted_at", "id"])
    op.create_index("case_row_status", "case_row", ["status", "submitted_at", "id"])
    op.create_table(
        "case_body",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_table(
        "case_words",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_table(
        "feed",
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("epoch", sa.Text),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("filling", sa.Integer, nullable=False),
        sa.Column("began", sa.BigInteger),
        sa.Column("whole", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "season",
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_table(
        "cached_file",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("used", sa.BigInteger, nullable=False),
    )
    op.create_index("cached_file_document", "cached_file", ["document_id"])
