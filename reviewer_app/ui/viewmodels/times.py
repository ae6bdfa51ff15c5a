"""Times as a county reads them: always China's time, whatever the machine is set to (DESIGN_LANGUAGE 9)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from reviewer_app.ui.viewmodels.translation import tr

CHINA = timezone(timedelta(hours=8), "CST")
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def clock_time(at: datetime) -> str:
    """``10:32``."""
    return at.astimezone(CHINA).strftime("%H:%M")


def day(at: datetime) -> str:
    """``7月12日``."""
    local = at.astimezone(CHINA)
    return f"{local.month}月{local.day}日"


def day_and_time(at: datetime) -> str:
    """``7月12日 18:00``."""
    return f"{day(at)} {clock_time(at)}"


def full(at: datetime) -> str:
    """``7月12日 周五 18:00``."""
    return f"{day(at)} {_WEEKDAYS[at.astimezone(CHINA).weekday()]} {clock_time(at)}"


def start_of_day(at: datetime) -> datetime:
    """Midnight before ``at`` in China."""
    return at.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)


def ago(at: datetime, now: datetime) -> str:
    """``刚刚``, ``5 分钟前``, ``10:32`` on the same day, ``7月12日 18:00`` before it."""
    seconds = (now - at).total_seconds()
    if seconds < _MINUTE:
        return tr("刚刚")
    if seconds < 10 * _MINUTE:
        return tr("{n} 分钟前").format(n=int(seconds // _MINUTE))
    return clock_time(at) if at >= start_of_day(now) else day_and_time(at)


def span(seconds: float) -> str:
    """``2 小时 11 分``, ``3 天``, ``8 分钟``: a length of time in the largest fitting unit."""
    whole = int(max(0, seconds))
    if whole >= _DAY:
        return tr("{n} 天").format(n=whole // _DAY)
    if whole >= _HOUR:
        minutes = whole % _HOUR // _MINUTE
        if minutes:
            return tr("{h} 小时 {m} 分").format(h=whole // _HOUR, m=minutes)
        return tr("{n} 小时").format(n=whole // _HOUR)
    return tr("{n} 分钟").format(n=max(1, whole // _MINUTE))


def remaining(due: datetime, now: datetime) -> str:
    """``剩 4 小时``, ``剩 2 天``, ``超期 1 天``."""
    seconds = (due - now).total_seconds()
    text = _round_span(abs(seconds))
    return (tr("剩 {span}") if seconds >= 0 else tr("超期 {span}")).format(span=text)


def waited(since: datetime, now: datetime) -> str:
    """``已等 2 天``: how long a guardian has been waiting."""
    return tr("已等 {span}").format(span=_round_span(max(0.0, (now - since).total_seconds())))


def _round_span(seconds: float) -> str:
    if seconds >= _DAY:
        return tr("{n} 天").format(n=int(seconds // _DAY))
    if seconds >= _HOUR:
        return tr("{n} 小时").format(n=int(seconds // _HOUR))
    return tr("{n} 分钟").format(n=max(1, int(seconds // _MINUTE)))
