"""Checks before an act as a list, and the message to the guardian as a card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.ui.viewmodels.notice_checks import Checked
from reviewer_app.ui.views.components import Card, Paragraph
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.text import draw_lines, wrap_text
from reviewer_app.ui.views.theme import look

_LINE = 24


class CheckList(QWidget):
    """Checks with ✓ or ⊗ and their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checks: tuple[Checked, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_checks(self, checks: Sequence[Checked]) -> None:
        """Show them; the failing ones are said first to a screen reader."""
        self._checks = tuple(checks)
        said = sorted(checks, key=lambda check: check.fine)
        words = [
            check.text if check.fine else self.tr("未满足：{what}").format(what=check.text) for check in said
        ]
        self.setAccessibleName("，".join(words))
        self.updateGeometry()
        self.update()

    def _wrapped(self, width: int) -> list[tuple[Checked, list[str]]]:
        font = look().font(14)
        return [(check, wrap_text(check.text, font, width - look().px(24))) for check in self._checks]

    def heightForWidth(self, width: int) -> int:
        return sum(len(lines) for _, lines in self._wrapped(width)) * look().px(_LINE)

    def sizeHint(self) -> QSize:
        return QSize(look().px(240), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        y = 0.0
        for check, lines in self._wrapped(self.width()):
            icon, ink = ("check", c.ok) if check.fine else ("circle-x", c.stop)
            draw_icon(painter, icon, QPointF(px(8), y + px(_LINE) / 2), px(16), ink)
            words = c.ink2 if check.fine else c.stop
            draw_lines(
                painter, QPointF(px(24), y), self.width() - px(24), lines, look().font(14), words, px(_LINE)
            )
            y += len(lines) * px(_LINE)


class SmsCard(Card):
    """The very words that the guardian will get."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = look().px
        self._words = Paragraph("", 14)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        column.addWidget(self._words)

    @property
    def text(self) -> str:
        """The message."""
        return self._words.text()

    def show_text(self, text: str) -> None:
        """Show a message."""
        self._words.setText(text)
        self.updateGeometry()
