"""The main job, end to end and through real processes.

A guardian applies with photos; the reviewer asks for two corrections beside the documents; the guardian mends them;
the case is accepted, reviewed twice and concluded; the admission list carries the name; the guardian sees the result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from central_service.sample.guardian_client import GuardianClient, Json, Refused
from tests.journeys.household import Household, household
from tests.support.county import TYPED_PASSWORD
from tests.support.desktop import Desktop
from tests.support.processes import ServiceProcess, until
from tests.support.screen import FORM, LISTS, QUEUE
from tests.support.service import PRIMARY_SCHOOL, REVIEWER, SUPERVISOR

pytestmark = pytest.mark.journey

RARE, DOTTED = "覃𬱟文", "阿依古丽·买买提"
"""Names that other systems misprint: a character beyond the basic plane, a middle dot."""
MASKED = "覃*文"
HOTLINE, DUE = "0777-6429786", "7月17日18时"


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One case, seen from its guardian's side."""

    home: Household
    guardian: GuardianClient
    id: str
    number: str

    def now(self) -> Json:
        """The case as its guardian sees it now."""
        return self.guardian.case(self.id)

    def reaches(self, status: str) -> None:
        """Wait until the guardian sees it in a state."""
        until(lambda: self.now()["status"] == status, f"{self.number} is {status}")


def test_from_the_first_photo_to_the_rating(
    service: ServiceProcess, workstation: Callable[[str], Desktop], tmp_path: Path
) -> None:
    """Every step of the guide, each made by the person whose step it is."""
    case = _submit(service, RARE, unreadable="M01", stu_hukou_addr="广西灵山县灵城街道")
    with workstation("reviewer") as desktop:
        _sign_in_and_look(desktop, case)
        _ask_for_two_corrections(desktop, case)
        # Meanwhile a colleague does another case, for the list to have a second name.
        _conclude_without_desktop(service, _submit(service, DOTTED))
        _read_the_message(service, case)
        _mend_the_named_items_only(case)
        _accept_and_review(desktop, case)
        _change_seats(desktop)
        _review_again_and_conclude(desktop, case)
        _export_the_lists(desktop, tmp_path)
    _see_the_result_and_rate(service, case)


def _submit(service: ServiceProcess, name: str, *, unreadable: str = "", **typed: object) -> Application:
    home = household(name, seed=len(name))
    guardian = service.guardian(home.family)
    sent = home.apply(guardian, unreadable=unreadable, **typed)
    assert sent["status"] == "PENDING"
    guardian.rate(sent["id"], "submitted", 4)
    return Application(home=home, guardian=guardian, id=sent["id"], number=sent["number"])


def _sign_in_and_look(desktop: Desktop, case: Application) -> None:
    desktop.grab("01-sign-in")
    desktop.sign_in(REVIEWER.login, TYPED_PASSWORD)
    desktop.until(lambda screen: screen.row(QUEUE, RARE), "the first sync brings the case")
    desktop.find(case.number)
    screen = desktop.until(lambda screen: screen.image and screen.pictures, "the document is painted")
    child = case.home.family.child_id
    assert f"{child[:6]} {child[6:14]} {child[14:]}" in screen.row(FORM, "身份证号")
    assert RARE in screen.row(FORM, "姓名")
    assert len(case.now()["documents"]) == sum(len(pages) for pages in case.home.papers.values())
    desktop.grab("02-case")


def _ask_for_two_corrections(desktop: Desktop, case: Application) -> None:
    """A doubt about a field, an unreadable picture; both make their way into the notice, reasons by number keys."""
    while desktop.see().field != "户籍地址":
        desktop.press("Down")
    desktop.press("F", "1")
    while desktop.see().image != "M01":
        desktop.press("Left")
    desktop.press("X")
    screen = desktop.see()
    assert "存疑" in screen.row(FORM, "户籍地址")
    assert "要求补正 2 F8" in screen.buttons
    desktop.grab("03-marked")
    desktop.press("F8")
    assert "1 填报的户籍地址与户口簿首页住址不一致，或未填写到门牌号（村民小组）。" in desktop.see().buttons
    desktop.press("1", "Down")
    assert "6 图片模糊，文字无法辨认。" in desktop.see().buttons
    desktop.press("6")
    screen = desktop.until(lambda screen: "发出，下一件 Ctrl+Enter" in screen.buttons, "the notice is ready")
    assert any(MASKED in words and DUE in words and HOTLINE in words for words in screen.words)
    desktop.grab("04-notice")
    desktop.press("Ctrl+Return")
    desktop.until(lambda screen: screen.case != case.number, "the decision is on record")
    desktop.grab("05-on-its-way")


def _conclude_without_desktop(service: ServiceProcess, case: Application) -> None:
    reviewer, supervisor = service.reviewer(), service.reviewer(SUPERVISOR)
    accept = reviewer.message(reviewer.cases()[case.id], "accept")
    review = reviewer.message(reviewer.cases()[case.id], "first_review", after=accept["id"])
    again = supervisor.message(supervisor.cases()[case.id], "second_review", after=review["id"])
    place = {"school": PRIMARY_SCHOOL.code, "mode": "1"}
    done = supervisor.message(supervisor.cases()[case.id], "complete", after=again["id"], result=place)
    outcomes = [*reviewer.send_actions([accept, review]), *supervisor.send_actions([again, done])]
    assert [outcome["kind"] for outcome in outcomes] == ["applied"] * 4


def _read_the_message(service: ServiceProcess, case: Application) -> None:
    case.reaches("CORRECTION")
    line = until(lambda: _message(service, DUE), "the message went out")
    mobile = case.home.family.mobile
    assert "已发送" in line
    assert f"{mobile[:3]}****{mobile[-4:]}" in line
    assert MASKED in line
    assert HOTLINE in line
    for secret in (RARE, mobile, case.home.family.child_id, case.home.family.guardian_id, "路"):
        assert secret not in line


