"""Brings a store's file to the tables of this program when it is opened."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, inspect, text

from reviewer_app.models.domain.ports import StoreFault
from reviewer_app.models.store.connection import Database

Part = Literal["decisions", "replica"]

NEWEST: dict[Part, str] = {"decisions": "decisions_0001", "replica": "replica_0001"}
"""The revision that this program works with; a test holds it equal to the migrations' own head."""

_SCRIPTS = Path(__file__).parent / "migrations"
_log = logging.getLogger(__name__)


def bring_up_to_date(database: Database, part: Part, *, keep_backup: bool) -> None:
    """Run the migrations that a file still lacks, all of them or none.

    :param keep_backup: copy the file before it is changed, next to it.
    :raises StoreFault: when a newer program wrote the file, or the disk refuses.
    """
    with database.read() as connection:
        found = _revision(connection)
    if found == NEWEST[part]:
        return
    if found is not None and keep_backup:
        _back_up(database, found)
    _migrate(database, part, found)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(database: Database, part: Part, found: str | None) -> None:
    # Imported here: a store that is up to date opens without it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS / part).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreFault("store_too_new", "本机数据由更新版本的程序写入。请安装最新版本后再打开。")
    _log.info("migrating the %s file from %s to %s", part, found, NEWEST[part])
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _back_up(database: Database, revision: str) -> None:
    """Copy the whole file beside it, durable before the first change; bytes as they lie on disk."""
    with database.read() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    database.reopen()
    target = database.path.with_name(f"{database.path.name}.before-{revision}")
    partial = target.with_name(f"{target.name}.part")
    try:
        shutil.copyfile(database.path, partial)
        with partial.open("rb+") as copied:
            os.fsync(copied.fileno())
        partial.replace(target)
    except OSError as error:
        raise StoreFault(
            "backup_failed", "升级前未能备份本机数据，没有升级。请清理磁盘空间后重试。"
        ) from error
