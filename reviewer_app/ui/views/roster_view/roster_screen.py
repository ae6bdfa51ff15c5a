"""录取: the lists at the left, who is on one in the middle, the pages that will be printed at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.models.domain.changes import Changes
from reviewer_app.models.domain.roster import Edition, Roster, RosterScope
from reviewer_app.ui.bridge.background import Task
from reviewer_app.ui.services import PaperFault, Papers, Services
from reviewer_app.ui.viewmodels.roster_viewmodel import RosterViewModel, rare_characters
from reviewer_app.ui.views.components import Button, ButtonKind, Chip, Choice, ComboButton, Label
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.message_bar import MessageBar
from reviewer_app.ui.views.painting import draw_hline, draw_vline
from reviewer_app.ui.views.roster_view.check_box import Check, CheckBoxes
from reviewer_app.ui.views.roster_view.list_of_lists import ListOfLists
from reviewer_app.ui.views.roster_view.pdf_pages import UnreadablePdf
from reviewer_app.ui.views.roster_view.pdf_preview import PdfPreview
from reviewer_app.ui.views.roster_view.printing import DPI, print_pages
from reviewer_app.ui.views.roster_view.roster_table import RosterTable
from reviewer_app.ui.views.theme import changes, look
from reviewer_app.ui.views.tokens import Tone

_LISTS = 212
_BAR = 56


class RosterScreen(QWidget):
    """``told`` carries words about a saved or printed list."""

    told = Signal(str)

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
        self.choose_path: Callable[[str], str] = self._ask_path
        """Asks where to save a suggested name; an empty answer means nowhere."""
        self.choose_printer: Callable[[], QPrinter | None] = self._ask_printer
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

    def save_pdf(self) -> None:
        """Save the very bytes on preview where the person says."""
        if self._content is None:
            return
        path = self.choose_path(self.suggested_name())
        if not path:
            return
        content, save = self._content, self._papers.save
        target = Path(path if path.lower().endswith(".pdf") else f"{path}.pdf")
        self._services.background.run(
            lambda: save(target, content), lambda _: self._saved(target), self._failed, owner=self
        )

    def print_list(self) -> None:
        """Print the very bytes on preview on the printer that the person picks."""
        if self._content is None:
            return
        printer = self.choose_printer()
        if printer is None:
            return
        content = self._content
        self._services.background.run(
            lambda: print_pages(content, printer), self._printed, self._failed, owner=self
        )

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
        self._checks.put(self._check(roster, plan))
        self.table.put(roster.rows)
        self._make(roster)

    def _check(self, roster: Roster, plan: int | None) -> list[Check]:
        issues = {issue.code: issue for issue in self.vm.issues}
        doubled, same = issues.get("id_doubled"), issues.get("same_name")
        rare = sum(1 for row in roster.rows if rare_characters(row.name))
        over = plan is not None and len(roster.rows) > plan
        return [
            (not over, self.tr("超出学位数") if over else self.tr("没有超出学位数")),
            (
                doubled is None,
                f"{doubled.message}：{'、'.join(doubled.names)}" if doubled else self.tr("证件号没有重复"),
            ),
            (same is None, f"{same.message}：{'、'.join(same.names)}" if same else self.tr("没有同名")),
            (True, self.tr("含生僻字 {n} 人").format(n=rare) if rare else self.tr("没有生僻字")),
        ]

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

    def _saved(self, target: Path) -> None:
        words = self.tr("已存为 {name}。").format(name=target.name)
        self.messages.say(words, Tone.OK)
        self.told.emit(words)

    def _printed(self, started: bool) -> None:
        if started:
            self.messages.say(self.tr("已送打印机。"), Tone.OK)
        else:
            self.messages.say(
                self.tr("打印没有开始：打印机没有响应。名单没有改动，可以换一台打印机。"), Tone.STOP
            )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, PaperFault):
            self.messages.say(error.message, Tone.STOP)
        elif isinstance(error, UnreadablePdf):
            self.messages.say(self.tr("名单文件打不开，没有打印。请重新打开本页再试。"), Tone.STOP)
        else:
            raise error

    def _ask_path(self, name: str) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = self.tr("PDF 文件 (*.pdf)")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("导出录取名单"), str(Path(folder) / name), kinds)
        return path

    def _ask_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(DPI)
        printer.setDocName(self.suggested_name())
        dialog = QPrintDialog(printer, self)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None

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
