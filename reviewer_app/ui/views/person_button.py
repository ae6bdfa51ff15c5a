"""Who is signed in, and the menu behind it: text size, colours, signing out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer_app.ui.views.components import Choice, Menu, open_popover
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.icons import draw_icon
from reviewer_app.ui.views.painting import draw_frame
from reviewer_app.ui.views.text import draw_text, text_width
from reviewer_app.ui.views.theme import TextScale, look
from reviewer_app.ui.views.tokens import ThemeName

SIGN_OUT = "sign_out"
_SCALE = "scale:"
_THEME = "theme:"


class PersonButton(QAbstractButton):
    """A round initial, the name, and a menu."""

    sign_out_wanted = Signal()
    scale_wanted = Signal(object)
    theme_wanted = Signal(object)

    def __init__(self, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self.setText(name)
        self.setAccessibleName(f"{name}·{role}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open_menu)

    def sizeHint(self) -> QSize:
        px = look().px
        font = look().font(14, Weight.MEDIUM)
        return QSize(px(6 + 24 + 8 + 6 + 14 + 6) + round(text_width(self._label(), font)), px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _label(self) -> str:
        wide = self.window().width() >= look().px(1760)
        return f"{self._name}·{self._role}" if wide else self._name

    def paintEvent(self, event: QPaintEvent) -> None:
        px, c = look().px, look().colours
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            draw_frame(painter, rect, px(6), c.hover)
        if self.hasFocus():
            draw_frame(painter, rect, px(6), None, c.accent, 2)
        disc = QRectF(px(6), (rect.height() - px(24)) / 2, px(24), px(24))
        draw_frame(painter, disc, px(12), c.accent_bg, c.accent_line)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, disc, self._name[:1], look().font(13, Weight.BOLD), c.accent, centre)
        text = rect.adjusted(px(38), 0, 0, 0)
        drawn = draw_text(painter, text, self._label(), look().font(14, Weight.MEDIUM), c.ink)
        draw_icon(
            painter, "chevron-down", QPointF(px(38) + drawn + px(13), rect.center().y()), px(14), c.ink2
        )

    def _open_menu(self) -> None:
        if open_popover() is not None:
            return
        now = look()
        choices = [
            Choice(key=f"{_SCALE}{scale.value}", text=text, icon="check" if now.scale is scale else "")
            for scale, text in (
                (TextScale.NORMAL, self.tr("文字标准")),
                (TextScale.LARGE, self.tr("文字大")),
                (TextScale.EXTRA_LARGE, self.tr("文字特大")),
            )
        ]
        choices += [
            Choice(key=f"{_THEME}{name.value}", text=text, icon="check" if now.theme.name == name else "")
            for name, text in ((ThemeName.LIGHT, self.tr("浅色")), (ThemeName.DARK, self.tr("深色")))
        ]
        choices.append(Choice(key=SIGN_OUT, text=self.tr("退出登录"), icon="log-out"))
        menu = Menu(choices, self, name=self._name)
        menu.chosen.connect(self._choose)
        menu.open_at(right=True)

    def _choose(self, key: str) -> None:
        if key == SIGN_OUT:
            self.sign_out_wanted.emit()
        elif key.startswith(_SCALE):
            self.scale_wanted.emit(TextScale(int(key.removeprefix(_SCALE))))
        else:
            self.theme_wanted.emit(ThemeName(key.removeprefix(_THEME)))
