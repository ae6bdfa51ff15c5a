"""When a decision key may act: on a case that stands complete before its reviewer, and once (DESIGN_LANGUAGE 12.1)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

SETTLE_SECONDS = 0.18
"""From the last paint to the first key that counts: a key meant for the case before falls into it."""


class Disarmed(StrEnum):
    """Why a decision key does nothing."""

    NO_CASE = "no_case"
    NOT_PAINTED = "not_painted"
    SETTLING = "settling"
    DECIDED = "decided"
    NEWS = "news"


class Arming:
    """The state of one desk. Times come from a monotonic clock in seconds.

    A case that is shown again, or whose form or image has to be painted anew, starts over.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._case: str | None = None
        self._form_at: float | None = None
        self._image_at: float | None = None
        self._decided = False
        self._news = False

    def show(self, case_id: str | None) -> None:
        """Another case, or the same one anew, is being put before the reviewer."""
        self._case = case_id
        self._form_at = None
        self._image_at = None
        self._decided = False
        self._news = False

    def form_painted(self, case_id: str) -> None:
        """The form of a case stands on the screen; an answer for another case than the one shown is void."""
        if case_id == self._case and self._form_at is None:
            self._form_at = self._now()

    def image_painted(self, case_id: str) -> None:
        """The image beside the form stands on the screen, or it is plain that there is none."""
        if case_id == self._case and self._image_at is None:
            self._image_at = self._now()

    def decided(self) -> None:
        """A decision on the case shown has been recorded."""
        self._decided = True

    def hold_for_news(self) -> None:
        """The case has moved under the reviewer."""
        self._news = True

    @property
    def disarmed(self) -> Disarmed | None:
        """Why a key would do nothing now, or nothing when it would act."""
        if self._case is None:
            return Disarmed.NO_CASE
        if self._decided:
            return Disarmed.DECIDED
        if self._news:
            return Disarmed.NEWS
        if self._form_at is None or self._image_at is None:
            return Disarmed.NOT_PAINTED
        if self._now() - max(self._form_at, self._image_at) < SETTLE_SECONDS:
            return Disarmed.SETTLING
        return None
