"""The interface as it is published, the schema as it is migrated, and what importing the service loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from central_service.store.database import Database
from central_service.store.migrate import alembic_config, migrate
from central_service.store.tables import metadata
from reviewer_app.sync.protocol import PROBLEM_TYPE, SeasonMessage
from tests.support.service import OFFICE, SCHOOLS, SCOPE, SeededService

ROOT = Path(__file__).resolve().parents[2]


def test_open_api_document(service: SeededService) -> None:
    """Every operation says what it answers and what a problem looks like."""
    document = service.transport().request("GET", "/v1/openapi.json", {}, None).json()
    assert len(document["paths"]) > 35
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation.get("description"), (method, path)
            for status in ("4XX", "5XX"):
                content = operation["responses"][status]["content"]
                assert content[PROBLEM_TYPE]["schema"] == {"$ref": "#/components/schemas/ProblemBody"}, (
                    method,
                    path,
                )
    upload = document["paths"]["/v1/guardian/cases/{case_id}/documents/{material}/{page}"]["put"]
    assert set(upload["requestBody"]["content"]) == {"image/jpeg", "image/png", "application/pdf"}


def test_season_of_a_scope(service: SeededService) -> None:
    """What the desktop needs offline, as the shared message reads it."""
    reviewer = service.reviewer()
    season = SeasonMessage.model_validate_json(reviewer.call("GET", f"/v1/scopes/{SCOPE}").content)
    assert (season.office, season.office_name, season.year) == (OFFICE, "灵山县教育局", 2026)
    assert season.hotlines == ("0777-6429786",)
    assert {school.code for school in season.schools} == {school.code for school in SCHOOLS}
    assert "演示" in season.policy


def test_migrations_make_the_tables(any_service: SeededService) -> None:
    """What Alembic has built is what the code asks for, on both engines."""
    with any_service.parts.database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def test_the_service_loads_no_screen_and_no_client_library() -> None:
    """Neither Qt nor what only the desktop or the tests need."""
    code = "import sys, central_service.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()
    assert not {"PySide6", "requests", "httpx", "httpx2", "reportlab", "numpy", "pytest"} & set(loaded)


def test_migrations_can_be_taken_back(tmp_path: Path) -> None:
    """Down to nothing and up again."""
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    assert migrate(database) == "0001"
    with database.write() as transaction:
        command.downgrade(alembic_config(transaction.connection), "base")
    with database.engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    assert migrate(database) == "0001"
    assert migrate(database) == "0001"
    database.close()
