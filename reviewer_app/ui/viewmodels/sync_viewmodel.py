"""The state of the sync in words: the pill, the line behind it, and whether one can do something about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from reviewer_app.models.domain.ports import Clock, OutboxState
from reviewer_app.ui.bridge.sync_status import Link, SyncStatus
from reviewer_app.ui.viewmodels.outbox_model import OutboxModel
from reviewer_app.ui.viewmodels.times import clock_time, day_and_time, span, start_of_day
from reviewer_app.ui.viewmodels.translation import tr


class Sign(StrEnum):
    """What the pill says; the values are those of the component that paints it."""

    SYNCED = "synced"
    SENDING = "sending"
    OFFLINE = "offline"
    NEEDS_YOU = "needs_you"
    LOGIN_EXPIRED = "login_expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncWords:
    """Everything that the screens say about the sync."""

    sign: Sign
    text: str
    second: str = ""
    detail: str = ""
    """One or two sentences: cause, what happens to the work, what comes next."""


class SyncViewModel(QObject):
    """Puts the status and the outbox together; ``changed`` follows either."""

    changed = Signal()

    def __init__(self, outbox: OutboxModel, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outbox = outbox
        self._clock = clock
        self._status = SyncStatus()
        outbox.changed.connect(self.changed)

    @property
    def status(self) -> SyncStatus:
        """The facts."""
        return self._status

    @property
    def is_offline(self) -> bool:
        """Whether a decision made now will wait for the network."""
        return self._status.link is not Link.ONLINE

    def take(self, status: SyncStatus) -> None:
        """The sync has moved."""
        self._status = status
        self.changed.emit()

    @property
    def words(self) -> SyncWords:
        """What to say now."""
        states = [action.state for action in self._outbox.waiting]
        return put_into_words(
            self._status,
            waiting=len(states),
            sending=states.count(OutboxState.SENDING),
            troubled=len(self._outbox.troubled),
            now=self._clock.now(),
        )


def put_into_words(
    status: SyncStatus, *, waiting: int, sending: int, troubled: int, now: datetime
) -> SyncWords:
    """The words for a status and the outbox beside it.

    :param waiting: decisions without an answer; ``sending`` of them are on their way.
    :param troubled: decisions that met a conflict or a refusal.
    """
    second = tr("待发 {n}").format(n=waiting) if waiting else ""
    if status.link is Link.EXPIRED:
        detail = tr("登录已过期，需要您重新登录一次。决定都已存本机，登录后自动发送。")
        return SyncWords(sign=Sign.LOGIN_EXPIRED, text=tr("登录过期"), second=second, detail=detail)
    if status.link is Link.REFUSED:
        detail = tr("{cause}决定都已存本机，没有丢。").format(cause=status.message)
        return SyncWords(sign=Sign.LOGIN_EXPIRED, text=tr("平台不接受"), second=second, detail=detail)
    if status.link is Link.FAULTY:
        detail = tr("{cause}决定都已存本机，没有丢。").format(cause=status.message)
        return SyncWords(sign=Sign.OFFLINE, text=tr("没有同步成功"), second=second, detail=detail)
    if status.link is Link.OFFLINE:
        detail = _offline_detail(status, now)
        return SyncWords(sign=Sign.OFFLINE, text=tr("离线工作"), second=second or tr("待发 0"), detail=detail)
    if troubled:
        text = tr("{n} 件需要您确认").format(n=troubled)
        detail = tr("平台没有按您的决定办理。看过两边的情况再定，您的内容都保留着。")
        return SyncWords(sign=Sign.NEEDS_YOU, text=text, second=second, detail=detail)
    if sending:
        text = tr("正在发送 {sent} / {all}").format(sent=sending, all=waiting)
        return SyncWords(sign=Sign.SENDING, text=text, detail=tr("决定都已存本机，正在发往平台。"))
    return _settled(status, second, now)


def _settled(status: SyncStatus, second: str, now: datetime) -> SyncWords:
    if status.filling or status.last_synced is None:
        text = tr("正在取办件 {n}").format(n=status.received) if status.received else tr("正在连接")
        return SyncWords(sign=Sign.SENDING, text=text, second=second, detail=tr("办件取回后显示在队列里。"))
    when = _when(status.last_synced, now)
    detail = tr("{when} 和平台一致。").format(when=when)
    if second:
        detail = tr("已存本机，片刻后自动发送。")
    return SyncWords(
        sign=Sign.SYNCED, text=tr("已同步 {when}").format(when=when), second=second, detail=detail
    )


def _offline_detail(status: SyncStatus, now: datetime) -> str:
    parts = []
    if status.since is not None:
        length = span((now - status.since).total_seconds())
        parts.append(tr("{when} 断网，已离线 {span}。").format(when=_when(status.since, now), span=length))
    elif status.message:
        parts.append(status.message)
    parts.append(tr("决定都存在本机，联网后自动发送。"))
    return "".join(parts)


def _when(at: datetime, now: datetime) -> str:
    return clock_time(at) if at >= start_of_day(now) else day_and_time(at)
