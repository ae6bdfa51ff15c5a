"""The desktop's sync against the real service over HTTP."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest

from reviewer_app.models.domain.case import (
    ActionId,
    AdmissionResult,
    AdmitMode,
    Case,
    CaseId,
    ReasonPick,
    SchoolCode,
)
from reviewer_app.models.domain.ports import CaseQuery, OutboxState, PendingAction, Piece, Rendition
from reviewer_app.models.domain.projection import project
from reviewer_app.models.domain.workflow import (
    Act,
    CaseAction,
    Need,
    available_actions,
    find_transition,
)
from reviewer_app.models.store import LocalStore, open_store
from reviewer_app.sync import problems, service_calls
from reviewer_app.sync.downloads import Downloads
from reviewer_app.sync.engine import SyncEngine
from reviewer_app.sync.http_transport import HttpTransport
from reviewer_app.sync.protocol import PROTOCOL_HEADER
from reviewer_app.sync.state import SyncTrouble
from reviewer_app.sync.transport import Missing, TooNew, TooOld, Unauthorised
from tests.support.clocks import FixedClock
from tests.support.service import (
    OTHER_REVIEWER,
    PASSWORD,
    PRIMARY_SCHOOL,
    REVIEWER,
    SCOPE,
    SECOND_REVIEWER,
    START,
    SUPERVISOR,
    Account,
    SeededService,
)


@dataclass
class Desktop:
    """One person's desktop on the service."""

    account: Account
    transport: HttpTransport
    store: LocalStore
    engine: SyncEngine

    def decide(self, case_id: CaseId, act: Act) -> PendingAction:
        """Record a decision as the casework does."""
        synced = self.store.cases.find(case_id)
        assert synced is not None
        shown = project(synced, self.store.outbox.open_actions(case_id))
        action = PendingAction(
            id=ActionId(uuid4().hex),
            case=case_id,
            act=act,
            base=shown.synced.tag,
            after=shown.pending[-1].id if shown.pending else None,
            decided_at=START,
            decided_by=self.account.name,
        )
        self.store.outbox.add(action)
        return action

    def shown(self, case_id: CaseId) -> Case:
        """What the screen shows of a case."""
        synced = self.store.cases.find(case_id)
        assert synced is not None
        return project(synced, self.store.outbox.open_actions(case_id)).case

    def sync(self) -> None:
        self.engine.run_once()
        assert self.engine.state.error is None, self.engine.state.error


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeededService]:
    with SeededService(tmp_path_factory.mktemp("service")) as seeded:
        yield seeded


@pytest.fixture
def desktops(service: SeededService, tmp_path: Path) -> Iterator[list[Desktop]]:
    """A reviewer's, a second reviewer's and a supervisor's."""
    made = []
    for account in (REVIEWER, SECOND_REVIEWER, SUPERVISOR):
        transport = HttpTransport(service.base_url, device=f"pc-{account.login}")
        signed_in = transport.sign_in(account.login, PASSWORD)
        store = open_store(tmp_path / account.login)
        engine = SyncEngine(
            transport=transport,
            replica=store.replica,
            outbox=store.sending,
            cases=store.cases,
            downloads=Downloads(transport, store.documents),
            memory=store.view_state,
            clock=FixedClock(),
            scopes=[signed_in.scope],
            device=f"pc-{account.login}",
        )
        made.append(Desktop(account, transport, store, engine))
    yield made
    for desktop in made:
        desktop.transport.close()
        desktop.store.close()


def submit(service: SeededService) -> CaseId:
    return CaseId(service.submit_case()["id"])


CORRECTIONS = Act(
    action=CaseAction.REQUEST_CORRECTIONS,
    reasons=(ReasonPick(code="HK01", target="M01", note="看不清印章"),),
    due=START + timedelta(days=2),
    note="请一并补齐",
)


def test_sign_in_says_who_and_where(service: SeededService) -> None:
    transport = HttpTransport(service.base_url)
    with pytest.raises(Unauthorised) as caught:
        transport.sign_in(REVIEWER.login, "wrong password")
    assert caught.value.message
    with pytest.raises(Unauthorised):
        transport.season(SCOPE)
    signed_in = transport.sign_in(REVIEWER.login, PASSWORD)
    assert (signed_in.name, signed_in.scope, signed_in.role) == (REVIEWER.name, SCOPE, "reviewer")
    assert transport.season(SCOPE).schools
    transport.close()


