"""When, to whom and in which words the notice goes out, and what is checked before."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reviewer_app.models.domain.masking import mask_phone
from reviewer_app.models.domain.workflow import CaseAction, Need
from reviewer_app.ui.viewmodels.notice_checks import parts_of
from reviewer_app.ui.viewmodels.notice_viewmodel import NoticeViewModel
from reviewer_app.ui.viewmodels.times import full
from reviewer_app.ui.views.case_view.notice.outgoing_parts import CheckList, SmsCard
from reviewer_app.ui.views.components import Card, FilterPill, IconButton, Label, TextField
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.theme import look


class SendColumn(QWidget):
    """The right side of the panel; parts that the act does not need are not there."""

    def __init__(self, vm: NoticeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vm = vm
        self._pills: list[FilterPill] = []
        self._due_title = Label(self.tr("补正期限"), 14, Weight.BOLD)
        self._due = Label("", 15, Weight.MEDIUM)
        self._due_card = self._make_due_card()
        self._pill_row = QHBoxLayout()
        self._note_title = Label(self.tr("更正的原因"), 14, Weight.BOLD)
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(self._note_title.text())
        self._approver_title = Label(self.tr("批准人"), 14, Weight.BOLD)
        self.approver = TextField(self.tr("批准人"), self.tr("第二人的姓名"))
        self._sms_title = Label(self.tr("家长将收到的短信"), 14, Weight.BOLD)
        self._sms_length = Label("", 13, ink="ink2")
        self.sms = SmsCard()
        self._phone = Label("", 13, ink="ink2")
        self._checks_title = Label(self.tr("发出前检查"), 14, Weight.BOLD)
        self.checks = CheckList()
        self.note.textChanged.connect(self._on_note)
        self.approver.textEdited.connect(lambda name: vm.edit(lambda draft: replace(draft, approver=name)))
        self._lay_out()

    def _make_due_card(self) -> Card:
        px = look().px
        card = Card()
        card.setFixedHeight(px(40))
        earlier = IconButton("chevron-left", self.tr("早一天"))
        later = IconButton("chevron-right", self.tr("晚一天"))
        earlier.clicked.connect(lambda: self._vm.move_due(-1))
        later.clicked.connect(lambda: self._vm.move_due(1))
        row = QHBoxLayout(card)
        row.setContentsMargins(px(14), 0, px(6), 0)
        row.addWidget(self._due, 1)
        row.addWidget(earlier)
        row.addWidget(later)
        return card

    def _lay_out(self) -> None:
        px = look().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(9), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(self._due_title)
        column.addWidget(self._due_card)
        self._pill_row.setSpacing(px(8))
        self._pill_row.addStretch(1)
        column.addLayout(self._pill_row)
        texts: tuple[QWidget, ...] = (self._note_title, self.note, self._approver_title, self.approver)
        for part in texts:
            column.addWidget(part)
        self.note.setFixedHeight(px(96))
        column.addSpacing(px(6))
        head = QHBoxLayout()
        head.addWidget(self._sms_title, 1)
        head.addWidget(self._sms_length)
        column.addLayout(head)
        rest: tuple[QWidget, ...] = (self.sms, self._phone, self._checks_title, self.checks)
        for part in rest:
            column.addWidget(part)
        column.addStretch(1)

    def refresh(self) -> None:
        """Show the draft as it stands."""
        needs = self._vm.row.needs
        self._show_due(Need.DUE in needs)
        self._note_title.setVisible(Need.NOTE in needs)
        self.note.setVisible(Need.NOTE in needs)
        self._approver_title.setVisible(Need.APPROVER in needs)
        self.approver.setVisible(Need.APPROVER in needs)
        self._show_texts()
        self._show_sms(self._vm.sms)
        self.checks.show_checks(self._vm.checks)

    def _show_due(self, needed: bool) -> None:
        self._due_title.setVisible(needed)
        self._due_card.setVisible(needed)
        for pill in self._pills:
            pill.hide()
            self._pill_row.removeWidget(pill)
            pill.deleteLater()
        self._pills = []
        due = self._vm.draft.due
        if not needed or due is None:
            return
        self._due.setText(full(due))
        for choice in self._vm.due_choices:
            pill = FilterPill(self.tr("{n} 个工作日").format(n=choice.workdays))
            pill.setChecked(choice.at == due)
            pill.setEnabled(not choice.limited or choice.at == due)
            pill.clicked.connect(lambda _=False, at=choice.at: self._vm.set_due(at))
            self._pill_row.insertWidget(len(self._pills), pill)
            self._pills.append(pill)

    def _show_texts(self) -> None:
        draft = self._vm.draft
        if self.approver.text() != draft.approver:
            self.approver.setText(draft.approver)
        if self.note.toPlainText() != draft.note:
            self.note.blockSignals(True)
            self.note.setPlainText(draft.note)
            self.note.blockSignals(False)

    def _on_note(self) -> None:
        text = self.note.toPlainText()
        self._vm.edit(lambda draft: replace(draft, note=text))

    def _show_sms(self, sms: str) -> None:
        for part in (self._sms_title, self._sms_length, self.sms, self._phone):
            part.setVisible(bool(sms))
        self._checks_title.setText(
            self.tr("办理前检查") if self._vm.action is CaseAction.REOPEN else self.tr("发出前检查")
        )
        self.sms.show_text(sms)
        self._sms_length.setText(self.tr("{n} 字·{m} 条计费").format(n=len(sms), m=parts_of(sms)))
        guardians = self._vm.reading.case.guardians
        if guardians:
            phone, name = (
                mask_phone(str(guardians[0].get("grd_mobile", ""))),
                str(guardians[0].get("grd_name", "")),
            )
            self._phone.setText(self.tr("{phone}·监护人 {name}").format(phone=phone, name=name))
