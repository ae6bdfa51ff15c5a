"""Which tone a state and a decision have; always shown with the word (DESIGN_LANGUAGE 2)."""

from __future__ import annotations

from reviewer_app.models.domain.case import CaseStatus
from reviewer_app.models.domain.workflow import CaseAction
from reviewer_app.ui.views.tokens import Tone

_TONES = {
    CaseStatus.PENDING: Tone.ACCENT,
    CaseStatus.CORRECTION: Tone.WARN,
    CaseStatus.COMPLETED: Tone.OK,
    CaseStatus.RETURNED: Tone.STOP,
    CaseStatus.DECLINED: Tone.STOP,
}


def status_tone(status: CaseStatus, resubmitted: bool = False) -> Tone:
    """The tone of a state; 补正回件 has one of its own."""
    return Tone.HOLD if resubmitted else _TONES.get(status, Tone.NEUTRAL)


_ACTION_TONES = {
    CaseAction.REQUEST_CORRECTIONS: Tone.WARN,
    CaseAction.REQUEST_LATE_CORRECTIONS: Tone.WARN,
    CaseAction.REMIND: Tone.WARN,
    CaseAction.MOVE_DUE: Tone.WARN,
    CaseAction.DECLINE: Tone.STOP,
    CaseAction.RETURN: Tone.STOP,
    CaseAction.WITHDRAW: Tone.STOP,
    CaseAction.RESUBMIT: Tone.HOLD,
    CaseAction.SUBMIT: Tone.NEUTRAL,
    CaseAction.RECEIVE: Tone.NEUTRAL,
}


def action_tone(action: CaseAction) -> Tone:
    """The tone of an act: forward is 松绿, asking the guardian 赭, saying no 朱砂."""
    return _ACTION_TONES.get(action, Tone.OK)