def test_cases_season_and_pictures_arrive_whole(
    service: SeededService, desktops: list[Desktop], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_calls, "PAGE_ROWS", 1)
    submitted = {submit(service) for _ in range(3)}
    desk = desktops[0]
    desk.sync()
    ids = desk.store.cases.ids(CaseQuery())
    assert submitted <= set(ids)
    season = desk.store.season(SCOPE)
    assert season is not None
    assert PRIMARY_SCHOOL in season.schools
    (chosen,) = [case_id for case_id in ids if case_id in submitted][:1]
    while desk.engine.prefetch([chosen]):
        pass
    case = desk.shown(chosen)
    downloads = Downloads(desk.transport, desk.store.documents)
    for document in case.documents:
        assert desk.store.documents.find(document.id, Rendition.THUMBNAIL)
        assert desk.store.documents.find(document.id, Rendition.PREVIEW)
        original = downloads.get(document.id, Rendition.ORIGINAL)
        assert hashlib.sha256(original).hexdigest() == document.sha256
        assert len(original) == document.size


def test_a_download_is_resumed_by_range(service: SeededService, desktops: list[Desktop]) -> None:
    case_id = submit(service)
    desk = desktops[0]
    desk.sync()
    document = desk.shown(case_id).documents[0]
    whole = desk.transport.document(document.id, Rendition.ORIGINAL)
    here = Piece(etag=whole.sha256, content=whole.content[:1000])
    assert desk.transport.document(document.id, Rendition.ORIGINAL, piece=here) == whole
    of_another = Piece(etag="0" * 64, content=b"other beginning")
    assert desk.transport.document(document.id, Rendition.ORIGINAL, piece=of_another) == whole


def test_a_decision_reaches_the_service_and_the_colleague(
    service: SeededService, desktops: list[Desktop]
) -> None:
    case_id = submit(service)
    first, second, _ = desktops
    first.sync()
    second.sync()
    action = first.decide(case_id, CORRECTIONS)
    expected = first.shown(case_id)
    first.sync()
    second.sync()
    assert first.store.outbox.open_actions() == []
    for desk in (first, second):
        case = desk.shown(case_id)
        assert case.status is expected.status
        assert case.corrections[-1].reasons == CORRECTIONS.reasons
        assert case.corrections[-1].due == CORRECTIONS.due
        assert case.history[-1].name == REVIEWER.name
    outcome = first.transport.find_outcome(action.id)
    assert outcome is not None
    assert outcome.kind == "applied"
    assert first.transport.find_outcome("never-sent-to-anybody") is None


def test_two_decide_the_same_case(service: SeededService, desktops: list[Desktop]) -> None:
    case_id, other_id = submit(service), submit(service)
    first, second, _ = desktops
    first.sync()
    second.sync()
    mine = first.decide(case_id, CORRECTIONS)
    theirs = second.decide(case_id, Act(action=CaseAction.ACCEPT))
    same = [desk.decide(other_id, Act(action=CaseAction.ACCEPT)) for desk in (first, second)]
    second.sync()
    first.sync()
    (conflict,) = first.store.outbox.troubled()
    assert (conflict.id, conflict.state, conflict.code) == (mine.id, OutboxState.CONFLICT, "decided")
    assert conflict.act == mine.act
    assert {row.id: row.code for row in first.store.outbox.history()} == {same[0].id: "agreed"}
    assert {row.id for row in second.store.outbox.history()} == {theirs.id, same[1].id}


def test_an_expired_session_loses_nothing(service: SeededService, desktops: list[Desktop]) -> None:
    case_id = submit(service)
    desk = desktops[0]
    desk.sync()
    action = desk.decide(case_id, CORRECTIONS)
    desk.transport.token = "no-longer-good"
    desk.engine.run_once()
    assert desk.engine.state.error is not None
    assert desk.engine.state.error.trouble is SyncTrouble.SIGN_IN
    assert desk.engine.pause() is None
    assert [row.state for row in desk.store.outbox.open_actions()] == [OutboxState.PENDING]
    desk.transport.sign_in(REVIEWER.login, PASSWORD)
    desk.sync()
    assert [row.id for row in desk.store.outbox.history()] == [action.id]


