"""Tables of the file that may be rebuilt from the service at any time: cases, how far the feeds were read, files.

The queue reads ``case_row`` alone; the case itself lies beside it, so that fifty thousand rows are scanned without it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

REPLICA = MetaData()

CASE_ROW = Table(
    "case_row",
    REPLICA,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    # The reading of the feed that saw the case last; what an earlier reading saw alone has left the scope.
    Column("reading", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("child_name", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("substage", Text),
    Column("stage", Text, nullable=False),
    Column("form_kind", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("school", Text, nullable=False),
    # Microseconds since 1970.
    Column("submitted_at", BigInteger),
    Column("due", BigInteger),
    Column("rounds", Integer, nullable=False),
    Column("duplicate", Integer, nullable=False),
    Column("doubt", Integer, nullable=False),
    Column("twin", Integer, nullable=False),
    UniqueConstraint("id", name="case_row_id"),
)

# Each holds all that a queue in this order needs.
Index("case_row_submitted", CASE_ROW.c.submitted_at, CASE_ROW.c.id)
Index("case_row_status", CASE_ROW.c.status, CASE_ROW.c.submitted_at, CASE_ROW.c.id)

CASE_BODY = Table(
    "case_body",
    REPLICA,
    Column("n", Integer, primary_key=True),
    Column("json", Text, nullable=False),
)

CASE_WORDS = Table(
    "case_words",
    REPLICA,
    Column("n", Integer, primary_key=True),
    # As :mod:`search` strips them.
    Column("words", Text, nullable=False),
)

FEED = Table(
    "feed",
    REPLICA,
    Column("scope", Text, primary_key=True),
    # Null until the first page of a reading is here.
    Column("epoch", Text),
    Column("seq", BigInteger, nullable=False),
    Column("reading", Integer, nullable=False),
    # 1 while a reading from the beginning is not complete; ``began`` is the feed's newest number when it began.
    Column("filling", Integer, nullable=False),
    Column("began", BigInteger),
    # The number up to which nothing is missing: each case stands once, so a cut page may leave it for a later one.
    Column("whole", BigInteger, nullable=False),
)

SEASON = Table(
    "season",
    REPLICA,
    Column("scope", Text, primary_key=True),
    Column("json", Text, nullable=False),
)

CACHED_FILE = Table(
    "cached_file",
    REPLICA,
    Column("key", Text, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
)
"""Index of the document cache; ``used`` counts readings, the smallest was read longest ago."""

Index("cached_file_document", CACHED_FILE.c.document_id)
