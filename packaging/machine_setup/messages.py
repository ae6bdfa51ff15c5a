"""What the set-up says, in English and in Chinese: an engineer or a county's technician may be reading."""

from __future__ import annotations

import sys
from typing import TextIO


class SetupError(Exception):
    """The machine lacks something that the set-up cannot get by itself; both texts say what to do."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english, chinese)
        self.english = english
        self.chinese = chinese


def say(english: str, chinese: str) -> None:
    """Tell what is being done, where a wait of more than a moment follows."""
    _write(sys.stdout, f"==> {english}\n    {chinese}\n")


def complain(error: SetupError) -> None:
    """Tell what is missing."""
    _write(sys.stderr, f"\n{error.english}\n\n{error.chinese}\n")


def _write(stream: TextIO, text: str) -> None:
    """Write in the stream's own encoding, with question marks for what a console cannot show."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))
    stream.flush()
