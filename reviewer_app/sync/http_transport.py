"""The wire over HTTP. The only module that sends requests; bounded in time as a whole, deaf to the environment."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict

from reviewer_app.config import PROTOCOL_VERSION
from reviewer_app.sync.http_body import read_body
from reviewer_app.sync.http_calls import Call, Calls
from reviewer_app.sync.problems import check_speaker, error_of
from reviewer_app.sync.protocol import PROTOCOL_HEADER, Message
from reviewer_app.sync.service_calls import JSON_TYPE, QUIET_SECONDS, Answer, ServiceCalls
from reviewer_app.sync.transport import BrokenAnswer, Cancelled, Offline, TransportError

_CONNECT_SECONDS = 10.0
_PROBLEM_BYTES = 256 * 1024
_SUCCESS = frozenset({200, 201, 206})
_PARALLEL = 8
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_BODY_ERROR: type[Exception] = vars(requests.exceptions)["BaseHTTPError"]
"""What reading a body raises; requests translates it only for its own ways of reading."""


class HttpTransport(ServiceCalls):
    """Calls to the service at ``url``. Safe to use from any thread.

    :param device: name of this desktop in the service's records.
    :param token: bearer token of a session that goes on.
    :param certificate_authority: PEM file of the only authority that is trusted; the system's own without it.
    :raises ValueError: for a plain-text address that is not this machine's own.
    """

    def __init__(
        self, url: str, *, device: str = "", token: str = "", certificate_authority: Path | None = None
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise ValueError("服务地址必须以 https:// 开头。")
        super().__init__(Calls(), device, token)
        self._url = url.rstrip("/")
        self._session = _session(self._calls, certificate_authority)
        self._served: datetime | None = None

    def service_time(self) -> datetime | None:
        """The service's time in its latest answer."""
        return self._served

    def close(self) -> None:
        """End what is under way; nothing can be called afterwards."""
        self._calls.close()
        self._session.close()

    @contextmanager
    def _open(
        self,
        call: Call,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: Message | None = None,
        quiet: float = QUIET_SECONDS,
    ) -> Iterator[Answer]:
        sent = dict(headers or {})
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            sent["Content-Type"] = JSON_TYPE
        data = body.model_dump_json().encode() if body is not None else None
        timeout = (min(_CONNECT_SECONDS, call.remaining()), min(quiet, call.remaining()))
        with (
            _checked(call),
            self._session.request(
                method,
                self._url + path,
                data=data,
                headers=sent,
                stream=True,
                timeout=timeout,
                allow_redirects=False,
            ) as response,
        ):
            self._check_head(response)
            yield response

    def _check_head(self, response: requests.Response) -> None:
        if response.status_code not in _SUCCESS:
            content = read_body(response.raw, response.headers, _PROBLEM_BYTES)
            raise error_of(response.status_code, response.headers, content)
        check_speaker(response.headers)
        self._served = _date(response.headers.get("Date", "")) or self._served


class _Adapter(HTTPAdapter):
    """Connections that tell the call they serve, under a TLS context that nothing outside can change."""

    def __init__(self, calls: Calls, context: ssl.SSLContext) -> None:
        self._calls = calls
        self._context = context
        self._watched: dict[Any, type[Any]] = {}
        super().__init__(pool_connections=2, pool_maxsize=_PARALLEL)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Every pool under the one context."""
        super().init_poolmanager(*args, ssl_context=self._context, **options)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context decides alone: no bundle from elsewhere is added to it."""

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> Any:
        """A pool whose connections are watched."""
        pool: Any = super().get_connection_with_tls_context(*args, **options)
        kind = pool.ConnectionCls
        if kind not in self._watched.values():
            pool.ConnectionCls = self._watched.setdefault(kind, _watched_class(kind, self._calls))
        return pool


def _watched_class(kind: Any, calls: Calls) -> type[Any]:
    def connect(connection: Any) -> None:
        kind.connect(connection)
        calls.attach(connection)

    def request(connection: Any, *args: Any, **options: Any) -> None:
        calls.attach(connection)
        kind.request(connection, *args, **options)

    return type(f"Watched{kind.__name__}", (kind,), {"connect": connect, "request": request})


def _session(calls: Calls, certificate_authority: Path | None) -> requests.Session:
    context = ssl.create_default_context(cafile=certificate_authority)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    session = requests.Session()
    # Otherwise variables of the environment bring other authorities, proxies and passwords in.
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers = CaseInsensitiveDict(
        {PROTOCOL_HEADER: str(PROTOCOL_VERSION), "Accept": JSON_TYPE, "Accept-Encoding": "gzip"}
    )
    adapter = _Adapter(calls, context)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


@contextmanager
def _checked(call: Call) -> Iterator[None]:
    """Turns what goes wrong on the way into the errors of the transport."""
    try:
        yield
    except (TransportError, requests.RequestException, _BODY_ERROR, HTTPException, OSError) as error:
        if call.aborted:
            raise Cancelled("cancelled", "已停止。") from error
        if call.overdue:
            raise Offline("deadline", "网络太慢，服务没有在限定时间内答复，稍后自动重试。") from error
        if isinstance(error, TransportError):
            raise
        raise _network_error(error) from error


def _network_error(error: Exception) -> TransportError:
    if isinstance(error, requests.exceptions.SSLError | ssl.SSLError):
        message = "服务器的安全证书不可信，没有连接。请联系管理员，不要在公共网络上使用。"
        return BrokenAnswer("certificate", message)
    if isinstance(error, requests.exceptions.ConnectionError):
        return Offline("unreachable", "连不上服务，已转为离线工作，联网后自动继续。")
    return Offline("interrupted", "网络中断，已转为离线工作，联网后自动继续。")


def _date(text: str) -> datetime | None:
    try:
        served = parsedate_to_datetime(text)
    except ValueError:
        return None
    return served if served.tzinfo else served.replace(tzinfo=UTC)
