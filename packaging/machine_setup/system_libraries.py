"""The libraries of the system that Qt needs and its wheel does not bring, got from Debian where permitted."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

from machine_setup.messages import SetupError, say

# What the linker looks for, and the Debian package that has it.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def has_screen() -> bool:
    """Whether a window could be opened: on Linux only if a display server is named."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def ensure_qt_libraries(*, window: bool) -> None:
    """Install what Qt needs to draw, with `window` also what it needs to open one, if any of it is missing.

    Raises:
        SetupError: something is missing and cannot be installed from here.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = {**QT_LIBRARIES, **(WINDOW_LIBRARIES if window else {})}
    missing = {library: package for library, package in wanted.items() if not _can_be_loaded(library)}
    if missing:
        install_debian_packages(sorted(set(missing.values())), libraries=sorted(missing))


def install_debian_packages(packages: list[str], libraries: list[str]) -> None:
    """Install with apt-get, as root or through sudo.

    Raises:
        SetupError: this is no Debian, we may not install, or apt-get failed (its own words are shown above).
    """
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        missing = ", ".join(libraries)
        raise SetupError(
            f"The system lacks {missing}. Please install them with the package manager of this system.",
            f"系统缺少 {missing}。请用本系统的软件包管理器安装后重试。",
        )
    command = [*_as_root(names), "apt-get"]
    say(f"Installing Debian packages: {names}", f"正在安装 Debian 软件包：{names}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = [*command, "-qq", "update"]
    install = [
        *command,
        "-qq",
        "-o",
        "Dpkg::Use-Pty=0",
        "install",
        "-y",
        "--no-install-recommends",
        *packages,
    ]
    if any(subprocess.run(step, env=environment, check=False).returncode for step in (update, install)):
        raise SetupError(
            f"apt-get could not install {names}: the lines above say why. Check the network, the package "
            "sources in /etc/apt and the free disk space, then run the command again.",
            f"apt-get 未能安装 {names}，原因见上方输出。\n"
            "请检查网络、/etc/apt 中的软件源和磁盘空间，然后重试。",
        )


def _as_root(names: str) -> list[str]:
    """What goes before a command to run it as root."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _sudo_may_be_used():
        return ["sudo"]
    raise SetupError(
        "Debian packages are missing, and this user may not install them. Please have an administrator run\n"
        f"    apt-get update && apt-get install --no-install-recommends {names}\nand try again.",
        "缺少若干 Debian 软件包，而当前用户无权安装。请管理员运行：\n"
        f"    apt-get update && apt-get install --no-install-recommends {names}\n然后重试。",
    )


def _sudo_may_be_used() -> bool:
    """Whether sudo works without a password, or there is someone to type one."""
    silent = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return silent.returncode == 0 or sys.stdin.isatty()


def _can_be_loaded(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
