"""`make bench`: every measurement, or those named on the command line."""

from __future__ import annotations

import argparse
import importlib
import platform
from collections.abc import Sequence

MEASUREMENTS = ("first_sync", "open_case", "roster")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[*MEASUREMENTS, []], help="measurements to run (default: all)"
    )
    chosen = parser.parse_args(arguments).names or MEASUREMENTS
    print(
        f"Python {platform.python_version()} on {platform.machine()}, ratios to the limit named in each line"
    )
    for name in chosen:
        for measured in importlib.import_module(f"benchmarks.{name}").run():
            print(measured.line(), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
