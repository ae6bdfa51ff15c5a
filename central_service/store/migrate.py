"""Bring a database to the present schema; several processes that start together take turns."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from central_service.store.database import Database

_ADVISORY_LOCK = 7_215_620_260


def migrate(database: Database) -> str:
    """Apply what is missing; answers the revision that the database is at now."""
    with database.write() as transaction:
        if not database.is_sqlite:
            transaction.connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK}
            )
        command.upgrade(alembic_config(transaction.connection), "head")
    return ScriptDirectory.from_config(alembic_config()).get_current_head() or ""


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, made here so that the service needs no ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
