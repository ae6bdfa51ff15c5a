"""Documents copied from an ended case into the draft that follows it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert, select

from central_service.parts import Parts
from central_service.store.database import Transaction
from central_service.store.tables import documents
from reviewer_app.models.domain.case import Document, DocumentId


def copy_documents(
    parts: Parts, transaction: Transaction, case_id: str, originals: Iterable[Document], at: datetime
) -> tuple[Document, ...]:
    """The same files under new ids and blobs of their own, for another case of the same owner."""
    connection = transaction.connection
    copies: list[Document] = []
    for original in originals:
        row = connection.execute(select(documents).where(documents.c.id == original.id)).one()
        copy = replace(original, id=DocumentId(secrets.token_hex(12)), uploaded_at=at)
        blob = f"{copy.id[:2]}/{copy.id}.{row.blob.rpartition('.')[2]}"
        parts.blobs.put(blob, parts.blobs.get(row.blob))
        values = {"id": copy.id, "case_id": case_id, "blob": blob, "uploaded_at": at}
        kept = {"sha256": row.sha256, "media_type": row.media_type, "size": row.size, "pages": row.pages}
        connection.execute(insert(documents).values(**values, **kept))
        copies.append(copy)
    return tuple(copies)
