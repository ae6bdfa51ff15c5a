"""Starting the program: what it is told, and that it runs once on a folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer_app.app import read_arguments
from reviewer_app.ui.views.single_instance import SingleInstance


def test_address_folder_and_clock_are_read(tmp_path: Path) -> None:
    start = "2026-07-14T09:00:00+08:00"
    settings = read_arguments(
        ["--service", "https://ruxue.example.cn/", "--data-dir", str(tmp_path), "--clock-start", start]
    )
    assert settings.service_url == "https://ruxue.example.cn"
    assert settings.data_dir == tmp_path
    assert settings.clock_start == datetime.fromisoformat(start)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "没有平台地址"),
        (["--service", "http://ruxue.example.cn"], "https://"),
        (["--service", "ruxue"], "https://"),
        (["--service", "https://a.cn", "--clock-start", "2026-07-14T09:00:00"], "时区"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    arguments: list[str], word: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENROLMENT_SERVICE", raising=False)
    with pytest.raises(SystemExit):
        read_arguments(arguments)
    assert word in capsys.readouterr().err


def test_the_address_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENROLMENT_SERVICE", "http://127.0.0.1:8000")
    assert read_arguments([]).service_url == "http://127.0.0.1:8000"


def test_a_second_start_asks_the_first_to_show_itself(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.take()
    with qtbot.waitSignal(first.asked):
        assert not second.take()
    other = SingleInstance(tmp_path / "other")
    assert other.take()
    other.release()
    first.release()
    assert second.take()
    second.release()
