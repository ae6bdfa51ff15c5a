"""``python -m reviewer_app.tour``: arguments as the desktop's, and where to leave the pictures.

Account and password come from ``ENROLMENT_ACCOUNT`` and ``ENROLMENT_PASSWORD``: a command line is everybody's to read.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from reviewer_app.app import ReviewerApp, make_application, read_arguments
from reviewer_app.tour.player import Player
from reviewer_app.tour.stops import Tour


def main(argv: list[str]) -> int:
    """Return 0 when the tour came to its end."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--pictures", type=Path, required=True)
    own, rest = parser.parse_known_args(argv)
    settings = read_arguments(rest)
    logging.basicConfig(level=logging.WARNING)
    qt = make_application(settings)
    desktop = ReviewerApp(settings)
    tour = Tour(
        desktop, os.environ["ENROLMENT_ACCOUNT"], os.environ["ENROLMENT_PASSWORD"], own.pictures.absolute()
    )
    player = Player(tour.script())
    missing: list[str] = []

    def end(waited_for: str) -> None:
        missing.append(waited_for)
        if waited_for:
            tour.shoot("stopped-here")
        desktop.window.close()

    player.ended.connect(end)
    sys.excepthook = _stop_at_once
    desktop.start()
    player.start()
    qt.exec()
    if missing != [""]:
        print(f"The tour ended early, waiting for: {', '.join(missing) or 'the window'}", file=sys.stderr)
        return 1
    print(f"截图和录取名单在 {own.pictures}")
    return 0


def _stop_at_once(kind: type[BaseException], error: BaseException, trace: object) -> None:
    sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
