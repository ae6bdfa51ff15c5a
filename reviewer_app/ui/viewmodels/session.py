"""The session that outlives a restart, so that a signed-in person can work without a network. Never the password.

The token lies beside the decisions and shares their protection: when that file is encrypted, so is the token.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from pydantic import ValidationError

from reviewer_app.models.domain.ports import ViewState
from reviewer_app.sync.protocol import SignedIn

_KEY = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who is signed in, and with what."""

    account: str
    signed_in: SignedIn


class KeptSession:
    """One person's session in their own store."""

    def __init__(self, memory: ViewState) -> None:
        self._memory = memory

    def find(self) -> Session | None:
        """The session, or nothing after signing out or when it was kept by a program of another shape."""
        kept = self._memory.find(_KEY)
        if not kept:
            return None
        try:
            loaded = json.loads(kept)
            return Session(
                account=str(loaded["account"]), signed_in=SignedIn.model_validate(loaded["signed_in"])
            )
        except (ValueError, KeyError, TypeError, ValidationError):
            return None

    def keep(self, session: Session) -> None:
        """Remember a session instead of the one before."""
        signed_in = session.signed_in.model_dump(mode="json")
        self._memory.keep(_KEY, json.dumps({"account": session.account, "signed_in": signed_in}))

    def forget(self) -> None:
        """Nobody is signed in."""
        self._memory.keep(_KEY, "")
