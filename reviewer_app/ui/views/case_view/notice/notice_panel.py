"""The panel in which a notice is made: items at the left, what goes out at the right, one act at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reviewer_app.models.domain.workflow import ACTION_LABELS, CaseAction, Need
from reviewer_app.ui.viewmodels.notice_viewmodel import NoticeViewModel
from reviewer_app.ui.views.case_view.notice.item_column import ItemColumn
from reviewer_app.ui.views.case_view.notice.send_column import SendColumn
from reviewer_app.ui.views.case_view.notice.thumbnails import Thumbnails
from reviewer_app.ui.views.case_view.panel_frame import PanelFrame
from reviewer_app.ui.views.components import ButtonKind, open_popover
from reviewer_app.ui.views.tokens import Tone

_CORRECTING = (CaseAction.REQUEST_CORRECTIONS, CaseAction.REQUEST_LATE_CORRECTIONS)
_STAYING = (CaseAction.REMIND, CaseAction.MOVE_DUE, CaseAction.REOPEN)
_TONES = {
    CaseAction.REQUEST_CORRECTIONS: Tone.WARN,
    CaseAction.REQUEST_LATE_CORRECTIONS: Tone.WARN,
    CaseAction.MOVE_DUE: Tone.WARN,
    CaseAction.DECLINE: Tone.STOP,
    CaseAction.RETURN: Tone.STOP,
}


class NoticePanel(PanelFrame):
    """``sent`` when the act should be recorded; ``reached`` carries the item that became current."""

    sent = Signal()
    reached = Signal(object)

    def __init__(self, vm: NoticeViewModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        self._vm = vm
        self.items = ItemColumn(vm, thumbnails)
        self.outgoing = SendColumn(vm)
        super().__init__(self.items, self.outgoing, parent)
        self.send.clicked.connect(self._send)
        self.items.reached.connect(self.reached)
        self.items.reached.connect(lambda _: self.reveal(self.items.picker))
        vm.changed.connect(self.refresh)

    def open(self) -> None:
        """Show the notice that was begun, with the keys on it."""
        self.refresh()
        self.take_focus()

    def refresh(self) -> None:
        """Show the draft as it stands."""
        action = self._vm.action
        if action is None:
            return
        case = self._vm.reading.case
        self.title.setText(ACTION_LABELS[action])
        self.case.setText(f"{case.child_name}·{case.number}")
        self._show_round(correcting=action in _CORRECTING)
        self.items.refresh()
        self.outgoing.refresh()
        tone = _TONES.get(action, Tone.ACCENT)
        self.send.set_tone(tone)
        self.send.set_kind(ButtonKind.OUTLINE if tone is Tone.STOP else ButtonKind.SOLID)
        self.send.setText(self._send_words(action))
        self.send.set_armed(self._vm.ready)

    def _show_round(self, *, correcting: bool) -> None:
        self.sign.setVisible(correcting)
        if self._vm.rounds:
            self.sign.set_state(self.tr("第 {n} 次补正").format(n=self._vm.rounds + 1), Tone.HOLD)
        else:
            self.sign.set_state(self.tr("首次补正·一次性告知"), Tone.ACCENT)

    def _send_words(self, action: CaseAction) -> str:
        if action in _STAYING:
            return ACTION_LABELS[action]
        if action in _CORRECTING:
            return self.tr("发出，下一件")
        return self.tr("{act}，下一件").format(act=ACTION_LABELS[action])

    def _send(self) -> None:
        if self._vm.ready:
            self.sent.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if open_popover() is not None or event.isAutoRepeat() or not self._act(event):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers == Qt.KeyboardModifier.ControlModifier:
            self._send()
            return True
        if modifiers:
            return False
        if key == Qt.Key.Key_Escape:
            self.go_back()
            return True
        return Need.REASONS in self._vm.row.needs and self._pick(key)

    def _pick(self, key: Qt.Key) -> bool:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._vm.pick_number(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_Slash:
            self.items.open_library()
        elif key == Qt.Key.Key_N:
            self.items.open_targets()
        elif key == Qt.Key.Key_Delete:
            self.items.remove_current()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.items.step(-1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True
