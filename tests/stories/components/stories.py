"""The components in their states, as the design shows them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.components import (
    Button,
    ButtonKind,
    Card,
    Chip,
    Choice,
    ComboButton,
    EmptyState,
    FilterPill,
    Finding,
    IconButton,
    Keycap,
    Label,
    MessageLine,
    Paragraph,
    SearchField,
    SegmentedVerdict,
    SyncPill,
    SyncSign,
    Tab,
    TabStrip,
    TextField,
    UndoCard,
    paint_finding,
)
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.text import draw_text
from reviewer_app.ui.views.theme import TextScale, look
from reviewer_app.ui.views.tokens import ThemeName, Tone
from tests.stories.drawing import LARGE, Look, Story

BUTTONS = (
    ("主决定", "受理", ButtonKind.SOLID, Tone.OK, "F9", "", True),
    ("建议补正", "要求补正", ButtonKind.SOLID, Tone.WARN, "F8", "", True),
    ("否定决定", "不予受理", ButtonKind.OUTLINE, Tone.STOP, "F7", "", True),
    ("一般", "打印", ButtonKind.OUTLINE, Tone.NEUTRAL, "", "printer", False),
    ("轻按钮", "历史", ButtonKind.GHOST, Tone.NEUTRAL, "", "history", False),
)
STATES = ("正常", "悬停", "按下", "键盘焦点", "不可用")
CHIPS = (
    ("待受理", Tone.ACCENT),
    ("补正回件", Tone.HOLD),
    ("待补正", Tone.WARN),
    ("办理中", Tone.NEUTRAL),
    ("已办结", Tone.OK),
    ("不予受理", Tone.STOP),
    ("已撤销", Tone.NEUTRAL),
    ("冲突", Tone.HOLD),
)
SYNC = (
    (SyncSign.SYNCED, "已同步 10:32", ""),
    (SyncSign.SENDING, "正在发送 4 / 13", ""),
    (SyncSign.OFFLINE, "离线工作", "待发 13"),
    (SyncSign.NEEDS_YOU, "2 件需要您确认", ""),
    (SyncSign.LOGIN_EXPIRED, "登录过期", ""),
)
MESSAGES = (
    ("发送失败：平台没有响应。已存本机，5 分钟后自动重试。", Tone.STOP, "马上重试"),
    ("这张图只有 640 像素宽，可能看不清。", Tone.WARN, "标为不合格"),
    ("家长刚刚补交了材料。看过变化后，决定键才可用。", Tone.ACCENT, "看变化"),
    ("11 件已发送，2 件需要您确认。", Tone.OK, "去确认"),
)


class Findings(QWidget):
    """The six findings beside their words."""

    NAMES = ("系统比对一致", "人工核过", "待核", "存疑", "不合格", "不适用")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x, middle = 0.0, self.height() / 2
        for finding, name in zip(Finding, self.NAMES, strict=True):
            paint_finding(painter, QPointF(x + 8, middle), finding)
            box = QRectF(x + 24, 0, 400, self.height())
            x += 24 + draw_text(painter, box, name, look().font(13), look().colours.ink2) + 20


class Gallery(QWidget):
    """Everything at fixed places, like the design's own sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._row = look().px
        self._place_buttons()
        self._place_inputs()
        self._place_states()
        self._place_messages()
        self._place_right()

    def put(self, widget: QWidget, x: int, y: int, width: int = 0, height: int = 0) -> QWidget:
        px = look().px
        widget.setParent(self)
        hint = widget.sizeHint()
        widget.setGeometry(px(x), px(y), px(width) or hint.width(), px(height) or hint.height())
        widget.show()
        return widget

    def title(self, text: str, y: int, x: int = 24) -> None:
        self.put(Label(text, 15, Weight.BOLD), x, y)

    def _place_buttons(self) -> None:
        self.title("按钮", 16)
        for index, state in enumerate(STATES):
            self.put(Label(state, 12, ink="ink2"), 118 + 144 * index, 48)
        y = 76
        for name, text, kind, tone, key, icon, decision in BUTTONS:
            self.put(Label(name, 12, ink="ink2"), 24, y + 10)
            for index, state in enumerate(STATES):
                button = Button(text, kind, tone, key=key, icon=icon, decision=decision)
                button.set_armed(state != "不可用")
                button.setObjectName(state)
                self.put(button, 118 + 144 * index, y, 126)
            y += 46 if decision else 40

    def _place_inputs(self) -> None:
        self.title("输入框", 296)
        self.put(TextField("姓名", "姓名"), 118, 322, 166)
        focused = TextField("姓名")
        focused.setText("韦雨")
        focused.setObjectName("键盘焦点")
        self.put(focused, 298, 322, 166)
        wrong = TextField("手机")
        wrong.setText("13812")
        wrong.set_wrong(True)
        self.put(wrong, 478, 322, 166)
        self.put(Label("手机号应为 11 位，现有 5 位", 12, Weight.MEDIUM, "stop"), 478, 360)
        off = TextField("区域")
        off.setText("灵山县")
        off.setEnabled(False)
        self.put(off, 658, 322, 166)

    def _place_states(self) -> None:
        self.title("材料结论", 394)
        for index, verdict in enumerate((None, Verdict.GOOD, Verdict.BAD)):
            pair = SegmentedVerdict()
            pair.set_verdict(verdict)
            self.put(pair, 118 + 190 * index, 396)
        self.title("办件状态", 436)
        x = 118
        for text, tone in CHIPS:
            x += round(self.put(Chip(text, tone), x, 436).width() / look().scale * 100) + 8
        self.put(Chip("剩 4 小时", Tone.WARN, icon="clock"), x, 436)
        self.put(Chip("待受理", Tone.ACCENT, small=True), x + 92, 438)
        self.title("字段结论", 474)
        self.put(Findings(), 118, 474, 620, 24)
        self.title("按键", 512)
        x = 118
        for key in ("F9", "空格", "Enter", "Ctrl+Z", "PgDn", "1", "["):
            x += round(self.put(Keycap(key), x, 512).width() / look().scale * 100) + 10
        for index, text in enumerate(("存疑 7", "重复 2", "回件 5")):
            pill = FilterPill(text)
            pill.setChecked(index == 1)
            self.put(pill, x + 20 + 62 * index, 508)
        self.title("同步", 550)
        x = 106
        for sign, text, second in SYNC:
            sync = SyncPill()
            sync.set_state(sign, text, second)
            x += round(self.put(sync, x, 546).width() / look().scale * 100) + 8

    def _place_messages(self) -> None:
        self.title("提示文字", 590)
        y = 586
        for text, tone, action in MESSAGES:
            self.put(MessageLine(text, tone, action), 118, y, 640, 36)
            y += 44

    def _place_right(self) -> None:
        x = 868
        self.title("标签页", 16, x)
        sections = TabStrip(gap=20)
        sections.set_tabs(
            [
                Tab(key="a", text="学生信息", finding=Finding.DOUBT),
                Tab(key="b", text="监护人", finding=Finding.AUTO),
                Tab(key="c", text="居住证", finding=Finding.BAD),
                Tab(key="d", text="就业", finding=Finding.OPEN),
                Tab(key="e", text="住所", finding=Finding.AUTO),
                Tab(key="f", text="房产", finding=Finding.NONE),
                Tab(key="g", text="优抚对象", finding=Finding.NONE),
            ]
        )
        self.put(sections, x, 40, 470, 36)
        queues = TabStrip(gap=18)
        queues.set_tabs(
            [
                Tab(key="1", text="我的", count=46),
                Tab(key="2", text="待领", count=126),
                Tab(key="3", text="全部", count=1482),
            ]
        )
        self.put(queues, x, 84, 272)
        self.title("搜索", 134, x)
        search = SearchField("搜索", "姓名、证件后四位、收件号")
        self.put(search, x, 158, 247)
        typed = SearchField("搜索")
        typed.setText("韦")
        self.put(typed, x + 262, 158, 200)
        choices = [Choice(key="due", text="时限优先"), Choice(key="old", text="先到先审")]
        combo = ComboButton("排序", choices, "due", icon="arrow-down-wide-narrow")
        self.put(combo, x - 8, 200)
        for index, icon in enumerate(
            ("zoom-out", "zoom-in", "maximize", "move-horizontal", "rotate-cw", "contrast")
        ):
            tool = IconButton(icon, icon, checkable=True)
            tool.setChecked(index == 2)
            self.put(tool, x + 262 + 32 * index, 202)
        undo = UndoCard()
        undo.show_decision("韦雨涵 已要求补正", "已存本机，联网后发送并通知家长", "联网前均可撤销")
        self.put(undo, x - 6, 244, 264)
        card = Card()
        column = QVBoxLayout(card)
        column.addWidget(Label("劳动合同", 15, Weight.BOLD))
        column.addWidget(
            Paragraph("图片模糊，文字无法辨认。请在光线充足处对焦后重新拍摄，不要转存压缩。", 13, ink="ink2")
        )
        self.put(card, x + 262, 250, 200, 120)
        empty = EmptyState("inbox", "队列里没有办件", "新办件同步后会出现在这里", "领取 10 件", key="L")
        self.put(empty, x, 380, 230, 220)
        rare = Label("名字里的生僻字：𬱖𠮷𡔝 覃甯 买买提·吐尔逊 <b>粗</b>", 15)
        self.put(rare, x, 610, 460)
        self.put(Label("一行放不下时在末尾省略，悬停可看全文", 14), x, 640, 180)
        self.put(Label("1,442", 26, Weight.BOLD), x + 262, 396)
        self.put(Label("韦雨涵", 22, Weight.BOLD), x + 262, 440)
        self.put(Label("要求补正", 18, Weight.BOLD), x + 262, 476)
        self.put(Label("450125 20180314 0240", 15), x + 262, 508)
        self.put(Label("户籍地址", 13, ink="ink2"), x + 262, 536)
        self.put(Label("收件号 LS24-003817", 12, ink="ink3"), x + 262, 560)
        self.menu_anchor = combo


