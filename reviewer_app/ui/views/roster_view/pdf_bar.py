"""The bar above a print preview: what it is, which page, and how large."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reviewer_app.ui.views.components import Divider, IconButton, Label
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_hline
from reviewer_app.ui.views.theme import changes, look

HEIGHT = 42


class PdfBar(QWidget):
    """Shows what it is told; its signals are what the person asked for."""

    turned = Signal(int)
    """+1 or -1 page."""
    zoom_in = Signal()
    zoom_out = Signal()
    whole = Signal()
    width_fit = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = Label(title, 15, Weight.BOLD)
        self._about = Label("", 13, ink="ink2")
        self._page = Label("", 14, Weight.MEDIUM, align=Qt.AlignmentFlag.AlignHCenter)
        self._back = IconButton("chevron-left", self.tr("上一页"), key="←")
        self._on = IconButton("chevron-right", self.tr("下一页"), key="→")
        self._divider = Divider(vertical=True, token="line2")
        self._out = IconButton("zoom-out", self.tr("缩小"), key="−")
        self._in = IconButton("zoom-in", self.tr("放大"), key="+")
        self._whole = IconButton("maximize", self.tr("适合窗口"), key="0", checkable=True)
        self._width = IconButton("move-horizontal", self.tr("适合宽度"), key="W", checkable=True)
        self._back.clicked.connect(lambda: self.turned.emit(-1))
        self._on.clicked.connect(lambda: self.turned.emit(1))
        for button, signal in (
            (self._out, self.zoom_out),
            (self._in, self.zoom_in),
            (self._whole, self.whole),
            (self._width, self.width_fit),
        ):
            button.clicked.connect(lambda _=False, asked=signal: asked.emit())
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addWidget(self._about)
        self._row.addStretch(1)
        for part in (
            self._back,
            self._page,
            self._on,
            self._divider,
            self._out,
            self._in,
            self._whole,
            self._width,
        ):
            self._row.addWidget(part)
        self._space()
        changes.changed.connect(self._space)
        self.show_page(0, 0, "")

    def _space(self) -> None:
        px = look().px
        self._row.setContentsMargins(px(14), 0, px(10), px(1))
        self._row.setSpacing(px(6))
        self._divider.setFixedHeight(px(18))
        self._page.setFixedWidth(px(62))

    def show_page(self, page: int, count: int, about: str) -> None:
        """Page n of m; with none, the tools do nothing."""
        self._page.setText(f"{page} / {count}" if count else "")
        self._page.setAccessibleName(self.tr("第 {page} 页，共 {count} 页").format(page=page, count=count))
        self._about.setText(about)
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < count)
        for tool in (self._out, self._in, self._whole, self._width):
            tool.setEnabled(count > 0)

    def show_zoom(self, *, whole: bool, width: bool) -> None:
        """Which of the fits is in force."""
        self._whole.setChecked(whole)
        self._width.setChecked(width)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), look().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colours.strip)
        draw_hline(painter, 0, self.width(), self.height() - 1, look().colours.line)
