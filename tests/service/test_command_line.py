"""The administrator's commands: from an empty folder to a service that answers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from central_service.app import assemble
from central_service.cli import main
from central_service.config import PASSWORD_VARIABLE, S3Settings, ServiceConfig
from central_service.sample.guardian_client import HttpTransport, ReviewClient
from central_service.store.seasons import schools_of
from tests.support.service import OFFICE, SeededService, seed

ROOT = Path(__file__).resolve().parents[2]
SEASON = ["--office", OFFICE, "--year", "2026"]
DATES = ["--opens", "2026-07-10T00:00:00+08:00", "--closes", "2026-07-20T18:00:00+08:00"]


def run(data: Path, *arguments: str, secret: str | None = None) -> Result:
    """One command."""
    return CliRunner().invoke(main, ["--data", str(data), *arguments], input=secret)


def ok(data: Path, *arguments: str, secret: str | None = None) -> str:
    """One command that succeeds; answers what it printed."""
    result = run(data, *arguments, secret=secret)
    assert result.exit_code == 0, result.output
    return result.output


def set_up(data: Path) -> None:
    """An office with a season, a school, a policy and a reviewer."""
    ok(data, "init")
    assert "灵山县教育局" in ok(data, "office", "add", OFFICE)
    ok(data, "season", "open", *SEASON, *DATES)
    ok(data, "school", "add", "2145000001", "灵城第一小学", "--stage", "XX1", "--plan", "180", *SEASON)
    ok(
        data, "account", "add", "shenhe01", "--name", "韦晓岚", "--role", "reviewer", "--office", OFFICE,
        "--password-file", "-", secret="a long enough password\n",
    )  # fmt: skip


def test_a_region_is_set_up(tmp_path: Path) -> None:
    """Office, season, policy, schools, accounts; each can be looked at through the service."""
    set_up(tmp_path)
    policy = tmp_path / "policy.txt"
    policy.write_text("灵山县招生政策全文", "utf-8")
    assert "第 1 版" in ok(tmp_path, "policy", "set", *SEASON, str(policy))
    table = tmp_path / "schools.csv"
    rows = "code,name,stages,plan,private\n2145000002,檀圩镇中心小学,XX1,90,\n3145000002,育才学校,XX1/CZ1,60,是\n"
    table.write_text(rows, "utf-8-sig")
    assert "2 所" in ok(tmp_path, "school", "import", *SEASON, str(table))
    children = tmp_path / "children.csv"
    children.write_text("id_type,id_no,stage,school\n1,459999201910010114,XX1,育才学校\n", "utf-8")
    assert "1 人" in ok(tmp_path, "private", "import", *SEASON, str(children))
    assert "第 2 行" in ok(tmp_path, "private", "import", *SEASON, str(children))
    assert ok(tmp_path, "notices", "list") == ""
    for command in ("disable", "enable"):
        ok(tmp_path, "account", command, "shenhe01")
    ok(tmp_path, "account", "password", "shenhe01", "--password-file", "-", secret="another long password\n")
    ok(tmp_path, "season", "renew-epoch", *SEASON)
    assert "0001" in ok(tmp_path, "migrate")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["office", "add", "451302"], "没有编码为 451302"),
        (["season", "open", *SEASON, "--opens", "2026-07-10", "--closes", "2026-07-20"], "没有时区"),
        (["season", "open", *SEASON, "--opens", "soon", *DATES[2:]], "不是时间"),
        (["season", "open", *SEASON, DATES[2], DATES[1], "--opens", DATES[3]], "截止时间须在开始时间之后"),
        (["season", "open", "--office", "450722", "--year", "2026", *DATES], "还没有开通 450722"),
        (["school", "add", "21450", "x", "--stage", "XX1", "--plan", "1", *SEASON], "10 位数字"),
        (["account", "disable", "nobody"], "没有账号"),
        (["case", "move", "nothing", "--office", "450722"], "没有找到"),
        (["serve", "--clock-start", "2026-07-14T09:00:00+08:00"], "--trial"),
    ],
)
def test_mistakes_are_told_in_one_line(tmp_path: Path, arguments: list[str], words: str) -> None:
    """No trace, a message that says what to do, and an exit code."""
    set_up(tmp_path)
    result = run(tmp_path, *arguments)
    assert result.exit_code != 0
    assert words in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("code,name\n1,x\n", "表头应为"),
        ("code,name,stages,plan,private\n2145000002,好学校,XX1,90,\n2145000003,x,XX9,90,\n", "第 3 行有误"),
        ("code,name,stages,plan,private\n2145000002,好学校,XX1,90,\n21,x,XX1,90,\n", "10 位数字"),
    ],
)
def test_an_import_is_whole_or_nothing(tmp_path: Path, rows: str, words: str) -> None:
    """One bad line keeps all of them out."""
    set_up(tmp_path)
    table = tmp_path / "schools.csv"
    table.write_text(rows, "utf-8")
    result = run(tmp_path, "school", "import", *SEASON, str(table))
    assert result.exit_code != 0
    assert words in result.output
    table.write_bytes("code,name".encode("utf-16"))
    assert "UTF-8" in run(tmp_path, "school", "import", *SEASON, str(table)).output
    parts = assemble(ServiceConfig.embedded(tmp_path))
    with parts.database.read() as connection:
        assert [school.name for school in schools_of(connection, "450721.2026")] == ["灵城第一小学"]
    parts.database.close()


def test_passwords_come_from_file_environment_or_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never from an argument; never a default; never a short one."""
    set_up(tmp_path)
    add = ["account", "add", "fuze01", "--name", "覃文慧", "--role", "supervisor", "--office", OFFICE]
    result = run(tmp_path, *add)
    assert result.exit_code != 0
    assert PASSWORD_VARIABLE in result.output
    assert "12 至 128" in run(tmp_path, *add, "--password-file", "-", secret="short\n").output
    monkeypatch.setenv(PASSWORD_VARIABLE, "from the environment")
    ok(tmp_path, *add)
    assert "已经存在" in run(tmp_path, *add).output


