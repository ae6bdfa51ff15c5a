"""The test's end of a desktop in a process of its own: it presses keys, looks at the screen, and may kill it."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from tests.support.processes import ROOT, SECONDS, SeasonTime, until
from tests.support.screen import QUEUE, Screen

_HARMLESS = ("This plugin does not support propagateSizeHints",)
"""The screenless platform has no window manager to tell."""


_SCREEN = {
    "synchronousWindowSystemEvents": False,
    "windowFrameMargins": False,
    "screens": [{"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080,
                 "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}],
}  # fmt: skip
"""A county's usual screen. The platform's own, 800 pixels wide, would fold the window that is opened again."""


class Desktop:
    """A reviewer's workstation; :meth:`start` it as often as it was killed.

    :param pictures: folder for pictures of the window; none are taken without.
    :param size: width and height of the window; the program's own choice without.
    :param speaks: protocol version of a desktop of another age.
    """

    def __init__(
        self,
        service_url: str,
        data_dir: Path,
        season: SeasonTime,
        *,
        pictures: Path | None = None,
        size: tuple[int, int] | None = None,
        speaks: int | None = None,
    ) -> None:
        self._service_url = service_url
        self._data_dir = data_dir
        self._season = season
        self._pictures = pictures
        self._size = size
        self._speaks = speaks
        self._log = data_dir.with_name(f"{data_dir.name}-desktop.log")
        self._process: subprocess.Popen[str] | None = None
        self._replies: queue.SimpleQueue[str] = queue.SimpleQueue()

    def __enter__(self) -> Desktop:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self._process is not None:
            self.close()
        self.kill()
        if error is None:
            assert self.warnings() == [], "the desktop warned"

    def start(self) -> None:
        """Open the program; it is ready for keys when this returns."""
        command = [sys.executable, "-m", "tests.support.desktop_driver", "--service", self._service_url]
        command += ["--data-dir", str(self._data_dir), "--clock-start", self._season.now().isoformat()]
        if self._speaks is not None:
            command += ["--speaks", str(self._speaks)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
        assert self._process.stdout is not None
        self._replies = queue.SimpleQueue()
        self._hearing = threading.Thread(
            target=_hear, args=(self._process.stdout, self._replies), daemon=True
        )
        self._hearing.start()
        if self._size is not None:
            self._do("resize", width=self._size[0], height=self._size[1])
        self.see()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each named as on a menu: ``F8``, ``Ctrl+Enter``, ``1``."""
        self._do("press", keys=keys)

    def type(self, text: str) -> None:
        """Type on the keyboard."""
        self._do("type", text=text)

    def click(self, name: str) -> None:
        """Click the one visible button of that name."""
        self._do("click", name=name)

    def see(self) -> Screen:
        """Look at the screen."""
        return Screen(**self._do("see"))

    def until(self, holds: Callable[[Screen], object], what: str) -> Screen:
        """Look until something is to be seen; answers that screen."""
        last = self.see()

        def look() -> Screen | None:
            nonlocal last
            last = self.see()
            return last if holds(last) else None

        try:
            return until(look, what)
        except AssertionError as error:
            error.add_note(f"last seen: {last}")
            raise

    def grab(self, name: str) -> None:
        """Take a picture of the window, where pictures are wanted."""
        if self._pictures is not None:
            self._pictures.mkdir(parents=True, exist_ok=True)
            self._do("grab", path=str(self._pictures / f"{name}.png"))

    def save_as(self, path: Path) -> None:
        """What to answer when the program asks where to save."""
        self._do("save_as", path=str(path))

    def sign_in(self, account: str, password: str) -> None:
        """Type account and password into the sign-in, over the account of the person before."""
        screen = self.until(lambda screen: screen.focus in ("账号", "密码"), "the sign-in waits for keys")
        self.press(*(("Shift+Tab",) if screen.focus == "密码" else ()), "Ctrl+A")
        self.type(account)
        self.press("Tab")
        self.type(password)
        self.press("Return")

    def find(self, number: str) -> Screen:
        """Search a case by its receipt number, open it, and wait until its decisions are armed."""
        self.press("Ctrl+F")
        self.type(number)
        self.until(
            lambda screen: len(screen.lists.get(QUEUE, [])) == 1 and screen.row(QUEUE, number),
            f"the queue shows {number} alone",
        )
        self.press("Return")
        return self.until(lambda screen: screen.case == number and screen.armed, f"{number} is armed")

    def go_forward(self, act: str) -> None:
        """F9, and Enter when it is asked whether that shall be done although something was not looked at."""
        self.press("F9")
        self.until(lambda screen: f"仍要{act} Enter" in screen.buttons, f"the question before {act}")
        self.press("Return")

    def close(self) -> None:
        """Close the window, as at the end of a day."""
        self._do("close")
        assert self._process is not None
        assert self._process.wait(SECONDS) == 0, self._log.read_text("utf-8")
        self._forget()

    def kill(self) -> None:
        """End it without a word, as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(SECONDS)
            self._forget()

    def warnings(self) -> list[str]:
        """What it wrote to its standard error."""
        lines = self._log.read_text("utf-8").splitlines() if self._log.exists() else []
        return [line for line in lines if not any(harmless in line for harmless in _HARMLESS)]

    def _forget(self) -> None:
        process, self._process = self._process, None
        assert process is not None
        self._hearing.join()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _environment(self) -> dict[str, str]:
        runtime = self._data_dir.with_name(f"{self._data_dir.name}-runtime")
        runtime.mkdir(mode=0o700, exist_ok=True)
        screen = runtime / "screen.json"
        screen.write_text(json.dumps(_SCREEN), "utf-8")
        unseen = {
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHONUTF8": "1",
        }
        return {**os.environ, **unseen}

    def _do(self, what: str, **details: object) -> Any:
        process = self._process
        assert process is not None, "the desktop is not running"
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps({"do": what, **details}) + "\n")
            process.stdin.flush()
            reply = json.loads(self._replies.get(timeout=SECONDS))
        except (OSError, ValueError, queue.Empty) as error:
            raise AssertionError(f"the desktop did not answer to {what}: {self.warnings()}") from error
        assert "failure" not in reply, reply["failure"]
        return reply["answer"]


def _hear(stdout: TextIO, replies: queue.SimpleQueue[str]) -> None:
    for line in stdout:
        replies.put(line)
    replies.put("")
