"""Keys of the case beyond those of a field: images, kinds of material, verdicts, the viewer's tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from reviewer_app.ui.viewmodels.marks import Verdict
from reviewer_app.ui.views.case_view.evidence_link import EvidenceLink
from reviewer_app.ui.views.document_viewer import DocumentViewer

_Key = Qt.Key
_REPEATING = frozenset({_Key.Key_Left, _Key.Key_Right, _Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus})

_VERDICTS = frozenset({_Key.Key_Space, _Key.Key_X})


class CaseKeys:
    """Acts on a key event and answers whether it was one of its own."""

    def __init__(self, viewer: DocumentViewer, link: EvidenceLink) -> None:
        self._viewer = viewer
        self._link = link
        self._plain: Mapping[Qt.Key, Callable[[], object]] = {
            _Key.Key_Left: viewer.previous,
            _Key.Key_Right: viewer.next,
            _Key.Key_Space: lambda: link.judge(Verdict.GOOD),
            _Key.Key_X: lambda: link.judge(Verdict.BAD),
            _Key.Key_Z: self._closer,
            _Key.Key_Plus: viewer.zoom_in,
            _Key.Key_Equal: viewer.zoom_in,
            _Key.Key_Minus: viewer.zoom_out,
            _Key.Key_0: viewer.fit_whole,
            _Key.Key_W: viewer.fit_width,
            _Key.Key_R: viewer.turn_right,
            _Key.Key_C: viewer.toggle_contrast,
            _Key.Key_B: link.swap,
        }

    def press(self, event: QKeyEvent, *, only_tools: bool = False) -> bool:
        """Whether the key ends here. :param only_tools: digits, verdicts and letters belong to somebody else now."""
        key = _Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        if modifiers == shift and key == _Key.Key_R:
            self._viewer.turn_left()
            return True
        if modifiers not in (Qt.KeyboardModifier.NoModifier, shift):
            return False
        if modifiers == shift and key not in (_Key.Key_Plus, _Key.Key_Equal):
            return False
        if event.isAutoRepeat() and key not in _REPEATING:
            return key in self._plain
        if only_tools and key in _VERDICTS:
            return False
        if _Key.Key_1 <= key <= _Key.Key_9 and not only_tools:
            return self._viewer.show_kind(key - _Key.Key_0)
        act = self._plain.get(key)
        if act is None:
            return False
        act()
        return True

    def _closer(self) -> None:
        """To 100 %, and back to the whole document."""
        whole = self._viewer.canvas.placement.fit.value == "whole"
        if whole:
            self._viewer.actual_size()
        else:
            self._viewer.fit_whole()
