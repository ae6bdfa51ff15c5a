"""A stranger's first command: what is missing is named in both languages, and nothing is done twice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import bootstrap
import pytest
from machine_setup import commands, environment, system_libraries
from machine_setup.messages import SetupError
from machine_setup.pip_failure import explain_pip_failure

NOT_HERE = {"libno-such-library.so.9": "libno-such-library9"}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two locks and an environment whose Python works."""
    folder = tmp_path / "environment"
    folder.mkdir()
    (tmp_path / "requirements").mkdir()
    for lock in environment.LOCKS:
        (tmp_path / "requirements" / f"{lock}.txt").write_text(f"{lock}==1\n", "utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "ENVIRONMENT", folder)
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    return tmp_path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The locks that the set-up installs, in their order."""
    locks: list[str] = []
    monkeypatch.setattr(environment, "_install", locks.append)
    return locks


def test_the_second_time_nothing_is_installed(checkout: Path, installed: list[str]) -> None:
    environment.ensure_environment("demo")
    environment.ensure_environment("demo")

    assert installed == ["demo"]


def test_the_larger_lock_serves_for_the_smaller(checkout: Path, installed: list[str]) -> None:
    environment.ensure_environment("dev")
    environment.ensure_environment("demo")

    assert installed == ["dev"]


def test_a_changed_lock_is_installed_again(checkout: Path, installed: list[str]) -> None:
    environment.ensure_environment("dev")
    (checkout / "requirements" / "dev.txt").write_text("dev==2\n", "utf-8")
    environment.ensure_environment("dev")

    assert installed == ["dev", "dev"]


def test_a_full_disk_is_named_before_anything_is_made(
    checkout: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "PYTHON", checkout / "no-python")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))

    with pytest.raises(SetupError, match="2 GB") as caught:
        environment.ensure_environment("dev")

    assert "可用空间" in caught.value.chinese
    assert installed == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves these to the system")
class TestMissingLibraries:
    @pytest.fixture(autouse=True)
    def _one_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(system_libraries, "QT_LIBRARIES", NOT_HERE)

    def _tools(self, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None)

    def test_without_permission_the_administrators_command_is_shown(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._tools(monkeypatch, "apt-get")
        monkeypatch.setattr("os.geteuid", lambda: 1000)

        with pytest.raises(SetupError, match=r"apt-get install .* libno-such-library9") as caught:
            system_libraries.ensure_qt_libraries(window=False)

        assert "apt-get install --no-install-recommends libno-such-library9" in caught.value.chinese

    def test_on_another_linux_the_library_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._tools(monkeypatch)

        with pytest.raises(SetupError, match=r"libno-such-library\.so\.9"):
            system_libraries.ensure_qt_libraries(window=False)

    def test_root_installs_only_what_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ran: list[list[str]] = []

        def pretend(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
            ran.append(command)
            return subprocess.CompletedProcess(command, 0)

        self._tools(monkeypatch, "apt-get")
        monkeypatch.setattr("os.geteuid", lambda: 0)
        monkeypatch.setattr(subprocess, "run", pretend)

        system_libraries.ensure_qt_libraries(window=False)

        assert [command[-1] for command in ran] == ["update", "libno-such-library9"]


@pytest.mark.parametrize(
    ("log", "english", "chinese"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full", "磁盘已满"),
        ("ReadTimeoutError(...)\nERROR: No matching distribution found", "cannot be reached", "连接不到"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the locked one", "校验值不符"),
        ("ERROR: No matching distribution found for x==1", "no ready-made package", "没有适用于本系统"),
        ("something else", "something else", "原因见上"),
    ],
)
def test_a_failure_of_pip_says_what_to_do(log: str, english: str, chinese: str) -> None:
    error = explain_pip_failure(log)

    assert english in error.english
    assert chinese in error.chinese


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 14, 0)])
def test_an_unsuitable_python_is_told_so(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", version)

    assert bootstrap.main() == 2

    said = capsys.readouterr().err
    assert "cannot be used" in said
    assert "不能使用" in said


def test_what_is_missing_ends_a_command_with_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking(_: str) -> None:
        raise SetupError("no such thing", "缺少某物")

    monkeypatch.setattr(commands, "ensure_environment", lacking)

    assert commands.run_command(["check"]) == 2
    assert "缺少某物" in capsys.readouterr().err
