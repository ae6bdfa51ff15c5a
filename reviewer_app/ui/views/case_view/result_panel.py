"""The panel in which a child gets its place: schools with plan and places taken, the mode, then 办结."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.models.domain.workflow import ACTION_LABELS, CaseAction
from reviewer_app.ui.viewmodels.result_viewmodel import ResultViewModel
from reviewer_app.ui.views.case_view.notice.outgoing_parts import CheckList, SmsCard
from reviewer_app.ui.views.case_view.panel_frame import PanelFrame
from reviewer_app.ui.views.case_view.place_row import PlaceRow
from reviewer_app.ui.views.components import ButtonKind, Choice, ComboButton, Label
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone


class ResultPanel(PanelFrame):
    """``sent`` carries the :class:`CaseAction` that should be recorded."""

    sent = Signal(object)

    def __init__(self, vm: ResultViewModel, parent: QWidget | None = None) -> None:
        self._vm = vm
        self._content, self._side_content = QWidget(), QWidget()
        self._rows: list[PlaceRow] = []
        self._mode = ComboButton(self.tr("录取方式"), kind=ButtonKind.OUTLINE)
        self._sms_title = Label(self.tr("家长将收到的短信"), 14, Weight.BOLD)
        self.sms = SmsCard()
        self.checks = CheckList()
        super().__init__(self._content, self._side_content, parent)
        self._fill_main()
        self._fill_side()
        self.second.setText(ACTION_LABELS[CaseAction.ADMIT])
        self.second.clicked.connect(lambda: self._send(CaseAction.ADMIT))
        self.send.clicked.connect(lambda: self._send(self._vm.actions[-1]))
        self._mode.chosen.connect(self._choose_mode)
        self.sign.hide()
        vm.changed.connect(self.refresh)

    def _fill_main(self) -> None:
        px = look().px
        column = QVBoxLayout(self._content)
        column.setContentsMargins(px(20), px(16), px(9), px(16))
        column.setSpacing(px(8))
        column.addWidget(Label(self.tr("录取学校"), 14, Weight.BOLD))
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        column.addLayout(self._list)
        self._none = Label(self.tr("本机还没有学校资料，同步后再办。"), 14, ink="ink2")
        column.addWidget(self._none)
        column.addStretch(1)

    def _fill_side(self) -> None:
        px = look().px
        column = QVBoxLayout(self._side_content)
        column.setContentsMargins(px(9), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(Label(self.tr("录取方式"), 14, Weight.BOLD))
        column.addWidget(self._mode)
        column.addSpacing(px(6))
        column.addWidget(self._sms_title)
        column.addWidget(self.sms)
        column.addWidget(Label(self.tr("办理前检查"), 14, Weight.BOLD))
        column.addWidget(self.checks)
        column.addStretch(1)

    def open(self) -> None:
        """Show the choice that was begun, with the keys on it."""
        self._make_rows()
        self.refresh()
        self.take_focus()

    def refresh(self) -> None:
        """Show the choice as it stands."""
        self.title.setText(ACTION_LABELS[self._vm.actions[-1]] if self._vm.actions else "")
        self.case.setText(self._vm.case_words)
        for row in self._rows:
            row.setChecked(row.place.school.code == self._vm.school)
            row.update()
        self._none.setVisible(not self._rows)
        mode = self._vm.mode
        choices = [Choice(key=known.value, text=name) for known, name in self._vm.modes]
        self._mode.set_choices(choices, mode.value if mode else "")
        self._sms_title.setVisible(bool(self._vm.sms))
        self.sms.setVisible(bool(self._vm.sms))
        self.sms.show_text(self._vm.sms)
        self.checks.show_checks(self._vm.checks)
        self._show_acts()

    def _show_acts(self) -> None:
        both = CaseAction.ADMIT in self._vm.actions and CaseAction.COMPLETE in self._vm.actions
        self.second.setVisible(both)
        self.second.set_armed(self._vm.ready)
        if self._vm.actions:
            self.send.setText(self.tr("{act}，下一件").format(act=ACTION_LABELS[self._vm.actions[-1]]))
        self.send.set_tone(Tone.OK)
        self.send.set_armed(self._vm.ready)

    def _make_rows(self) -> None:
        for row in self._rows:
            row.hide()
            self._list.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for number, place in enumerate(self._vm.places, 1):
            row = PlaceRow(number, place)
            row.clicked.connect(lambda _=False, code=place.school.code: self._vm.choose_school(code))
            self._list.addWidget(row)
            self._rows.append(row)

    def _choose_mode(self, key: str) -> None:
        self._vm.choose_mode(next(mode for mode, _ in self._vm.modes if mode.value == key))

    def _send(self, action: CaseAction) -> None:
        if self._vm.ready:
            self.sent.emit(action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.isAutoRepeat():
            event.ignore()
        elif enter and modifiers == Qt.KeyboardModifier.ControlModifier and self._vm.actions:
            self._send(self._vm.actions[-1])
        elif key == Qt.Key.Key_Escape:
            self.go_back()
        elif not modifiers and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._choose_number(key - Qt.Key.Key_1)
        elif not modifiers and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _choose_number(self, position: int) -> None:
        if position < len(self._rows):
            self._vm.choose_school(self._rows[position].place.school.code)

    def _step(self, by: int) -> None:
        codes = [row.place.school.code for row in self._rows]
        if codes:
            start = codes.index(self._vm.school) if self._vm.school in codes else -1 if by > 0 else len(codes)
            self._vm.choose_school(codes[max(0, min(start + by, len(codes) - 1))])
