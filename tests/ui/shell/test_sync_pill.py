"""The pill tells the truth about the sync, in words, and what is behind it can be done something about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reviewer_app.models.domain.ports import OutboxState
from reviewer_app.ui.bridge.sync_status import Link, SyncStatus
from reviewer_app.ui.viewmodels.sync_viewmodel import Sign, SyncWords, put_into_words
from reviewer_app.ui.views.components import MessageLine, SyncSign, open_popover
from reviewer_app.ui.views.components.button import Button
from tests.support.cases import SEASON_START
from tests.ui.shell.bench import Bench
from tests.ui.shell.test_undo import first_case

NOW = SEASON_START + timedelta(hours=1, minutes=32)


def words(link: Link, *, waiting: int = 0, sending: int = 0, troubled: int = 0, **more: object) -> SyncWords:
    values: dict[str, object] = {"last_synced": NOW, "since": NOW - timedelta(hours=2, minutes=11), **more}
    status = SyncStatus(link=link, **values)  # type: ignore[arg-type]
    return put_into_words(status, waiting=waiting, sending=sending, troubled=troubled, now=NOW)


@pytest.mark.parametrize(
    ("said", "sign", "text", "second"),
    [
        (words(Link.ONLINE), Sign.SYNCED, "已同步 10:32", ""),
        (words(Link.ONLINE, waiting=2), Sign.SYNCED, "已同步 10:32", "待发 2"),
        (words(Link.ONLINE, waiting=13, sending=4), Sign.SENDING, "正在发送 4 / 13", ""),
        (words(Link.ONLINE, troubled=2), Sign.NEEDS_YOU, "2 件需要您确认", ""),
        (words(Link.OFFLINE, waiting=13), Sign.OFFLINE, "离线工作", "待发 13"),
        (words(Link.OFFLINE), Sign.OFFLINE, "离线工作", "待发 0"),
        (words(Link.OFFLINE, troubled=1), Sign.OFFLINE, "离线工作", "待发 0"),
        (words(Link.EXPIRED, waiting=1), Sign.LOGIN_EXPIRED, "登录过期", "待发 1"),
        (words(Link.REFUSED, message="程序版本过旧。"), Sign.LOGIN_EXPIRED, "平台不接受", ""),
        (words(Link.FAULTY, message="平台没有响应。"), Sign.OFFLINE, "没有同步成功", ""),
        (words(Link.CONNECTING, last_synced=None), Sign.SENDING, "正在连接", ""),
        (words(Link.ONLINE, filling=True, received=400), Sign.SENDING, "正在取办件 400", ""),
    ],
)
def test_the_pill_says_what_is_so(said: SyncWords, sign: Sign, text: str, second: str) -> None:
    assert (said.sign, said.text, said.second) == (sign, text, second)


def test_yesterdays_sync_carries_its_date() -> None:
    assert words(Link.ONLINE, last_synced=NOW - timedelta(days=2)).text == "已同步 7月12日 10:32"


def test_offline_says_since_when_and_that_nothing_is_lost() -> None:
    detail = words(Link.OFFLINE, waiting=3).detail
    assert "08:21 断网，已离线 2 小时 11 分" in detail
    assert "存在本机" in detail
    assert "自动发送" in detail


@pytest.mark.parametrize("link", [Link.EXPIRED, Link.REFUSED, Link.FAULTY, Link.OFFLINE])
def test_every_trouble_says_that_the_work_is_safe(link: Link) -> None:
    detail = words(link, waiting=1, message="平台暂停服务。").detail
    assert "本机" in detail


def test_every_sign_can_be_painted() -> None:
    assert {sign.value for sign in Sign} == {sign.value for sign in SyncSign}


def test_the_pill_follows_sync_and_outbox(bench: Bench) -> None:
    pill = bench.desk.bar.pill
    signs = [pill.sign]
    action = bench.accept(first_case(bench))
    assert "待发 1" in pill.accessibleName()
    bench.go(Link.OFFLINE)
    signs.append(pill.sign)
    bench.go(Link.ONLINE)
    bench.answer(action, OutboxState.CONFLICT, code="decided", message="已由他人办理。")
    assert [*signs, pill.sign] == [SyncSign.SYNCED, SyncSign.OFFLINE, SyncSign.NEEDS_YOU]
    assert pill.text() == "1 件需要您确认"


def test_retry_asks_the_sync_to_run(bench: Bench) -> None:
    bench.go(Link.OFFLINE)
    bench.desk.bar.pill.click()
    popover = open_popover()
    assert popover is not None
    buttons: list[Button] = [*popover.findChildren(Button)]
    next(button for button in buttons if button.text() == "马上重试").click()
    assert bench.sync.asked == 1
    popover.close_popover()


def test_an_expired_session_leads_to_the_sign_in(bench: Bench) -> None:
    bench.go(Link.EXPIRED)
    bench.desk.bar.pill.click()
    popover = open_popover()
    assert popover is not None
    lines: list[MessageLine] = [*popover.findChildren(MessageLine)]
    assert [line.text for line in lines] == ["重新登录后自动发送。"]
    with bench.qtbot.waitSignal(bench.desk.sign_in_wanted):
        lines[0].acted.emit()
    assert open_popover() is None


def test_the_open_list_follows_what_is_sent(bench: Bench) -> None:
    action = bench.accept(first_case(bench))
    bench.desk.bar.pill.click()
    popover = open_popover()
    assert popover is not None
    high = popover.height()
    bench.answer(action, OutboxState.APPLIED)
    assert popover.height() < high
    popover.close_popover()
