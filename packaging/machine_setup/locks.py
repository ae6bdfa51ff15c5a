"""Writes `requirements/`: what pyproject.toml asks for, resolved once and pinned with hashes.

No registry address gets into the files: every machine uses its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from machine_setup.environment import PYTHON, ROOT
from machine_setup.messages import SetupError, say

# Each lock and the parts of pyproject.toml that it has. The first has all, the others keep to its versions.
LOCKED_PARTS = {
    "dev": ("desktop", "service", "sample", "dev"),
    "demo": ("desktop", "service", "sample"),
    "desktop": ("desktop",),
    "service": ("service",),
}
_OPTIONS = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header",
    "--no-emit-index-url", "--upgrade", "--quiet",
)  # fmt: skip


def write_locks() -> None:
    """Resolve anew with the newest versions that pyproject.toml allows.

    Raises:
        SetupError: uv is not installed, or found no solution.
    """
    uv = shutil.which("uv")
    if uv is None:
        raise SetupError("`make lock` needs uv: pip install uv", "make lock 需要 uv：pip install uv")
    folder = ROOT / "requirements"
    environment = {**os.environ, **_index_of_pip()}
    for name, parts in LOCKED_PARTS.items():
        say(f"Locking {name}", f"正在锁定 {name}")
        extras = [argument for part in parts for argument in ("--extra", part)]
        whole = [] if name == "dev" else ["--constraint", str(folder / "dev.txt")]
        output = ["--output-file", str(folder / f"{name}.txt")]
        command = [uv, "pip", "compile", "pyproject.toml", *extras, *whole, *_OPTIONS, *output]
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            raise SetupError(
                f"uv found no solution for {name}; see above.", f"uv 无法求解 {name}，原因见上。"
            )


def _index_of_pip() -> dict[str, str]:
    """pip's own index of this machine, which uv does not read by itself."""
    asked = subprocess.run(
        [str(PYTHON), "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    )
    index = asked.stdout.strip()
    return {"UV_DEFAULT_INDEX": index} if index and "UV_DEFAULT_INDEX" not in os.environ else {}
