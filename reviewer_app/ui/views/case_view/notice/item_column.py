"""The items of a notice under each other; the current one holds the picker of reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.models.domain.reasons import ReasonKind
from reviewer_app.models.domain.workflow import Need
from reviewer_app.ui.viewmodels.notice_viewmodel import NoticeViewModel
from reviewer_app.ui.viewmodels.reason_draft import Item, item_for
from reviewer_app.ui.views.case_view.notice.item_card import ItemCard
from reviewer_app.ui.views.case_view.notice.reason_picker import ReasonPicker
from reviewer_app.ui.views.case_view.notice.search_popover import Entry, SearchPopover
from reviewer_app.ui.views.case_view.notice.thumbnails import Thumbnails
from reviewer_app.ui.views.components import Button, Card, Label, open_popover
from reviewer_app.ui.views.fonts import Weight
from reviewer_app.ui.views.theme import look


class ItemColumn(QWidget):
    """``reached`` carries the current :class:`Item` when another one becomes current."""

    reached = Signal(object)

    def __init__(self, vm: NoticeViewModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vm = vm
        self._thumbnails = thumbnails
        self._cards: list[ItemCard] = []
        self._at = ""
        self._title = Label("", 14, Weight.BOLD)
        self._origin = Label("", 13, ink="ink3")
        self.picker = ReasonPicker(self)
        self.picker.hide()
        self._start = Card()
        self._start.set_current(True)
        self.add_button = Button(self.tr("再加一处"), key="N", icon="plus")
        self._connect()
        self._column = QVBoxLayout(self)
        self._lay_out()

    def _connect(self) -> None:
        vm = self._vm
        self.picker.picked.connect(vm.pick)
        self.picker.noted.connect(lambda note: vm.edit(lambda draft: draft.with_note(note)))
        self.picker.library_wanted.connect(self.open_library)
        self.add_button.clicked.connect(self.open_targets)

    def _lay_out(self) -> None:
        px = look().px
        self._column.setContentsMargins(px(20), px(16), px(9), px(16))
        self._column.setSpacing(px(9))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._origin)
        self._column.addLayout(head)
        self._cards_column = QVBoxLayout()
        self._cards_column.setSpacing(px(9))
        self._column.addLayout(self._cards_column)
        self._start_column = QVBoxLayout(self._start)
        self._start_column.setContentsMargins(px(10), px(4), px(10), px(10))
        self._start.hide()
        self._column.addWidget(self._start)
        self._column.addWidget(self.add_button)
        self._column.addStretch(1)

    def refresh(self) -> None:
        """Show the draft as it stands."""
        reasoned = Need.REASONS in self._vm.row.needs
        items = self._vm.draft.items if reasoned else self._asked_items()
        self._show_head(items, reasoned)
        self._make_cards(items, fixed=not reasoned)
        draft = self._vm.draft
        for position, (card, item) in enumerate(zip(self._cards, items, strict=True)):
            current = reasoned and position == draft.current
            card.show_item(item, position + 1, self._vm.reason_of(item), current=current)
            if current:
                self._show_picker(card, item)
            else:
                card.release()
        if not reasoned or draft.item is None:
            self._show_bare_picker(reasoned)

    def step(self, by: int) -> None:
        """The next or previous item."""
        self._vm.edit(lambda draft: draft.go_to(draft.current + by))

    def remove_current(self) -> None:
        """Take the current item out."""
        if self._vm.draft.item is not None:
            self._remove(self._vm.draft.current)

    def open_library(self) -> None:
        """Search all reasons that can be about something of this case."""
        if open_popover() is not None:
            return
        item = self._vm.draft.item
        entries = [
            Entry(
                key=f"{reason.code} {target}",
                title=reason.text,
                detail=reason.guidance,
                hint=self._label(target) if item is None or target != item.target else reason.group,
            )
            for reason, target in self._vm.library
        ]
        anchor = self.picker.library if self.picker.isVisible() else self.add_button
        popover = SearchPopover(self.tr("原因库"), entries, anchor, self.tr("问题、办法或原因编号"))
        popover.chosen.connect(self._take_reason)
        popover.open_at(width=520, right=True)

    def open_targets(self) -> None:
        """Choose one more field or material."""
        if open_popover() is not None:
            return
        listed = {item.target for item in self._vm.draft.items}
        entries = [
            Entry(
                key=item.target,
                title=item.label,
                detail=self._vm.words_of(item),
                hint=self._kind_words(item, item.target in listed),
            )
            for item in self._vm.targets
        ]
        popover = SearchPopover(self.tr("再加一处"), entries, self.add_button, self.tr("信息项或材料"))
        popover.chosen.connect(self._vm.add)
        popover.open_at(width=420)

    def _kind_words(self, item: Item, listed: bool) -> str:
        if listed:
            return self.tr("已列入")
        return self.tr("材料") if item.is_material else self.tr("字段")

    def _take_reason(self, key: str) -> None:
        code, target = key.split(" ", 1)
        item = self._vm.draft.item
        if item is not None and item.target == target:
            if item.code != code:
                self._vm.pick(code)
        else:
            self._vm.add(target, code)

    def _label(self, target: str) -> str:
        return item_for(self._vm.reading, target).label

    def _asked_items(self) -> tuple[Item, ...]:
        """What the open round asked for, where this act only moves or repeats it."""
        asked = self._vm.reading.case.open_correction
        picks = asked.reasons if asked else ()
        reading = self._vm.reading
        return tuple(replace(item_for(reading, pick.target, pick.code), note=pick.note) for pick in picks)

    def _show_head(self, items: tuple[Item, ...], reasoned: bool) -> None:
        correcting = self._vm.draft.kind is ReasonKind.CORRECTION
        if not reasoned:
            title, origin = self.tr("已要求补正 {n} 处"), ""
        elif correcting:
            title, origin = self.tr("需补正 {n} 处"), self.tr("由核对标记自动生成，可改可删")
        else:
            title, origin = self.tr("原因 {n} 条"), self.tr("每条对应一个信息项或一份材料")
        self._title.setText(title.format(n=len(items)))
        self._origin.setText(origin)
        self.add_button.setVisible(reasoned)
        self.setVisible(reasoned or bool(items))

    def _make_cards(self, items: tuple[Item, ...], *, fixed: bool) -> None:
        if [card.item.target for card in self._cards] == [item.target for item in items]:
            return
        self.picker.setParent(self)
        self.picker.hide()
        for card in self._cards:
            card.hide()
            self._cards_column.removeWidget(card)
            card.deleteLater()
        self._cards = []
        for position, item in enumerate(items):
            card = ItemCard(fixed=fixed)
            card.chosen.connect(lambda at=position: self._vm.edit(lambda draft: draft.go_to(at)))
            card.removed.connect(lambda at=position: self._remove(at))
            self._cards_column.addWidget(card)
            self._cards.append(card)
            if item.document is not None:
                self._thumbnails.ask(item.document, _picture_setter(card))

    def _show_bare_picker(self, reasoned: bool) -> None:
        """A refusal begins with its reasons: each brings the item that it is about."""
        self._at = ""
        reasons = self._vm.reasons if reasoned else ()
        self._start.setVisible(bool(reasons))
        if reasons:
            self.picker.show_item(self.tr("本件"), reasons, "", "", len(self._vm.library), has_note=False)
            self._start_column.addWidget(self.picker)
            self.picker.show()
        else:
            self.picker.hide()

    def _remove(self, position: int) -> None:
        self._vm.edit(lambda draft: draft.without(position))

    def _show_picker(self, card: ItemCard, item: Item) -> None:
        reasons = self._vm.reasons
        self.picker.show_item(item.label, reasons, item.code, item.note, len(self._vm.library))
        self._start.hide()
        card.take(self.picker)
        if self._at != item.target:
            self._at = item.target
            self.reached.emit(item)


def _picture_setter(card: ItemCard) -> Callable[[QImage | None], None]:
    """Shows a picture on a card that may be gone by the time it comes."""

    def show(picture: QImage | None) -> None:
        if shiboken6.isValid(card):
            card.set_picture(picture)

    return show
