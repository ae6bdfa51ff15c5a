"""Saves a paper whole or not at all: a list that broke off in the middle must never look like a list."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


class PaperFileError(Exception):
    """The file was not written; whatever stood there before still does. The message says what to do."""


def write_paper(target: Path, content: bytes) -> None:
    """Write beside the target first, then put it in its place.

    :raises PaperFileError: when the disk is full, the folder is closed or gone, or the file is in use.
    """
    beside = target.with_name(f".{uuid4().hex}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise PaperFileError(_words(error, target)) from error


_CAUSES = {
    errno.ENOSPC: "磁盘已满，请清理磁盘空间，或换一个位置。",
    errno.EDQUOT: "磁盘配额已满，请换一个位置。",
    errno.EACCES: "没有权限写到这里，或同名文件正被打开。请关闭它，或换一个位置。",
    errno.EPERM: "没有权限写到这里，请换一个位置。",
    errno.EROFS: "这个位置只能读，请换一个位置。",
    errno.ENOENT: "文件夹不存在，请换一个位置。",
    errno.ENAMETOOLONG: "文件名太长，请改短。",
}


def _words(error: OSError, target: Path) -> str:
    cause = _CAUSES.get(error.errno or 0, "系统不允许写到这里，请换一个位置。")
    return f"“{target.name}”没有存成：{cause}名单没有改动。"
