"""Which tone a case's state has; always shown with the word (DESIGN_LANGUAGE 2)."""

from __future__ import annotations

from reviewer_app.models.domain.case import CaseStatus
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
