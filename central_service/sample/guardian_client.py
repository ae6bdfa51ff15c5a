"""Plain clients of the public interface, on the standard library alone: guardian, registration point, reviewer.

They send what a phone, a counter or a desktop would send; the sample season and the tests drive the service with them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from typing import Any, Protocol
from urllib.parse import urlsplit

PROTOCOL = {"X-Enrolment-Protocol": "1"}
CONSENT_VERSION = "2026-1"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer with its whole body; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    def json(self) -> Json:
        """The body as a JSON object."""
        decoded: Json = json.loads(self.content)
        return decoded


class Refused(Exception):
    """The service refused: its problem document."""

    def __init__(self, answer: Answer) -> None:
        self.status = answer.status
        self.problem: Json = answer.json() if answer.content[:1] == b"{" else {}
        self.code: str = self.problem.get("code", "")
        self.field: str | None = self.problem.get("field")
        self.message: str = self.problem.get("message", "")
        super().__init__(f"{self.status} {self.code} {self.field or ''} {self.message}")


class Transport(Protocol):
    """One request, one answer."""

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """Send a request. :raises OSError: when the service cannot be reached."""
        ...


class HttpTransport:
    """A kept-alive connection to the service; one thread at a time."""

    def __init__(self, base_url: str, timeout: float = 60.0) -> None:
        address = urlsplit(base_url)
        if address.scheme != "http" or address.hostname is None:
            raise ValueError(f"not an http address: {base_url}")
        self._connection = HTTPConnection(address.hostname, address.port or 80, timeout=timeout)

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """Send a request; a connection that the service has closed meanwhile is opened once more."""
        try:
            return self._send(method, path, headers, body)
        except (ConnectionError, HTTPException):
            self._connection.close()
            return self._send(method, path, headers, body)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _send(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        self._connection.request(method, path, body, dict(headers))
        with self._connection.getresponse() as response:
            content = response.read()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, names, content)


@dataclass(frozen=True, slots=True)
class Client:
    """A signed-in caller."""

    transport: Transport
    token: str
    extra: Mapping[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, body: Json | None = None) -> Answer:
        """A JSON request. :raises Refused:"""
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        return self.send(method, path, content, "application/json" if content is not None else "")

    def send(self, method: str, path: str, content: bytes | None, media_type: str) -> Answer:
        """A request with raw bytes. :raises Refused:"""
        headers = {**self.extra, "Authorization": f"Bearer {self.token}"}
        if media_type:
            headers["Content-Type"] = media_type
        answer = self.transport.request(method, path, headers, content)
        if answer.status >= 400:
            raise Refused(answer)
        return answer


@dataclass(frozen=True, slots=True)
class ApplicationClient(Client):
    """What guardians and registration points do with cases; answers are the service's JSON."""

    prefix: str = "/v1/guardian"

    def begin(self, office: str, stage: str = "XX1", form_kind: str = "B", category: str = "BD") -> Json:
        """A new draft."""
        body = {"office": office, "stage": stage, "form_kind": form_kind, "category": category}
        return self.call("POST", f"{self.prefix}/cases", body).json()

    def save(self, case_id: str, answers: Json, guardians: Sequence[Json | None] = ()) -> Json:
        """Set answers; None clears one."""
        body = {"answers": answers, "guardians": list(guardians)}
        return self.call("PUT", self._at(case_id, "answers"), body).json()

    def upload(
        self, case_id: str, material: str, page: int, content: bytes, media_type: str = "image/jpeg"
    ) -> Json:
        """Put a file in its place."""
        path = self._at(case_id, f"documents/{material}/{page}")
        return self.send("PUT", path, content, media_type).json()

    def remove(self, case_id: str, material: str, page: int) -> None:
        """Take a file out."""
        self.call("DELETE", self._at(case_id, f"documents/{material}/{page}"))

    def checklist(self, case_id: str) -> Json:
        """Required and optional materials."""
        return self.call("GET", self._at(case_id, "checklist")).json()

    def submit(self, case_id: str, *, guardian_present: bool = False) -> Json:
        """Consent, confirm, send."""
        body = {"consent_version": CONSENT_VERSION, "confirm": True, "guardian_present": guardian_present}
        return self.call("POST", self._at(case_id, "submit"), body).json()

    def withdraw(self, case_id: str, reason: str) -> Json:
        """撤回."""
        return self.call("POST", self._at(case_id, "withdraw"), {"reason": reason}).json()

    def resubmit(self, case_id: str) -> Json:
        """补齐补正."""
        return self.call("POST", self._at(case_id, "resubmit")).json()

    def reapply(self, case_id: str, form_kind: str | None = None) -> Json:
        """再办一单."""
        return self.call("POST", self._at(case_id, "reapply"), {"form_kind": form_kind}).json()

    def rate(self, case_id: str, occasion: str, level: int, comment: str = "") -> None:
        """评价."""
        body = {"occasion": occasion, "level": level, "comment": comment}
        self.call("POST", self._at(case_id, "rate"), body)

    def discard(self, case_id: str) -> None:
        """Delete a draft."""
        self.call("DELETE", self._at(case_id))

    def cases(self) -> list[Json]:
        """我的办件."""
        found: list[Json] = self.call("GET", f"{self.prefix}/cases").json()["cases"]
        return found

    def case(self, case_id: str) -> Json:
        """One case."""
        return self.call("GET", self._at(case_id)).json()

    def result(self, case_id: str) -> Json:
        """办件结果."""
        return self.call("GET", self._at(case_id, "result")).json()

    def document(self, document_id: str, rendition: str = "") -> bytes:
        """An own file, or its ``preview`` or ``thumbnail``."""
        path = f"{self.prefix}/documents/{document_id}" + (f"/{rendition}" if rendition else "")
        return self.call("GET", path).content

    def _at(self, case_id: str, rest: str = "") -> str:
        return f"{self.prefix}/cases/{case_id}" + (f"/{rest}" if rest else "")


