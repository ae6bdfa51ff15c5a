"""What a workstation remembers apart from its people's stores: its own random name and who sat there last."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from reviewer_app.models.domain.ports import StoreFault


class Station:
    """Small files in the data folder; none of them says anything about a person.

    :raises StoreFault: from every method, when the folder cannot be used.
    """

    def __init__(self, data_dir: Path) -> None:
        self._dir = data_dir

    def device(self) -> str:
        """This workstation's name in the service's records, made once."""
        name = self._read("device")
        if not name:
            name = uuid4().hex[:16]
            self._write("device", name)
        return name

    def last_person(self) -> str:
        """Name of the store's folder of the person who sat here last; empty after signing out."""
        return self._read("last_person")

    def remember_person(self, folder: str) -> None:
        """Whose store is opened at the next start; empty for nobody's."""
        self._write("last_person", folder)

    def _read(self, name: str) -> str:
        try:
            return (self._dir / name).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise _fault() from error

    def _write(self, name: str, text: str) -> None:
        target = self._dir / name
        fresh = target.with_name(f"{name}.new")
        try:
            self._dir.mkdir(parents=True, exist_ok=True)
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(target)
        except OSError as error:
            raise _fault() from error


def _fault() -> StoreFault:
    return StoreFault("store_readonly", "本机数据目录不能读写。请联系系统管理员检查目录权限和磁盘空间。")