@pytest.mark.journey
def test_serve_as_a_process(tmp_path: Path) -> None:
    """``python -m central_service serve`` answers, and stops when it is told to."""
    set_up(tmp_path)
    command = [
        sys.executable,
        "-m",
        "central_service",
        "serve",
        "--data",
        str(tmp_path),
        "--port",
        "0",
        "--trial",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, cwd=tmp_path
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip().removeprefix("服务地址：")
        transport = HttpTransport(address)
        try:
            reviewer = ReviewClient.sign_in(transport, "shenhe01", "a long enough password")
            assert reviewer.season()["office_name"] == "灵山县教育局"
            assert transport.request("GET", "/v1/openapi.json", {}, None).json()["openapi"].startswith("3.")
            taken = run(tmp_path, "serve", "--port", address.rpartition(":")[2])
            assert "无法使用" in taken.output
        finally:
            transport.close()
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
    assert process.returncode in (0, -signal.SIGTERM)


def test_settings_from_file_and_environment(tmp_path: Path) -> None:
    """The environment wins; what nobody knows is refused by name."""
    file = tmp_path / "service.toml"
    file.write_text('database_url = "postgresql+psycopg://db/x"\ns3_bucket = "b"\n[limits]\npage_rows = 7\n')
    config = ServiceConfig.load(
        tmp_path, file, {"ENROLMENT_S3_BUCKET": "c", "ENROLMENT_SIMULATED_IDENTITY": "yes"}
    )
    assert config.database_url == "postgresql+psycopg://db/x"
    assert config.s3 == S3Settings(bucket="c")
    assert config.blob_folder is None
    assert config.limits.page_rows == 7
    assert config.simulated_identity
    assert not config.simulated_registry
    plain = ServiceConfig.load(tmp_path, None, {})
    assert plain.blob_folder == tmp_path / "documents"
    for environment, words in (
        ({"ENROLMENT_DATABSE_URL": "x"}, "databse_url"),
        ({"ENROLMENT_SIMULATED_IDENTITY": "maybe"}, "maybe"),
    ):
        with pytest.raises(ValueError, match=words):
            ServiceConfig.load(tmp_path, None, environment)
    file.write_text("[limits]\nnothing = 1\n")
    with pytest.raises(ValueError, match="nothing"):
        ServiceConfig.load(tmp_path, file, {})
    with pytest.raises(ValueError, match="not both"):
        ServiceConfig(database_url="sqlite://")


def test_seeding_twice_is_refused(service: SeededService) -> None:
    """Setting up is repeatable, accounts are not."""
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError):
        seed(service.parts)
