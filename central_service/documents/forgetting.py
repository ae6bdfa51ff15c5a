"""Deletes documents that no reviewer has ever been shown; the bytes go after the commit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from sqlalchemy import delete, select

from central_service.cases.access import shown_documents
from central_service.cases.rows import StoredCase
from central_service.parts import Parts
from central_service.store.database import Transaction
from central_service.store.tables import documents, renditions


def forget_documents(parts: Parts, transaction: Transaction, ids: Iterable[str]) -> None:
    """Forget documents with all their renditions."""
    connection, wanted = transaction.connection, list(ids)
    here = renditions.c.document_id.in_(wanted)
    blobs = list(connection.execute(select(renditions.c.blob).where(here)).scalars())
    blobs += connection.execute(select(documents.c.blob).where(documents.c.id.in_(wanted))).scalars()
    connection.execute(delete(renditions).where(here))
    connection.execute(delete(documents).where(documents.c.id.in_(wanted)))
    transaction.after_commit += [partial(parts.blobs.delete, name) for name in blobs]


def forget_staged_documents(parts: Parts, transaction: Transaction, stored: StoredCase) -> None:
    """Forget what was uploaded into a working copy that is void now."""
    if stored.amendment is None:
        return
    shown = shown_documents(stored.case)
    staged = [document.id for document in stored.amendment.documents if document.id not in shown]
    forget_documents(parts, transaction, staged)
