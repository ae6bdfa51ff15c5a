"""The painted parts that every screen is built from (DESIGN_LANGUAGE 6).

==================  ====================================================================================
Part                What it is
==================  ====================================================================================
Button              solid / outline / ghost, with keycap, icon and count; ``decision=True`` for F7 F8 F9
IconButton          an icon alone, with tooltip and accessible name (viewer tools only)
Chip, Keycap        a state in a word; a key
FilterPill          a quick filter that is on or off
Label, Paragraph    one elided line; wrapped prose. Plain text, on the optical centre
SyncPill            the state of the sync, opens the outbox
MessageLine         cause, what happened to the work, one action
SegmentedVerdict    合格 / 不合格 of the document on screen
Card                a surface with a border
TabStrip            tabs with counts or findings
TextField           a line edit that can be wrong; SearchField adds the glass and Esc
ComboButton         a choice out of a menu; Popover and Menu beneath it
UndoCard            the last decision, in the queue column
EmptyState          one sentence and the next action
ScrollColumn        a borderless vertical scroll area
==================  ====================================================================================

Delegates paint the same parts through ``paint_chip``, ``paint_keycap`` and ``paint_finding``.
All sizes in constructors are design pixels (100 %); the parts scale themselves.
"""

from reviewer_app.ui.views.components.announcing import announce
from reviewer_app.ui.views.components.button import Button, ButtonKind
from reviewer_app.ui.views.components.card import Card, Divider, ScrollColumn
from reviewer_app.ui.views.components.chip import Chip, FilterPill, chip_width, paint_chip
from reviewer_app.ui.views.components.combo_button import ComboButton
from reviewer_app.ui.views.components.empty_state import EmptyState
from reviewer_app.ui.views.components.finding import Finding, finding_icon, paint_finding
from reviewer_app.ui.views.components.icon_button import IconButton
from reviewer_app.ui.views.components.keycap import Keycap, keycap_size, paint_keycap
from reviewer_app.ui.views.components.labels import Label, Paragraph
from reviewer_app.ui.views.components.menu import Choice, Menu
from reviewer_app.ui.views.components.message_line import MessageLine
from reviewer_app.ui.views.components.popover import Popover, open_popover
from reviewer_app.ui.views.components.segmented_verdict import SegmentedVerdict
from reviewer_app.ui.views.components.sync_pill import SyncPill, SyncSign
from reviewer_app.ui.views.components.tab_strip import Tab, TabStrip
from reviewer_app.ui.views.components.text_field import SearchField, TextField
from reviewer_app.ui.views.components.undo_card import UndoCard

__all__ = [
    "Button",
    "ButtonKind",
    "Card",
    "Chip",
    "Choice",
    "ComboButton",
    "Divider",
    "EmptyState",
    "FilterPill",
    "Finding",
    "IconButton",
    "Keycap",
    "Label",
    "Menu",
    "MessageLine",
    "Paragraph",
    "Popover",
    "ScrollColumn",
    "SearchField",
    "SegmentedVerdict",
    "SyncPill",
    "SyncSign",
    "Tab",
    "TabStrip",
    "TextField",
    "UndoCard",
    "announce",
    "chip_width",
    "finding_icon",
    "keycap_size",
    "open_popover",
    "paint_chip",
    "paint_finding",
    "paint_keycap",
]
