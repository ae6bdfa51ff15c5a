"""pip's last words, translated into what to do about them."""

from __future__ import annotations

import re

from machine_setup.messages import SetupError

_LAST_LINES = 6
_CHATTER = ("Ignoring ", "WARNING: Location ", "WARNING: Retrying ", "Collecting ", "  ")

# Looked for in this order: a full disk also breaks connections, a broken connection also finds no version.
_CAUSES = (
    (
        r"No space left on device|Errno 28",
        "The disk is full: please free 2 GB.",
        "磁盘已满：请清理出 2 GB 空间。",
    ),
    (
        r"Permission denied|Errno 13",
        "A file may not be written: does the folder belong to this user?",
        "文件无法写入：请确认该目录属于当前用户。",
    ),
    (
        r"DO NOT MATCH THE HASHES|Hashes are required",
        "A downloaded file is not the locked one. Do not go on: ask who runs the package mirror.",
        "下载的文件与锁定的校验值不符。请勿继续，并联系软件包镜像的管理者。",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError",
        "The package server's certificate is not trusted here: see `pip config list`, key `cert`.",
        "不信任软件包服务器的证书：请检查 pip 配置（pip config list）中的 cert。",
    ),
    (
        r"NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|ConnectionError|Connection broken",
        "The package server cannot be reached. pip uses this machine's own settings: check the network, the "
        "proxy and `pip config list`.",
        "连接不到软件包服务器。请检查网络、代理和 pip 配置（pip config list）；安装使用本机的 pip 配置。",
    ),
    (
        r"No matching distribution found|not a supported wheel",
        "There is no ready-made package for this system. Supported: 64-bit Windows, macOS 12 or later, Linux "
        "on x86_64 (glibc 2.28 or later) and on 64-bit ARM (glibc 2.31 or later).",
        "没有适用于本系统的软件包。支持：64 位 Windows、macOS 12 及以上、x86_64 Linux（glibc 2.28 及以上）、"
        "64 位 ARM Linux（glibc 2.31 及以上）。",
    ),
)


def explain_pip_failure(log: str) -> SetupError:
    """The error for a pip run that failed, from what it printed."""
    lines = [line for line in log.splitlines() if line.strip() and not line.startswith(_CHATTER)]
    tail = "\n".join(lines[-_LAST_LINES:])
    for pattern, english, chinese in _CAUSES:
        if re.search(pattern, log):
            return SetupError(f"{tail}\n\n{english}", chinese)
    return SetupError(
        f"{tail}\n\npip could not install the locked packages; the lines above say why.",
        "pip 未能安装已锁定的软件包，原因见上。",
    )