def test_another_countys_things_do_not_exist(service: SeededService, desktops: list[Desktop]) -> None:
    case_id = submit(service)
    desktops[0].sync()
    document = desktops[0].shown(case_id).documents[0]
    stranger = HttpTransport(service.base_url)
    stranger.sign_in(OTHER_REVIEWER.login, PASSWORD)
    with pytest.raises(Missing):
        stranger.season(SCOPE)
    with pytest.raises(Missing):
        list(stranger.pages(SCOPE, None))
    with pytest.raises(Missing):
        stranger.document(document.id, Rendition.PREVIEW)
    stranger.close()


@pytest.mark.parametrize(("version", "error"), [("0", TooOld), ("2", TooNew)])
def test_versions_refuse_each_other_in_words(
    service: SeededService, version: str, error: type[TooOld | TooNew]
) -> None:
    transport = HttpTransport(service.base_url)
    transport._session.headers[PROTOCOL_HEADER] = version
    with pytest.raises(error) as caught:
        transport.sign_in(REVIEWER.login, PASSWORD)
    assert "保留" in caught.value.message
    transport.close()


def test_a_newer_service_is_noticed(service: SeededService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "PROTOCOL_VERSION", 0)
    transport = HttpTransport(service.base_url)
    with pytest.raises(TooOld):
        transport.sign_in(REVIEWER.login, PASSWORD)
    transport.close()


def some_act(case: Case, account: Account, random: Random) -> Act | None:
    """An act that the table opens to the role, with what it needs."""
    open_to = [
        action for action in available_actions(case, account.role, START) if action is not CaseAction.REOPEN
    ]
    if not open_to:
        return None
    chosen = random.choice(open_to)
    row = find_transition(case.status, chosen)
    assert row is not None
    picks = {
        "补正": ReasonPick(code="HK01", target="M01"),
        "退件": ReasonPick(code="TJ03", target="M01"),
        "不予受理": ReasonPick(code="BS02", target="region"),
    }
    reasons = (picks[row.reason_kind],) if row.reason_kind else ()
    approver = SECOND_REVIEWER if account is SUPERVISOR else SUPERVISOR
    admitted = AdmissionResult(
        school=SchoolCode(PRIMARY_SCHOOL.code), school_name=PRIMARY_SCHOOL.name, mode=AdmitMode.CATCHMENT
    )
    return Act(
        action=chosen,
        reasons=reasons,
        due=START + timedelta(days=1, minutes=random.randrange(600)) if Need.DUE in row.needs else None,
        note="说明情况" if Need.NOTE in row.needs else "",
        result=admitted if Need.RESULT in row.needs else None,
        approver=approver.name if Need.APPROVER in row.needs else "",
    )


def essence(case: Case) -> tuple[object, ...]:
    """What the person decided of a case; times and names of the service's own left out."""
    asked = [(c.round, c.reasons, c.due, c.note) for c in case.corrections]
    result = (case.result.school, case.result.mode) if case.result else None
    steps = [(entry.action, entry.to_status, entry.reasons, entry.note) for entry in case.history]
    return case.status, case.substage, asked, result, steps


@pytest.mark.parametrize("seed", range(6))
def test_what_the_screen_showed_offline_is_what_the_service_makes_of_it(
    service: SeededService, desktops: list[Desktop], seed: int
) -> None:
    """``project(case, actions)`` before the sync equals the service's case after it, for whole chains of decisions."""
    random = Random(seed)
    desk = random.choice(desktops)
    cases = [submit(service) for _ in range(3)]
    for _ in range(2):
        desk.sync()
        for _ in range(4):
            case_id = random.choice(cases)
            act = some_act(desk.shown(case_id), desk.account, random)
            if act is not None:
                desk.decide(case_id, act)
        troubled_before = len(desk.store.outbox.troubled())
        shown = {case_id: essence(desk.shown(case_id)) for case_id in cases}
        desk.sync()
        assert [(row.act, row.message) for row in desk.store.outbox.troubled()[troubled_before:]] == []
        assert {case_id: essence(desk.shown(case_id)) for case_id in cases} == shown
        assert desk.store.outbox.open_actions() == []
