"""A reviewer's desk of the sample: pulls the feed of its county and posts decisions, as a desktop does."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from central_service.sample.guardian_client import Json, Refused, ReviewClient, Transport
from reviewer_app.models.domain.workflow import CaseAction


class ReviewDesk:
    """One reviewer or supervisor, through all the days of the season."""

    def __init__(self, transport: Transport, account: str, password: str) -> None:
        self._transport = transport
        self._account = account
        self._password = password
        self._client = self._sign_in()
        self._epoch = ""
        self._after = 0
        self._cases: dict[str, Json] = {}
        self._numbers = count(1)

    def decide(
        self,
        case_id: str,
        action: CaseAction,
        at: datetime,
        *,
        reasons: list[tuple[str, str]] | None = None,
        due: datetime | None = None,
        result: Json | None = None,
    ) -> None:
        """Post one decision on the case as it stands now.

        :raises RuntimeError: when the service does not apply it.
        """
        self._pull()
        outcome = self._client.act(
            self._cases[case_id],
            action,
            id=f"sample-{self._account}-{next(self._numbers):06d}",
            reasons=[{"code": code, "target": target} for code, target in reasons or []],
            due=due,
            result=result,
            decided_at=at,
        )
        if outcome["kind"] != "applied":
            raise RuntimeError(f"{action}: {outcome['kind']} {outcome['code']} {outcome['message']}")

    def _sign_in(self) -> ReviewClient:
        return ReviewClient.sign_in(self._transport, self._account, self._password)

    def _pull(self) -> None:
        more = True
        while more:
            try:
                header, rows, trailer = self._client.page(self._after, self._epoch)
            except Refused as refused:
                if refused.status != 401:
                    raise
                self._client = self._sign_in()
                continue
            self._epoch, self._after, more = header["epoch"], trailer["next"], trailer["more"]
            self._cases |= {row["put"]["id"]: row["put"] for row in rows if "put" in row}
