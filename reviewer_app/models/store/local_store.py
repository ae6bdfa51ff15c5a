"""One person's store on this desktop: two files, the documents beside them, and the ports over both."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert, select

from reviewer_app.models.clock import SystemClock
from reviewer_app.models.domain.ports import Clock, Season, StoreFault
from reviewer_app.models.store.case_json import read_season
from reviewer_app.models.store.case_store import SqlCaseStore
from reviewer_app.models.store.connection import Creator, Database, plain_connection
from reviewer_app.models.store.decisions_tables import OWNER
from reviewer_app.models.store.document_cache import DEFAULT_BUDGET, FileDocumentCache
from reviewer_app.models.store.migration import bring_up_to_date
from reviewer_app.models.store.outbox import SqlOutbox
from reviewer_app.models.store.outbox_sending import SqlOutboxSending
from reviewer_app.models.store.replica import SqlReplica
from reviewer_app.models.store.replica_tables import SEASON
from reviewer_app.models.store.view_state import SqlViewState


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalStore:
    """What screens and sync work on; every part is safe to use from any thread."""

    cases: SqlCaseStore
    outbox: SqlOutbox
    documents: FileDocumentCache
    view_state: SqlViewState
    replica: SqlReplica
    """The writing side of ``cases``, for the sync engine."""
    sending: SqlOutboxSending
    """The sending side of ``outbox``, for the sync engine."""
    decisions_file: Database
    replica_file: Database

    def season(self, scope: str | None = None) -> Season | None:
        """The county's dates and schools of a scope, or of the only one; nothing before the first sync."""
        statement = select(SEASON.c.json).order_by(SEASON.c.scope)
        if scope is not None:
            statement = statement.where(SEASON.c.scope == scope)
        with self.replica_file.read() as connection:
            text = connection.execute(statement).scalar()
        return None if text is None else read_season(text)

    def close(self) -> None:
        """Close both files. Nothing is lost when a process ends without."""
        self.decisions_file.close()
        self.replica_file.close()


def person_dir(data_dir: Path, service_url: str, account: str) -> Path:
    """The folder of one person's store: several people may share a workstation, nobody a store."""
    name = hashlib.sha256(f"{service_url}\n{account}".encode()).hexdigest()[:24]
    return data_dir / "people" / name


def open_store(
    data_dir: Path,
    *,
    owner: str = "",
    clock: Clock | None = None,
    creator: Creator = plain_connection,
    document_budget: int = DEFAULT_BUDGET,
) -> LocalStore:
    """Open the store in ``data_dir``, made or migrated where needed.

    :param owner: whose store it is (account and scopes); kept at the first opening and asked for ever after.
    :param creator: makes the DBAPI connections of both files.
    :param document_budget: bytes that cached documents may take.
    :raises StoreFault: when it belongs to somebody else, a newer program wrote it, or the disk refuses.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFault(
            "store_readonly", f"不能建立数据目录 {data_dir}。请联系系统管理员检查权限。"
        ) from error
    decisions = Database(data_dir / "decisions.sqlite", creator, "FULL")
    bring_up_to_date(decisions, "decisions", keep_backup=True)
    _check_owner(decisions, owner)
    replica = _open_replica(data_dir / "replica.sqlite", creator)
    documents = FileDocumentCache(data_dir / "documents", replica, document_budget)
    writing = SqlReplica(replica, documents.forget)
    return LocalStore(
        cases=SqlCaseStore(replica, clock or SystemClock()),
        outbox=SqlOutbox(decisions, writing.has_come),
        documents=documents,
        view_state=SqlViewState(decisions),
        replica=writing,
        sending=SqlOutboxSending(decisions, writing.has_come),
        decisions_file=decisions,
        replica_file=replica,
    )


def _open_replica(path: Path, creator: Creator) -> Database:
    """The replica, begun anew when its file is damaged or of a newer program: the service has it all."""
    database = Database(path, creator, "NORMAL")
    try:
        bring_up_to_date(database, "replica", keep_backup=False)
    except StoreFault as fault:
        if fault.code not in ("store_damaged", "store_too_new"):
            raise
        database.close()
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        bring_up_to_date(database, "replica", keep_backup=False)
    return database


def _check_owner(decisions: Database, owner: str) -> None:
    with decisions.write() as connection:
        kept = connection.execute(select(OWNER.c.name)).scalar()
        if kept is None:
            connection.execute(insert(OWNER).values(name=owner))
        elif kept != owner:
            raise StoreFault("store_of_another", "这份本机数据属于另一个账号，不能打开。请用原账号登录。")
