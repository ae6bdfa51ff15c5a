"""What a test sees of a desktop in a process of its own: the words on its screen, as eyes and ears get them."""

from __future__ import annotations

from dataclasses import dataclass

QUEUE, FORM, TROUBLES, LISTS = "办件队列", "报名表", "需要您确认", "录取名单"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What stands on the screen at one moment."""

    words: list[str]
    """Words of every visible part, in no order that a test should rest on."""
    buttons: list[str]
    """Buttons that would act now, each with its key."""
    lists: dict[str, list[str]]
    """Rows of every visible list by the list's name, as a screen reader says them."""
    focus: str
    case: str = ""
    """Receipt number of the case before the reviewer."""
    armed: bool = False
    """Whether a decision key would act."""
    field: str = ""
    """Label of the form's row on which the keys act."""
    image: str = ""
    """Material code of the document whose image is to be seen."""
    pictures: bool = False
    """Whether all pictures that were asked for have come."""
    pill: str = ""
    waiting: int = 0
    troubled: int = 0
    conflict: bool = False

    def says(self, text: str) -> bool:
        """Whether some part of the screen says it."""
        return any(text in words for words in self.words)

    def row(self, name: str, text: str) -> str:
        """The row of a list that holds a text; empty when there is none."""
        return next((row for row in self.lists.get(name, []) if text in row), "")
