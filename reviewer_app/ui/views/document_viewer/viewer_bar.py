"""The bar above the image: which document this is, its verdict, and the tools."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.components.card import Divider
from reviewer_app.ui.views.components.icon_button import IconButton
from reviewer_app.ui.views.components.labels import Label
from reviewer_app.ui.views.components.segmented_verdict import SegmentedVerdict
from reviewer_app.ui.views.document_viewer.percent_button import PercentButton
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.theme import changes, look

HEIGHT = 42


class ViewerBar(QWidget):
    """Shows what it is told; its signals are what the person asked for."""

    verdict_chosen = Signal(object)
    zoom_in = Signal()
    zoom_out = Signal()
    whole = Signal()
    width_fit = Signal()
    actual = Signal()
    turn_right = Signal()
    contrast = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title = Label("", 15, Weight.BOLD)
        self.count = Label("", 13, ink="ink2")
        self.count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.verdict = SegmentedVerdict()
        self.verdict.chosen.connect(self.verdict_chosen)
        self._percent = PercentButton()
        self._whole = IconButton("maximize", self.tr("适合窗口"), key="0", checkable=True)
        self._width = IconButton("move-horizontal", self.tr("适合宽度"), key="W", checkable=True)
        self._contrast = IconButton("contrast", self.tr("增强对比"), key="C", checkable=True)
        self._tools: list[QWidget] = []
        self._lay_out()
        changes.changed.connect(self._space)

    def _lay_out(self) -> None:
        out = IconButton("zoom-out", self.tr("缩小"), key="−")
        into = IconButton("zoom-in", self.tr("放大"), key="+")
        right = IconButton("rotate-cw", self.tr("向右转"), key="R")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.count)
        self._row.addSpacing(look().px(8))
        self._row.addWidget(self.verdict)
        self._row.addStretch(1)
        self._divider = Divider(vertical=True, token="line2")
        self._tools = [
            out,
            self._percent,
            into,
            self._divider,
            self._whole,
            self._width,
            right,
            self._contrast,
        ]
        for tool in self._tools:
            self._row.addWidget(tool)
        for button, signal in (
            (out, self.zoom_out),
            (into, self.zoom_in),
            (self._whole, self.whole),
            (self._width, self.width_fit),
            (right, self.turn_right),
            (self._percent, self.actual),
        ):
            button.clicked.connect(lambda _=False, asked=signal: asked.emit())
        self._contrast.clicked.connect(lambda: self.contrast.emit(self._contrast.isChecked()))
        self._space()

    def _space(self) -> None:
        px = look().px
        self._row.setContentsMargins(px(14), 0, px(10), px(1))
        self._row.setSpacing(px(5))
        self._divider.setFixedHeight(px(18))

    def show_title(self, title: str, count: str, verdict: Verdict | None, *, can_judge: bool) -> None:
        """Name the document on screen; without a title there is none, and only the tools' places remain."""
        self.title.setText(title)
        self.count.setText(count)
        self.verdict.set_verdict(verdict)
        self.verdict.setVisible(can_judge)
        for tool in self._tools:
            tool.setEnabled(bool(title))

    def show_zoom(self, percent: int, *, whole: bool, width: bool) -> None:
        """Show the zoom and which of the fits is in force."""
        self._percent.show_percent(percent)
        self._whole.setChecked(whole)
        self._width.setChecked(width)

    def show_contrast(self, on: bool) -> None:
        """Show whether contrast is enhanced."""
        self._contrast.setChecked(on)

    def sizeHint(self) -> QSize:
        return QSize(look().px(560), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), look().px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colours.strip)
        draw_hline(painter, 0, self.width(), self.height() - 1, look().colours.line)
