"""``python -m reviewer_app``: the desktop."""

from __future__ import annotations

import sys


def main() -> int:
    """Start the desktop with the arguments of the command line."""
    from reviewer_app.app import main as start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
