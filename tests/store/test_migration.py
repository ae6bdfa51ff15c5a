"""Stores are brought up to date when they are opened; decisions are copied before, a broken replica is begun anew."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from reviewer_app.models.domain.ports import CaseQuery, StoreFault
from reviewer_app.models.store import migration, open_store, person_dir
from reviewer_app.models.store.decisions_tables import DECISIONS
from reviewer_app.models.store.migration import NEWEST, Part
from reviewer_app.models.store.replica_tables import REPLICA
from tests.support.actions import make_action
from tests.support.cases import make_case
from tests.support.stores import fill


@pytest.mark.parametrize("part", ["decisions", "replica"])
def test_the_newest_revision_is_the_last_script(part: Part) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migration.__file__).parent / "migrations" / part))
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST[part]


def test_migrations_make_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for database, metadata in ((store.decisions_file, DECISIONS), (store.replica_file, REPLICA)):
        with database.read() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    store.close()


def test_opening_again_finds_everything(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    fill(store, [make_case(1)])
    store.outbox.add(make_action(1))
    store.view_state.keep("queue/filter", "PENDING")
    store.view_state.keep("queue/filter", "CORRECTION")
    store.close()
    again = open_store(tmp_path)
    assert again.cases.ids(CaseQuery()) == [make_case(1).id]
    assert again.outbox.open_actions() == [make_action(1)]
    assert again.view_state.find("queue/filter") == "CORRECTION"
    assert again.view_state.find("queue/order") is None
    again.close()


_NEXT = '''"""One more column."""
import sqlalchemy as sa
from alembic import op
revision = "decisions_next"
down_revision = "decisions_0001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("decision") as table:
        table.add_column(sa.Column("extra", sa.Text, nullable=False, server_default="kept"))
    {last}
'''


def _add_revision(monkeypatch: pytest.MonkeyPatch, folder: Path, last: str) -> None:
    scripts = folder / "scripts"
    shutil.copytree(Path(migration.__file__).parent / "migrations", scripts)
    (scripts / "decisions" / "versions" / "decisions_next.py").write_text(_NEXT.format(last=last))
    monkeypatch.setattr(migration, "_SCRIPTS", scripts)
    monkeypatch.setitem(NEWEST, "decisions", "decisions_next")


def test_a_full_outbox_survives_an_upgrade_and_is_copied_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "store")
    for n in range(20):
        store.outbox.add(make_action(n))
    store.close()
    _add_revision(monkeypatch, tmp_path, "pass")
    upgraded = open_store(tmp_path / "store")
    assert upgraded.outbox.open_actions() == [make_action(n) for n in range(20)]
    upgraded.close()
    with sqlite3.connect(tmp_path / "store" / "decisions.sqlite.before-decisions_0001") as copy:
        assert copy.execute("SELECT count(*) FROM decision").fetchone() == (20,)
        assert "extra" not in [row[1] for row in copy.execute("PRAGMA table_info(decision)")]
    copy.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path / "store")
    store.outbox.add(make_action(1))
    store.close()
    with monkeypatch.context() as patched:
        _add_revision(patched, tmp_path, "raise RuntimeError('no')")
        with pytest.raises(RuntimeError):
            open_store(tmp_path / "store")
    again = open_store(tmp_path / "store")
    assert again.outbox.open_actions() == [make_action(1)]
    again.close()


def test_decisions_of_a_newer_program_are_left_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.decisions_file.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'decisions_9999'")
    store.close()
    with pytest.raises(StoreFault) as caught:
        open_store(tmp_path)
    assert caught.value.code == "store_too_new"


def test_damaged_decisions_are_left_alone(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    (tmp_path / "decisions.sqlite").write_bytes(b"not a database at all" * 400)
    with pytest.raises(StoreFault) as caught:
        open_store(tmp_path)
    assert caught.value.code == "store_damaged"
    assert (tmp_path / "decisions.sqlite").read_bytes().startswith(b"not a database")


@pytest.mark.parametrize("damage", ["newer", "no database", "empty"])
def test_a_replica_that_cannot_be_used_is_begun_anew(tmp_path: Path, damage: str) -> None:
    store = open_store(tmp_path)
    fill(store, [make_case(1)])
    store.outbox.add(make_action(1))
    if damage == "newer":
        with store.replica_file.write() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'replica_9999'")
    store.close()
    if damage != "newer":
        (tmp_path / "replica.sqlite").write_bytes(b"" if damage == "empty" else b"not a database" * 500)
    again = open_store(tmp_path)
    assert not again.cases.ids(CaseQuery())
    assert again.replica.cursor("450721.2026") is None
    assert again.outbox.open_actions() == [make_action(1)]
    fill(again, [make_case(2)])
    again.close()


def test_a_store_opens_for_its_owner_alone(tmp_path: Path) -> None:
    open_store(tmp_path, owner="reviewer@450721").close()
    open_store(tmp_path, owner="reviewer@450721").close()
    with pytest.raises(StoreFault) as caught:
        open_store(tmp_path, owner="reviewer@450722")
    assert caught.value.code == "store_of_another"


def test_each_person_and_service_has_an_own_folder(tmp_path: Path) -> None:
    folders = {
        person_dir(tmp_path, url, account)
        for url in ("https://a", "https://b")
        for account in ("x", "../y", "X")
    }
    assert len(folders) == 6
    assert all(folder.parent == tmp_path / "people" for folder in folders)


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreFault, match="不能建立数据目录"):
        open_store(tmp_path / "file" / "store")
