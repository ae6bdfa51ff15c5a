"""Draw the stories into build/stories: ``python -m tests.stories [a word of the name …]``."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.stories.drawing import Story, draw


def all_stories() -> list[Story]:
    """Every ``STORIES`` of every ``tests/stories/<part>/stories.py``."""
    found: list[Story] = []
    for path in sorted(Path(__file__).parent.glob("*/stories.py")):
        module = importlib.import_module(f"tests.stories.{path.parent.name}.stories")
        found.extend(module.STORIES)
    return found


def main(words: list[str]) -> None:
    """Draw the stories whose name holds one of the words, or all of them."""
    folder = Path("build/stories")
    for story in all_stories():
        if not words or any(word in story.name for word in words):
            for look in story.looks:
                print(draw(story, look, folder))


if __name__ == "__main__":
    main(sys.argv[1:])
