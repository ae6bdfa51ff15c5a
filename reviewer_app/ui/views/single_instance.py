"""One program on one data folder: a second start brings the first one's window to the front and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 2000
"""Milliseconds in which the first program has to answer."""


class SingleInstance(QObject):
    """Holds the data folder for this process. ``asked`` follows a second start."""

    asked = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        data_dir.mkdir(parents=True, exist_ok=True)
        self._name = "enrolment-review-" + hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:20]
        self._lock = QLockFile(str(data_dir / "running"))
        # Never taken for left over by its age: a reviewer may keep the program open for days.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_second)

    def take(self) -> bool:
        """Whether the folder is ours now; otherwise the program that has it has been asked to show itself."""
        if not self._lock.tryLock(0):
            self._ask_first()
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let the next start have the folder."""
        self._server.close()
        self._lock.unlock()

    def _ask_first(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        socket.waitForConnected(_PATIENCE)
        socket.disconnectFromServer()

    def _on_second(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
        self.asked.emit()
