"""Where a person left off, kept with the decisions and never lost with the replica."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from reviewer_app.models.store.connection import Database
from reviewer_app.models.store.decisions_tables import VIEW_STATE


class SqlViewState:
    """Texts under keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, key: str) -> str | None:
        """The text kept under a key, or nothing."""
        with self._database.read() as connection:
            return connection.execute(select(VIEW_STATE.c.value).where(VIEW_STATE.c.key == key)).scalar()

    def keep(self, key: str, value: str) -> None:
        """Keep a text under a key."""
        put = insert(VIEW_STATE).values(key=key, value=value)
        with self._database.write() as connection:
            connection.execute(put.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