@dataclass(frozen=True, slots=True)
class GuardianClient(ApplicationClient):
    """A guardian at home."""

    @classmethod
    def sign_in(
        cls, transport: Transport, *, name: str, id_no: str, mobile: str, id_type: str = "1"
    ) -> GuardianClient:
        """Sign in by the (simulated) real-name check."""
        body = {"name": name, "id_type": id_type, "id_no": id_no, "mobile": mobile}
        return cls(transport, _token(transport, "/v1/guardian/sessions", body))

    def regions(self) -> list[Json]:
        """Where one may apply, with hotlines."""
        found: list[Json] = self.call("GET", f"{self.prefix}/regions").json()["regions"]
        return found

    def policy(self, office: str) -> Json:
        """The policy in force."""
        return self.call("GET", f"{self.prefix}/offices/{office}/policy").json()

    def form(self, kind: str) -> Json:
        """The questions of A表 or B表."""
        return self.call("GET", f"{self.prefix}/forms/{kind}").json()


@dataclass(frozen=True, slots=True)
class DeskClient(ApplicationClient):
    """An operator at an offline registration point."""

    prefix: str = "/v1/desk"

    @classmethod
    def sign_in(cls, transport: Transport, account: str, password: str) -> DeskClient:
        """Sign in with account and password."""
        body = {"account": account, "password": password}
        return cls(transport, _token(transport, "/v1/desk/sessions", body))


@dataclass(frozen=True, slots=True)
class ReviewClient(Client):
    """A reviewer, without a desktop."""

    scope: str = ""

    @classmethod
    def sign_in(cls, transport: Transport, account: str, password: str) -> ReviewClient:
        """Sign in with account and password."""
        body = json.dumps({"account": account, "password": password, "device": "plain-client"}).encode()
        headers = {"Content-Type": "application/json", **PROTOCOL}
        answer = transport.request("POST", "/v1/sessions", headers, body)
        if answer.status >= 400:
            raise Refused(answer)
        signed_in = answer.json()
        return cls(transport, signed_in["token"], PROTOCOL, signed_in["scope"])

    def season(self) -> Json:
        """The county's season."""
        return self.call("GET", f"/v1/scopes/{self.scope}").json()

    def page(self, after: int = 0, epoch: str = "", limit: int = 1000) -> tuple[Json, list[Json], Json]:
        """Header, rows and trailer of one page of the feed. :raises ValueError: when its hash does not fit."""
        path = f"/v1/scopes/{self.scope}/changes?after={after}&epoch={epoch}&limit={limit}"
        lines = self.call("GET", path).content.splitlines(keepends=True)
        header, trailer = json.loads(lines[0]), json.loads(lines[-1])
        if trailer.get("sha256") != sha256(b"".join(lines[1:-1])).hexdigest():
            raise ValueError("the page is not whole")
        return header, [json.loads(line) for line in lines[1:-1]], trailer

    def cases(self) -> dict[str, Json]:
        """Every case of the scope, by id, as the feed has it now."""
        found: dict[str, Json] = {}
        after, epoch, more = 0, "", True
        while more:
            header, rows, trailer = self.page(after, epoch)
            epoch, after, more = header["epoch"], trailer["next"], trailer["more"]
            found |= {row["put"]["id"]: row["put"] for row in rows if "put" in row}
        return found

    def act(self, case: Json, action: str, **members: Any) -> Json:
        """One decision on a case as it was read; answers its outcome."""
        return self.send_actions([self.message(case, action, **members)])[0]

    def message(self, case: Json, action: str, **members: Any) -> Json:
        """An action as ``POST /v1/actions`` takes it; ``members``: reasons, due, note, result, approver, after."""
        message = {
            "id": secrets.token_hex(16),
            "case_id": case["id"],
            "action": action,
            "base": case["tag"],
            "decided_at": case["updated_at"],
            "device": "plain-client",
            **members,
        }
        return {
            key: value.isoformat() if isinstance(value, datetime) else value for key, value in message.items()
        }

    def send_actions(self, messages: Iterable[Json]) -> list[Json]:
        """Outcomes of a batch, in its order."""
        outcomes: list[Json] = self.call("POST", "/v1/actions", {"actions": list(messages)}).json()[
            "outcomes"
        ]
        return outcomes

    def document(self, document_id: str, rendition: str = "") -> bytes:
        """A document, or its ``preview`` or ``thumbnail``."""
        path = f"/v1/documents/{document_id}" + (f"/{rendition}" if rendition else "")
        return self.call("GET", path).content


def _token(transport: Transport, path: str, body: Json) -> str:
    content = json.dumps(body, ensure_ascii=False).encode()
    answer = transport.request("POST", path, {"Content-Type": "application/json"}, content)
    if answer.status >= 400:
        raise Refused(answer)
    token: str = answer.json()["token"]
    return token