def wear_states(widget: QWidget) -> None:
    """Hover, press and focus by the very events that a person causes; one widget of each at a time can have them."""
    buttons: list[QWidget] = list(widget.findChildren(QWidget))
    for button in buttons:
        if button.objectName() == "按下" and isinstance(button, Button):
            button.setDown(True)
        elif button.objectName() == "悬停":
            button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        elif button.objectName() == "键盘焦点":
            freeze_focused(button)


def freeze_focused(part: QWidget) -> None:
    """Leave the part's picture with the focus in its place, since only one part at a time can have it."""
    part.setFocus(Qt.FocusReason.TabFocusReason)
    picture = QLabel(part.parentWidget())
    picture.setPixmap(part.grab())
    picture.setGeometry(part.geometry())
    picture.show()
    part.clearFocus()
    part.hide()


def open_menu(widget: QWidget) -> None:
    """A menu hangs open."""
    assert isinstance(widget, Gallery)
    QTest.mouseClick(widget.menu_anchor, Qt.MouseButton.LeftButton, pos=QPoint(20, 16))


STORIES = (
    Story(
        name="components",
        build=Gallery,
        arrange=wear_states,
        looks=(Look(), Look(theme=ThemeName.DARK), Look(size=LARGE, scale=TextScale.LARGE)),
    ),
    Story(name="components_menu", build=Gallery, arrange=open_menu),
)
