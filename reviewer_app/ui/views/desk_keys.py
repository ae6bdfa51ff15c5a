"""Which key does what at the desk, outside of the form and the papers, which know their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from reviewer_app.ui.views.components import open_popover
from reviewer_app.ui.views.key_gate import Desk as GateDesk
from reviewer_app.ui.views.key_gate import KeyGate, Reach

if TYPE_CHECKING:
    from reviewer_app.ui.views.desk import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier
_KEY = Qt.Key


def make_gate(desk: Desk) -> KeyGate:
    """The gate of a desk, with every key bound."""
    case_view = desk.workbench.case_view
    gate = KeyGate(
        GateDesk(
            window=desk.window(),
            disarmed=lambda: case_view.disarmed,
            is_covered=lambda: open_popover() is not None or desk.keys.isVisible() or not desk.is_reviewing,
            decisions={
                _KEY.Key_F7: case_view.refuse,
                _KEY.Key_F8: case_view.correct,
                _KEY.Key_F9: case_view.forward,
            },
        ),
        desk,
    )
    gate.bind(_KEY.Key_PageUp, lambda: desk.step(-1), reach=Reach.REPEATS)
    gate.bind(_KEY.Key_PageDown, lambda: desk.step(1), reach=Reach.REPEATS)
    gate.bind(_KEY.Key_Z, desk.undo, _CTRL)
    gate.bind(_KEY.Key_F, desk.search, _CTRL, Reach.IN_TEXT)
    gate.bind(_KEY.Key_P, desk.print_paper, _CTRL, Reach.OVER_SHEETS)
    gate.bind(_KEY.Key_BracketLeft, desk.fold_queue)
    gate.bind(_KEY.Key_F6, desk.next_pane, reach=Reach.IN_TEXT)
    gate.bind(_KEY.Key_F1, desk.keys.toggle, reach=Reach.IN_TEXT | Reach.OVER_SHEETS)
    gate.bind(_KEY.Key_Escape, desk.go_back, reach=Reach.OVER_SHEETS)
    gate.bind(_KEY.Key_1, lambda: desk.answer_conflict(1), reach=Reach.OVER_SHEETS)
    gate.bind(_KEY.Key_2, lambda: desk.answer_conflict(2), reach=Reach.OVER_SHEETS)
    return gate
