"""The project's own Python environment in `.venv`: filled from a lock, left alone while nothing changed."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from machine_setup.messages import SetupError, say
from machine_setup.pip_failure import explain_pip_failure
from machine_setup.system_libraries import install_debian_packages

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = ROOT / "build" / "setup.log"

# Locks from small to large. All are cut from one resolution: a larger one has every pin of the smaller.
LOCKS = ("demo", "dev")
BYTES_NEEDED = 2_000_000_000


def ensure_environment(lock: str) -> None:
    """Bring `.venv` to the state of `requirements/<lock>.txt`; at once if it, or a larger lock, is installed.

    Raises:
        SetupError: the machine lacks something; the message says what.
    """
    if _python_works() and any(_is_installed(name) for name in LOCKS[LOCKS.index(lock) :]):
        return
    if not _has_pip():
        _check_disk()
        _create()
    _install(lock)
    _stamp(lock).write_text(_fingerprint(lock), "utf-8")


def _lock_file(lock: str) -> Path:
    return ROOT / "requirements" / f"{lock}.txt"


def _stamp(lock: str) -> Path:
    return ENVIRONMENT / f".installed-{lock}"


def _fingerprint(lock: str) -> str:
    return hashlib.sha256(_lock_file(lock).read_bytes()).hexdigest()


def _is_installed(lock: str) -> bool:
    return _stamp(lock).is_file() and _stamp(lock).read_text("utf-8") == _fingerprint(lock)


def _python_works() -> bool:
    """Whether the environment's Python starts, and is one of those that the project runs on."""
    code = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    try:
        return subprocess.run([str(PYTHON), "-c", code], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _has_pip() -> bool:
    """An environment without pip was broken off while it was made, or its Python is gone: it is made anew."""
    probe = [str(PYTHON), "-m", "pip", "--version"]
    return _python_works() and subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _check_disk() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < BYTES_NEEDED:
        raise SetupError(
            f"The set-up needs 2 GB of free disk space in {ROOT}; there are {free / 1e9:.1f} GB.",
            f"安装需要 {ROOT} 所在磁盘有 2 GB 可用空间，现只有 {free / 1e9:.1f} GB。请清理后重试。",
        )


def _create() -> None:
    say("Creating the Python environment .venv", "正在创建 Python 环境 .venv")
    if importlib.util.find_spec("ensurepip") is None:
        # Debian keeps the means to make an environment with pip in a package of its own.
        install_debian_packages([f"python3.{sys.version_info.minor}-venv"], libraries=["ensurepip"])
    command = [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]
    made = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if made.returncode:
        raise SetupError(
            f"The Python environment could not be created in {ENVIRONMENT}:\n{made.stdout}",
            f"无法在 {ENVIRONMENT} 创建 Python 环境，原因见上。请检查目录的写入权限和磁盘空间。",
        )


def _install(lock: str) -> None:
    """Install exactly the locked files, each checked against its hash, from where pip here looks."""
    count = sum(line[:1].isalnum() for line in _lock_file(lock).read_text("utf-8").splitlines())
    say(
        f"Installing some {count} locked packages, which may take minutes (details: build/{LOG.name})",
        f"正在安装约 {count} 个已锁定的软件包，可能需要几分钟（详情见 build/{LOG.name}）",
    )
    LOG.parent.mkdir(exist_ok=True)
    arguments = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    arguments += ["--disable-pip-version-check", "--progress-bar", "off"]
    pip = [str(PYTHON), "-m", "pip", "install", *arguments, "-r", str(_lock_file(lock))]
    with LOG.open("w", encoding="utf-8") as log:
        done = subprocess.run(pip, stdout=log, stderr=subprocess.STDOUT, check=False, cwd=ROOT)
    if done.returncode:
        raise explain_pip_failure(LOG.read_text("utf-8", "replace"))