def _message(service: ServiceProcess, text: str) -> str:
    return next((line for line in service.sms() if MASKED in line and text in line and "已发送" in line), "")


def _mend_the_named_items_only(case: Application) -> None:
    asked = case.now()
    named = {(reason["code"], reason["target"]) for reason in asked["correction"]["reasons"]}
    assert named == {("HK08", "stu_hukou_addr"), ("TP01", "M01")}
    with pytest.raises(Refused, match=r"403 not_opened_for_correction answers\.stu_name") as refused:
        case.guardian.save(case.id, {"stu_name": "覃文"})
    assert refused.value.message == "补正期间只能修改通知中列出的项目，这一项没有列出。"
    with pytest.raises(Refused, match="403 not_opened_for_correction material"):
        case.guardian.upload(case.id, "M03", 1, case.home.photo("M03"))
    with pytest.raises(Refused, match="409 nothing_corrected"):
        case.guardian.resubmit(case.id)
    assert case.now() == asked
    case.guardian.save(case.id, {"stu_hukou_addr": case.home.answers["stu_hukou_addr"]})
    case.guardian.upload(case.id, "M01", 1, case.home.photo("M01"))
    assert case.guardian.resubmit(case.id)["status"] == "PENDING"


def _accept_and_review(desktop: Desktop, case: Application) -> None:
    """The case comes back by itself, both versions in sight; a second decision may follow on the heels of the first."""
    desktop.until(lambda screen: "补正回件" in screen.row(QUEUE, case.number), "the mended case is back")
    screen = desktop.find(case.number)
    assert "原为 广西灵山县灵城街道" in screen.row(FORM, "1 户籍地址")
    assert "已换图" in screen.row(FORM, "2 户口簿·首页")
    desktop.until(lambda screen: screen.image == "M01" and screen.pictures, "the new picture is painted")
    desktop.grab("06-mended")
    desktop.go_forward("受理")
    desktop.until(lambda screen: screen.case != case.number, "accepted")
    desktop.click("全部 2")
    desktop.find(case.number)
    desktop.grab("07-accepted")
    desktop.go_forward("初审")
    desktop.until(lambda screen: screen.case != case.number, "reviewed")
    case.reaches("PROCESSING")
    screen = desktop.until(lambda screen: screen.waiting == 0, "both decisions have been sent")
    assert screen.troubled == 0


def _change_seats(desktop: Desktop) -> None:
    desktop.click(f"{REVIEWER.name}·审核员")
    desktop.click("退出登录")
    desktop.sign_in(SUPERVISOR.login, TYPED_PASSWORD)
    screen = desktop.until(lambda screen: "全部 2" in screen.buttons, "the supervisor's first sync")
    assert f"{SUPERVISOR.name}·负责人" in screen.buttons


def _review_again_and_conclude(desktop: Desktop, case: Application) -> None:
    desktop.click("全部 2")
    desktop.find(case.number)
    desktop.grab("08-second-review")
    desktop.go_forward("复核")
    desktop.until(lambda screen: screen.case != case.number, "reviewed again")
    desktop.find(case.number)
    desktop.press("F9", "1")
    screen = desktop.until(lambda screen: "办结，下一件 Ctrl+Enter" in screen.buttons, "a place is chosen")
    assert screen.says(PRIMARY_SCHOOL.name)
    assert screen.says("学区录取")
    desktop.grab("09-place")
    desktop.press("Ctrl+Return")
    case.reaches("COMPLETED")
    desktop.until(lambda screen: screen.waiting == 0, "everything has been sent")


def _export_the_lists(desktop: Desktop, folder: Path) -> None:
    """The one list with full names, the other with masked ones; what is saved is what stands on the preview."""
    desktop.click("录取")
    desktop.until(lambda screen: "录取 2 人" in screen.row(LISTS, PRIMARY_SCHOOL.name), "the list has both")
    posted = _export(desktop, folder / "posted.pdf")
    assert "覃*文" in posted
    assert RARE not in posted
    assert DOTTED not in posted
    desktop.click("版本 公示版（姓名遮盖）")
    desktop.click("内部版（完整）")
    internal = _export(desktop, folder / "internal.pdf")
    assert RARE in internal
    assert DOTTED in internal
    assert PRIMARY_SCHOOL.name in internal


def _export(desktop: Desktop, path: Path) -> str:
    desktop.save_as(path)
    desktop.until(lambda screen: "导出 PDF" in screen.buttons, "the paper is made")
    desktop.grab(f"10-list-{path.stem}")
    desktop.click("导出 PDF")
    desktop.until(lambda screen: screen.says(f"已存为 {path.name}。"), "the paper is saved")
    with pdfium.PdfDocument(path) as paper:
        pages = [page.get_textpage().get_text_bounded() for page in paper]
    # A long name is broken into lines, never cut off.
    return "".join("".join(pages).split())


def _see_the_result_and_rate(service: ServiceProcess, case: Application) -> None:
    assert until(lambda: _message(service, "已办结"), "the guardian is told")
    result = case.guardian.result(case.id)
    assert (result["school_name"], result["mode_label"]) == (PRIMARY_SCHOOL.name, "学区录取")
    assert "rate" in case.now()["actions"]
    case.guardian.rate(case.id, "ended", 5, "很方便")
    assert set(case.now()["rated"]) == {"submitted", "ended"}
    with pytest.raises(Refused, match="409 rated_already"):
        case.guardian.rate(case.id, "ended", 1)
    about = [line for line in service.sms() if MASKED in line]
    assert len(about) == 3, "one message for the corrections, one for the acceptance, one for the result"
