"""Signing in: account and password, and in words what went wrong when it did."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer_app.ui.views.brand import Seal
from reviewer_app.ui.views.components import Button, ButtonKind, Label, MessageLine, Paragraph, TextField
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.painting import draw_frame, draw_shadow
from reviewer_app.ui.views.theme import look
from reviewer_app.ui.views.tokens import Tone

_CARD = QSize(820, 436)
_COVER = 300
_RADIUS = 12
_SHADOW = 16


class _Cover(QWidget):
    """The card's coloured side: seal, name, terraced hills."""

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = look().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(36), px(40), px(24), px(28))
        column.setSpacing(px(6))
        column.addWidget(Seal(56, reversed_=True))
        column.addSpacing(px(18))
        column.addWidget(Label(self.tr("入学审核台"), 26, Weight.BOLD, "on_accent"))
        column.addWidget(Label(self.tr("义务教育阶段新生入学报名"), 14, ink="on_accent"))
        column.addStretch()
        column.addWidget(Label(self.tr("版本 {version}").format(version=version), 12, ink="on_accent"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = look().px(_RADIUS)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, radius, 0), radius, radius)
        painter.setClipRect(self.rect())
        accent = look().colours.accent
        painter.fillPath(ground, accent.darker(118) if not look().theme.dark else accent.darker(250))
        painter.setClipPath(ground, Qt.ClipOperation.IntersectClip)
        self._paint_hills(painter)

    def _paint_hills(self, painter: QPainter) -> None:
        line = QColor(look().colours.on_accent)
        line.setAlphaF(0.10)
        painter.setPen(QPen(line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width, height = self.width(), self.height()
        for terrace in range(11):
            base = height * (0.44 + terrace * 0.052)
            path = QPainterPath(QPointF(0, base))
            for x in range(0, width + 8, 8):
                wave = math.sin(x / width * 7.0 + terrace * 0.9) * 9 + math.sin(x / width * 3.1 + terrace) * 6
                path.lineTo(x, base + wave)
            painter.drawPath(path)


class _Card(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        c, px = look().colours, look().px
        painter = QPainter(self)
        edge = px(_SHADOW)
        card = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        draw_shadow(painter, card, px(_RADIUS), round(edge * 0.75), c.shadow)
        draw_frame(painter, card, px(_RADIUS), c.surface, c.line2)


class SignInView(QWidget):
    """``submitted`` carries account and password; the password is handed on and not kept."""

    submitted = Signal(str, str)
    left = Signal()
    """The person goes on without signing in again."""

    def __init__(self, service: str, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account = TextField(self.tr("账号"), self.tr("单位发给您的账号"))
        self.password = TextField(self.tr("密码"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._fault = MessageLine()
        self._button = Button(self.tr("登录"), ButtonKind.SOLID, Tone.ACCENT, key="Enter")
        self._leave = Button(self.tr("以后再登录，离线继续"), ButtonKind.GHOST)
        self._leave.hide()
        self._service = Label(self.tr("平台 {address}").format(address=service), 12, ink="ink3")
        self._busy = False
        self._lay_out(version)
        self._button.clicked.connect(self._submit)
        self._leave.clicked.connect(self.left)
        self.account.returnPressed.connect(self._submit)
        self.password.returnPressed.connect(self._submit)

    def offer_leaving(self, offered: bool) -> None:
        """Whether one may go back to one's desk, which then goes on with the same account alone."""
        self._leave.setVisible(offered)
        self.account.setReadOnly(offered)
        self.set_busy(False)
        self.password.clear()
        self._fault.hide()

    def welcome_next(self) -> None:
        """Begin with an empty account: the next person must not type a password against the last one's."""
        self.account.clear()
        self.account.setFocus()

    def ask_again(self, account: str, reason: str) -> None:
        """Ask an account for its password again, and say why."""
        self.account.setText(account)
        self._say(reason, Tone.WARN)
        self.password.setFocus()

    def show_fault(self, message: str, tone: Tone = Tone.STOP) -> None:
        """Say why signing in did not work; what was typed as account stays."""
        self.set_busy(False)
        self.password.clear()
        self._say(message, tone)
        (self.password if self.account.text() else self.account).setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the platform is asked, nothing can be sent twice."""
        self._busy = busy
        self._button.setEnabled(not busy)
        self._button.setText(self.tr("正在登录") if busy else self.tr("登录"))

    def _say(self, message: str, tone: Tone) -> None:
        self._fault.show_message(message, tone)
        self._fault.show()

    def _submit(self) -> None:
        account, password = self.account.text().strip(), self.password.text()
        if self._busy:
            return
        if not account or not password:
            missing = self.account if not account else self.password
            self._say(self.tr("请填写账号。") if not account else self.tr("请填写密码。"), Tone.STOP)
            missing.setFocus()
            return
        self._fault.hide()
        self.set_busy(True)
        self.submitted.emit(account, password)

    def _lay_out(self, version: str) -> None:
        px = look().px
        card = _Card()
        card.setFixedSize(px(_CARD.width() + 2 * _SHADOW), px(_CARD.height() + 2 * _SHADOW))
        row = QHBoxLayout(card)
        row.setContentsMargins(px(_SHADOW), px(_SHADOW), px(_SHADOW), px(_SHADOW))
        row.setSpacing(0)
        cover = _Cover(version)
        cover.setFixedWidth(px(_COVER))
        row.addWidget(cover)
        row.addLayout(self._form(), 1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, alignment=centre)
        column.addWidget(Label(self.tr("忘记密码请联系负责人。"), 13, ink="ink2", align=centre))
        column.addStretch(1)
        self.account.setFocus()

    def _form(self) -> QVBoxLayout:
        px = look().px
        form = QVBoxLayout()
        form.setContentsMargins(px(48), px(36), px(48), px(28))
        form.setSpacing(px(6))
        form.addWidget(Label(self.tr("登录"), 20, Weight.BOLD))
        form.addSpacing(px(14))
        for title, field in ((self.tr("账号"), self.account), (self.tr("密码"), self.password)):
            form.addWidget(Label(title, 13, Weight.MEDIUM, "ink2"))
            field.setMinimumHeight(px(40))
            form.addWidget(field)
            form.addSpacing(px(6))
        self._button.setMinimumHeight(px(42))
        form.addSpacing(px(4))
        form.addWidget(self._button)
        form.addSpacing(px(6))
        form.addWidget(self._fault)
        self._fault.hide()
        form.addWidget(self._leave, alignment=Qt.AlignmentFlag.AlignHCenter)
        form.addStretch()
        form.addWidget(Paragraph(self.tr("登录一次后，断网也能继续审核，决定先存本机。"), 13, ink="ink2"))
        form.addWidget(self._service)
        return form

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), look().colours.chrome)
