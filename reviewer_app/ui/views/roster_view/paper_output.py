"""Takes a list from the screen to a file or a printer: always the very bytes that were previewed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from reviewer_app.ui.bridge.background import Background
from reviewer_app.ui.services import PaperFault, Papers
from reviewer_app.ui.views.roster_view.pdf_pages import UnreadablePdf
from reviewer_app.ui.views.roster_view.printing import DPI, print_pages
from reviewer_app.ui.views.tokens import Tone


class PaperOutput(QWidget):
    """Never shown itself: the parent of its dialogs. ``said`` carries words and their tone."""

    said = Signal(str, object)

    def __init__(self, background: Background, papers: Papers, parent: QWidget) -> None:
        super().__init__(parent)
        self._background = background
        self._papers = papers
        self.choose_path: Callable[[str], str] = self._ask_path
        """Asks where to save a suggested name; an empty answer means nowhere."""
        self.choose_printer: Callable[[str], QPrinter | None] = self._ask_printer
        """Asks for a printer for a document of that name; nothing means none."""
        self.hide()

    def save(self, content: bytes, name: str) -> None:
        """Save where the person says; ``name`` is suggested."""
        path = self.choose_path(name)
        if not path:
            return
        target = Path(path if path.lower().endswith(".pdf") else f"{path}.pdf")
        save = self._papers.save
        self._background.run(
            lambda: save(target, content), lambda _: self._saved(target), self._failed, owner=self
        )

    def print(self, content: bytes, name: str) -> None:
        """Print on the printer that the person picks."""
        printer = self.choose_printer(name)
        if printer is not None:
            self._background.run(
                lambda: print_pages(content, printer), self._printed, self._failed, owner=self
            )

    def _saved(self, target: Path) -> None:
        self.said.emit(self.tr("已存为 {name}。").format(name=target.name), Tone.OK)

    def _printed(self, started: bool) -> None:
        if started:
            self.said.emit(self.tr("已送打印机。"), Tone.OK)
        else:
            words = self.tr("打印没有开始：打印机没有响应。名单没有改动，可以换一台打印机。")
            self.said.emit(words, Tone.STOP)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, PaperFault):
            self.said.emit(error.message, Tone.STOP)
        elif isinstance(error, UnreadablePdf):
            self.said.emit(self.tr("名单文件打不开，没有打印。请重新打开本页再试。"), Tone.STOP)
        else:
            raise error

    def _ask_path(self, name: str) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = self.tr("PDF 文件 (*.pdf)")
        suggested = str(Path(folder) / name)
        path, _ = QFileDialog.getSaveFileName(self.window(), self.tr("导出录取名单"), suggested, kinds)
        return path

    def _ask_printer(self, name: str) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(DPI)
        printer.setDocName(name)
        dialog = QPrintDialog(printer, self.window())
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None
