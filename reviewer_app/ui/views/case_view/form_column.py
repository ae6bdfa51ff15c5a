"""The form column: header, how the case stands, tabs of the sections, rows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.ui.viewmodels.case_header import Errand, Standing
from reviewer_app.ui.viewmodels.case_viewmodel import CaseViewModel
from reviewer_app.ui.viewmodels.form_model import FormModel
from reviewer_app.ui.viewmodels.form_row import Row, RowKind
from reviewer_app.ui.viewmodels.notice_rows import NOTICES
from reviewer_app.ui.viewmodels.round_rows import ASKED, UNASKED
from reviewer_app.ui.views.case_view.form_list import FormList
from reviewer_app.ui.views.case_view.header import HeaderView
from reviewer_app.ui.views.case_view.rows.row_style import FINDINGS
from reviewer_app.ui.views.components import Finding, MessageLine, Tab, TabStrip
from reviewer_app.ui.views.theme import changes, look
from reviewer_app.ui.views.tokens import Tone


class FormColumn(QWidget):
    """Shows what the view model holds."""

    errand_wanted = Signal(object)
    """Carries the :class:`Errand` of the standing line."""

    def __init__(self, vm: CaseViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vm = vm
        self._errand = Errand.NONE
        self.model = FormModel()
        self.header = HeaderView()
        self.line = MessageLine()
        self.tabs = TabStrip(gap=18, margin=16)
        self.list = FormList(self.model)
        self._margin = QVBoxLayout()
        self._margin.addWidget(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._margin)
        column.addWidget(self.tabs)
        column.addWidget(self.list, 1)
        self.line.acted.connect(lambda: self.errand_wanted.emit(self._errand))
        self.tabs.changed.connect(self.list.show_section)
        self.list.section_reached.connect(self._mark_tab)
        changes.changed.connect(self._space)
        self._space()

    def rebind(self) -> None:
        """Another case: everything anew, from the top."""
        self.list.leave_case()
        self.refresh()
        self.list.open_case(self._first_key())
        self.list.expect_paint()

    def refresh(self) -> None:
        """The same case: what moved, without losing the place."""
        self.header.show_header(self._vm.header)
        self._show_standing(self._vm.standing)
        # Before the rows: these tell at once which section stands at the top.
        self.tabs.set_tabs(self._tabs())
        self.model.put(self._vm.rows)

    def _show_standing(self, standing: Standing | None) -> None:
        self.line.setVisible(standing is not None)
        self._space()
        if standing is None:
            self._errand = Errand.NONE
            return
        self._errand = standing.errand
        if standing.text != self.line.text:
            self.line.show_message(standing.text, Tone(standing.shade.value), standing.action)

    def _first_key(self) -> str:
        """Where work begins: the first row that needs a person, else the first row."""
        rows = self._vm.rows
        found = next((row for row in rows if row.is_open), None)
        return (found or next((row for row in rows if row.is_focusable), None) or _NO_ROW).key

    def _tabs(self) -> list[Tab]:
        short = {ASKED: self.tr("补正"), NOTICES: self.tr("注意")}
        heads = [row for row in self._vm.rows if row.kind is RowKind.SECTION and row.section != UNASKED]
        return [
            Tab(
                key=row.section,
                text=short.get(row.section, row.label),
                finding=FINDINGS.get(row.state, Finding.NONE),
            )
            for row in heads
        ]

    def _mark_tab(self, section: str) -> None:
        if section in {tab.key for tab in self._tabs()}:
            self.tabs.set_current(section)

    def _space(self) -> None:
        px = look().px
        gap = px(8) if self.line.isVisibleTo(self) else 0
        self._margin.setContentsMargins(px(12), gap, px(12), gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look().colours.surface)


_NO_ROW = Row(kind=RowKind.REMARK, key="", section="", label="")
