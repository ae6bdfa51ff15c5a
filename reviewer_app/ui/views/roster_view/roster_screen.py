"""录取: the lists at the left, who is on one in the middle, the pages that will be printed at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.roster import Edition, Roster, RosterScope
from reviewer_app.ui.bridge.background import Task
from reviewer_app.ui.services import PaperFault, Papers, Services
from reviewer_app.ui.viewmodels.roster_viewmodel import RosterViewModel
from reviewer_app.ui.views.components import Button, ButtonKind, Chip, Choice, ComboButton, Label
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.message_bar import MessageBar
from reviewer_app.ui.views.painting import draw_hline, draw_vline
from reviewer_app.ui.views.roster_view.check_box import CheckBoxes
from reviewer_app.ui.views.roster_view.list_of_lists import ListOfLists
from reviewer_app.ui.views.roster_view.paper_output import PaperOutput
from reviewer_app.ui.views.roster_view.pdf_preview import PdfPreview
from reviewer_app.ui.views.roster_view.roster_table import RosterTable
from reviewer_app.ui.views.theme import changes, look
from reviewer_app.ui.views.tokens import Tone

_LISTS = 212
_BAR = 56


class RosterScreen(QWidget):
    """One list at a time: chosen, looked at, saved, printed."""

    def __init__(self, services: Services, papers: Papers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._papers = papers
        self.vm = RosterViewModel(services, self)
        self._edition = Edition.POSTED
        self._content: bytes | None = None
        self._shown: tuple[Roster, Edition] | None = None
        self._making: Task | None = None
        modes = dict(services.casework.catalogue.codes["admit_mode"].choices())
        self.lists = ListOfLists()
        self.messages = MessageBar(inset=0)
        self.table = RosterTable(modes)
        self.preview = PdfPreview()
        self._title = Label("", 18, Weight.BOLD)
        self._state = Chip("", Tone.ACCENT)
        self._count = Label("", 18, Weight.BOLD)
        self._checks = CheckBoxes()
        self._scope = ComboButton(self.tr("范围"), self._scopes(), RosterScope.FINAL.value)
        self._editions = ComboButton(self.tr("版本"), self._edition_choices(), self._edition.value)
        self._print = Button(self.tr("打印"), key="Ctrl+P", icon="printer")
        self.export = Button(self.tr("导出 PDF"), ButtonKind.SOLID, Tone.ACCENT, icon="download")
        self._output = PaperOutput(services.background, papers, self)
        self._lay_out()
        self._fit()
        self._connect()

    @property
    def content(self) -> bytes | None:
        """The bytes on preview; nothing while they are being made or cannot be."""
        return self._content

    def set_edition(self, edition: Edition) -> None:
        """公示版 or 内部版."""
        self._edition = edition
        self._editions.set_current(edition.value)
        self._follow()

    @property
    def choose_path(self) -> Callable[[str], str]:
        """Asks where to save a suggested name; an empty answer means nowhere."""
        return self._output.choose_path

    @choose_path.setter
    def choose_path(self, ask: Callable[[str], str]) -> None:
        self._output.choose_path = ask

    def save_pdf(self) -> None:
        """Save the very bytes on preview where the person says."""
        if self._content is not None:
            self._output.save(self._content, self.suggested_name())

    def print_list(self) -> None:
        """Print the very bytes on preview on the printer that the person picks."""
        if self._content is not None:
            self._output.print(self._content, self.suggested_name())

    def suggested_name(self) -> str:
        """A file name that says which list it is and nothing of any child."""
        roster = self.vm.roster
        edition = self.tr("公示版") if self._edition is Edition.POSTED else self.tr("内部版")
        return f"{roster.title}-{edition}.pdf" if roster else f"{edition}.pdf"

    def _scopes(self) -> list[Choice]:
        return [
            Choice(key=RosterScope.FINAL.value, text=self.tr("已办结")),
            Choice(key=RosterScope.PROPOSED.value, text=self.tr("含拟录取")),
        ]

    def _edition_choices(self) -> list[Choice]:
        return [
            Choice(key=Edition.POSTED.value, text=self.tr("公示版（姓名遮盖）")),
            Choice(key=Edition.INTERNAL.value, text=self.tr("内部版（完整）")),
        ]

    def _connect(self) -> None:
        changes.changed.connect(self._fit)
        self.vm.changed.connect(self._follow)
        self.vm.failed.connect(lambda words: self.messages.say(words, Tone.STOP))
        self.lists.chosen.connect(self.vm.choose)
        self._scope.chosen.connect(lambda key: self.vm.set_scope(RosterScope(key)))
        self._editions.chosen.connect(lambda key: self.set_edition(Edition(key)))
        self.export.clicked.connect(self.save_pdf)
        self._print.clicked.connect(self.print_list)
        self._output.said.connect(self.messages.say)
        self._services.hub.changed.connect(self._on_changes)

    def _on_changes(self, moved: Changes) -> None:
        if self.isVisible():
            self.vm.refresh()

    def _follow(self) -> None:
        roster = self.vm.roster
        self.lists.put(self.vm.lines, self.vm.key)
        if roster is None:
            return
        proposed = roster.scope is RosterScope.PROPOSED
        line = next((line for line in self.vm.lines if line.key == self.vm.key), None)
        self._title.setText(line.name if line else roster.office_name)
        self._state.set_state(
            self.tr("拟录取") if proposed else self.tr("已办结"), Tone.WARN if proposed else Tone.OK
        )
        plan = line.plan if line else None
        self._count.setText(f"{len(roster.rows)} / {plan}" if plan else str(len(roster.rows)))
        self._checks.put(self.vm.checks)
        self.table.put(roster.rows)
        self._make(roster)

    def _make(self, roster: Roster) -> None:
        wanted = (roster, self._edition)
        if wanted == self._shown:
            return
        self._shown, self._content = wanted, None
        self._let(False)
        if self._making is not None:
            self._making.cancel()
        render, edition = self._papers.render_roster, self._edition
        self._making = self._services.background.run(
            lambda: render(roster, edition), self._made, self._unmade, owner=self
        )

    def _made(self, content: bytes) -> None:
        self._content = content
        self.messages.clear()
        self.preview.show_pdf(content)
        self._let(True)

    def _unmade(self, error: Exception) -> None:
        if not isinstance(error, PaperFault):
            raise error
        self.messages.say(error.message, Tone.STOP)
        self.preview.clear(self.tr("这份名单还不能打印"), error.message)

    def _let(self, ready: bool) -> None:
        self.export.setEnabled(ready)
        self._print.setEnabled(ready)

    def _lay_out(self) -> None:
        px = look().px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 1, 0)
        side.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(14), 0, px(4), 0)
        self._head = Label(self.tr("录取名单"), 14, Weight.BOLD)
        head.addWidget(self._head)
        head.addStretch()
        head.addWidget(self._scope)
        side.addLayout(head)
        side.addWidget(self.lists, 1)
        row.addLayout(side)
        right = QVBoxLayout()
        right.setSpacing(0)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        self._middle = self._make_middle()
        upper.addWidget(self._middle, 1000)
        upper.addWidget(self.preview, 1)
        right.addLayout(upper, 1)
        self._bar = self._make_bar()
        right.addLayout(self._bar)
        row.addLayout(right, 1)

    def _make_middle(self) -> QWidget:
        px = look().px
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(px(18), px(12), px(18), 0)
        column.setSpacing(px(10))
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addStretch()
        head.addWidget(Label(self.tr("录取 / 学位"), 13, ink="ink2"))
        head.addWidget(self._count)
        column.addLayout(head)
        column.addWidget(self.messages)
        column.addWidget(self._checks)
        column.addWidget(self.table, 1)
        return middle

    def _make_bar(self) -> QHBoxLayout:
        px = look().px
        bar = QHBoxLayout()
        bar.setSpacing(px(10))
        bar.addWidget(Label(self.tr("版本"), 14, ink="ink2"))
        bar.addWidget(self._editions)
        bar.addStretch()
        bar.addWidget(self._print)
        bar.addWidget(self.export)
        self._let(False)
        return bar

    def _fit(self) -> None:
        """Sizes that follow the text scale."""
        px = look().px
        self._head.setFixedHeight(px(41))
        self.lists.setFixedWidth(px(_LISTS) - 1)
        self._bar.setContentsMargins(px(16), px(9), px(16), px(9))
        for button in (self._print, self.export):
            button.setFixedHeight(px(38))
        wide = self.width() * 100 // look().scale
        # A greatest width, never a fixed one: that would keep the window from being made smaller again.
        self._middle.setMinimumWidth(px(440))
        self._middle.setMaximumWidth(px(840 if wide >= 1760 else 560 if wide >= 1500 else 520))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.vm.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        side, bar = px(_LISTS), px(_BAR)
        painter.fillRect(self.rect(), c.surface)
        painter.fillRect(0, 0, side, self.height(), c.side)
        painter.fillRect(side, self.height() - bar, self.width() - side, bar, c.chrome)
        draw_hline(painter, side, self.width(), self.height() - bar, c.line2)
        draw_vline(painter, side - 1, 0, self.height(), c.line2)
        draw_hline(painter, 0, side, px(41), c.line)
