"""Invented decisions for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from reviewer_app.models.domain.case import ActionId, ReasonPick, VersionTag
from reviewer_app.models.domain.ports import Answered, OutboxState, PendingAction
from reviewer_app.models.domain.workflow import Act, CaseAction
from tests.support.cases import SEASON_START, make_case
from tests.support.stores import EPOCH, SCOPE

ACCEPT = Act(action=CaseAction.ACCEPT)
REQUEST_CORRECTIONS = Act(
    action=CaseAction.REQUEST_CORRECTIONS,
    reasons=(
        ReasonPick(code="HK01", target="M01", note="首页印章不清"),
        ReasonPick(code="HK08", target="stu_hukou_addr"),
    ),
    due=SEASON_START + timedelta(days=3),
    note="请一并补齐",
)


def make_action(n: int, **overrides: Any) -> PendingAction:
    """The ``n``-th decision, on the ``n``-th invented case unless said otherwise."""
    case = make_case(n)
    made: dict[str, Any] = {
        "id": ActionId(f"action-{n:020d}"),
        "case": case.id,
        "act": REQUEST_CORRECTIONS if n % 2 else ACCEPT,
        "base": case.tag,
        "decided_at": SEASON_START + timedelta(minutes=n, microseconds=123_456),
        "decided_by": "农晓玲",
    }
    return PendingAction(**(made | overrides))


def answer(action_id: str, state: OutboxState, **overrides: Any) -> Answered:
    """What the service said; an applied one stands at feed number 7 of the scope."""
    made: dict[str, Any] = {
        "id": ActionId(action_id),
        "state": state,
        "scope": SCOPE,
        "epoch": EPOCH,
        "at": SEASON_START,
    }
    if state is OutboxState.APPLIED:
        made |= {"tag": VersionTag(f"after-{action_id}"), "seq": 7}
    elif state is not OutboxState.SENDING:
        made |= {"code": "decided", "message": "同事已先作出决定。"}
    return Answered(**(made | overrides))
