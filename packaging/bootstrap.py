"""One entry for every machine: sets up what is missing, then runs, tests or measures the project.

`make run` and `make test` call this file, and Windows calls it directly: `py -3 packaging/bootstrap.py run`.
It needs a Python and nothing else, and it must still speak when that Python is too old for the project: so
this file keeps to the syntax of Python 3.6, and everything newer lies in the package beside it.
"""

import sys

OLDEST = (3, 11)
NEWEST = (3, 13)


def main() -> int:
    """Return the exit status: 0 done, 1 a check or the program failed, 2 the machine lacks something."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.stderr.write(
            f"Python {found} cannot be used: Python 3.11, 3.12 or 3.13 is needed.\n"
            "On Debian 12: apt-get install python3.11\n"
            f"不能使用 Python {found}：需要 Python 3.11、3.12 或 3.13。\n"
            "Debian 12 请运行：apt-get install python3.11\n"
        )
        return 2
    from machine_setup.commands import run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
