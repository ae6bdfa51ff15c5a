"""Signing in and out: who may, how often one may fail, and what a token is worth to whom."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from central_service.accounts.passwords import check_new_password, hash_password, verify_password
from central_service.accounts.staff import add_account, set_password
from central_service.problems import ServiceProblem
from central_service.sample.guardian_client import (
    PROTOCOL,
    Answer,
    DeskClient,
    GuardianClient,
    Refused,
    ReviewClient,
)
from central_service.store.tables import accounts, sessions
from reviewer_app.config import PROTOCOL_VERSION
from reviewer_app.models.domain.workflow import Role
from reviewer_app.sync.protocol import PROTOCOL_HEADER
from tests.support.service import FAMILY, OFFICE, OPERATOR, PASSWORD, REVIEWER, SUPERVISOR, SeededService


def test_tokens_are_not_kept(service: SeededService) -> None:
    """The database holds hashes; each token is new and long."""
    tokens = {service.reviewer().token for _ in range(3)} | {service.guardian().token}
    assert len(tokens) == 4
    assert all(len(token) >= 43 for token in tokens)
    with service.parts.database.read() as connection:
        kept = set(connection.execute(select(sessions.c.token_hash)).scalars())
    assert kept.isdisjoint(tokens)


def test_sessions_end(service: SeededService) -> None:
    """By signing out, by time, by a new password."""
    reviewer = service.reviewer()
    assert reviewer.call("GET", "/v1/me").json()["name"] == REVIEWER.name
    reviewer.call("DELETE", "/v1/sessions")
    with pytest.raises(Refused, match="401 revoked"):
        reviewer.call("GET", "/v1/me")
    reviewer, guardian = service.reviewer(), service.guardian()
    service.clock.advance(hours=12)
    with pytest.raises(Refused, match="401 expired"):
        reviewer.call("GET", "/v1/me")
    with pytest.raises(Refused, match="401 expired"):
        guardian.cases()
    reviewer = service.reviewer()
    set_password(service.parts, REVIEWER.login, "another long password")
    with pytest.raises(Refused, match="401 revoked"):
        reviewer.call("GET", "/v1/me")


@pytest.mark.parametrize("login", [REVIEWER.login, "nobody"])
def test_lock_out(service: SeededService, login: str) -> None:
    """Five wrong passwords lock the account for this address, longer each time; unknown accounts look the same."""
    transport = service.transport()

    def attempt(password: str = "wrong password!") -> Refused:
        with pytest.raises(Refused) as refused:
            ReviewClient.sign_in(transport, login, password)
        return refused.value

    for _ in range(5):
        assert (attempt().status, attempt.__name__) == (401, "attempt")
    locked = attempt(PASSWORD)
    assert (locked.status, locked.code) == (429, "too_many_tries")
    assert 0 < locked.problem["retry_after"] <= 60
    service.clock.advance(seconds=61)
    assert attempt().code == "wrong_password"
    assert attempt().problem["retry_after"] == 120


def test_a_right_password_clears_the_count(service: SeededService) -> None:
    """Four failures, then right: the count begins anew."""
    transport = service.transport()
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(Refused, match="401 wrong_password password"):
                ReviewClient.sign_in(transport, REVIEWER.login, "wrong password!")
        ReviewClient.sign_in(transport, REVIEWER.login, PASSWORD)


def test_each_side_has_its_own_door(service: SeededService) -> None:
    """An operator cannot review, a reviewer cannot enter cases, a guardian can do neither."""
    transport = service.transport()
    with pytest.raises(Refused, match="401 wrong_password"):
        ReviewClient.sign_in(transport, OPERATOR.login, PASSWORD)
    with pytest.raises(Refused, match="401 wrong_password"):
        DeskClient.sign_in(transport, REVIEWER.login, PASSWORD)


_OPEN = {
    ("POST", "/v1/sessions"),
    ("POST", "/v1/desk/sessions"),
    ("POST", "/v1/guardian/sessions"),
    ("GET", "/v1/guardian/regions"),
    ("GET", "/v1/guardian/offices/{office}/policy"),
    ("GET", "/v1/guardian/forms/{kind}"),
}
_ANY_TOKEN = {
    ("DELETE", "/v1/sessions"),
    ("DELETE", "/v1/desk/sessions"),
    ("DELETE", "/v1/guardian/sessions"),
}


def _side(path: str) -> str:
    return next((name for name in ("guardian", "desk") if path.startswith(f"/v1/{name}/")), "review")


def test_every_route_is_closed_to_the_wrong_side(service: SeededService) -> None:
    """Each pair of role and route; a new route is in the matrix by itself, and closed unless it is listed as open."""
    transport = service.transport()
    tokens = {
        "guardian": service.guardian().token,
        "desk": service.desk().token,
        "review": service.reviewer().token,
        "nobody": "",
    }
    paths = service.app.openapi()["paths"]
    routes = [(method.upper(), path) for path, methods in paths.items() for method in methods]
    assert len(routes) > 45
    assert set(routes) >= _OPEN | _ANY_TOKEN
    for method, path in routes:
        if (method, path) in _OPEN | _ANY_TOKEN:
            continue
        for role, token in tokens.items():
            headers = {**PROTOCOL, **({"Authorization": f"Bearer {token}"} if token else {})}
            body = b"{}" if method in ("POST", "PUT") else None
            answer = transport.request(method, path.replace("{page}", "1"), headers, body)
            if role == _side(path):
                assert answer.status not in (401, 403), (method, path, role)
            else:
                assert answer.status in (401, 403), (method, path, role, answer.status)


@pytest.mark.parametrize(
    ("spoken", "code"),
    [
        (None, "client_too_old"),
        ("0", "client_too_old"),
        ("words", "client_too_old"),
        (str(PROTOCOL_VERSION + 1), "client_too_new"),
        ("9" * 5000, "client_too_old"),
    ],
)
def test_other_protocol_versions_are_refused_in_words(
    service: SeededService, spoken: str | None, code: str
) -> None:
    """Before a password is looked at; the answer says which side is to be renewed."""
    headers = {
        "Content-Type": "application/json",
        **({PROTOCOL_HEADER: spoken} if spoken is not None else {}),
    }
    answer: Answer = service.transport().request("POST", "/v1/sessions", headers, b"{}")
    assert (answer.status, answer.json()["code"]) == (426, code)
    assert "升级" in answer.json()["message"]
    assert answer.headers[PROTOCOL_HEADER.lower()] == str(PROTOCOL_VERSION)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_length"),
        ("x" * 129, "password_length"),
        ("aaaaaaaaaaaaaaaa", "password_weak"),
        ("reviewer01 password", "password_weak"),
    ],
)
def test_passwords_that_are_not_taken(password: str, code: str) -> None:
    """Twelve to 128 characters of any kind."""
    with pytest.raises(ServiceProblem) as problem:
        check_new_password(password, "reviewer01")
    assert (problem.value.code, problem.value.field) == (code, "password")


def test_passwords_in_any_script() -> None:
    """Chinese passphrases, composed or not, are the same password."""
    kept = hash_password(check_new_password("一二三四五六七八九十十一é", "x"))
    assert verify_password(kept, "一二三四五六七八九十十一e\u0301")
    assert not verify_password(kept, "一二三四五六七八九十十一e")
    assert "m=19456,t=2,p=1" in kept


def test_fresh_service_has_no_account(service: SeededService) -> None:
    """No default account, no default password; a login exists once."""
    with pytest.raises(ServiceProblem, match="login_taken"):
        add_account(
            service.parts,
            login=SUPERVISOR.login,
            name="x",
            role=Role.REVIEWER,
            office=OFFICE,
            password=PASSWORD,
        )
    with service.parts.database.read() as connection:
        hashes = connection.execute(select(accounts.c.password_hash)).scalars().all()
    assert all(encoded.startswith("$argon2id$") for encoded in hashes)


def test_guardian_by_name_needs_a_provider(service: SeededService, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no identity provider is configured, or it does not vouch, nobody signs in as a guardian."""
    from central_service.accounts.identity import NoIdentityProvider

    monkeypatch.setattr(service.parts.identity, "verify", lambda _claim: False)
    with pytest.raises(Refused, match="401 identity_not_verified"):
        service.guardian(FAMILY)
    monkeypatch.setattr(service.parts.identity, "verify", NoIdentityProvider().verify)
    with pytest.raises(Refused, match="503 identity_not_configured"):
        GuardianClient.sign_in(
            service.transport(), name="张三", id_no=FAMILY.guardian_id, mobile=FAMILY.mobile
        )
